"""PLOVER 2.0: types, modes, scores, quad classes (`data/ontology.csv`) and contexts (`data/contexts.txt`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.errors import KnowledgeError
from dragoman.knowledge.tables import rows
from dragoman.records import EventType

#: PLOVER's sectors, frequent ones first (manual, chapter on sectors).
SECTORS = tuple(("COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC IGO").split())


@dataclass(frozen=True, slots=True)
class Kind:
    """A type, or a type with a mode: its score (-10 to 10), quad class (1 to 4) and CAMEO code."""

    type: EventType
    mode: str | None
    score: float
    quad: int
    needs_recipient: bool
    cameo: str


@cache
def kinds() -> dict[tuple[EventType, str | None], Kind]:
    """All types (mode `None`) and modes."""
    out: dict[tuple[EventType, str | None], Kind] = {}
    for line, row in rows("ontology.csv", ("type", "mode", "score", "quad", "recipient", "cameo")):
        try:
            kind = Kind(
                EventType(row["type"]),
                row["mode"] or None,
                float(row["score"]),
                int(row["quad"]),
                row["recipient"] == "required",
                row["cameo"],
            )
        except ValueError as error:
            raise KnowledgeError(f"ontology.csv:{line}: {error}") from error
        out[kind.type, kind.mode] = kind
    return out


@cache
def contexts() -> frozenset[str]:
    """PLOVER's 37 contexts."""
    return frozenset((files("dragoman.knowledge") / "data" / "contexts.txt").read_text(encoding="utf-8").split())


def score(type_: EventType, modes: Sequence[str]) -> float:
    """The score of an event: that of the mode with the largest magnitude, else the type's."""
    scores = [kinds()[type_, mode].score for mode in modes]
    return max(scores, key=abs) if scores else kinds()[type_, None].score


def quad(type_: EventType) -> int:
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    return kinds()[type_, None].quad
