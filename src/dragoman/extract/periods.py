"""When a predicate's event took place: the date expression of its clause, else the day of the report."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from dragoman.extract.syntax import ancestors, clause_head
from dragoman.records import Basis, Period, Precision, Tense, Time


def period_of(predicate: Token | None, doc: Doc, times: Sequence[Time], published: datetime.date | None, tense: Tense) -> Period | None:
    """The period of the date expression nearest in the tree; without one the day of the report, for what is past or present."""
    if predicate is not None:
        time = _time_of(predicate, doc, times)
        if time is not None:
            return Period(earliest=time.earliest, latest=time.latest, precision=time.precision, basis=Basis.STATED, time=time.id)
    if published is None or tense is Tense.FUTURE:
        return None
    day = published.isoformat()
    return Period(earliest=day, latest=day, precision=Precision.DAY, basis=Basis.REPORT_DAY, time=None)


def _time_of(predicate: Token, doc: Doc, times: Sequence[Time]) -> Time | None:
    sentence = predicate.sent
    clause = clause_head(predicate)
    best: tuple[int, int, Time] | None = None
    for time in times:
        if not sentence.start_char <= time.start < sentence.end_char:
            continue
        words = doc.char_span(time.start, time.stop, alignment_mode="expand")
        if words is None:
            continue
        token = words.root
        above = [token.i, *(t.i for t in ancestors(token))]
        if predicate.i in above:
            rank = 0
        elif clause_head(token).i == clause.i or clause.i in above[:3]:
            rank = 1
        else:
            continue
        option = (rank, abs(token.i - predicate.i), time)
        if best is None or option[:2] < best[:2]:
            best = option
    return best[2] if best is not None else None
