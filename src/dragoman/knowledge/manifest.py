"""Where each table of actors comes from, and up to when it is held to be valid."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.knowledge.tables import rows


@dataclass(frozen=True, slots=True)
class Entry:
    """A table's contents, the last month (YYYY-MM) up to which it is held valid (None: no such end), its sources and their
    licence."""

    table: str
    what: str
    valid_until: str | None
    source: str
    licence: str


@cache
def manifest() -> dict[str, Entry]:
    """The manifest by table."""
    table = rows("manifest.csv", ("table", "what", "valid_until", "source", "licence"))
    return {r["table"]: Entry(r["table"], r["what"], r["valid_until"] or None, r["source"], r["licence"]) for _, r in table}


def roster_until() -> str:
    """The month up to which the roster of office holders is held valid; later changes are there in part."""
    return manifest()["office_holders.csv"].valid_until or ""
