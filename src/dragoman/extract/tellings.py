"""One event, one row: the tellings of an article that are of one event, joined."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.extract.instruments import without_weaker
from dragoman.knowledge import ontology
from dragoman.records import Actor, ActorKind, Basis, Entity, Event, EventType, Factuality, MentionKind, Period, Span
from dragoman.resolve.chains import Cast

#: Types whose rows are words: the same speaker may well speak twice of the same thing to the same hearer.
_SAME_WORDS = frozenset((EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.AGREE, EventType.SUPPORT))


#: Types in which one who speaks of another again says the same again.
_JUDGING = frozenset((EventType.ACCUSE, EventType.SUPPORT))
#: Types of deeds that one suffers once, however often they are told.
_SUFFERED = frozenset((EventType.ASSAULT, EventType.COERCE, EventType.SANCTION))
#: Sectors whose bearers are a crowd in the streets, whoever they are said to be.
_CROWD = frozenset(("CVL", "OPP", "LAB", "EDU", "SOC", "REL", "PTY", "ELI", "AGR"))
#: How many words an article's lead has.
LEAD = 60
#: Days before its report that an event without a date may have taken place.
RECENT_DAYS = 7


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
    groups: dict[EventType, list[list[Telling]]] = defaultdict(list)
    for t in [*(t for t in tellings if not t.bare), *(t for t in tellings if t.bare)]:
        same_type = groups[t.row.type]
        fitting = [g for g in same_type if any(_of_one(o, t, names) for o in g) and not any(_apart(o.row.period, t.row.period) for o in g)]
        if fitting:
            min(fitting, key=lambda g: _distance(g, t)).append(t)
        elif not t.bare:
            same_type.append([t])
    rows = [_joined(g, names) for of_type in groups.values() for g in of_type]
    return tuple(sorted(rows, key=lambda r: (r.start, r.stop, r.id)))


class _Names:
    """Which mentions are one party: of one chain; or of one state, where not both are persons, or crowds of different kinds."""

    def __init__(self, cast: Cast) -> None:
        self.chain = {m.id: m.chain for m in cast.mentions}
        self.entity = {m.id: m.entity for m in cast.mentions}
        self.actor = {m.id: cast.actors[m.actor] for m in cast.mentions if m.actor is not None}
        self.found = {m.id: f for m, f in zip(cast.mentions, cast.found, strict=True)}
        self.first: dict[int, int] = {}
        for m, f in zip(cast.mentions, cast.found, strict=True):
            self.first.setdefault(m.chain, f.start)

    def same(self, a: str, b: str) -> bool:
        """Whether two mentions are one party."""
        if self.chain[a] == self.chain[b] or self._points_back(a, b):
            return True
        one, two = self.actor.get(a), self.actor.get(b)
        if one is None or two is None or one.code is None or one.code != two.code:
            return False
        if one.kind is ActorKind.PERSON and two.kind is ActorKind.PERSON:
            return False
        return _standing(one) == _standing(two)

    def _points_back(self, a: str, b: str) -> bool:
        """Whether the later of two phrases is the earlier's noun with an article: "eight officials", "the officials"."""
        one, two = sorted((self.found[a], self.found[b]), key=lambda f: f.start)
        nominal = one.kind is MentionKind.NOMINAL and two.kind is MentionKind.NOMINAL
        return nominal and two.definite and one.name == two.name and one.plural == two.plural

    def are_introduced(self, side: Sequence[str], other: Sequence[str]) -> bool:
        """Whether a lead's "a youth" is who is named, or pointed to, further down and was not spoken of before."""
        if len(side) != 1 or len(other) != 1:
            return False
        one, two = sorted((self.found[side[0]], self.found[other[0]]), key=lambda f: f.start)
        new = one.kind is MentionKind.NOMINAL and not one.definite and one.start < LEAD
        single = all(f.entity is Entity.PERSON and not f.plural for f in (one, two))
        later = side[0] if self.found[side[0]] is two else other[0]
        return new and single and one.start < self.first[self.chain[later]] and (two.kind is MentionKind.NAMED or two.definite)

    def are_persons(self, side: Sequence[str]) -> bool:
        """Whether a side is single persons."""
        return all(self.entity[m] is Entity.PERSON for m in side)

    def one_chain(self, side: Sequence[str], other: Sequence[str]) -> bool:
        """Whether both sides hold mentions of just the same chains."""
        return bool(side) and {self.chain[m] for m in side} == {self.chain[m] for m in other}

    def are_crowds(self, side: Sequence[str], other: Sequence[str]) -> bool:
        """Whether both sides are people in the streets of one country."""
        both = [[self.actor.get(m) for m in s] for s in (side, other)]
        sectors = [{a.sectors[0] if a is not None and a.sectors else "CVL" for a in s} for s in both]
        codes = [{a.code for a in s if a is not None and a.code is not None} for s in both]
        return all(s <= _CROWD and s for s in sectors) and codes[0] == codes[1]

    def within(self, side: Sequence[str], other: Sequence[str]) -> bool:
        """Whether each party of a side is one of another's."""
        return all(any(self.same(m, n) for n in other) for m in side)

    def alike(self, side: Sequence[str], other: Sequence[str]) -> bool:
        """Whether one side holds no party that the other lacks."""
        return self.within(side, other) or self.within(other, side)

    def shared(self, side: Sequence[str], other: Sequence[str]) -> int:
        """How many parties of a side are another's too."""
        return sum(any(self.same(m, n) for n in other) for m in side)


def _standing(actor: Actor) -> str:
    """What a state's bearers are compared by: those who act for it are it, its police, parties and people are not."""
    sector = actor.sectors[0] if actor.sectors else "GOV"
    return "GOV" if sector in ("GOV", "MIL", "SPY") else sector


def _distance(group: Sequence[Telling], t: Telling) -> tuple[int, int]:
    """How far a telling stands from a group; what it points back to stands before it."""
    gaps = [t.row.start - other.row.start for other in group]
    before = [g for g in gaps if g >= 0]
    return (0, min(before)) if before else (1, min(abs(g) for g in gaps))


def _of_one(a: Telling, b: Telling, names: _Names) -> bool:
    one, two = a.row, b.row
    if _apart(one.period, two.period) or (one.factuality is not two.factuality and not _came_true(a, b, names)):
        return False
    if one.modes and two.modes and not set(one.modes) & set(two.modes):
        return False
    if b.bare:
        return b.points_back or (b.in_title and a.stem == b.stem)
    if one.type is EventType.CONSULT and _consulting(one, two, names):
        return True
    if one.type is EventType.PROTEST and (a.stem == b.stem or b.points_back) and names.are_crowds(one.actors, two.actors):
        return not one.recipients or not two.recipients or names.alike(one.recipients, two.recipients)
    if _same_hands(one, two, names, a.sentence == b.sentence):
        return True
    sides = ((one.actors, two.actors), (one.recipients, two.recipients))
    if not all(names.alike(x, y) for x, y in sides):
        return False
    shared = [bool(names.shared(x, y)) for x, y in sides]
    if not any(shared):
        return False
    same_words = a.stem == b.stem
    if all(shared) or (shared[0] and not one.recipients and not two.recipients and len(one.actors) == len(two.actors)):
        judged = one.type in _JUDGING and one.modes == two.modes and all(shared)
        return same_words or judged or one.type not in _SAME_WORDS or a.in_title or b.in_title or a.sentence == b.sentence
    return same_words or b.points_back or a.in_title or b.in_title


def _came_true(a: Telling, b: Telling, names: _Names) -> bool:
    """Whether what one telling plans or supposes of a person is what the other tells as done, in the same words."""
    kinds = {a.row.factuality, b.row.factuality}
    if a.row.type not in _SUFFERED or a.stem != b.stem or Factuality.ACTUAL not in kinds or Factuality.NEGATED in kinds:
        return False
    return names.one_chain(a.row.recipients, b.row.recipients) and names.are_persons(a.row.recipients)


def _same_hands(one: Event, two: Event, names: _Names, together: bool) -> bool:
    """Whether one person, or in one sentence the same people, suffer in both, or one speaker accuses in both, and the other side
    does not say otherwise."""
    actors, recipients = names.one_chain(one.actors, two.actors), names.one_chain(one.recipients, two.recipients)
    if one.type in _SUFFERED:
        apart = bool(one.actors and two.actors) and not names.alike(one.actors, two.actors)
        persons = recipients and (names.are_persons(one.recipients) or together)
        return not apart and (persons or names.are_introduced(one.recipients, two.recipients))
    if one.type in (EventType.ACCUSE, EventType.CONCEDE):
        return actors and one.modes == two.modes and (not one.recipients or not two.recipients or recipients)
    return False


def _consulting(one: Event, two: Event, names: _Names) -> bool:
    """Whether two tellings of talks have the same people, whoever is said to visit whom."""
    x, y = ((*r.actors, *r.recipients) for r in (one, two))
    shared = names.shared(x, y)
    return shared >= 2 or (shared == 1 and min(len(x), len(y)) == 1)


def _apart(a: Period | None, b: Period | None) -> bool:
    """Whether both are dated, and apart; what no words date is of the days before its report."""
    if a is None or b is None:
        return False
    return _ends_before(a, b) or _ends_before(b, a)


def _ends_before(a: Period, b: Period) -> bool:
    if a.latest is None or b.earliest is None:
        return False
    begins = datetime.date.fromisoformat(b.earliest)
    if b.basis is not Basis.STATED:
        begins -= datetime.timedelta(days=RECENT_DAYS)
    return a.basis is Basis.STATED and datetime.date.fromisoformat(a.latest) < begins


def _joined(group: Sequence[Telling], names: _Names) -> Event:
    """The fullest telling, with the modes, parties and date that only others have."""
    best = max(group, key=_fullness)
    row = best.row
    others = [t.row for t in sorted(group, key=_fullness, reverse=True) if t is not best]
    for other in others:
        held = (*row.actors, *row.recipients)
        if not row.actors and other.actors and not names.shared(other.actors, held):
            row = replace(row, actors=other.actors)
        if not row.recipients and other.recipients and not names.shared(other.recipients, held):
            row = replace(row, recipients=other.recipients)
        if row.type is EventType.ASSAULT and other.modes:
            row = replace(row, modes=tuple(dict.fromkeys((*row.modes, *other.modes))))
        if not row.modes and other.modes:
            row = replace(row, modes=other.modes)
        if _dated(other) and not _dated(row):
            row = replace(row, period=other.period, lag_days=other.lag_days, historical=other.historical)
    also = tuple(sorted({Span(start=r.start, stop=r.stop) for r in others if (r.start, r.stop) != (row.start, row.stop)}))
    contexts = tuple(dict.fromkeys(c for r in (row, *others) for c in r.contexts))
    modes = without_weaker(row.modes)
    return replace(row, also=also, contexts=contexts, modes=modes, score=ontology.score(row.type, modes))


def _dated(row: Event) -> bool:
    return row.period is not None and row.period.basis is Basis.STATED


def _fullness(t: Telling) -> tuple[object, ...]:
    row = t.row
    happened = row.factuality is Factuality.ACTUAL
    return (happened, len(row.actors) + len(row.recipients), not t.in_title, bool(row.modes), _dated(row), row.trace.confidence, -row.start)
