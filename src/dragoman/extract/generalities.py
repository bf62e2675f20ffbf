"""What a report tells in general, as an aim or as somebody's right: no event, though its words are an event's."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.extract.factuality import is_done_by
from dragoman.extract.predicates import Coded
from dragoman.knowledge.inflection import irregular_forms
from dragoman.knowledge.lexicon import noun_classes
from dragoman.knowledge.modality import effects
from dragoman.records import EventType

#: Adverbs of habit.
_HABITS = frozenset("sometimes usually seldom rarely constantly routinely habitually typically generally occasionally".split())
#: Adjectives of what can be done, which say nothing of whether it was.
_ABLE = frozenset("able unable capable unfit fit impossible possible hard difficult free entitled eligible".split())
#: Types of which an infinitive of purpose tells no act: what was done is told before it.
_AIMED = frozenset(EventType) - {EventType.PROTEST, EventType.REQUEST, EventType.ACCUSE, EventType.SUPPORT}
#: Verbs whose infinitive somebody else is to do, and those that keep somebody from what *from* leads in.
_ADVISING = frozenset("advise recommend urge ask call press pressure beg implore exhort".split())
_PREVENTING = frozenset("block bar ban prevent stop prohibit keep restrict deter discourage forbid preclude".split())
#: Verbs of what is left unsaid, and of what somebody is for or against.
_UNSAID = frozenset("name identify comment elaborate quote specify discuss".split())
_ATTITUDES = frozenset("oppose favour favor support back".split())
#: Determiners of anybody.
_ANY = frozenset(("any", "every", "each", "whoever", "anyone", "everyone"))


def is_general(c: Coded) -> bool:
    """Whether an act is told as a habit, an aim, an ability, a right or a need, or of anybody who does it."""
    verb = c.predicate
    if verb.pos_ == "NOUN":
        return _is_no_deed(verb)
    if verb.pos_ != "VERB" or c.entry.pos == "clause":
        return False
    if c.entry.type is not EventType.REQUEST and (_ought(verb) or _is_advised(verb)):
        return True
    if _is_prevented(verb) or _is_asked(verb) or _is_formula(c) or _is_trait(verb):
        return True
    return (
        _is_habit(verb) or _is_need(c) or _is_right(verb) or _is_ability(verb) or (c.entry.type in _AIMED and is_aim(verb)) or _is_kind(c)
    )


def _is_no_deed(noun: Token) -> bool:
    """Whether an event noun names no deed: "rising above *any* criticism", "resisting *arrest*", "at his *request*"."""
    lead = next((c.lower_ for c in noun.children if c.dep_ == "case"), None)
    resisted = noun.dep_ == "obj" and noun.head.lemma_.lower() in ("resist", "evade")
    wished = lead == "at" and noun.lemma_.lower() == "request" and any(c.dep_ == "nmod:poss" for c in noun.children)
    threat = noun.lemma_.lower() == "threat" and any(c.dep_ == "cop" for c in noun.children)
    return resisted or wished or threat or any(c.dep_ == "det" and c.lower_ == "any" for c in noun.children)


def _ought(verb: Token) -> bool:
    """Whether it is only said that somebody should do a thing, or does it "as if"."""
    marks = {c.lower_ for c in verb.children if c.dep_ == "mark"}
    return any(c.dep_ in ("aux", "aux:pass") and c.lower_ in ("should", "ought", "must") for c in verb.children) or {"as", "if"} <= marks


def _is_advised(verb: Token) -> bool:
    """Whether somebody is advised or called on to do it: "calls are mounting *for him to suspend* her"."""
    head = verb.head
    if verb.dep_ not in ("xcomp", "advcl", "ccomp") or not _infinitive(verb) or head.pos_ != "VERB":
        return False
    called = any(c.dep_ == "nsubj" and c.lemma_.lower() in ("call", "demand", "pressure", "petition", "plea") for c in head.children)
    return called or head.lemma_.lower() in _ADVISING


def _is_prevented(verb: Token) -> bool:
    """Whether somebody is kept from doing it: "blocked *from travelling*"."""
    led = any(c.lower_ == "from" and c.dep_ in ("mark", "case") for c in verb.children)
    return led and verb.lower_.endswith("ing") and verb.head.lemma_.lower() in _PREVENTING


def _is_asked(verb: Token) -> bool:
    """Whether it is the content of a question: "asked *whether* he will be questioned"."""
    marks = {c.lower_ for c in verb.children if c.dep_ == "mark"}
    return (
        verb.dep_ in ("ccomp", "xcomp", "advcl")
        and bool(marks & {"whether", "if"})
        and verb.head.lemma_.lower() in ("ask", "wonder", "question")
    )


def _is_formula(c: Coded) -> bool:
    """Whether somebody merely declines to be named or to speak of a thing."""
    if c.entry.type is not EventType.REJECT:
        return False
    return any(x.dep_ == "xcomp" and x.lemma_.lower() in _UNSAID for x in c.predicate.children) or c.predicate.lemma_.lower() in _UNSAID


def _is_trait(verb: Token) -> bool:
    """Whether a relative clause in the simple present says what somebody is like: "groups *that threaten* civilians"; or a
    participle what they are for or against: "groups *opposing* the regime"."""
    if verb.lower_.endswith("ing") and verb.lemma_.lower() in _ATTITUDES:
        return verb.dep_ in ("acl", "advcl") and verb.i > verb.sent.start and verb.nbor(-1).pos_ in ("NOUN", "PROPN")
    if verb.dep_ not in ("acl:relcl", "advcl:relcl") or any(c.dep_ in ("aux", "aux:pass") for c in verb.children):
        return False
    simple = verb.lower_ == verb.lemma_.lower() or verb.lower_ in (verb.lemma_.lower() + "s", verb.lemma_.lower() + "es")
    relative = any(c.dep_ == "nsubj" and c.lower_ in ("who", "which", "that") for c in verb.children)
    return simple and relative and verb.lower_ not in irregular_forms()


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
