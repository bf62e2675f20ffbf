"""Whether an event happened: polarity, certainty and tense of its clause, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from dragoman.extract.syntax import children, clause_head, is_not, preposition
from dragoman.knowledge.cues import cue_verbs
from dragoman.knowledge.inflection import irregular_forms
from dragoman.knowledge.modality import Effect, effects
from dragoman.records import Attribution, Certainty, EventType, Factuality, Polarity, Tense, VoiceStance

#: Types of which the mere attempt is an event: an attempted assassination is an assault (CAMEO 185).
_ATTEMPTED = frozenset((EventType.ASSAULT, EventType.COERCE, EventType.PROTEST))
_CLAUSES = frozenset(("ccomp", "xcomp", "advcl", "acl", "acl:relcl", "csubj", "conj", "parataxis"))
_CERTAINTY = {
    Effect.PROBABLE: Certainty.PROBABLE,
    Effect.POSSIBLE: Certainty.POSSIBLE,
    Effect.CONDITIONAL: Certainty.CONDITIONAL,
    Effect.ATTEMPT: Certainty.POSSIBLE,
}
_PAST_HELP = frozenset(("has", "have", "had", "was", "were", "did", "'ve", "’ve", "been"))
_PRESENT_HELP = frozenset(("is", "are", "am", "does", "do", "'s", "’s", "'re", "’re"))
#: Words of rank: who is the first to do a thing has done it.
_RANKS = frozenset("first second third fourth fifth last latest only sixth seventh eighth ninth tenth".split())
#: Verbs of what somebody wants to do.
_WISHES = frozenset("want wish seek desire hope".split())
#: Verbs of means: what they are for is done in doing them ("used the law to silence critics").
_MEANS = frozenset("use employ contact write phone telephone gather march rally hold front convene".split())
#: How many clauses above its own a predicate's certainty may hang on.
_DEPTH = 6


@dataclass(frozen=True, slots=True)
class Modality:
    """What the clause says of an event's reality, and the words that say so."""

    polarity: Polarity = Polarity.POSITIVE
    certainty: Certainty = Certainty.CERTAIN
    tense: Tense = Tense.PAST
    evidence: tuple[Token, ...] = field(default=())


def modality(predicate: Token, type_: EventType | None = None) -> Modality:
    """Polarity, certainty and tense of the clause that a predicate stands in.

    An event noun shares them only with a verb that says that it took place, plans, fears or prevents it: what somebody "did not
    mention" happened all the same.
    """
    found = _of_noun(predicate) if predicate.pos_ in ("NOUN", "PROPN") else _of_clause(_clause_of(predicate), 0)
    if found.certainty is Certainty.POSSIBLE and type_ in _ATTEMPTED and _merely_attempt(found.evidence):
        return replace(found, certainty=Certainty.CERTAIN)
    return found


def _clause_of(predicate: Token) -> Token:
    return predicate if predicate.pos_ in ("VERB", "AUX") or any(c.dep_ == "cop" for c in predicate.children) else clause_head(predicate)


def _merely_attempt(evidence: Sequence[Token]) -> bool:
    words = [effects("verb").get(t.lemma_.lower()) for t in evidence if t.pos_ == "VERB"]
    return bool(words) and all(w is Effect.ATTEMPT for w in words) and len(words) == len(evidence)


def _apply(found: Modality, effect: Effect, word: Token) -> Modality:
    """What a word of an effect makes of a modality; the less certain wins."""
    seen = (*found.evidence, word)
    if effect is Effect.NEGATIVE:
        flipped = Polarity.NEGATIVE if found.polarity is Polarity.POSITIVE else Polarity.POSITIVE
        return replace(found, polarity=flipped, evidence=seen)
    if effect is Effect.FUTURE:
        return replace(found, tense=Tense.FUTURE, evidence=seen)
    if effect in _CERTAINTY and found.certainty in (Certainty.CERTAIN, Certainty.PROBABLE):
        return replace(found, certainty=_CERTAINTY[effect], evidence=seen)
    return found


def _of_noun(noun: Token) -> Modality:
    """An event noun: by its modifiers, what leads it in, the noun above it, and the verb whose subject or object it is."""
    found = _governed(noun)
    for c in noun.children:
        if c.i < noun.i and c.dep_ in ("amod", "advmod", "det", "compound") and c not in found.evidence:
            effect = effects("modifier").get(c.lower_) or effects("modifier").get(c.lemma_.lower())
            if c.lower_ in ("no", "not", "neither"):
                effect = Effect.NEGATIVE
            if effect is not None:
                found = _apply(found, effect, c)
    return found


def _governed(noun: Token) -> Modality:
    head = noun.head
    while noun.dep_ == "conj" and head.pos_ in ("NOUN", "PROPN"):
        noun, head = head, head.head
    case = preposition(noun)
    lead = next((c for c in noun.children if c.dep_ == "case"), None)
    if lead is not None and (effect := effects("preposition").get(lead.lower_)) is not None:
        return _apply(Modality(), effect, lead)
    if head.i == noun.i:
        return Modality()
    if head.pos_ in ("NOUN", "PROPN") and noun.dep_ in ("nmod", "compound") and case in ("of", "for", "on", "at", None):
        effect = effects("noun").get(head.lemma_.lower())
        return _apply(_governed(head), effect, head) if effect not in (None, Effect.FACTIVE) else Modality()
    if (head.pos_ in ("VERB", "AUX") and noun.dep_ in ("nsubj", "nsubj:pass", "obj", "xcomp")) or (noun.dep_ == "obl" and case == "for"):
        effect = effects("object").get(head.lemma_.lower())
        if effects("verb").get(head.lemma_.lower()) is Effect.HAPPENS and noun.dep_ != "obl":
            return _of_clause(head, 0)
        if effect is not None and noun.dep_ != "nsubj":
            return _apply(replace(_of_clause(head, 0), certainty=Certainty.CERTAIN), effect, head)
    if any(c.dep_ == "cop" for c in noun.children) or noun.dep_ == "ROOT":
        return replace(_of_clause(noun, 0), tense=Tense.PAST) if noun.dep_ == "ROOT" and not children(noun, "cop") else _of_clause(noun, 0)
    return Modality()


def _of_clause(verb: Token, depth: int) -> Modality:
    """A clause: by its own words, then by what it hangs on."""
    found = _own(verb)
    if depth > _DEPTH or verb.head.i == verb.i:
        if verb.head.i == verb.i and is_infinitive(verb) and depth == 0:
            found = replace(found, tense=Tense.FUTURE)  # headlines: "Putin to visit China"
        return found
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX", "ADJ") and not _is_finite(verb):
        above = _of_clause(head, depth + 1)
        # the auxiliaries of the first of several verbs hold for all, its negation only where it stands before them all
        return _merged(found, replace(above, polarity=Polarity.POSITIVE) if found.polarity is Polarity.NEGATIVE else above)
    if _to(verb) or (verb.dep_ in ("xcomp", "advcl", "acl") and verb.lower_.endswith("ing")):
        return _hanging(verb, found, depth)
    condition = _condition_above(verb) if verb.dep_ in ("advcl", "ccomp", "acl:relcl", "acl", "csubj") else None
    if condition is not None:
        return _apply(found, Effect.CONDITIONAL, condition)
    return found


def _merged(own: Modality, above: Modality) -> Modality:
    out = own if own.certainty is not Certainty.CERTAIN else replace(own, certainty=above.certainty)
    polarity = Polarity.NEGATIVE if Polarity.NEGATIVE in (own.polarity, above.polarity) else Polarity.POSITIVE
    return replace(out, polarity=polarity, tense=above.tense, evidence=(*own.evidence, *above.evidence))


def _hanging(verb: Token, found: Modality, depth: int) -> Modality:
    """An infinitive or gerund: by the word that it hangs on, "planned to …", "a plan to …", "is likely to …", "without …ing"."""
    head = verb.head
    lead = next((c for c in verb.children if c.dep_ in ("mark", "case") and c.lower_ in effects("preposition")), None)
    if lead is not None:
        return _apply(found, effects("preposition")[lead.lower_], lead)
    place = "verb" if head.pos_ in ("VERB", "AUX") else "noun" if head.pos_ in ("NOUN", "PROPN") else "adjective"
    effect = effects(place).get(head.lemma_.lower()) or (effects("adjective").get(head.lower_) if place == "verb" else None)
    own = replace(found, tense=Tense.PAST) if _perfect(verb) else found
    if place == "noun" and any(c.lower_ in _RANKS for c in head.children):
        return replace(own, tense=Tense.PAST)  # "the last prime minister to visit China"
    if verb.dep_ == "advcl" and not _to(verb):
        effect = None  # a participle beside its clause is no complement of it
    if is_done_by(verb):
        return _merged(own, replace(_of_clause(head, depth + 1), polarity=Polarity.POSITIVE))
    if verb.dep_ == "advcl" and _to(verb) and effect in (None, Effect.HAPPENS, Effect.FACTIVE):
        return replace(own, tense=Tense.FUTURE, evidence=(*own.evidence, *_to(verb)))  # of purpose
    if effect in (None, Effect.HAPPENS, Effect.FACTIVE, Effect.CERTAIN):
        if place == "noun" and verb.dep_ == "acl" and _to(verb):
            return replace(own, tense=Tense.FUTURE, evidence=(*own.evidence, *_to(verb)))
        above = _of_clause(head, depth + 1) if place == "verb" else Modality()
        if verb.dep_ != "xcomp":  # a participle beside its clause shares what is doubtful of it, not what is denied
            above = replace(above, polarity=Polarity.POSITIVE)
        if verb.dep_ == "xcomp" and head.lemma_ in ("be", "go") and _to(verb):
            return replace(own, tense=Tense.FUTURE, evidence=(*own.evidence, head))
        return _merged(own, above)
    above = _of_clause(head, depth + 1) if place == "verb" else Modality()
    denied = above.polarity is Polarity.NEGATIVE
    out = _apply(own, effect, head) if _to(verb) or effect is not Effect.FUTURE or place != "verb" else own
    if effect is Effect.NEGATIVE:
        return _apply(out, Effect.NEGATIVE, head) if denied else out  # "did not fail to"
    return _apply(out, Effect.NEGATIVE, above.evidence[-1]) if denied and above.evidence else out


def is_done_by(verb: Token) -> bool:
    """Whether an infinitive is done in doing what its verb tells: "*took to* Facebook to denounce", "*used* the law to silence"."""
    head = verb.head
    if verb.dep_ not in ("advcl", "xcomp") or not _to(verb) or head.pos_ != "VERB":
        return False
    if head.lemma_.lower() != "take":
        return head.lemma_.lower() in _MEANS
    return any(preposition(o) == "to" and o.i < verb.i for o in children(head, "obl", "obj"))


def _own(verb: Token) -> Modality:
    """What a clause's own auxiliaries, adverbs and conjunctions say."""
    found = Modality(tense=_own_tense(verb))
    for c in verb.children:
        if c.dep_ in ("aux", "aux:pass", "cop") and (effect := effects("aux").get(c.lower_)) is not None:
            if effect is Effect.WOULD:
                effect = Effect.FUTURE if _reported_in_the_past(verb) else Effect.CONDITIONAL
            found = _apply(found, effect, c)
        elif c.dep_ in ("advmod", "cc", "det") and (effect := effects("adverb").get(c.lower_)) is not None and c.lower_ != "no":
            if effect is not Effect.NEGATIVE or c.dep_ != "advmod" or c.lower_ not in ("not", "n't", "n’t", "never") or is_not(c):
                found = _apply(found, effect, c)
        elif c.dep_ in ("mark", "case") and children(c, "fixed") and (effect := effects("adjective").get(c.lower_)) is not None:
            found = _apply(found, effect, c)  # "is due to"
        elif c.dep_ == "mark" and verb.dep_ in _CLAUSES and (effect := effects("conjunction").get(c.lower_)) is not None:
            if verb.dep_ != "ccomp" or effect is not Effect.CONDITIONAL or c.lower_ not in ("until", "till", "once"):
                found = _apply(found, effect, c)
        elif c.dep_ in ("obj", "nsubj", "nsubj:pass"):
            for d in c.children:
                if d.dep_ in ("det", "advmod") and d.lower_ in ("no", "neither"):
                    found = _apply(found, Effect.NEGATIVE, d)
        if c.dep_.startswith("nsubj") and c.lower_ in ("nobody", "none", "neither"):
            found = _apply(found, Effect.NEGATIVE, c)
    if _to(verb) and any(c.dep_ in ("aux", "aux:pass", "cop") and c.lemma_ == "be" and c.i < _to(verb)[0].i for c in verb.children):
        found = _apply(found, Effect.FUTURE, _to(verb)[0])
    return found


def _reported_in_the_past(verb: Token) -> bool:
    """Whether "would" is the future of a past report ("said it would leave")."""
    head = verb.head
    if verb.dep_ == "conj":
        return head.i != verb.i and _reported_in_the_past(head)
    if verb.dep_ == "ccomp":
        return head.lemma_.lower() in cue_verbs() and _own_tense(head) is Tense.PAST
    if verb.dep_ == "acl":
        return head.pos_ == "NOUN"
    return any(c.dep_ == "parataxis" and c.lemma_.lower() in cue_verbs() for c in verb.children)


def _condition_above(verb: Token) -> Token | None:
    """The "if" of a clause that this one is a part of."""
    at = verb
    for _ in range(_DEPTH):
        if at.head.i == at.i or at.dep_ not in ("ccomp", "xcomp", "conj"):
            return None
        at = at.head
        for c in children(at, "mark"):
            if effects("conjunction").get(c.lower_) is Effect.CONDITIONAL and at.dep_ == "advcl":
                return c
    return None


def _to(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in ("mark", "aux") and c.lower_ == "to"]


def _perfect(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.children)


def _is_finite(verb: Token) -> bool:
    """Whether a coordinated verb has a subject or auxiliaries of its own."""
    return any(c.dep_.startswith("nsubj") or c.dep_ in ("aux", "cop") for c in verb.children)


def _own_tense(verb: Token) -> Tense:
    helpers = {c.lower_ for c in _helpers(verb)}
    if helpers & _PAST_HELP:
        return Tense.PAST
    if helpers & _PRESENT_HELP:
        return Tense.PRESENT
    if verb.lower_ in irregular_forms():
        return Tense.PAST
    if verb.lower_.endswith("s") or verb.lower_ == verb.lemma_.lower():
        return Tense.PRESENT
    return Tense.PAST


def _helpers(verb: Token) -> Iterator[Token]:
    yield from (c for c in verb.children if c.dep_ in ("aux", "aux:pass", "cop"))


def factuality(found: Modality, voices: Sequence[Attribution]) -> Factuality:
    """The contract's rule: negated if negative or denied by every voice; else by certainty; else by tense."""
    if found.polarity is Polarity.NEGATIVE or (voices and all(v.stance is VoiceStance.DENIES for v in voices)):
        return Factuality.NEGATED
    if found.certainty in (Certainty.POSSIBLE, Certainty.CONDITIONAL):
        return Factuality.HYPOTHETICAL
    return Factuality.FUTURE if found.tense is Tense.FUTURE else Factuality.ACTUAL


def is_wish(found: Modality) -> bool:
    """Whether what is uncertain is so only because somebody wants it: an expressed intent (CAMEO 03)."""
    doubts = [t for t in found.evidence if t.dep_ not in ("mark", "aux") or t.lower_ != "to"]
    return bool(doubts) and all(t.lemma_.lower() in _WISHES for t in doubts)


def is_infinitive(verb: Token) -> bool:
    """Whether a verb stands in a to-clause."""
    return bool(_to(verb)) and not children(verb, "nsubj")
