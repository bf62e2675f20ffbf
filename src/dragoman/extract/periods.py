"""When a predicate's event took place: the date expression of its clause, else the day of the report."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from dragoman.extract.scene import Scene
from dragoman.extract.syntax import ancestors, clause_head
from dragoman.records import Basis, Period, Precision, Tense, Time

#: Words between an event noun and a date behind it that may still be its own.
_NEAR = 9


def period_of(
    predicate: Token | None,
    scene: Scene,
    tense: Tense,
    others: frozenset[int] = frozenset(),
) -> Period | None:
    """The period of the date expression nearest in the tree; without one the day of the report, for what is past or present.

    `others` are the tokens of other predicates: a date behind an event noun is the noun's, not that of the verb before.
    """
    if predicate is not None:
        time = _time_of(predicate, scene.doc, scene.times, others)
        if time is not None:
            return Period(earliest=time.earliest, latest=time.latest, precision=time.precision, basis=Basis.STATED, time=time.id)
    if scene.day is None or tense is Tense.FUTURE:
        return None
    day = scene.day.isoformat()
    return Period(earliest=day, latest=day, precision=Precision.DAY, basis=Basis.REPORT_DAY, time=None)


def _time_of(predicate: Token, doc: Doc, times: Sequence[Time], others: frozenset[int]) -> Time | None:
    sentence = predicate.sent
    best: tuple[int, int, Time] | None = None
    first = bisect_left(times, sentence.start_char, key=lambda t: t.start)
    for time in times[first : bisect_left(times, sentence.end_char, key=lambda t: t.start)]:
        words = doc.char_span(time.start, time.stop, alignment_mode="expand")
        if words is None:
            continue
        rank = _closeness(predicate, words.root, words.start, others)
        if rank is not None and (best is None or (rank, abs(words.start - predicate.i)) < best[:2]):
            best = (rank, abs(words.start - predicate.i), time)
    return best[2] if best is not None else None


def _closeness(predicate: Token, token: Token, start: int, others: frozenset[int]) -> int | None:
    """0 where a date hangs on the predicate or stands right behind an event noun, 1 where it shares its clause, 2 where it is
    that of a verb beside it or of the event that its relative clause describes; else None."""
    doc = predicate.doc
    between = range(predicate.i + 1, start)
    if (
        predicate.pos_ in ("NOUN", "PROPN")
        and 0 < start - predicate.i <= _NEAR
        and not any(doc[i].pos_ in ("VERB", "AUX") or i in others for i in between)
    ):
        return 0
    if any(i in others and doc[i].pos_ == "NOUN" and start - i <= _NEAR for i in between):
        return None
    clause = clause_head(token)
    if any(c.lower_ == "when" and 0 <= c.i - _end_of(token, start) < 2 for c in predicate.children):
        return 0  # "August 2012, when police shot …"
    for above in (token, *ancestors(token)):
        if above.i == predicate.i:
            return 0
        if above.pos_ in ("VERB", "AUX") and above.dep_ in ("advcl", "acl", "acl:relcl", "ccomp", "parataxis", "conj"):
            break  # the date is that of a clause below
    if clause.i == clause_head(predicate).i:
        return 1
    if _beside(predicate, clause):
        return 2
    told = predicate.head if predicate.dep_ == "acl:relcl" else None
    return 2 if told is not None and told.i in (token.i, *(t.i for t in ancestors(token))) and start < predicate.i else None


def _end_of(token: Token, start: int) -> int:
    """Where a date's words end: behind its last number or month."""
    i = max(token.i, start) + 1
    while i < token.sent.end and (
        token.doc[i].pos_ == "NUM" or (token.doc[i].text == "," and i + 1 < token.sent.end and token.doc[i + 1].like_num)
    ):
        i += 1
    return i


def _beside(predicate: Token, clause: Token) -> bool:
    """Whether two verbs are coordinated: a date of the first holds for what follows it."""
    at = predicate
    while at.dep_ == "conj" and at.head.i != at.i:
        at = at.head
        if at.i == clause.i:
            return True
    return False
