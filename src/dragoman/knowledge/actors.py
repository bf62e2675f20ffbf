"""Who is known beforehand, row by row: states, regions, bodies of no state, armed groups, holders of offices, agent nouns."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dragoman.errors import KnowledgeError
from dragoman.knowledge.tables import alternatives, rows, shown
from dragoman.records import ActorKind

#: Columns of a table of actors other than states and regions; all but the name may be left out.
ACTOR_COLUMNS = ("name", "aliases", "code", "country", "kind", "sectors", "role", "start", "end", "precision", "wikidata", "source")
#: Tables of that form that are shipped.
BODY_TABLES = ("bodies", "armed_groups", "phoenix_bodies", "phoenix_groups")
ACTOR_TABLES = (*BODY_TABLES, "office_holders")
KINDS = tuple(kind.value for kind in ActorKind)
PRECISIONS = ("day", "month", "year")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Known:
    """An actor of the tables, or one tenure of one. `start` and `end` are the first and last day on which the row may hold
    (None: open), widened to the month or year where that is all that is known; `where` is its file and line."""

    name: str
    aliases: tuple[str, ...]
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
    where: str

    def holds(self, on: datetime.date) -> bool:
        """Whether the row holds on a day."""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a known actor: `how` is name, adjective, demonym, capital, government, city, alias or surname."""

    known: Known
    how: str


@dataclass(frozen=True, slots=True)
class Agent:
    """An agent noun: PLOVER sectors, most specific first, and what it names (person, org or group).

    A noun that `belongs` ("spokesman", "forces") takes the sector of what it belongs to, where that is named.
    """

    noun: str
    sectors: tuple[str, ...]
    entity: str
    belongs: bool


def day_of(cell: str, where: str, last: bool = False) -> datetime.date | None:
    """A date cell: YYYY, YYYY-MM or YYYY-MM-DD; the last day of a year or month where `last`; None where it is empty.

    Raises:
        KnowledgeError: the cell is no date.
    """
    if not cell.strip():
        return None
    try:
        parts = [int(p) for p in cell.strip().split("-")]
        if len(parts) == 3:
            return datetime.date(*parts)
        if len(parts) == 1:
            return datetime.date(parts[0], 12, 31) if last else datetime.date(parts[0], 1, 1)
        year, month = parts
        first = datetime.date(year, month, 1)
        return _month_end(year, month) if last else first
    except (ValueError, TypeError, OverflowError) as error:
        raise KnowledgeError(f"{where}: {shown(cell)} is no date (YYYY, YYYY-MM or YYYY-MM-DD)") from error


def _month_end(year: int, month: int) -> datetime.date:
    if (year, month) == (datetime.MAXYEAR, 12):
        return datetime.date.max
    return datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(1)


def _widened(day: datetime.date | None, precision: str, last: bool) -> datetime.date | None:
    """A day widened to its month or year, as far as it is to be believed."""
    if day is None or precision == "day":
        return day
    if last:
        return _month_end(day.year, day.month if precision == "month" else 12)
    return datetime.date(day.year, day.month if precision == "month" else 1, 1)


def number_of(cell: str, where: str) -> int | None:
    """A number cell, None where it is empty; raises KnowledgeError where it is no number."""
    if not cell.strip():
        return None
    if not cell.strip().isdigit():
        raise KnowledgeError(f"{where}: {shown(cell)} is no number")
    return int(cell)


_ORDINAL = re.compile(r"[IVX]+|Jr\.?|Sr\.?")


@cache
def family_first() -> frozenset[str]:
    """Codes of the states where the family name leads."""
    return frozenset(row["country"] for _, row in rows("name_orders.csv", ("country",)))


def _surname(name: str, code: str | None) -> str | None:
    """The last word of a person's name, a monarch's number and the like left out; None where that is the whole name, or
    where it is a realm ("Abdullah of Jordan"). Where the family name leads, the first word."""
    words = name.split()
    if " of " in name:
        return None
    if code in family_first() and len(words) > 1:
        return words[0]
    bare = words[:-1] if len(words) > 1 and _ORDINAL.fullmatch(words[-1]) else words
    return bare[-1] if len(words) > 1 and len(bare[-1]) > 2 else None


Listed = tuple[Known, tuple[tuple[str, str], ...]]


@cache
def states() -> tuple[Listed, ...]:
    """The states, present, past and disputed, with their names and how each names them."""
    out = []
    columns = ("code", "name", "names", "adjectives", "demonyms", "capitals", "government", "cow", "start", "end", "parent", "sectors")
    for line, row in rows("states.csv", columns):
        where = f"states.csv:{line}"
        known = Known(
            name=row["name"],
            aliases=alternatives(row["names"]),
            kind=ActorKind.STATE,
            code=row["parent"] or row["code"],
            country=row["parent"] or row["code"],
            cow=number_of(row["cow"], where),
            sectors=alternatives(row["sectors"]),
            role=None,
            wikidata=None,
            start=day_of(row["start"], where),
            end=day_of(row["end"], where, last=True),
            table="states",
            where=where,
        )
        names = [(row["name"], "name"), *((n, "name") for n in known.aliases)]
        for column, how in (("adjectives", "adjective"), ("demonyms", "demonym"), ("capitals", "capital"), ("government", "government")):
            names += [(n, how) for n in alternatives(row[column])]
        out.append((known, tuple(names)))
    return tuple(out)


@cache
def regions() -> tuple[Listed, ...]:
    """Regions, peoples and cities that belong to one state."""
    out = []
    for line, row in rows("regions.csv", ("name", "aliases", "adjectives", "country", "kind")):
        where = f"regions.csv:{line}"
        if row["kind"] not in ("region", "people", "city"):
            raise KnowledgeError(f"{where}: kind is {row['kind']!r}; it must be region, people or city")
        known = Known(
            name=row["name"],
            aliases=alternatives(row["aliases"]),
            kind=ActorKind.OTHER,
            code=row["country"],
            country=row["country"],
            cow=None,
            sectors=(),
            role=None,
            wikidata=None,
            start=None,
            end=None,
            table="regions",
            where=where,
        )
        how = {"region": "region", "people": "demonym", "city": "city"}[row["kind"]]
        names = [(row["name"], how), *((n, how) for n in known.aliases)]
        out.append((known, (*names, *((n, "adjective") for n in alternatives(row["adjectives"])))))
    return tuple(out)


#: What `Known.table` says of a user's own actors.
OWN = "own"


def listed(table: str, lines: Iterator[tuple[int, dict[str, str]]], file: str | None = None) -> Iterator[Listed]:
    """The actors of a table with columns as `ACTOR_COLUMNS`; `file` names it in messages where it is no shipped one.

    Raises:
        KnowledgeError: a cell is wrong; the message names file and line.
    """
    for line, row in lines:
        where = f"{file or table + '.csv'}:{line}"
        cell = defaultdict(str, row)
        if not cell["name"]:
            raise KnowledgeError(f"{where}: the row has no name")
        precision = cell["precision"] or "day"
        if precision not in PRECISIONS:
            raise KnowledgeError(f"{where}: precision is {shown(precision)}; it must be one of {', '.join(PRECISIONS)}")
        code = cell["code"] or cell["country"] or None
        country = next((c for c in (cell["country"], cell["code"]) if c in country_names()), None)
        kind = cell["kind"] or ("person" if cell["role"] else "org")
        if kind not in KINDS:
            raise KnowledgeError(f"{where}: kind is {shown(kind)}; it must be one of {', '.join(KINDS)}")
        known = Known(
            name=cell["name"],
            aliases=alternatives(cell["aliases"]),
            kind=ActorKind(kind),
            code=code,
            country=country,
            cow=cow_numbers().get(country or ""),
            sectors=alternatives(cell["sectors"]),
            role=cell["role"] or None,
            wikidata=cell["wikidata"] or None,
            start=_widened(day_of(cell["start"], where), precision, last=False),
            end=_widened(day_of(cell["end"], where, last=True), precision, last=True),
            table=table,
            where=where,
        )
        names = [(n, "name" if kind == "person" or n == known.name else "alias") for n in (known.name, *known.aliases)]
        if kind == "person":
            names += [(short, "surname") for n, _ in list(names) if (short := _surname(n, code)) is not None]
        yield known, tuple(dict.fromkeys(names))


@cache
def country_names() -> dict[str, str]:
    """Code of a present or past state → its plain name."""
    return {known.code: known.name for known, _ in reversed(states()) if known.code and known.cow is not None} | {
        "PSE": "Palestine",
        "KOS": "Kosovo",
    }


@cache
def cow_numbers() -> dict[str, int]:
    """Code of a state → its Correlates of War number."""
    return {known.code: known.cow for known, _ in states() if known.code and known.cow is not None}


@cache
def gw_numbers() -> dict[str, int]:
    """Code of a state → its Gleditsch & Ward number."""
    out: dict[str, int] = {}
    for line, row in rows("states.csv", ("code", "gw", "parent")):
        number = number_of(row["gw"], f"states.csv:{line}")
        if number is not None:
            out.setdefault(row["parent"] or row["code"], number)
    return out


@cache
def predecessors() -> dict[str, tuple[datetime.date, str]]:
    """Code of a state that carries an ended one on → that one's last day, and its code: what RUS is now was SUN's then."""
    table = rows("successors.csv", ("code", "successor", "continues"))
    return {row["successor"]: (successors()[row["code"]][0], row["code"]) for _, row in table if row["continues"] == "yes"}


@cache
def successors() -> dict[str, tuple[datetime.date, str]]:
    """Code of a state that ended → its last day, and the code of the state that those who served it are of since."""
    out = {}
    for line, row in rows("successors.csv", ("code", "last_day", "successor")):
        day = day_of(row["last_day"], f"successors.csv:{line}")
        if day is None:
            raise KnowledgeError(f"successors.csv:{line}: last_day is empty")
        out[row["code"]] = (day, row["successor"])
    return out


@cache
def agents() -> dict[str, Agent]:
    """Agent nouns by lemma phrase, lower case."""
    out: dict[str, Agent] = {}
    for line, row in rows("agents.csv", ("noun", "sectors", "entity", "belongs")):
        if row["entity"] not in ("person", "org", "group"):
            raise KnowledgeError(f"agents.csv:{line}: entity is {row['entity']!r}; it must be person, org or group")
        if row["belongs"] not in ("", "yes"):
            raise KnowledgeError(f"agents.csv:{line}: belongs is {row['belongs']!r}; it must be yes or empty")
        out[row["noun"].lower()] = Agent(row["noun"], alternatives(row["sectors"]), row["entity"], row["belongs"] == "yes")
    return out


@cache
def anaphors() -> dict[str, str]:
    """Nouns that point back to actors named before ("the country", "both sides") → state, person or any."""
    out = {}
    for line, row in rows("anaphors.csv", ("noun", "kind")):
        if row["kind"] not in ("state", "person", "any"):
            raise KnowledgeError(f"anaphors.csv:{line}: kind is {row['kind']!r}; it must be state, person or any")
        out[row["noun"]] = row["kind"]
    return out
