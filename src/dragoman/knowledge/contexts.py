"""Words and sectors that give an event its PLOVER contexts (`data/context_words.csv`, `data/context_sectors.csv`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from dragoman.errors import KnowledgeError
from dragoman.knowledge.ontology import SECTORS, contexts
from dragoman.knowledge.phrases import Phrase, read_phrases
from dragoman.knowledge.tables import alternatives, rows
from dragoman.records import EventType


@cache
def phrases() -> Mapping[str, tuple[Phrase, ...]]:
    """Words of contexts by their first lemma: weight 2 settles the context, 1 hints at it; raises as `read_phrases`."""
    return read_phrases("context_words.csv", "context", contexts(), 2)


@cache
def of_sectors() -> Mapping[str, tuple[tuple[str, frozenset[EventType]], ...]]:
    """Contexts that a sector on either side implies, each with the types it does so for (none: all).

    Raises:
        KnowledgeError: a row names a context, sector or type that PLOVER has not.
    """
    out: dict[str, list[tuple[str, frozenset[EventType]]]] = defaultdict(list)
    for line, row in rows("context_sectors.csv", ("context", "sectors", "types")):
        where = f"context_sectors.csv:{line}"
        if row["context"] not in contexts():
            raise KnowledgeError(f"{where}: {row['context']!r} is no context of PLOVER's")
        for name in alternatives(row["types"]):
            if name not in EventType.__members__:
                raise KnowledgeError(f"{where}: {name!r} is no type of PLOVER's")
        for sector in alternatives(row["sectors"]):
            if sector not in SECTORS:
                raise KnowledgeError(f"{where}: {sector!r} is no sector of PLOVER's")
            out[sector].append((row["context"], frozenset(EventType[t] for t in alternatives(row["types"]))))
    return {k: tuple(v) for k, v in out.items()}
