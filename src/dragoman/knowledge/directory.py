"""The directory of actors: every name of every known actor, the shipped tables' and the user's own."""

from __future__ import annotations

import gc
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from dragoman.errors import KnowledgeError
from dragoman.knowledge.actors import ACTOR_COLUMNS, ACTOR_TABLES, OWN, Known, Listed, Name, listed, regions, states
from dragoman.knowledge.check import faults_of
from dragoman.knowledge.tables import header_of, key, read_rows, read_text, rows, shown
from dragoman.records import ActorKind

#: Words of a name that do not tell one person from another.
PARTICLES = frozenset(
    ("ould al el ul as bin ibn ben bint von van der den de del della la le du da dos das di y e of the jr sr ii iii").split()
)
#: Spellings of one sound in transliterated names, folded in this order before vowels are dropped.
_SOUNDS = (
    *(("tsch", "c"), ("tch", "c"), ("tsh", "c"), ("dzh", "j"), ("sch", "s"), ("sh", "s"), ("ch", "c"), ("kh", "k"), ("gh", "k")),
    *(
        ("dh", "d"),
        ("th", "t"),
        ("ph", "f"),
        ("zh", "z"),
        ("ts", "s"),
        ("tz", "s"),
        ("q", "k"),
        ("g", "k"),
        ("x", "ks"),
        ("w", "v"),
        ("j", "y"),
    ),
)
_VOWELS = re.compile(r"(?<=.)[aeiouyh]")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """What spellings of one name share ("gaddafi", "qadhafi" → "kdf"): sounds folded, vowels and doublings dropped."""
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", word))


def name_words(name: str) -> tuple[str, ...]:
    """The words of a person's name as they are compared: keys, without particles."""
    words = key(name).split()
    return tuple(w for w in words if w not in PARTICLES) or tuple(words)


@dataclass(frozen=True, eq=False)
class Directory:
    """All names of all known actors by `tables.key`; several tenures of one person are several names.

    Where a name is the user's own, the shipped tables' are left out of it.
    """

    by_name: Mapping[str, tuple[Name, ...]]

    @cached_property
    def officials(self) -> Mapping[str, tuple[Known, ...]]:
        """Tenures of offices by the state that they are of."""
        out: dict[str, dict[int, Known]] = defaultdict(dict)
        for n, _ in self.forms:
            if n.known.country is not None and n.known.role is not None:
                out[n.known.country][id(n.known)] = n.known
        return {k: tuple(v.values()) for k, v in out.items()}

    @cached_property
    def forms(self) -> tuple[tuple[Name, tuple[str, ...]], ...]:
        """Every full name of every person, with its words as they are compared."""
        persons: dict[int, Name] = {}
        for names in self.by_name.values():
            for n in names:
                if n.known.kind is ActorKind.PERSON and n.how != "surname":
                    persons.setdefault(id(n.known), n)
        return tuple((n, name_words(form)) for n in persons.values() for form in (n.known.name, *n.known.aliases))

    @cached_property
    def by_sound(self) -> Mapping[str, tuple[int, ...]]:
        """Numbers of `forms` by the skeleton of their last word."""
        out: dict[str, list[int]] = defaultdict(list)
        for n, (_, words) in enumerate(self.forms):
            if len(words) > 1:
                out[skeleton(words[-1])].append(n)
        return {k: tuple(v) for k, v in out.items()}

    @cached_property
    def lettered(self) -> frozenset[int]:
        """Numbers of the `forms` that have a word of one letter."""
        return frozenset(n for n, (_, words) in enumerate(self.forms) if any(len(w) == 1 for w in words))


def _directory(actors: Iterable[Listed], under: Directory | None = None) -> Directory:
    """The directory of some actors, laid over another: their names and aliases replace its, surnames stand beside its."""
    out: dict[str, list[Name]] = defaultdict(list)
    for known, names in actors:
        for name, how in names:
            entry = Name(known, how)
            if (k := key(name)) and entry not in out[k]:
                out[k].append(entry)
    if under is None:
        return Directory({k: tuple(v) for k, v in out.items()})
    beside = {k: tuple(v) if any(n.how != "surname" for n in v) else (*v, *under.by_name.get(k, ())) for k, v in out.items()}
    return Directory({**under.by_name, **beside})


@cache
def shipped() -> Directory:
    """The directory of the shipped tables.

    It stays for the life of the process, so the garbage collector is kept from walking its hundred thousand objects again
    and again: that took a quarter of the time of resolution.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        out = _shipped()
    finally:
        if collecting:
            gc.enable()
    gc.freeze()
    return out


def _shipped() -> Directory:
    tables = [actor for table in ACTOR_TABLES for actor in listed(table, rows(f"{table}.csv", ("name",)))]
    return _directory((*states(), *tables, *regions()))


def with_own(path: Path) -> Directory:
    """The shipped directory with a user's own actors laid over it: their names win.

    The file is CSV with a header; its columns are those of `ACTOR_COLUMNS`, of which only `name` is needed.

    Raises:
        KnowledgeError: the file cannot be read, or rows have faults; the message names each by line.
    """
    text = read_text(path, "give a CSV file of actors")
    file = str(path)
    unknown = [shown(c)[1:-1] for c in header_of(file, text) if c not in ACTOR_COLUMNS]
    if unknown or not text.strip():
        fault = f"unknown column {', '.join(unknown)}" if unknown else "the file is empty"
        raise KnowledgeError(f"{file}:1: {fault}; columns are {', '.join(ACTOR_COLUMNS)}")
    lines = list(read_rows(file, text, ("name",)))
    faults = faults_of(file, lines)
    if faults:
        raise KnowledgeError("\n".join(faults))
    clean = ((line, {column: cell.strip() for column, cell in row.items()}) for line, row in lines)
    return _directory(listed(OWN, clean, file), shipped())
