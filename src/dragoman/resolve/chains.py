"""Mentions → chains and actors: what an article treats as one, and who that is."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from dragoman.knowledge.actors import anaphors
from dragoman.knowledge.directory import Directory, shipped
from dragoman.knowledge.tables import key
from dragoman.records import Actor, ActorKind, ActorTrace, Entity, Mention, MentionKind, Span
from dragoman.resolve.home import at_home
from dragoman.resolve.identity import Identity, Setting
from dragoman.resolve.mentions import Found, find_mentions
from dragoman.resolve.names import body_names, person_names
from dragoman.resolve.nominals import PLACES, members_of, merely_locates, owners_of
from dragoman.resolve.pronouns import follow
from dragoman.resolve.trace import trace_of
from dragoman.resolve.who import who
from dragoman.text import actor_id, mention_id, span

#: Relations of what a predicate asks for; a nationality before a title has none of them.
_ARGUMENTS = frozenset(("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent"))
#: Bodies that a person's name says the country of: "Ortega's regime".
_OFFICES = frozenset(("government", "cabinet", "country", "regime", "administration", "army", "forces", "troops", "ministers"))
#: Nouns behind which *of* says whose they are.
_BELONGING = frozenset(
    "member inhabitant resident citizen official employee representative supporter soldier officer delegate lawmaker people leader "
    "spokesman spokeswoman spokesperson commander judge diplomat envoy inspector observer monitor worker expert adviser guard".split()
)
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Cast:
    """All mentions of an article, in order, with their tokens and actors.

    `found[i]` belongs to `mentions[i]`; `at` maps a head token to the innermost mention it heads; `members` holds the
    mentions that a plural one stands for ("the two countries", "they"), `number` the mentions' numbers by id.
    """

    mentions: tuple[Mention, ...]
    found: tuple[Found, ...]
    actors: dict[str, Actor]
    at: dict[int, int]
    members: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    number: Mapping[str, int] = field(default_factory=dict)

    def actor(self, i: int) -> Actor | None:
        """The actor of mention number `i`."""
        name = self.mentions[i].actor
        return self.actors[name] if name is not None else None

    def party(self, i: int) -> str:
        """What mention number `i` is known by when parties are compared: its actor's code or name, else its chain."""
        actor = self.actor(i)
        return (actor.code or actor.name) if actor is not None else f"chain {self.mentions[i].chain}"


def resolve(
    doc: Doc,
    read: frozenset[int],
    article: str,
    on: datetime.date | None,
    marked: Sequence[Span] = (),
    directory: Directory | None = None,
) -> Cast:
    """Finds mentions among the tokens `read`, chains them, and resolves each chain as of the day `on`.

    `marked` are the stretches between quotation marks: who speaks there is not whom "he" means.
    """
    directory = directory or shipped()
    found = find_mentions(doc, read, directory)
    identities, keys = first_keys(doc, found, on, directory)
    members = dict(members_of(doc, found, identities, keys))
    for i, owner in follow(doc, found, identities, keys, marked).items():
        if isinstance(owner, tuple):
            members[i] = owner
        else:
            keys[i], identities[i] = keys[owner], identities[owner]
            if owner in members:
                members[i] = members[owner]
    _pass_on(doc, found, identities)
    at_home(doc, found, identities, keys)
    return _cast(doc, found, identities, keys, members, article, on)


def _pass_on(doc: Doc, found: Sequence[Found], identities: list[Identity | None]) -> None:
    """Gives a phrase of no country that of its possessor: "its army" after "Iran"."""
    at = {f.head: i for i, f in enumerate(found)}
    for i, f in enumerate(found):
        own = identities[i]
        if f.kind is not MentionKind.NOMINAL or own is None or own.code is not None:
            continue
        below = list(doc[f.head].children)
        leading = [t for c in below if c.lower_ == "led" for t in c.children if t.ent_type_ and t.i < c.i]  # "Saudi-led forces"
        owners = (_owner(c, at) for c in (*leading, *(c for c in below if c.dep_ == "nmod:poss" or _is_of_whom(c, f))))
        owner = next((identities[i] for i in owners if i is not None and found[i].name not in anaphors()), None)
        if owner is not None and owner.code is not None and (owner.kind is not ActorKind.PERSON or f.name in _OFFICES):
            identities[i] = replace(own, code=owner.code, country=owner.country, cow=owner.cow, role=f"{own.name} ({owner.name})")


def _is_of_whom(child: Token, f: Found) -> bool:
    """Whether what hangs on a phrase says whose people they are: "doctors *from* two American groups", "members *of* parliament"."""
    lead = next((c.lower_ for c in child.children if c.dep_ == "case"), None) if child.dep_ == "nmod" else None
    return lead == "from" or (lead == "of" and f.name in _BELONGING)


def _owner(possessor: Token, at: Mapping[int, int]) -> int | None:
    """The mention that a possessor heads; of "whose" the one right before it."""
    if possessor.i in at or possessor.lower_ != "whose":
        return at.get(possessor.i)
    before = (possessor.doc[i] for i in range(possessor.i - 1, max(possessor.sent.start, possessor.i - 4) - 1, -1))
    return next((at[h.i] for t in before for h in (t, t.head) if h.i in at and h.i < possessor.i), None)


def first_keys(doc: Doc, found: Sequence[Found], on: datetime.date | None, directory: Directory) -> tuple[list[Identity | None], list[str]]:
    """The identity and chain of each named or nominal mention; each pronoun still stands alone."""
    identities = _identities(doc, found, Setting(on, directory))
    keys = _keys(doc, found, identities)
    _shorten(found, identities, keys)
    _share(found, identities, keys)
    for i, owner in owners_of(doc, found, identities, keys).items():
        own = identities[i]
        if identities[owner] is None and own is not None and found[owner].kind is MentionKind.NAMED:
            # "the Russian ambassador, Vladimir Barbin": the description says who an unknown name is
            chain = keys[owner]
            for k, key_ in enumerate(keys):
                if key_ == chain and identities[k] is None:
                    identities[k] = replace(own, name=found[owner].name)
        keys[i], identities[i] = keys[owner], identities[owner]
    return identities, keys


def _identities(doc: Doc, found: Sequence[Found], setting: Setting) -> list[Identity | None]:
    """Who each named or nominal mention is by its own words; countries that the article names count in what comes after."""
    words = frozenset(key(e.text) for e in doc.ents) | frozenset(_LETTERS.findall(doc.text.lower()))
    setting = replace(setting, words=words)
    known: dict[tuple[str, Entity | None], Identity | None] = {}

    def ask(f: Found, setting: Setting) -> Identity | None:
        asked = (doc[f.start : f.stop].text, f.entity if f.kind is MentionKind.NAMED else None)
        if asked not in known:
            known[asked] = who(asked[0], setting, asked[1]).identity
        return known[asked]

    places = (f for f in found if f.kind is MentionKind.NAMED and f.entity in (Entity.PLACE, Entity.NORP))
    countries = frozenset(i.code for f in places if (i := ask(f, setting)) is not None and i.code)
    setting = replace(setting, countries=countries)
    return [None if f.kind is MentionKind.PRONOUN else ask(f, setting) for f in found]


def _nominal_key(doc: Doc, f: Found, identity: Identity | None) -> str:
    """Phrases with "the" go together by noun and country, bare plurals by their words; "a leader" and "20 people" are each
    somebody new."""
    first = doc[f.start]
    if (first.dep_ in ("nummod", "det") and not f.definite) or any(doc[t].dep_ == "nummod" for t in range(f.start, f.head)):
        return f"nominal at {f.start}"
    if f.definite:
        return f"nominal {f.name} {identity.code if identity is not None else ''}"
    return "nominal " + key(doc[f.start : f.stop].text)


def _keys(doc: Doc, found: Sequence[Found], identities: Sequence[Identity | None]) -> list[str]:
    """A key for each mention, the same for those that name one."""
    persons, bodies = person_names(found), body_names(found)
    out = []
    for i, (f, identity) in enumerate(zip(found, identities, strict=True)):
        if f.kind is MentionKind.PRONOUN:
            out.append(f"pronoun {f.start}")
        elif i in persons:
            out.append("person " + " ".join(persons[i]))
        elif f.kind is MentionKind.NOMINAL:
            out.append(_nominal_key(doc, f, identity))
        elif identity is not None and identity.how != "described":
            out.append(f"{identity.kind} {identity.name}")
        else:
            out.append("name " + bodies.get(i, key(f.name)))
    return out


def _shorten(found: Sequence[Found], identities: list[Identity | None], keys: list[str]) -> None:
    """Gives an acronym or short name what the article's own long name for it has, whatever else the tables know by it."""
    long = {key(f.name): i for i, f in reversed(list(enumerate(found))) if f.entity is Entity.ORG and f.kind is MentionKind.NAMED}
    for i, name in body_names(found).items():
        if name == key(found[i].name):
            continue
        own, fuller = identities[i], identities[long[name]]
        if own is not None and own.how != "described" and (fuller is None or fuller.how == "described") and _alike(name, own.name):
            keys[long[name]], identities[long[name]] = keys[i], own
        else:
            keys[i], identities[i] = keys[long[name]], fuller


def _alike(name: str, other: str) -> bool:
    """Whether two long names share half of their words: two spellings of one body."""
    a, b = set(name.split()), set(key(other).split())
    return 2 * len(a & b) >= min(len(a), len(b))


def _share(found: Sequence[Found], identities: list[Identity | None], keys: list[str]) -> None:
    """Gives the mentions of a name the best identity that any of them has; one known person under two names is one chain."""
    best: dict[str, Identity] = {}
    for f, identity, k in zip(found, identities, keys, strict=True):
        if f.kind is not MentionKind.NAMED or identity is None or not _is_shared(k) or _is_short(f, k, identity):
            continue
        if _rank(identity) > _rank(best.get(k)):
            best[k] = identity
    one: dict[str, str] = {}
    for k, identity in best.items():
        if identity.how != "described":
            one.setdefault(f"{identity.name} {identity.code}", k)
    for i, k in enumerate(keys):
        own = identities[i]
        if own is not None and own.how == "office":
            keys[i] = one.setdefault(f"{own.name} {own.code}", f"person {key(own.name)}")
        elif found[i].kind is MentionKind.NAMED and k in best:
            if own is not None and found[i].title is not None and own.how.endswith("surname") and own.name != best[k].name:
                # "King Salman" beside "Mohammed bin Salman"
                keys[i] = one.setdefault(f"{own.name} {own.code}", f"person {key(own.name)}")
                continue
            identities[i] = best[k]
            if best[k].how != "described":
                keys[i] = one[f"{best[k].name} {best[k].code}"]
        elif found[i].kind is MentionKind.NAMED and own is not None and _is_short(found[i], k, own):
            identities[i] = None  # "Guo" after "Guo Meiling", whom no table knows


def _is_short(f: Found, chain: str, identity: Identity) -> bool:
    """Whether a single name says who it is where the article has a fuller one that did not: "Lam" beside "Ivan Lam"."""
    return chain.startswith("person ") and chain.count(" ") > 1 and " " not in key(f.name) and identity.how.startswith("office_holders")


def _is_shared(chain: str) -> bool:
    return chain.startswith(("person ", "name "))


def _rank(identity: Identity | None) -> tuple[bool, bool, float]:
    if identity is None:
        return (False, False, 0.0)
    return (identity.how != "described", identity.code is not None, identity.confidence)


def _cast(
    doc: Doc,
    found: Sequence[Found],
    identities: Sequence[Identity | None],
    keys: Sequence[str],
    members: Mapping[int, tuple[int, ...]],
    article: str,
    on: datetime.date | None,
) -> Cast:
    """Mentions and actors as records, chains numbered in the order of their first mention."""
    actors: dict[str, Actor] = {}
    mentions: list[Mention] = []
    number: dict[str, int] = {}
    of_chain: dict[tuple[str, str | None], str] = {}
    plain: dict[tuple[str, str | None], Identity] = {}
    for identity, chain in zip(identities, keys, strict=True):
        if identity is not None and not identity.how.endswith(PLACES):
            plain.setdefault((chain, identity.code), identity)
    for f, identity, chain in zip(found, identities, keys, strict=True):
        at = span(doc[f.start].idx, doc[f.stop - 1].idx + len(doc[f.stop - 1]))
        chained = number.setdefault(chain, len(number))
        actor = None
        if identity is not None and not merely_locates(doc, f, identity):
            actor = of_chain.get((chain, identity.code))
            if actor is None:
                identity = plain.get((chain, identity.code), identity)
                actor = actor_id(article, chained, identity.name, identity.code, identity.role)
                actors[actor] = actor_of(identity, on, (at,))
                of_chain[chain, identity.code] = actor
        mentions.append(
            Mention(
                id=mention_id(article, at.start, at.stop),
                start=at.start,
                stop=at.stop,
                kind=f.kind,
                entity=f.entity,
                chain=chained,
                actor=actor,
            )
        )
    return Cast(tuple(mentions), tuple(found), actors, _heads(doc, found), members, {m.id: i for i, m in enumerate(mentions)})


def _heads(doc: Doc, found: Sequence[Found]) -> dict[int, int]:
    """Token → the innermost mention that it heads; a name's other words, and its apposition's noun, lead to it too."""
    out: dict[int, int] = {}
    for i, f in enumerate(found):
        if f.head not in out or f.kind is MentionKind.NAMED:
            out[f.head] = i
    for i, f in enumerate(found):
        if f.apposed is not None:
            out.setdefault(f.apposed, i)
        if f.kind is MentionKind.NAMED and f.entity is Entity.PERSON:
            # "Russian" of "Russian President Putin", where the tree took it for the subject itself
            out.update((t, i) for t in range(f.start, f.stop) if doc[t].ent_type_ == "NORP" and doc[t].dep_ in _ARGUMENTS)
        if f.kind is MentionKind.NAMED:
            for t in range(f.start, f.stop):
                if doc[t].ent_type_ and (t not in out or found[out[t]].stop - found[out[t]].start > f.stop - f.start):
                    out.setdefault(t, i)
    return out


def actor_of(identity: Identity, on: datetime.date | None, evidence: Iterable[Span]) -> Actor:
    """An identity as a record, with the words it rests on."""
    trace = trace_of(f"actor.{identity.how}", identity.confidence, evidence)
    return Actor(
        name=identity.name,
        kind=identity.kind,
        code=identity.code,
        country=identity.country,
        cow=identity.cow,
        sectors=identity.sectors,
        role=identity.role,
        wikidata=identity.wikidata,
        as_of=on.isoformat() if on else None,
        trace=ActorTrace(
            rule=trace.rule, version=trace.version, confidence=trace.confidence, evidence=trace.evidence, candidates=identity.losers
        ),
    )
