"""What a report tells in general, as an aim or as somebody's right: no event, though its words are an event's."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.extract.factuality import is_done_by
from dragoman.extract.predicates import Coded
from dragoman.knowledge.lexicon import noun_classes
from dragoman.knowledge.modality import effects
from dragoman.records import EventType

#: Adverbs of habit.
_HABITS = frozenset("sometimes usually seldom rarely constantly routinely habitually typically generally occasionally".split())
#: Adjectives of what can be done, which say nothing of whether it was.
_ABLE = frozenset("able unable capable unfit fit impossible possible hard difficult free entitled eligible".split())
#: Types of which an infinitive of purpose tells no act: what was done is told before it.
_AIMED = frozenset(EventType) - {EventType.PROTEST, EventType.REQUEST, EventType.ACCUSE, EventType.SUPPORT}
#: Determiners of anybody.
_ANY = frozenset(("any", "every", "each", "whoever", "anyone", "everyone"))


def is_general(c: Coded) -> bool:
    """Whether an act is told as a habit, an aim, an ability, a right or a need, or of anybody who does it."""
    verb = c.predicate
    if verb.pos_ != "VERB" or c.entry.pos == "clause":
        return False
    return (
        _is_habit(verb) or _is_need(c) or _is_right(verb) or _is_ability(verb) or (c.entry.type in _AIMED and is_aim(verb)) or _is_kind(c)
    )


def _is_habit(verb: Token) -> bool:
    return any(c.dep_ == "advmod" and c.lower_ in _HABITS for c in verb.children)


def _infinitive(verb: Token) -> bool:
    return any(c.dep_ in ("mark", "aux") and c.lower_ == "to" for c in verb.children)


def _is_need(c: Coded) -> bool:
    """Whether somebody needs or has to do a thing, and nobody is heard to ask it: "the party still needs to agree on …"."""
    verb = c.predicate
    return c.entry.type is not EventType.REQUEST and verb.dep_ == "xcomp" and _infinitive(verb) and verb.head.lemma_.lower() == "need"


def _is_right(verb: Token) -> bool:
    """Whether an infinitive hangs on a noun of what may be done or is wished: "the right *to raise* objections", "demands *to free*"."""
    return verb.dep_ == "acl" and _infinitive(verb) and verb.head.lemma_.lower() in noun_classes()["capacity"]


def _is_ability(verb: Token) -> bool:
    head = verb.head
    if verb.dep_ not in ("xcomp", "ccomp", "advcl", "csubj") or not _infinitive(verb):
        return False
    return head.lemma_.lower() in _ABLE or any(c.dep_ in ("xcomp", "obj") and c.lower_ in _ABLE and c.i < verb.i for c in head.children)


def is_aim(verb: Token) -> bool:
    """Whether an infinitive tells what another act is for: "adjourned *to allow* her to argue". What hangs on a verb of plans,
    attempts and the like, and what is done by what the verb tells ("used the law *to silence* them"), is told as such."""
    head = verb.head
    if verb.dep_ != "advcl" or not _infinitive(verb) or head.pos_ != "VERB" or head.i > verb.i:
        return False
    return head.lemma_.lower() not in effects("verb") and not is_done_by(verb)


def _is_kind(c: Coded) -> bool:
    """Whether an act is told of any that do it: "any group that stands up to …"."""
    verb = c.predicate
    if verb.dep_ not in ("acl", "acl:relcl"):
        return False
    return any(d.dep_ == "det" and d.lower_ in _ANY for d in verb.head.children)
