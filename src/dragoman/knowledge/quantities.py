"""Numbers in words, words that bound a number, and what is counted (`data/quantities.csv`, `data/measures.csv`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.errors import KnowledgeError
from dragoman.knowledge.tables import alternatives, rows
from dragoman.records import Measure, Qualifier


@dataclass(frozen=True, slots=True)
class NumberWord:
    """The value of a number word; of a vague one ("dozens") its floor."""

    value: float
    vague: bool


@dataclass(frozen=True, slots=True)
class Bounds:
    """Low, best and high of a figure; an end not stated is `None`. Whole numbers are `int`."""

    low: int | float | None
    best: int | float | None
    high: int | float | None


def bounds(qualifier: Qualifier, value: float, other: float | None = None) -> Bounds:
    """The bounds that a qualifier gives a number, by the contract's rules; `other` is the upper end of "A to B"."""
    n = int(value) if value == int(value) else value
    match qualifier:
        case Qualifier.EXACT:
            return Bounds(n, n, n)
        case Qualifier.ABOUT:
            return Bounds(None, n, None)
        case Qualifier.NEARLY:
            return Bounds(None, n, n)
        case Qualifier.UNDER:
            return Bounds(None, None, n)
        case Qualifier.OVER | Qualifier.AT_LEAST:
            return Bounds(n, n, None)
        case Qualifier.UP_TO:
            return Bounds(None, None, n)
        case Qualifier.BETWEEN:
            top = None if other is None else int(other) if other == int(other) else other
            return Bounds(n, None, top)
        case Qualifier.VAGUE:
            return Bounds(n, None, None)


@cache
def _quantities() -> list[tuple[int, dict[str, str]]]:
    return list(rows("quantities.csv", ("words", "kind", "value", "source")))


@cache
def number_words() -> dict[str, NumberWord]:
    """Number words, plain ("seven") and vague ("dozens", "tens of thousands")."""
    out: dict[str, NumberWord] = {}
    for line, row in _quantities():
        if row["kind"] in ("number", "vague"):
            try:
                value = float(row["value"])
            except ValueError as error:
                raise KnowledgeError(f"quantities.csv:{line}: {row['value']!r} is no number") from error
            out |= {word: NumberWord(value, row["kind"] == "vague") for word in alternatives(row["words"])}
    return out


@cache
def qualifiers() -> dict[str, Qualifier]:
    """Words before a number → how it bounds."""
    out: dict[str, Qualifier] = {}
    for line, row in _quantities():
        if row["kind"] == "qualifier":
            try:
                out |= dict.fromkeys(alternatives(row["words"]), Qualifier(row["value"]))
            except ValueError as error:
                raise KnowledgeError(f"quantities.csv:{line}: {error}") from error
    return out


@cache
def measures() -> dict[tuple[str, str], Measure]:
    """(part, word) → what is measured: part is verb, intransitive, noun, adjective, or object ("claim life")."""
    out: dict[tuple[str, str], Measure] = {}
    for line, row in rows("measures.csv", ("words", "part", "measure", "source")):
        try:
            measure = Measure(row["measure"])
        except ValueError as error:
            raise KnowledgeError(f"measures.csv:{line}: {error}") from error
        for word in alternatives(row["words"]):
            out[row["part"], word] = measure
            if row["part"] == "intransitive":
                out["verb", word] = measure
    return out
