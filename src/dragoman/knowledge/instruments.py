"""Nouns that tell an event's mode: with what it was done (`data/instruments.csv`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dragoman.errors import KnowledgeError
from dragoman.knowledge.ontology import kinds
from dragoman.knowledge.tables import alternatives, rows
from dragoman.records import EventType


@cache
def instruments() -> Mapping[tuple[EventType, str], str]:
    """Mode by type and noun or phrase of lemmas.

    Raises:
        KnowledgeError: a row names no type or mode of PLOVER's.
    """
    out: dict[tuple[EventType, str], str] = {}
    for line, row in rows("instruments.csv", ("type", "mode", "words")):
        if row["type"] not in EventType.__members__ or (EventType[row["type"]], row["mode"]) not in kinds():
            raise KnowledgeError(f"instruments.csv:{line}: PLOVER has no {row['type']} of mode {row['mode']!r}")
        for word in alternatives(row["words"]):
            out[EventType[row["type"]], word] = row["mode"]
    return out


@cache
def types_with_instruments() -> frozenset[EventType]:
    """Types of which the table tells modes."""
    return frozenset(type_ for type_, _ in instruments())
