"""Whether an event happened: polarity, certainty and tense of its clause, and what follows from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.extract.syntax import children, clause_head, is_negated
from dragoman.records import Attribution, Certainty, Factuality, Polarity, Tense, VoiceStance

_FUTURE = frozenset(("will", "shall", "'ll", "’ll", "wo"))
_POSSIBLE = frozenset(("may", "might", "could"))
_CONDITIONAL = frozenset(("would", "should"))
#: Verbs whose infinitive has not (yet) happened.
_INTENDING = frozenset(
    (
        "plan intend expect schedule hope want seek prepare aim vow pledge promise threaten try attempt agree offer refuse urge "
        "call ask demand set consider propose"
    ).split()
)


#: Verbs that say of an event noun no more than that it took place.
_TAKING_PLACE = frozenset(
    (
        "take occur happen begin start be launch carry conduct hold stage make mount continue follow open resume end erupt break "
        "commit perpetrate give issue express hit kill"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Modality:
    polarity: Polarity
    certainty: Certainty
    tense: Tense


def modality(predicate: Token) -> Modality:
    """Polarity, certainty and tense of the clause that a predicate stands in.

    An event noun shares them only with a verb that says that it took place: what somebody "did not mention" happened all the same.
    """
    verb = predicate if predicate.pos_ in ("VERB", "AUX") else clause_head(predicate)
    if predicate.pos_ in ("NOUN", "PROPN") and verb.i != predicate.i and not _says_it_took_place(verb, predicate):
        denied = any(c.dep_ in ("det", "advmod") and c.lower_ in ("no", "not", "neither") for c in predicate.children)
        return Modality(Polarity.NEGATIVE if denied else Polarity.POSITIVE, Certainty.CERTAIN, Tense.PAST)
    polarity = Polarity.NEGATIVE if is_negated(verb) or (verb.i != predicate.i and is_negated(predicate)) else Polarity.POSITIVE
    certainty, tense = Certainty.CERTAIN, _own_tense(verb)
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "aux:pass")}
    if helpers & _POSSIBLE:
        certainty = Certainty.POSSIBLE
    elif helpers & _CONDITIONAL or _under_if(verb):
        certainty = Certainty.CONDITIONAL
    if helpers & _FUTURE:
        tense = Tense.FUTURE
    head = verb.head
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "acl") and any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children):
        if head.lemma_.lower() in _INTENDING or verb.dep_ in ("advcl", "acl"):
            tense = Tense.FUTURE
        elif head.pos_ in ("VERB", "AUX"):
            tense = _own_tense(head)
    return Modality(polarity, certainty, tense)


def _says_it_took_place(verb: Token, noun: Token) -> bool:
    return noun.head.i == verb.i and noun.dep_ in ("nsubj", "nsubj:pass", "obj") and verb.lemma_.lower() in _TAKING_PLACE


def _own_tense(verb: Token) -> Tense:
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "aux:pass", "cop")}
    if helpers & {"has", "have", "had", "was", "were", "did", "'ve", "’ve"}:
        return Tense.PAST
    if helpers & {"is", "are", "am", "does", "do", "'s", "’s"} or verb.lower_.endswith("s") or verb.lower_ == verb.lemma_.lower():
        return Tense.PRESENT
    return Tense.PAST


def _under_if(verb: Token) -> bool:
    return verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in verb.children)


def factuality(found: Modality, voices: Sequence[Attribution]) -> Factuality:
    """The contract's rule: negated if negative or denied by every voice; else by certainty; else by tense."""
    if found.polarity is Polarity.NEGATIVE or (voices and all(v.stance is VoiceStance.DENIES for v in voices)):
        return Factuality.NEGATED
    if found.certainty in (Certainty.POSSIBLE, Certainty.CONDITIONAL):
        return Factuality.HYPOTHETICAL
    return Factuality.FUTURE if found.tense is Tense.FUTURE else Factuality.ACTUAL


def is_infinitive(verb: Token) -> bool:
    """Whether a verb stands in a to-clause."""
    return any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children) and not children(verb, "nsubj")
