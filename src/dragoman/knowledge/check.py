"""Checks of the tables of actors: codes, sectors, dates, overlapping tenures, names that stand for two.

    python -m dragoman.knowledge.check

prints the faults of the shipped tables and ends with status 1 if there is one.
"""

from __future__ import annotations

import datetime
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from dragoman.errors import KnowledgeError
from dragoman.knowledge.actors import ACTOR_TABLES, KINDS, PRECISIONS, Known, country_names, day_of, listed, regions, states, successors
from dragoman.knowledge.ontology import SECTORS
from dragoman.knowledge.tables import alternatives, key, rows, shown
from dragoman.records import ActorKind

#: PLOVER 2.0's codes of bodies of no state (manual, "Country / non-state names").
STATELESS = frozenset(("IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"))
Line = tuple[int, dict[str, str]]


@dataclass(frozen=True, slots=True)
class _Tenure:
    """The days on which somebody certainly held an office, both ends included."""

    first: datetime.date
    last: datetime.date
    name: str
    line: int


@cache
def codes() -> frozenset[str]:
    """All codes of states and of bodies of no state."""
    return STATELESS | {known.code for known, _ in states() if known.code} | frozenset(country_names())


@cache
def _shared_offices() -> tuple[tuple[str, str], ...]:
    return tuple((row["country"], row["role"]) for _, row in rows("shared_offices.csv", ("country", "role", "why")))


@cache
def is_shared(country: str, role: str) -> bool:
    """Whether several hold an office at a time, by law or as rivals; `*` in the table stands for anything."""
    return any(fnmatchcase(country, c) and fnmatchcase(role, r) for c, r in _shared_offices())


def faults_of(table: str, lines: Sequence[Line]) -> list[str]:
    """What is wrong in the rows of one table of actors, each fault with file and line."""
    return [*(f for line, row in lines for f in _row_faults(f"{table}:{line}", row)), *_overlaps(table, lines)]


def _row_faults(where: str, row: dict[str, str]) -> list[str]:
    out = []
    if not row["name"].strip():
        out.append(f"{where}: the row has no name; give one, or delete the row")
    elif not key(row["name"]):
        out.append(f"{where}: {shown(row['name'])} has no letter or figure and would never be found; give a name")
    if (cell := row.get("kind", "").strip()) and cell not in KINDS:
        out.append(f"{where}: kind is {shown(cell)}; it must be {', '.join(KINDS[:-1])} or {KINDS[-1]}")
    out += [
        f"{where}: {column} {shown(cell)} is no code; use ISO 3166's three letters, or {', '.join(sorted(STATELESS))}"
        for column in ("code", "country")
        if (cell := row.get(column, "").strip()) and cell not in codes()
    ]
    out += [
        f"{where}: sector {shown(s)} is none of PLOVER's: {', '.join(sorted(SECTORS))}"
        for s in alternatives(row.get("sectors", ""))
        if s not in SECTORS
    ]
    if (cell := row.get("wikidata", "").strip()) and not re.fullmatch(r"Q\d+", cell):
        out.append(f"{where}: wikidata {shown(cell)} is no item; write it as Q7747")
    if (cell := row.get("precision", "").strip() or "day") not in PRECISIONS:
        out.append(f"{where}: precision {shown(cell)}; it must be one of {', '.join(PRECISIONS)}")
    try:
        start, end = day_of(row.get("start", ""), where), day_of(row.get("end", ""), where, last=True)
    except KnowledgeError as error:
        return [*out, str(error)]
    if start is not None and end is not None and end < start:
        out.append(f"{where}: {row['name']} ends ({row['end']}) before it starts ({row['start']}); mend one of the dates")
    return out


def _overlaps(table: str, lines: Sequence[Line]) -> list[str]:
    offices: dict[tuple[str, str], list[_Tenure]] = defaultdict(list)
    for line, row in lines:
        office = (row.get("country", "").strip() or row.get("code", "").strip(), row.get("role", "").strip())
        if office[1] and not is_shared(*office) and (tenure := _certain(f"{table}:{line}", line, row)) is not None:
            offices[office].append(tenure)
    out = []
    for (country, role), tenures in offices.items():
        latest: _Tenure | None = None
        for tenure in sorted(tenures, key=lambda t: (t.first, t.last)):
            if latest is not None and tenure.first < latest.last:
                out.append(
                    f"{table}:{tenure.line}: {shown(tenure.name)[1:-1]} is {shown(role)[1:-1]} ({country}) while "
                    f"{shown(latest.name)[1:-1]} is (line {latest.line}); mend the "
                    "dates, or word their roles apart"
                )
            if latest is None or tenure.last > latest.last:
                latest = tenure
    return out


def _certain(where: str, line: int, row: dict[str, str]) -> _Tenure | None:
    """The part of a tenure that its precision leaves no doubt of; None where there is none, or a date is no date."""
    precision = row.get("precision", "").strip() or "day"
    size = {"day": 10, "month": 7, "year": 4}.get(precision, 10)
    try:
        first = day_of(row.get("start", "").strip()[:size], where, last=True) or datetime.date.min
        last = day_of(row.get("end", "").strip()[:size], where) or datetime.date.max
    except KnowledgeError:
        return None
    return _Tenure(first, last, row["name"], line) if first <= last else None


#: Ways of naming that fit a mention equally well; between others the table of identity's weights decides.
_ALIKE = (frozenset(("name", "alias")), frozenset(("adjective", "demonym")), frozenset(("region", "city")), frozenset(("capital",)))


def _shared_names() -> list[str]:
    """Names that two bodies, states or regions of different codes bear at a time, and no rule of `shared_names.csv` parts.

    Persons of one name are told apart by date, office and country, and where these leave them equal nobody is meant.
    """
    ruled = {(key(row["name"]), row["code"]) for _, row in rows("shared_names.csv", ("name", "code", "default", "clues", "why"))}
    heirs = {(code, heir) for code, (_, heir) in successors().items()}
    bearers: dict[tuple[str, int], list[Known]] = defaultdict(list)
    tables = (actor for table in ACTOR_TABLES for actor in listed(table, rows(f"{table}.csv", ("name",))))
    for known, names in (*states(), *regions(), *tables):
        for name, how in names:
            group = next((n for n, ways in enumerate(_ALIKE) if how in ways), None)
            if group is not None and known.kind is not ActorKind.PERSON and known not in bearers[key(name), group]:
                bearers[key(name), group].append(known)
    return [
        f"{b.where}: {name!r} names {b.name} ({b.code}) and {a.name} ({a.code}, {a.where}); say in shared_names.csv what tells them apart"
        for (name, _), actors in bearers.items()
        for n, a in enumerate(actors)
        for b in actors[n + 1 :]
        if a.code != b.code and _meet(a, b) and not {(a.code, b.code), (b.code, a.code)} & heirs
        if not {(name, a.code), (name, b.code)} <= ruled
    ]


def _meet(a: Known, b: Known) -> bool:
    low, high = datetime.date.min, datetime.date.max
    return (a.start or low) <= (b.end or high) and (b.start or low) <= (a.end or high)


def shipped_faults() -> list[str]:
    """What is wrong in the shipped tables of actors."""
    out = _shared_names()
    for table in ACTOR_TABLES:
        lines = list(rows(f"{table}.csv", ("name", "source")))
        out += faults_of(f"{table}.csv", lines)
        out += [f"{table}.csv:{line}: no source" for line, row in lines if not row["source"].strip()]
        out += _repeats(f"{table}.csv", lines)
    return out


def _repeats(table: str, lines: Iterable[Line]) -> list[str]:
    seen: dict[tuple[str, ...], int] = {}
    out = []
    for line, row in lines:
        same = (key(row["name"]), row.get("role", ""), row.get("start", ""), row.get("code", "") or row.get("country", ""))
        if same in seen:
            out.append(f"{table}:{line}: repeats line {seen[same]}")
        seen.setdefault(same, line)
    return out


if __name__ == "__main__":
    found = shipped_faults()
    print("\n".join(found) or "no fault in the tables of actors")
    sys.exit(1 if found else 0)
