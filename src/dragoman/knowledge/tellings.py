"""Nouns by which a report comes back to an event that it has told (`data/tellings.csv`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dragoman.errors import KnowledgeError
from dragoman.knowledge.tables import alternatives, rows
from dragoman.records import EventType


@cache
def telling_nouns() -> Mapping[EventType, frozenset[str]]:
    """Lemmas of nouns by type: "the attack" may be any assault told before.

    Raises:
        KnowledgeError: a row names no type of PLOVER's.
    """
    out: dict[EventType, frozenset[str]] = {}
    for line, row in rows("tellings.csv", ("type", "nouns")):
        if row["type"] not in EventType.__members__:
            raise KnowledgeError(f"tellings.csv:{line}: {row['type']!r} is no type of PLOVER's")
        out[EventType[row["type"]]] = frozenset(alternatives(row["nouns"]))
    return out
