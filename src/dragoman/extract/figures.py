"""Figures: how many were killed, injured, abducted, …, with the bounds that the words give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from dragoman.extract.periods import period_of
from dragoman.extract.scene import Scene
from dragoman.extract.slots import mentions_of, words_of
from dragoman.extract.syntax import children, objects, preposition
from dragoman.extract.voices import voices
from dragoman.knowledge.quantities import Bounds, bounds, measures, number_words, qualifiers
from dragoman.records import Count, Figure, Measure, Qualifier, Span, Tense
from dragoman.resolve.chains import Cast
from dragoman.resolve.trace import trace_of
from dragoman.text import figure_id, span

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
#: Nouns counted without being told apart: an age, a date or a size is none of them.
_NOT_COUNTED = frozenset(
    ("year month week day hour minute kilometer kilometre mile meter metre percent per cent degree dollar euro pound time").split()
)
_NEW = frozenset(["another", "further", "more", "additional"])


@dataclass(frozen=True, slots=True)
class _Number:
    """A number as tokens [start, stop) with its qualifier, its bounds, and the noun that it counts (or None)."""

    start: int
    stop: int
    head: Token
    bounds: Bounds
    qualifier: Qualifier
    noun: Token | None


def find_figures(scene: Scene) -> tuple[Figure, ...]:
    """All figures of people harmed, taken or driven out in an article, in text order."""
    out: dict[tuple[int, int], Figure] = {}
    whole: tuple[Token, Figure] | None = None
    for number in _numbers(scene.doc, scene.read):
        placed = _measured(number, scene.cast)
        if placed is None and whole is not None and _is_part(number, whole[0]):
            predicate, total = whole
            row = _figure(number, total.measure, predicate, total.by, scene)
            row = replace(row, count=Count.PART, part_of=total.id)
        elif placed is None:
            continue
        else:
            measure, predicate, by = placed
            row = _figure(number, measure, predicate, by, scene)
            whole = (predicate, row)
        out.setdefault((row.start, row.stop), row)
    return tuple(out[k] for k in sorted(out))


def _is_part(number: _Number, predicate: Token) -> bool:
    """Whether "including" or its like ties a number to the figure before it in the sentence."""
    doc = number.head.doc
    before = " ".join(t.lower_ for t in doc[max(0, number.start - 2) : number.start])
    return number.head.sent.start == predicate.sent.start and before.endswith(("including", "among them", "of them", "of whom"))


def _numbers(doc: Doc, read: frozenset[int]) -> Iterator[_Number]:
    i = 0
    while i < len(doc):
        if i not in read or (value := _value(doc, i)) is None:
            i += 1
            continue
        stop, best, vague = value
        start, qualifier = _qualified(doc, i)
        if vague and qualifier is Qualifier.EXACT:
            qualifier = Qualifier.VAGUE
        high = None
        if (
            stop + 1 < len(doc)
            and doc[stop].lower_ in ("to", "and", "-", "–")
            and (after := _value(doc, stop + 1)) is not None
            and not vague
        ):
            between = doc[i - 1].lower_ == "between" if i else False
            if between or (doc[stop].lower_ in ("to", "-", "–") and best < after[1]):
                start, stop, high, qualifier = (i - 1 if between else i), after[0], after[1], Qualifier.BETWEEN
        head = doc[i:stop].root
        yield _Number(start, stop, head, bounds(qualifier, best, high), qualifier, _counted(head, doc, i, stop))
        i = max(stop, i + 1)


#: The largest number that is read: longer rows of digits count nothing.
_LARGEST = 1e15


def _value(doc: Doc, i: int) -> tuple[int, float, bool] | None:
    """(token after the number, value, whether the word is vague) of a number that begins at a token."""
    words = number_words()
    text = doc[i].lower_
    if _DIGITS.fullmatch(text):
        value = float(text.replace(",", ""))
        if value > _LARGEST:
            return None
        stop = i + 1
        while stop < len(doc) and doc[stop].lower_ in ("hundred", "thousand", "million", "billion"):
            value *= words[doc[stop].lower_].value
            stop += 1
        return stop, value, False
    if text not in words or (
        text in ("a", "an") and (i + 1 >= len(doc) or doc[i + 1].lower_ not in ("dozen", "hundred", "thousand", "million", "score"))
    ):
        return None
    if words[text].vague:
        stop, value = i + 1, words[text].value
        while stop + 1 < len(doc) and doc[stop].lower_ == "of" and doc[stop + 1].lower_ in words and words[doc[stop + 1].lower_].vague:
            value = max(value, words[f"{text} of {doc[stop + 1].lower_}"].value) if f"{text} of {doc[stop + 1].lower_}" in words else value
            stop += 2
        return stop, value, True
    total, current, stop = 0.0, 0.0, i
    while stop < len(doc):
        word = doc[stop].lower_
        if (
            word in ("-", "and")
            and stop > i
            and stop + 1 < len(doc)
            and doc[stop + 1].lower_ in words
            and not words[doc[stop + 1].lower_].vague
            and (word == "-" or current >= 100)
        ):
            stop += 1
            continue
        if word not in words or words[word].vague or (word in ("a", "an") and stop > i):
            break
        value = words[word].value
        if value >= 1000:
            total, current = total + max(current, 1) * value, 0.0
        elif value == 100 or word in ("dozen", "score"):
            current = max(current, 1) * value
        else:
            current += value
        stop += 1
    return (stop, total + current, False) if stop > i and total + current > 0 else None


def _qualified(doc: Doc, i: int) -> tuple[int, Qualifier]:
    """Where the qualifying words before a number begin, and what they say."""
    table = qualifiers()
    for size in (4, 3, 2, 1):
        phrase = " ".join(t.lower_ for t in doc[max(0, i - size) : i])
        if i >= size and phrase in table:
            return i - size, table[phrase]
    return i, Qualifier.EXACT


def _counted(head: Token, doc: Doc, start: int, stop: int) -> Token | None:
    """The noun a number counts."""
    if head.dep_ in ("nummod", "det", "amod") and head.head.i >= stop and head.head.pos_ in ("NOUN", "PROPN"):
        return head.head
    for c in head.children:
        if c.dep_ == "nmod" and preposition(c) == "of" and c.i > start:
            return c
    return None


def _measured(n: _Number, cast: Cast) -> tuple[Measure, Token, str | None] | None:
    """What a number measures, the word that says so, and the mention of who did it."""
    if n.noun is not None and n.noun.lemma_.lower() in _NOT_COUNTED:
        return None
    top = n.noun if n.noun is not None and n.noun.i > n.head.i and n.head.dep_ != "nmod" and n.head.head.i == n.noun.i else n.head
    if n.noun is not None and (m := measures().get(("noun", n.noun.lemma_.lower()))):
        return m, n.noun, _agent(n.noun, cast)
    for child in children(n.noun, "acl", "acl:relcl", "amod") if n.noun is not None else []:
        if (m := measures().get(("verb", child.lemma_.lower()))) and child.i > n.head.i:
            return m, child, _agent(child, cast)
    at, head = top, top.head
    while at.dep_ == "conj" and at.head.i != at.i:
        at, head = at.head, at.head.head
    if at.dep_ == "ROOT" or at.head.i == at.i:
        return _after(n, cast)
    lemma = head.lemma_.lower()
    if at.dep_ in ("nsubj:pass", "obj", "nsubj", "nsubj:outer"):
        m = measures().get(("verb", lemma)) or _predicate_adjective(head)
        if m is None and at.dep_ == "obj":
            m = next(
                (
                    x
                    for c in children(head, "xcomp", "advcl")
                    if (x := measures().get(("adjective", c.lemma_.lower())) or measures().get(("verb", c.lemma_.lower())))
                ),
                None,
            )
            m = m or _next_word(n)
        if m is None and n.noun is not None and (found := measures().get(("object", f"{lemma} {n.noun.lemma_.lower()}"))):
            m = found
        if m is not None and (at.dep_ != "nsubj" or ("intransitive", lemma) in measures() or _predicate_adjective(head) is not None):
            return m, head, _agent(head, cast)
        if m is not None and at.dep_ == "nsubj" and not objects(head):
            return m, head, None
    if (
        at.dep_ in ("nmod", "obl")
        and preposition(at) in ("of", "to", "at")
        and (m := measures().get(("noun", lemma)) or _toll(head, lemma))
    ):
        return m, head, _agent(head, cast)
    return _after(n, cast)


def _toll(head: Token, lemma: str) -> Measure | None:
    """ "The death toll rose to 12": the verb's subject says what is counted."""
    for subject in children(head, "nsubj"):
        phrase = f"{subject.doc[subject.i - 1].lower_} {subject.lemma_.lower()}" if subject.i else lemma
        if m := measures().get(("noun", phrase)):
            return m
    return None


def _predicate_adjective(head: Token) -> Measure | None:
    return measures().get(("adjective", head.lemma_.lower())) or measures().get(("adjective", head.lower_))


def _next_word(n: _Number) -> Measure | None:
    after = (n.noun.i if n.noun is not None else n.stop - 1) + 1
    doc = n.head.doc
    return measures().get(("adjective", doc[after].lower_)) if after < len(doc) else None


def _after(n: _Number, cast: Cast) -> tuple[Measure, Token, str | None] | None:
    """Headline and list style: "12 killed in blast", "30 others wounded"."""
    doc = n.head.doc
    after = (n.noun.i if n.noun is not None and n.noun.i >= n.stop else n.stop - 1) + 1
    if after < len(doc) and doc[after].sent == n.head.sent:
        token = doc[after]
        m = measures().get(("adjective", token.lower_)) or (
            measures().get(("verb", token.lemma_.lower())) if token.lower_.endswith("ed") else None
        )
        if m is not None and not children(token, "obj"):
            return m, token, _agent(token, cast)
    return None


def _agent(word: Token, cast: Cast) -> str | None:
    """The mention of who did it: a verb's subject, a noun's *by*."""
    found = mentions_of(words_of(word, None, "subject" if word.pos_ == "VERB" else "by"), cast)
    return next((cast.mentions[i].id for i in found if cast.mentions[i].actor is not None), None)


def _figure(
    n: _Number,
    measure: Measure,
    predicate: Token,
    by: str | None,
    scene: Scene,
) -> Figure:
    doc = scene.doc
    at = span(doc[n.start].idx, doc[n.stop - 1].idx + len(doc[n.stop - 1]))
    heard, quote = voices(predicate, scene.cast, scene.quotes)
    period = period_of(predicate, scene, Tense.PAST)
    new = doc[n.start - 1].lower_ in _NEW if n.start else False
    new = new or (n.stop < len(doc) and doc[n.stop].lower_ in ("more", "further", "additional"))
    return Figure(
        id=figure_id(scene.article, at.start, at.stop, measure),
        start=at.start,
        stop=at.stop,
        also=(),
        measure=measure,
        unit=None,
        low=n.bounds.low,
        best=n.bounds.best,
        high=n.bounds.high,
        qualifier=n.qualifier,
        count=Count.NEW if new else Count.TOTAL,
        part_of=None,
        of=_of(n, doc),
        by=by,
        event=None,
        place=None,
        period=period,
        as_of=scene.day.isoformat() if scene.day else None,
        attributions=heard,
        quote=quote,
        trace=trace_of(f"figure.{measure}", 0.85, [at, span(predicate.idx, predicate.idx + len(predicate))]),
    )


def _of(n: _Number, doc: Doc) -> Span | None:
    if n.noun is None:
        return None
    first = n.stop if n.noun.i >= n.stop else n.noun.i
    while first < n.noun.i and (doc[first].is_space or doc[first].lower_ == "of"):
        first += 1
    return span(doc[first].idx, doc[n.noun.i].idx + len(doc[n.noun.i]))
