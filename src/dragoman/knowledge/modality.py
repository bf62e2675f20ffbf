"""Words that say whether what they stand by took place (`data/modality.csv`)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from dragoman.errors import KnowledgeError
from dragoman.knowledge.tables import alternatives, rows

#: What a row's word may be: a modal; a verb or adjective over an infinitive; a verb over an event noun (`object`, and those of
#: `verb` that are factive or say that it happens); an adjective before an event noun; a noun over either; a preposition before
#: it; a conjunction or an adverb in its clause.
PLACES = ("aux", "verb", "object", "adjective", "modifier", "noun", "preposition", "conjunction", "adverb")


class Effect(StrEnum):
    """What a word makes of the event."""

    FUTURE = "future"
    WOULD = "would"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    NEGATIVE = "negative"
    ATTEMPT = "attempt"
    CERTAIN = "certain"
    FACTIVE = "factive"
    HAPPENS = "happens"


@cache
def effects(place: str) -> Mapping[str, Effect]:
    """The words of one of `PLACES`, lower case, with their effects.

    Raises:
        KnowledgeError: a row names no such place or effect.
    """
    out: dict[str, Effect] = {}
    for line, row in rows("modality.csv", ("word", "pos", "effect")):
        if row["pos"] not in PLACES:
            raise KnowledgeError(f"modality.csv:{line}: {row['pos']!r} is none of {', '.join(PLACES)}")
        try:
            effect = Effect(row["effect"])
        except ValueError as error:
            raise KnowledgeError(f"modality.csv:{line}: {error}") from error
        if row["pos"] == place:
            out[row["word"]] = effect
    return out


@cache
def refusals() -> frozenset[str]:
    """Verbs that one refuses to do by saying that one will not (`data/refusals.csv`)."""
    return frozenset(word for _, row in rows("refusals.csv", ("words",)) for word in alternatives(row["words"]))
