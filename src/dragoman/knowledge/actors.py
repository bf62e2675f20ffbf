"""Who is known beforehand: states, bodies of no state, armed and political groups, holders of offices, agent nouns."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from dragoman.errors import KnowledgeError
from dragoman.knowledge.tables import alternatives, key, rows
from dragoman.records import ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An actor of the tables. `start` and `end` are the first and last day on which the row holds (None: open)."""

    name: str
    kind: ActorKind
    code: str | None
    country: str | None
    cow: int | None
    sectors: tuple[str, ...]
    role: str | None
    wikidata: str | None
    start: datetime.date | None
    end: datetime.date | None
    table: str

    def holds(self, on: datetime.date) -> bool:
        """Whether the row holds on a day."""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a known actor: `how` is name, adjective, demonym, capital, government, alias or surname."""

    known: Known
    how: str


@dataclass(frozen=True, slots=True)
class Agent:
    """An agent noun: PLOVER sectors, most specific first, and what it names (person, org or group)."""

    noun: str
    sectors: tuple[str, ...]
    entity: str


def _day(cell: str, where: str, last: bool = False) -> datetime.date | None:
    """A date cell: YYYY, YYYY-MM or YYYY-MM-DD; the last day of a year or month where `last`."""
    if not cell.strip():
        return None
    try:
        parts = [int(p) for p in cell.strip().split("-")]
        if len(parts) == 3:
            return datetime.date(*parts)
        if len(parts) == 1:
            return datetime.date(parts[0], 12, 31) if last else datetime.date(parts[0], 1, 1)
        datetime.date(parts[0], parts[1], 1)
        after = datetime.date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
        return after - datetime.timedelta(1) if last else datetime.date(parts[0], parts[1], 1)
    except (ValueError, TypeError, IndexError) as error:
        raise KnowledgeError(f"{where}: {cell!r} is no date (YYYY, YYYY-MM or YYYY-MM-DD)") from error


def _number(cell: str, where: str) -> int | None:
    if not cell.strip():
        return None
    if not cell.strip().isdigit():
        raise KnowledgeError(f"{where}: {cell!r} is no number")
    return int(cell)


def _states() -> list[tuple[Known, list[tuple[str, str]]]]:
    out = []
    for line, row in rows(
        "states.csv", ("code", "name", "names", "adjectives", "demonyms", "capitals", "government", "cow", "start", "end", "parent")
    ):
        where = f"states.csv:{line}"
        known = Known(
            name=row["name"],
            kind=ActorKind.STATE,
            code=row["parent"] or row["code"],
            country=row["parent"] or row["code"],
            cow=_number(row["cow"], where),
            sectors=("PRE",) if row["parent"] and row["parent"] != row["code"] else (),
            role=None,
            wikidata=None,
            start=_day(row["start"], where),
            end=_day(row["end"], where, last=True),
            table="states",
        )
        names = [(row["name"], "name"), *((n, "name") for n in alternatives(row["names"]))]
        for column, how in (("adjectives", "adjective"), ("demonyms", "demonym"), ("capitals", "capital"), ("government", "government")):
            names += [(n, how) for n in alternatives(row[column])]
        out.append((known, names))
    return out


def _bodies() -> list[tuple[Known, list[tuple[str, str]]]]:
    out = []
    for table in ("bodies", "armed_groups"):
        for line, row in rows(f"{table}.csv", ("code", "name", "aliases", "country", "sectors", "kind")):
            where = f"{table}.csv:{line}"
            known = Known(
                name=row["name"],
                kind=ActorKind.GROUP if row["kind"] == "group" else ActorKind.ORG,
                code=row["code"] or None,
                country=row["country"] or None,
                cow=None,
                sectors=alternatives(row["sectors"]),
                role=None,
                wikidata=None,
                start=_day(row.get("start", ""), where),
                end=_day(row.get("end", ""), where, last=True),
                table=table,
            )
            out.append((known, [(row["name"], "name"), *((n, "alias") for n in alternatives(row["aliases"]))]))
    return out


def _holders() -> list[tuple[Known, list[tuple[str, str]]]]:
    out = []
    for line, row in rows(
        "office_holders.csv", ("name", "aliases", "country", "role", "sector", "start", "end", "precision", "wikidata", "source")
    ):
        where = f"office_holders.csv:{line}"
        start, end = (
            _loose(_day(row["start"], where), row["precision"], False),
            _loose(_day(row["end"], where, last=True), row["precision"], True),
        )
        known = Known(
            name=row["name"],
            kind=ActorKind.PERSON,
            code=row["country"] or None,
            country=row["country"] if row["country"] not in ("UNO", "IGO", "EUR") else None,
            cow=None,
            sectors=alternatives(row["sector"]),
            role=row["role"] or None,
            wikidata=row["wikidata"] or None,
            start=start,
            end=end,
            table="office_holders",
        )
        names = [(n, "name") for n in (row["name"], *alternatives(row["aliases"]))]
        names += [(n.split()[-1], "surname") for n, _ in list(names) if len(n.split()) > 1 and len(n.split()[-1]) > 2]
        out.append((known, list(dict.fromkeys(names))))
    return out


def _loose(day: datetime.date | None, precision: str, last: bool) -> datetime.date | None:
    """A day widened to its month or year, as far as it is to be believed."""
    if day is None or precision == "day":
        return day
    first_month = day.month if precision == "month" else 1
    if not last:
        return datetime.date(day.year, first_month, 1)
    month = day.month if precision == "month" else 12
    return datetime.date(day.year + month // 12, month % 12 + 1, 1) - datetime.timedelta(1)


@cache
def names() -> dict[str, tuple[Name, ...]]:
    """All names of all known actors by `tables.key`; several rows of one office holder are several names."""
    out: dict[str, list[Name]] = defaultdict(list)
    for known, listed in (*_states(), *_bodies(), *_holders()):
        for name, how in listed:
            entry = Name(known, how)
            if (k := key(name)) and entry not in out[k]:
                out[k].append(entry)
    return {k: tuple(v) for k, v in out.items()}


@cache
def country_names() -> dict[str, str]:
    """Code of a present or past state → its plain name."""
    return {known.code: known.name for known, _ in reversed(_states()) if known.code and known.cow is not None} | {
        "PSE": "Palestine",
        "KOS": "Kosovo",
    }


@cache
def cow_numbers() -> dict[str, int]:
    """Code of a state → its Correlates of War number."""
    return {known.code: known.cow for known, _ in _states() if known.code and known.cow is not None}


@cache
def agents() -> dict[str, Agent]:
    """Agent nouns by lemma phrase, lower case."""
    out: dict[str, Agent] = {}
    for line, row in rows("agents.csv", ("noun", "sectors", "entity")):
        if row["entity"] not in ("person", "org", "group"):
            raise KnowledgeError(f"agents.csv:{line}: entity is {row['entity']!r}; it must be person, org or group")
        out[row["noun"].lower()] = Agent(row["noun"], alternatives(row["sectors"]), row["entity"])
    return out
