"""One event, one row: the tellings of an article that are of one event, joined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.records import Basis, Event, EventType, Factuality, Period, Span
from dragoman.resolve.chains import Cast

#: Types whose rows are words: the same speaker may well speak twice of the same thing to the same hearer.
_SAME_WORDS = frozenset((EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.AGREE, EventType.SUPPORT))


@dataclass(frozen=True, slots=True)
class Telling:
    """One telling of an event: its row, the stem of its words, whether it points back ("the attack"), whether it stands in the
    title, and its sentence's first token."""

    row: Event
    stem: str
    points_back: bool
    in_title: bool
    sentence: int

    @property
    def bare(self) -> bool:
        """Whether it names neither side."""
        return not self.row.actors and not self.row.recipients


def one_row_each(tellings: Sequence[Telling], cast: Cast) -> tuple[Event, ...]:
    """The rows of an article, in text order: the fullest telling of each event, its fields filled from the others."""
    names = _Names(cast)
    groups: list[list[Telling]] = []
    for t in [*(t for t in tellings if not t.bare), *(t for t in tellings if t.bare)]:
        fitting = [g for g in groups if any(_of_one(other, t, names) for other in g)]
        if fitting:
            min(fitting, key=lambda g: _distance(g, t)).append(t)
        elif not t.bare:
            groups.append([t])
    rows = [_joined(g, names) for g in groups]
    return tuple(sorted(rows, key=lambda r: (r.start, r.stop, r.id)))


class _Names:
    """What a mention is known by when parties are compared: its actor's code, or its chain."""

    def __init__(self, cast: Cast) -> None:
        codes: Mapping[str, str] = {k: a.code or a.name for k, a in cast.actors.items()}
        self.of = {m.id: codes[m.actor] if m.actor is not None else f"chain {m.chain}" for m in cast.mentions}
        self.chain = {m.id: m.chain for m in cast.mentions}

    def side(self, mentions: Sequence[str]) -> frozenset[str]:
        return frozenset(self.of[m] for m in mentions)


def _distance(group: Sequence[Telling], t: Telling) -> tuple[int, int]:
    """How far a telling stands from a group; what it points back to stands before it."""
    gaps = [t.row.start - other.row.start for other in group]
    before = [g for g in gaps if g >= 0]
    return (0, min(before)) if before else (1, min(abs(g) for g in gaps))


def _of_one(a: Telling, b: Telling, names: _Names) -> bool:
    one, two = a.row, b.row
    if one.type is not two.type or not _may_be_one(one.factuality, two.factuality) or _apart(one.period, two.period):
        return False
    if one.modes and two.modes and not set(one.modes) & set(two.modes):
        return False
    if b.bare:
        return b.points_back or (b.in_title and a.stem == b.stem)
    sides = [(names.side(one.actors), names.side(two.actors)), (names.side(one.recipients), names.side(two.recipients))]
    if one.type is EventType.CONSULT and _consulting(one, two, names):
        return True
    if not all(x <= y or y <= x for x, y in sides):
        return False
    shared = sum(bool(x & y) for x, y in sides)
    if shared == 0:
        return False
    same_words = a.stem == b.stem
    if shared == 2 or (sides[0][0] == sides[0][1] and not sides[1][0] and not sides[1][1]):
        return same_words or one.type not in _SAME_WORDS or a.in_title or b.in_title or a.sentence == b.sentence
    return same_words or b.points_back or a.in_title or b.in_title


def _consulting(one: Event, two: Event, names: _Names) -> bool:
    """Whether two tellings of talks have the same people, whoever is said to visit whom."""
    x, y = (names.side((*r.actors, *r.recipients)) for r in (one, two))
    return len(x & y) >= 2 or (bool(x & y) and (x <= y or y <= x) and min(len(x), len(y)) == 1)


def _may_be_one(a: Factuality, b: Factuality) -> bool:
    return a is b


def _apart(a: Period | None, b: Period | None) -> bool:
    """Whether both are dated by the text, and apart."""
    if a is None or b is None or a.basis is not Basis.STATED or b.basis is not Basis.STATED:
        return False
    return (a.latest is not None and b.earliest is not None and a.latest < b.earliest) or (
        b.latest is not None and a.earliest is not None and b.latest < a.earliest
    )


def _joined(group: Sequence[Telling], names: _Names) -> Event:
    """The fullest telling, with the modes, parties, date and place that only others have."""
    best = max(group, key=_fullness)
    row = best.row
    others = [t.row for t in sorted(group, key=_fullness, reverse=True) if t is not best]
    for other in others:
        held = names.side((*row.actors, *row.recipients))
        if not row.actors and other.actors and not names.side(other.actors) & held:
            row = replace(row, actors=other.actors)
        if not row.recipients and other.recipients and not names.side(other.recipients) & held:
            row = replace(row, recipients=other.recipients)
        if row.type is EventType.ASSAULT and other.modes:
            row = replace(row, modes=tuple(dict.fromkeys((*row.modes, *other.modes))))
        if not row.modes and other.modes:
            row = replace(row, modes=other.modes)
        if _dated(other) and not _dated(row):
            row = replace(row, period=other.period, lag_days=other.lag_days, historical=other.historical)
    also = tuple(sorted({Span(start=r.start, stop=r.stop) for r in others if (r.start, r.stop) != (row.start, row.stop)}))
    contexts = tuple(dict.fromkeys(c for r in (row, *others) for c in r.contexts))
    return replace(row, also=also, contexts=contexts)


def _dated(row: Event) -> bool:
    return row.period is not None and row.period.basis is Basis.STATED


def _fullness(t: Telling) -> tuple[object, ...]:
    row = t.row
    return (len(row.actors) + len(row.recipients), not t.in_title, bool(row.modes), _dated(row), row.trace.confidence, -row.start)
