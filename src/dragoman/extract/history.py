"""Background recalled: whether an event is history to its report."""

from __future__ import annotations

from dragoman.extract.predicates import Coded
from dragoman.extract.scene import Scene
from dragoman.records import Period

#: Days after which an event is history (contract).
HISTORICAL_DAYS = 30
#: Words that mark what they stand by as recalled.
_RECALLED = frozenset(
    ("historic", "historical", "past", "previous", "bygone", "colonial-era", "once", "previously", "formerly", "historically", "ago")
)


def is_history(c: Coded, scene: Scene, period: Period | None, lag: int | None) -> bool | None:
    """Whether an event ended 30 days or more before the report, or is marked as recalled; None where neither can be told."""
    if lag is not None and lag >= HISTORICAL_DAYS:
        return True
    for word in (*c.words, *c.parts):
        if any(d.lower_ in _RECALLED and d.dep_ in ("amod", "advmod") for d in word.children):
            return True
    if scene.day is not None and any(
        _is_year_before(d.text, scene.day.year)
        for w in c.words
        for d in w.children
        if d.dep_ in ("compound", "nmod", "nummod", "amod", "nmod:unmarked")
    ):
        return True  # "the 1994 genocide"
    if lag is None and period is not None and period.earliest is not None and period.latest is None:
        return False  # it goes on
    return None if lag is None else False


def _is_year_before(text: str, year: int) -> bool:
    return len(text) == 4 and text.isdecimal() and 1500 < int(text) < year
