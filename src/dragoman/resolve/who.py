"""Who a noun phrase names: its head's own name, or what its agent noun and the names beside it tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.knowledge.actors import BODY_TABLES, Agent, country_names, cow_numbers
from dragoman.knowledge.directory import PARTICLES
from dragoman.knowledge.gender import honorifics
from dragoman.knowledge.tables import key
from dragoman.records import ActorKind, Entity
from dragoman.resolve.identity import DIRECTIONS, HELD, PARTIAL, Identity, Scored, Setting, candidates, holder, holder_of, identify
from dragoman.resolve.phrases import OWNERS, Kind, Phrase, Piece, agent_named, parse

#: A phrase longer than this is no name of anybody.
LONGEST_PHRASE = 300
#: Links behind which stands whose somebody is, or whom they belong to.
_BELONGS = OWNERS | frozenset("from at with to in within inside and".split())
#: A nickname between quotation marks inside a name.
_NICKNAME = re.compile(r"(?<=\w )[\"“'‘][^\"”'’]{1,40}[\"”'’](?= \w)")
_KINDS = {"person": ActorKind.PERSON, "org": ActorKind.ORG, "group": ActorKind.GROUP}
_PLACES = frozenset(("states", "regions"))


@dataclass(frozen=True, slots=True)
class Answer:
    """Who a phrase names, or None, with the candidates for its name, best first."""

    identity: Identity | None
    found: tuple[Scored, ...] = ()


@dataclass(frozen=True, slots=True)
class _Ties:
    """Whom somebody belongs to: a body or group, a state, or both; `seat` where the state is named by its government."""

    body: Scored | None = None
    state: Scored | None = None
    seat: bool = False

    @property
    def code(self) -> str | None:
        """The code that passes on: the body's, else the state's."""
        if self.body is not None and self.body.known.code is not None:
            return self.body.known.code
        return self.state.known.code if self.state is not None else None


def who(text: str, setting: Setting, entity: Entity | None = None) -> Answer:
    """Who a phrase names on the setting's day. `entity` is the class its name was tagged as, where that is known."""
    text = _NICKNAME.sub(" ", text.strip().strip("“”\"'‘’"))
    if not text or len(text) > LONGEST_PHRASE:
        return Answer(None)
    setting = replace(setting, phrase=text)
    found: list[Scored] = []
    if len(key(text)) > 1 and key(text) in setting.directory.by_name and not _is_common_noun(text, setting):
        whole, found = identify(text, entity, setting)
        if whole is not None and not PARTIAL & set(found[0].features):
            return Answer(whole, tuple(found))
    phrase = parse(text, setting.directory)
    return _named(phrase, setting, entity) or Answer(_described(phrase, setting, _own_name(phrase, entity)), tuple(found))


def _is_common_noun(text: str, setting: Setting) -> bool:
    """Whether words of an article are written small: "the conservative party" is not the Conservative Party."""
    words = text.split()
    return bool(setting.words) and " " in key(text) and all(w[:1].islower() for w in words[words[0].lower() == "the" :])


def _own_name(phrase: Phrase, entity: Entity | None) -> str | None:
    """The name of a body that the tables do not know: its words, an article left out."""
    if entity is not Entity.ORG:
        return None
    words = phrase.words[1:] if phrase.words[0].lower() in ("the", "a", "an") and len(phrase.words) > 1 else phrase.words
    return " ".join(words)


def _named(phrase: Phrase, setting: Setting, entity: Entity | None) -> Answer | None:
    """The answer where the phrase's head is a name; None where it is an agent noun or nothing known."""
    core = [p for p in phrase.core if not p.apart]
    title = next((p for p in reversed(core) if p.kind is Kind.AGENT), None)
    run = _name_run(core, title)
    if not run:
        return None
    name = " ".join(p.text for p in run)
    before = [p for p in core if p.start < run[0].start]
    # behind a name, "of France" may still say whose its title is; an apposition may hold title and country
    beside = [p for p in (*before, *_apposed(phrase), *_realm(phrase)) if p.kind is Kind.NAME]
    countries = tuple(dict.fromkeys(s.known.code for s in _states(beside, setting) if s.known.code))
    late = title or next((p for p in _apposed(phrase) if p.kind is Kind.AGENT), None)
    former = any(p.kind is Kind.FORMER for p in before)
    identity, found = identify(name, entity, setting, key(late.text) if late is not None else None, countries, former)
    if identity is not None and former:
        identity = _past(identity)
    if identity is not None and title is not None and _is_another(title, identity):
        identity = None
    if identity is None and late is not None:
        identity = _described(phrase, setting, name, run[0].start)
        if identity is not None and entity in (None, Entity.PERSON) and late.agent is not None and late.agent.entity == "person":
            identity = replace(identity, kind=ActorKind.PERSON)
    elif identity is None and (countries and (entity is Entity.ORG or run[-1].text.islower())):
        identity = _described(phrase, setting, name, run[0].start)
    if identity is None and len(run) > 1 and entity is not Entity.PERSON and run[-1].kind is Kind.NAME:
        # words that are part of no name stood before one that is known ("eastern Ukraine", "Islamist Hamas")
        tail = _tail(run, setting, entity, found)
        if tail.identity is not None or entity is not Entity.ORG:
            return tail
        return Answer(_described(phrase, setting, _own_name(phrase, entity)), tail.found)
    return Answer(identity, tuple(found))


def _is_another(title: Piece, identity: Identity) -> bool:
    """Whether a known body cannot be what an agent noun before its name says ("news agency PTI" is no party)."""
    agent = title.agent
    if agent is None or agent.entity == "person" or identity.kind not in (ActorKind.ORG, ActorKind.GROUP):
        return False
    return bool(agent.sectors and identity.sectors) and not set(agent.sectors) & set(identity.sectors) and not agent.belongs


def _tail(run: Sequence[Piece], setting: Setting, entity: Entity | None, found: Sequence[Scored]) -> Answer:
    last = run[-1]
    if any(n.known.kind is ActorKind.PERSON for n in last.names):
        states = tuple(s.known.code for s in _states(run[:-1], setting) if s.known.code)
        if len(states) < len(run) - 1:
            return Answer(None, tuple(found))
        identity, rest = identify(last.text, entity, setting, None, states)
        return Answer(identity, tuple(rest))
    if any(_is_stranger(p) for p in run[:-1]):
        return Answer(None, tuple(found))
    whose = tuple(s.known.code for s in _states(run[:-1], setting) if s.known.code)
    identity, rest = identify(last.text, entity, setting, None, whose)
    return Answer(identity, tuple(rest))


def _is_stranger(piece: Piece) -> bool:
    """Whether a capitalised word before a known place or body makes another name of it: "Michael Jordan"."""
    if key(piece.text) in DIRECTIONS or not piece.text[:1].isupper():
        return False
    return not any(n.known.kind is not ActorKind.PERSON for n in piece.names)


def _name_run(core: Sequence[Piece], title: Piece | None) -> list[Piece]:
    """The pieces at the end of the core that are a name: behind the title, or all that are capitalised."""
    out: list[Piece] = []
    for piece in reversed(core):
        if piece is title or piece.kind in (Kind.AGENT, Kind.FORMER, Kind.LINK):
            break
        if piece.kind is Kind.WORD and not _is_name_word(piece):
            break
        if out and piece.kind is Kind.NAME and _is_adjective(piece) and not _is_adjective(out[0]):
            break
        if out and piece.kind is Kind.NAME and piece.text.endswith(("'s", "’s", "s'", "s’")):
            break
        out.insert(0, piece)
    while out and out[0].kind is Kind.WORD and key(out[0].text) in honorifics():
        out.pop(0)
    return out


def _is_name_word(piece: Piece) -> bool:
    return piece.text[:1].isupper() or key(piece.text) in PARTICLES


def _is_adjective(piece: Piece) -> bool:
    return all(n.known.table in _PLACES for n in piece.names) and bool(piece.names)


def _apposed(phrase: Phrase) -> tuple[Piece, ...]:
    """Pieces behind a comma, up to a relative clause ("Mahmoud Abbas, the Palestinian president")."""
    if not phrase.behind or phrase.behind[0].text not in (",", "("):
        return ()
    out = []
    for piece in phrase.behind[1:]:
        if piece.kind is Kind.LINK and piece.text not in OWNERS:
            break
        if not piece.apart:
            out.append(piece)
    return tuple(out)


def _realm(phrase: Phrase) -> tuple[Piece, ...]:
    """The state behind a name and "of": "King Abdullah of Jordan"."""
    behind = phrase.behind
    if len(behind) != 2 or behind[0].text != "of" or not any(n.known.table == "states" for n in behind[1].names):
        return ()
    return behind[1:]


def _past(identity: Identity) -> Identity:
    """Somebody who is called former: an office that the tables give for the day counts, an older one does not."""
    if identity.sectors and identity.sectors[0] in HELD and identity.role is not None and not identity.role.startswith("former"):
        return replace(identity, sectors=("ELI",), role=f"former {identity.role}")
    return identity


def _described(phrase: Phrase, setting: Setting, name: str | None = None, until: int | None = None) -> Identity | None:
    """Who somebody is by nothing but an agent noun and the names beside it, up to the word `until` where a name begins."""
    core = [p for p in phrase.core if not p.apart and (until is None or p.start < until)]
    agents = [p for p in core if p.kind is Kind.AGENT]
    head = agents[-1] if agents else next((p for p in _apposed(phrase) if p.kind is Kind.AGENT), None)
    agent = head.agent if head is not None else agent_named(key(name).split()[-1]) if name else None
    ties = _ties(phrase, core, setting, head)
    if agent is None and ties.code is None:
        return None
    if name is None and head is not None and _is_the_office(phrase, head, agents) and ties.body is None and ties.code is not None:
        known = holder_of(head.text, ties.code, setting)
        if known is not None:
            return holder(known)
    sectors = _sectors(agent, agents[:-1], _behind_agents(phrase), ties)
    if agent is not None and agent.entity == "person" and any(p.kind is Kind.FORMER for p in core) and sectors[:1] and sectors[0] in HELD:
        sectors = ("ELI",)
    code = ties.code
    stranger = code is None and agent is not None and agent.belongs and sectors == agent.sectors and _is_of_strangers(phrase, core)
    if code is None and not sectors:
        return None
    if stranger:
        sectors = ()
    country = code if code in country_names() else (ties.state.known.code if ties.state is not None else None)
    noun = agent.noun if agent is not None else " ".join(p.text for p in core if p.kind is Kind.WORD) or phrase.words[-1]
    whose = ties.body.known.name if ties.body is not None else country_names().get(country or "", None)
    return Identity(
        name or noun,
        _KINDS[agent.entity] if agent is not None else ActorKind.OTHER,
        code,
        country,
        cow_numbers().get(country or ""),
        sectors,
        f"{noun} ({whose})" if whose else noun,
        None,
        "described",
        0.7 if agent is not None and code is not None else 0.5,
    )


def _is_of_strangers(phrase: Phrase, core: Sequence[Piece]) -> bool:
    """Whether somebody belongs to what no table knows: "UP leaders", "leaders of Jamiat e Ulama"."""
    of = [p for link, p in zip(phrase.behind, phrase.behind[1:], strict=False) if link.text == "of"]
    return any((p.kind is Kind.WORD and p.text[:1].isupper() and p.start > 0) or _is_acronym_of(p) for p in core) or any(
        p.kind is Kind.WORD and p.text[:1].isupper() for p in of
    )


def _is_acronym_of(piece: Piece) -> bool:
    return piece.kind is Kind.WORD and len(piece.text) > 1 and piece.text.isupper()


def _is_the_office(phrase: Phrase, head: Piece, agents: Sequence[Piece]) -> bool:
    """Whether a phrase names an office and no former, new or other holder of it: "the Iranian foreign minister"."""
    if head.agent is None or head.agent.entity != "person" or key(head.text) != key(head.agent.noun) or len(agents) > 1:
        return False
    return not any(p.kind is Kind.FORMER or (p.kind is Kind.WORD and p.text.lower() != "the") for p in phrase.core)


def _sectors(agent: Agent | None, before: Sequence[Piece], behind: Sequence[Agent], ties: _Ties) -> tuple[str, ...]:
    """An agent noun's own sectors, or those of what it belongs to; a disputed state's PRE leads."""
    own = agent.sectors if agent is not None else ()
    body = ties.body.known.sectors if ties.body is not None else ()
    if agent is None or agent.belongs or not own:
        nearer = [p.agent for p in reversed(before) if p.agent is not None and p.agent.sectors] or [a for a in behind if a.sectors]
        if nearer:
            own = nearer[0].sectors
        elif ties.body is not None:
            own = body or (() if agent is None or agent.belongs else own)
        elif agent is None and ties.seat:
            own = ("GOV",)
    if ties.state is not None and ties.state.known.sectors[:1] == ("PRE",) and ties.body is None:
        own = ("PRE", *(s for s in own if s != "PRE"))
    return own


def _behind_agents(phrase: Phrase) -> list[Agent]:
    """Agent nouns behind "of" and the like: "chief of the army"."""
    out: list[Agent] = []
    inside = False
    for n, piece in enumerate(phrase.behind):
        if piece.kind is Kind.LINK:
            if piece.text not in _BELONGS:
                break
            inside = False
        if piece.kind is Kind.AGENT and piece.agent is not None and any(p.text in OWNERS | {"from"} for p in phrase.behind[:n]):
            # of several in one phrase the last is its head: "the Royal Saudi *Air Force*"
            if inside:
                out[-1] = piece.agent
            else:
                out.append(piece.agent)
            inside = True
    return out


def _ties(phrase: Phrase, core: Sequence[Piece], setting: Setting, head: Piece | None) -> _Ties:
    """Whom the head belongs to: what stands nearest before it, else behind "of", "from" or "in"."""
    limit = head.stop if head is not None and head in core else len(phrase.words)
    before = [p for p in reversed(core) if p.kind is Kind.NAME and p.start < limit]
    near = _tie(before, setting)
    if near.body is not None or near.state is not None:
        return near
    behind: list[Piece] = list(_apposed(phrase))
    link = ""
    for piece in phrase.behind:
        if piece.kind is Kind.LINK:
            if piece.text in ("who", "which", "that", "whose", "against", "over", "under", "by", "to", "into"):
                break
            link = piece.text
        elif (piece.kind is Kind.NAME and not piece.apart and link not in ("", ",", "with")) or (link == "with" and _is_body(piece)):
            behind.append(piece)
    return _tie([p for p in behind if p.kind is Kind.NAME], setting)


def _is_body(piece: Piece) -> bool:
    return any(n.known.table in BODY_TABLES for n in piece.names)


def _tie(pieces: Sequence[Piece], setting: Setting) -> _Ties:
    """The first body or group and the first state among names."""
    body: Scored | None = None
    state: Scored | None = None
    for piece in pieces:
        best = _best_of(piece, setting)
        if best is None:
            continue
        if best.known.table in _PLACES:
            state = state or best
        elif best.known.kind is not ActorKind.PERSON:
            body = body or best
        elif state is None and body is None and piece.text.endswith(("'s", "’s")):
            continue
    return _Ties(body, state, bool(state and {"capital", "government"} & set(state.features)))


def _states(pieces: Sequence[Piece], setting: Setting) -> list[Scored]:
    """The states, regions and bodies that names stand for."""
    found = [_best_of(p, setting) for p in pieces]
    return [s for s in found if s is not None and s.known.kind is not ActorKind.PERSON]


def _best_of(piece: Piece, setting: Setting) -> Scored | None:
    found = [s for s in candidates(piece.text, setting) if s.known.kind is not ActorKind.PERSON]
    return found[0] if found else None
