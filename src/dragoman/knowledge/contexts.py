"""Words and sectors that give an event its PLOVER contexts (`data/context_words.csv`, `data/context_sectors.csv`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.errors import KnowledgeError
from dragoman.knowledge.ontology import SECTORS, contexts
from dragoman.knowledge.tables import alternatives, rows
from dragoman.records import EventType


@dataclass(frozen=True, slots=True)
class Phrase:
    """Lemmas in a row, and what they say of the context: weight 2 settles it, 1 hints at it."""

    lemmas: tuple[str, ...]
    context: str
    weight: int


@cache
def phrases() -> Mapping[str, tuple[Phrase, ...]]:
    """The table's words by their first lemma.

    Raises:
        KnowledgeError: a row names no context of PLOVER's, or no weight of 1 or 2.
    """
    out: dict[str, list[Phrase]] = defaultdict(list)
    for line, row in rows("context_words.csv", ("context", "words", "weight")):
        _check(row["context"], f"context_words.csv:{line}")
        if row["weight"] not in ("1", "2"):
            raise KnowledgeError(f"context_words.csv:{line}: weight {row['weight']!r} is neither 1 nor 2")
        for words in alternatives(row["words"]):
            lemmas = tuple(words.replace("-", " - ").split())
            out[lemmas[0]].append(Phrase(lemmas, row["context"], int(row["weight"])))
    return {k: tuple(v) for k, v in out.items()}


@cache
def of_sectors() -> Mapping[str, tuple[tuple[str, frozenset[EventType]], ...]]:
    """Contexts that a sector on either side implies, each with the types it does so for (none: all).

    Raises:
        KnowledgeError: a row names a context, sector or type that PLOVER has not.
    """
    out: dict[str, list[tuple[str, frozenset[EventType]]]] = defaultdict(list)
    for line, row in rows("context_sectors.csv", ("context", "sectors", "types")):
        where = f"context_sectors.csv:{line}"
        _check(row["context"], where)
        for name in alternatives(row["types"]):
            if name not in EventType.__members__:
                raise KnowledgeError(f"{where}: {name!r} is no type of PLOVER's")
        for sector in alternatives(row["sectors"]):
            if sector not in SECTORS:
                raise KnowledgeError(f"{where}: {sector!r} is no sector of PLOVER's")
            out[sector].append((row["context"], frozenset(EventType[t] for t in alternatives(row["types"]))))
    return {k: tuple(v) for k, v in out.items()}


def _check(context: str, where: str) -> None:
    if context not in contexts():
        raise KnowledgeError(f"{where}: {context!r} is no context of PLOVER's")
