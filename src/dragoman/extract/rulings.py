"""PLOVER's rulings: which of the coded acts stand, and as what (manual, chapter on events; "reductions")."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from dragoman.extract.factuality import Modality, is_infinitive
from dragoman.extract.generalities import is_general
from dragoman.extract.instruments import instruments_of
from dragoman.extract.predicates import Coded
from dragoman.extract.syntax import ancestors, children, preposition, subjects
from dragoman.knowledge.instruments import instruments
from dragoman.records import ActorKind, Attribution, Entity, EventType, Factuality, MentionKind, Tense, VoiceStance
from dragoman.resolve.chains import Cast

#: Acts of the future that are commitments now (manual, "reductions").
REDUCES = dict.fromkeys((EventType.CONSULT, EventType.SUPPORT, EventType.COOPERATE, EventType.AID), EventType.AGREE) | {
    EventType.RETREAT: EventType.CONCEDE
}
#: CAMEO's kinds of intent, each with the act that is meant (CAMEO 03: "express intent to …").
_INTENDED = {"031": EventType.COOPERATE, "032": EventType.SUPPORT, "033": EventType.AID, "036": EventType.CONSULT}
#: What a request or refusal is of, by the act that is asked for (manual, modes of REQUEST).
_ASKED_FOR = {
    **dict.fromkeys((EventType.AID, EventType.COOPERATE, EventType.SUPPORT), "assist"),
    **dict.fromkeys((EventType.RETREAT, EventType.CONCEDE), "yield"),
    EventType.CONSULT: "meet",
}
#: Hostile acts that it is a threat to vow, and the mode of the threat: its content.
_THREATENED = {
    EventType.ASSAULT: "violence",
    EventType.COERCE: "restrict",
    EventType.SANCTION: "relations",
    EventType.PROTEST: "relations",
    EventType.MOBILIZE: "violence",
}
_BY_MODE = {"arrest": "arrest", "expel": "expel", "deport": "expel"}
#: What is withheld by an ultimatum: "will withdraw its peacekeepers unless …".
_TO_BE_ENDED = frozenset((EventType.RETREAT, EventType.REJECT, EventType.COERCE))
_VOWING = frozenset(("vow", "threaten", "pledge", "promise", "swear", "warn"))
#: Types of words that are said to somebody.
_TO_SOMEBODY = frozenset((EventType.AGREE, EventType.ACCUSE, EventType.SUPPORT, EventType.REQUEST))
#: Sectors whose bearers act in public: an event needs one of them, or a state, on one of its sides.
_PUBLIC = frozenset(
    ("ELI", "GOV", "MIL", "COP", "JUD", "LEG", "PRM", "PTY", "REB", "SPY", "UAF", "OPP", "PRE", "IGO", "NGO", "SOC", "LAB", "JRN", "REL")
)
#: Types that are words: between private people they are no events; deeds are.
_WORDS = frozenset(
    (
        *(EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.CONCEDE, EventType.COOPERATE),
        *(EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN),
    )
)
#: Types that private people do among themselves without the public world's notice.
_BETWEEN_PUBLIC = frozenset((EventType.AGREE, EventType.REQUEST, EventType.CONSULT, EventType.COOPERATE))
#: Verbs and nouns of attacks that may be made in words, sectors that make them so, and sectors that suffer them.
_ATTACKING = frozenset("attack assail launch mount fire open renew step face draw suffer endure wage".split())
_TALKING = frozenset(("PTY", "OPP", "JRN", "LEG", "ELI"))
_TALKED_OF = frozenset(("PTY", "OPP", "LEG", "GOV", "ELI", "JUD", "JRN"))
#: Verbs that accidents are told with too.
_SUFFERED = frozenset(("kill", "injure", "wound", "hurt", "die", "maim"))
_PRISON = frozenset(("prison", "jail", "imprisonment", "year", "month", "life", "labour", "labor", "custody", "bar", "detention"))
#: Kinds of names that may be of the public world though no table knows them.
_NAMES = frozenset((Entity.PERSON, Entity.ORG, Entity.GROUP, Entity.PLACE, Entity.NORP))
#: Nouns whose *for* leads in what is wanted.
_CALLS = frozenset(("call", "demand", "request", "appeal", "plea", "need", "petition", "campaign", "bid"))
#: Words of polls, and those by which a share of people is told.
_POLLING = frozenset(("respondent", "poll", "pollster"))
_SHARES = frozenset(("percent", "%"))
_DEMANDS = frozenset((EventType.REQUEST, EventType.ACCUSE, EventType.REJECT))
_BELOW = ("advcl", "acl", "xcomp", "obl", "nmod", "ccomp", "acl:relcl", "obj")


def standing(coded: Sequence[Coded], cast: Cast) -> list[Coded]:
    """The acts that the manual codes, with those that it codes twice."""
    protests = {t.i: p for p in coded if p.entry.type is EventType.PROTEST for t in p.words}
    kept = [c for c in coded if _is_public(c, cast) and not _is_topic_of_protest(c, protests)]
    kept = [c for c in kept if not _is_called_for(c) and not _is_of_one(c, cast)]
    kept = [c for c in kept if not _is_judged_allegation(c, kept, cast) and not _is_move_of_attack(c, kept, cast)]
    kept = [c for c in kept if not _may_be_accident(c, kept) and not _says_too_little(c, cast)]
    kept = [c for c in kept if not _is_private(c, cast) and not _is_question(c) and not _is_poll(c) and not is_general(c)]
    return [d for c in kept for d in (_in_words(c, cast), *_imprisonment(c))]


def _is_public(c: Coded, cast: Cast) -> bool:
    """Whether an act is one of the public world: a state or somebody of a public sector is of it, or it is a deed."""
    sides = (*c.actors, *c.recipients)
    if not sides:
        return True  # judged as a later telling of another event
    if c.entry.type in _BETWEEN_PUBLIC and all(_is_private_party(m, cast) for m in sides) and not _is_across_borders(sides, cast):
        return False
    for m in sides:
        actor = cast.actor(m)
        if actor is None:
            if cast.mentions[m].kind is MentionKind.NAMED and cast.mentions[m].entity in _NAMES:
                return True
            continue
        if actor.code is not None or actor.kind is ActorKind.STATE or _PUBLIC & set(actor.sectors):
            return True
    return c.entry.type not in _WORDS and any((a := cast.actor(m)) is not None and a.sectors for m in sides)


def _is_across_borders(sides: Sequence[int], cast: Cast) -> bool:
    return len({a.country for m in sides if (a := cast.actor(m)) is not None and a.country is not None}) > 1


def _is_private_party(m: int, cast: Cast) -> bool:
    """Whether a mention is of somebody of no public sector: a teacher, a firm, a "she" of whom nothing is known."""
    actor, mention = cast.actor(m), cast.mentions[m]
    if actor is None:
        return mention.kind is not MentionKind.NAMED
    return actor.kind is not ActorKind.STATE and bool(actor.sectors) and not _PUBLIC & set(actor.sectors)


def _is_called_for(c: Coded) -> bool:
    """Whether an event noun is what somebody's call or demand is for: "a call for a boycott"."""
    head = c.predicate.head
    return c.predicate.pos_ == "NOUN" and c.predicate.dep_ == "nmod" and preposition(c.predicate) == "for" and head.lemma_.lower() in _CALLS


def _is_of_one(c: Coded, cast: Cast) -> bool:
    """Whether talks have but one party: a body's own meeting, which is no consultation."""
    parties = (*c.actors, *c.recipients)
    if c.entry.type is not EventType.CONSULT or c.entry.pos != "noun" or "visit" in c.modes or len(parties) != 1:
        return False
    return not cast.found[parties[0]].plural


def _is_topic_of_protest(c: Coded, protests: Mapping[int, Coded]) -> bool:
    """Whether a demand is what people protest for: no second event."""
    if c.entry.type not in _DEMANDS:
        return False
    at = c.predicate
    for head in ancestors(c.predicate):
        if at.dep_ not in _BELOW:
            return False
        if head.i in protests:
            return not c.actors or bool(set(c.actors) & set(protests[head.i].actors))
        at = head
    return False


def _codes(side: Sequence[int], cast: Cast) -> frozenset[str]:
    actors = (cast.actor(m) for m in side)
    return frozenset(a.code or a.name for a in actors if a is not None)


def _is_judged_allegation(c: Coded, coded: Sequence[Coded], cast: Cast) -> bool:
    """Whether an allegation is told with its conviction: the conviction alone is coded."""
    if c.entry.type is not EventType.ACCUSE or "disapprove" in c.modes:
        return False
    judged = [d for d in coded if d.entry.type is EventType.SANCTION and "convict" in d.modes]
    here = [d for d in judged if d.predicate.sent.start == c.predicate.sent.start]
    if any(_same(c.recipients, d.recipients, cast) for d in here):
        return True
    return bool(c.recipients) and any(d.recipients and _same(c.recipients, d.recipients, cast) for d in judged)


def _same(a: Sequence[int], b: Sequence[int], cast: Cast) -> bool:
    return not a or not b or bool({cast.mentions[m].chain for m in a} & {cast.mentions[m].chain for m in b})


def _is_move_of_attack(c: Coded, coded: Sequence[Coded], cast: Cast) -> bool:
    """Whether troops move in the report of an attack by the same side: the attack alone is coded."""
    if c.entry.type is not EventType.MOBILIZE:
        return False
    mine = _codes(c.actors, cast)
    here = c.predicate.sent
    return any(
        d.entry.type is EventType.ASSAULT and here.start <= d.predicate.i < here.end and bool(mine & _codes(d.actors, cast)) for d in coded
    )


def _says_too_little(c: Coded, cast: Cast) -> bool:
    """Whether words are told of one side alone, of no state, to nobody and of no act: "promised to work harder"."""
    if c.entry.type not in _TO_SOMEBODY or c.recipients or len(c.actors) > 1 or c.entry.objects or c.content is not None:
        return False
    if any((actor := cast.actor(m)) is not None and actor.kind in (ActorKind.STATE, ActorKind.ORG) for m in c.actors):
        return False
    return c.entry.pos != "noun" and (not c.entry.reciprocal or not c.actors)


def _is_private(c: Coded, cast: Cast) -> bool:
    """Whether an act that needs two sides of the public world lacks one (manual: COOPERATE and AID require a recipient)."""
    sides = (*c.actors, *c.recipients)
    if c.entry.type is EventType.CONSULT:
        if any((a := cast.actor(m)) is not None and a.sectors[:1] == ("JRN",) for m in sides):
            return True  # an interview
        if "visit" in c.modes:
            return any(_is_people(m, cast) for m in c.actors) or (bool(c.actors) and all(_is_private_party(m, cast) for m in c.actors))
        return len(sides) > 1 and sum(not _is_people(m, cast) for m in sides) < 2
    if c.entry.type is EventType.COOPERATE:
        return sum(not _is_people(m, cast) for m in sides) < 2
    if c.entry.type is not EventType.AID:
        return False
    if not c.actors:
        return all(_is_private_party(m, cast) for m in c.recipients)
    return any(_is_people(m, cast) for m in c.actors) or all(cast.actor(m) is None for m in (*c.actors, *c.recipients))


def _is_people(m: int, cast: Cast) -> bool:
    """Whether a mention is of private people: "thousands of Indians", "her mother"."""
    actor, mention = cast.actor(m), cast.mentions[m]
    if actor is None:
        return mention.kind is MentionKind.NOMINAL
    if mention.entity is Entity.NORP and cast.found[m].plural:
        return True
    return mention.kind is MentionKind.NOMINAL and bool(actor.sectors) and actor.sectors[0] in ("CVL", "REF", "CRM")


def _is_poll(c: Coded) -> bool:
    """Whether approval is that of people asked in a poll, no act of anybody."""
    if c.entry.type not in (EventType.SUPPORT, EventType.ACCUSE):
        return False
    if any(t.lemma_.lower() in _POLLING for t in c.predicate.sent):
        return True
    return c.predicate.pos_ == "VERB" and any(t.lemma_.lower() in _SHARES for s in subjects(c.predicate) for t in s.subtree)


def _is_question(c: Coded) -> bool:
    """Whether "ask" asks a question, not for something."""
    if c.predicate.lemma_.lower() not in ("ask", "wonder"):
        return False
    doc, at, sentence = c.predicate.doc, c.predicate.i, c.predicate.sent
    behind = {t.lower_ for t in doc[at + 1 : min(sentence.end, at + 8)]}
    return bool(behind & {"if", "whether", "why", "how", "what", "when", "where"}) or any(t.text == "?" for t in doc[max(0, at - 8) : at])


def _may_be_accident(c: Coded, coded: Sequence[Coded]) -> bool:
    """Whether people come to harm by nobody's named hand, and nothing near says that it was violence."""
    if c.entry.type is not EventType.ASSAULT or c.actors or c.parts or c.predicate.lemma_.lower() not in _SUFFERED or instruments_of(c):
        return False
    here = c.predicate.sent
    near = {here.start, *(s.start for s in (_sentence_before(here.start, c), _sentence_behind(here.end, c)) if s is not None)}
    violent = any(
        d is not c and d.entry.type is EventType.ASSAULT and d.predicate.sent.start in near and d.predicate.lemma_.lower() not in _SUFFERED
        for d in coded
    )
    return not violent and not any((EventType.ASSAULT, t.lemma_.lower()) in instruments() for t in here)


def _sentence_before(start: int, c: Coded) -> Span | None:
    return c.predicate.doc[start - 1].sent if start > 0 else None


def _sentence_behind(stop: int, c: Coded) -> Span | None:
    return c.predicate.doc[stop].sent if stop < len(c.predicate.doc) else None


def _in_words(c: Coded, cast: Cast) -> Coded:
    """An "attack" of parties, politicians or papers on one another, with no weapon told, is one in words: criticism."""
    if c.entry.type is not EventType.ASSAULT or c.predicate.lemma_.lower() not in _ATTACKING or instruments_of(c) or not c.actors:
        return c
    if not all(_first_sector(m, cast) in _TALKING for m in c.actors):
        return c
    if any(_first_sector(m, cast) not in _TALKED_OF for m in c.recipients):
        return c
    entry = replace(c.entry, type=EventType.ACCUSE, modes=("disapprove",), cameo="111")
    return replace(c, entry=entry, modes=("disapprove",))


def _first_sector(m: int, cast: Cast) -> str | None:
    actor = cast.actor(m)
    return actor.sectors[0] if actor is not None and actor.sectors else None


def _imprisonment(c: Coded) -> list[Coded]:
    """A sentence of imprisonment is an arrest beside the conviction."""
    if (
        c.entry.type is not EventType.SANCTION
        or "convict" not in c.modes
        or c.predicate.lemma_.lower() not in ("sentence", "jail", "convict", "condemn")
    ):
        return []
    words = {t.lemma_.lower() for t in _near(c.predicate)}
    if not words & _PRISON or words & {"death", "fine"} or (c.predicate.lemma_.lower() == "convict" and "sentence" in words):
        return []
    entry = replace(c.entry, id=c.entry.id, type=EventType.COERCE, modes=("arrest",), cameo="173")
    return [replace(c, entry=entry, modes=("arrest",))]


def _near(predicate: Token) -> list[Token]:
    """What *to*, *for* and *in* lead in right under a predicate, with what hangs on it."""
    below = [t for t in children(predicate, "obl", "nmod", "xcomp", "obj") if preposition(t) in ("to", "for", "in", None)]
    return [d for t in below for d in (t, *children(t, "nmod", "compound", "conj", "nummod"))]


def committed(c: Coded) -> tuple[EventType, Coded | None] | None:
    """The act that a commitment is to, where the manual folds it into one: its type, and its own telling where it has one."""
    if c.content is not None and REDUCES.get(c.content.entry.type) is c.entry.type:
        return c.content.entry.type, c.content
    meant = _INTENDED.get(c.entry.cameo[:3]) if c.entry.type is EventType.AGREE else None
    return (meant, None) if meant is not None else None


def content_modes(c: Coded) -> tuple[str, ...]:
    """The mode of a request or refusal by what is asked for, where its words say none."""
    if c.modes or c.content is None or c.entry.type not in (EventType.REQUEST, EventType.REJECT):
        return c.modes
    mode = _ASKED_FOR.get(c.content.entry.type)
    return (mode,) if mode is not None else ()


def threatened(
    c: Coded, found: Modality, heard: Sequence[Attribution], cast: Cast, later: Callable[[Modality], Factuality]
) -> tuple[str, ...] | None:
    """The modes of the threat that an act is, where somebody vows or announces a hostile act of their own; else None."""
    if c.entry.type in _TO_BE_ENDED and found.tense is Tense.FUTURE and _unless(c.predicate):
        return ("relations",)
    if c.entry.type not in _THREATENED:
        return None
    if not _is_vowed(c.predicate) and not (
        later(found) is Factuality.FUTURE and found.tense is Tense.FUTURE and _says_so_themselves(c, heard, cast)
    ):
        return None
    return (next((_BY_MODE[m] for m in c.modes if m in _BY_MODE), _THREATENED[c.entry.type]),)


def _unless(predicate: Token) -> bool:
    """Whether a deed is announced for the case that another does not yield: an ultimatum."""
    return any(c.dep_ == "mark" and c.lower_ == "unless" for t in children(predicate, "advcl") for c in t.children)


def _is_vowed(predicate: Token) -> bool:
    return predicate.dep_ in ("xcomp", "ccomp", "advcl") and predicate.head.lemma_.lower() in _VOWING and is_infinitive(predicate)


def _says_so_themselves(c: Coded, heard: Sequence[Attribution], cast: Cast) -> bool:
    """Whether the voice that tells an act is on its actor's side."""
    at = cast.number
    mine, chains = _codes(c.actors, cast), {cast.mentions[m].chain for m in c.actors}
    voices = [at[a.chain[0]] for a in heard if len(a.chain) == 1 and a.chain[0] is not None]
    return any(mine & _codes((v,), cast) or cast.mentions[v].chain in chains for v in voices)


def own_word(c: Coded, heard: Sequence[Attribution], cast: Cast) -> tuple[Attribution, ...]:
    """The voices of a commitment, threat or other act of words, its maker's own left out: to say so is to make it."""
    at = cast.number
    mine = _codes(c.actors, cast)

    def is_own(a: Attribution) -> bool:
        alone = a.chain[0] if len(a.chain) == 1 and a.stance is VoiceStance.ASSERTS else None
        return alone is not None and bool(mine & _codes((at[alone],), cast))

    return tuple(a for a in heard if not is_own(a))
