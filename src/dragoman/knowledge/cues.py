"""Words by which a report says that somebody said so (`data/cues.csv`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.errors import KnowledgeError
from dragoman.knowledge.tables import rows
from dragoman.records import QuoteStance


@dataclass(frozen=True, slots=True)
class Cue:
    lemma: str
    stance: QuoteStance


@cache
def cue_verbs() -> dict[str, Cue]:
    """Reporting verbs by lemma."""
    out: dict[str, Cue] = {}
    for line, row in rows("cues.csv", ("lemma", "pos", "stance", "certainty", "source")):
        if row["pos"] != "verb":
            continue
        try:
            out[row["lemma"]] = Cue(row["lemma"], QuoteStance(row["stance"]))
        except ValueError as error:
            raise KnowledgeError(f"cues.csv:{line}: {error}") from error
    return out


@cache
def cue_adverbs() -> frozenset[str]:
    """Adverbs that put a clause into the mouth of somebody unnamed ("reportedly")."""
    return frozenset(row["lemma"] for _, row in rows("cues.csv", ("lemma", "pos")) if row["pos"] == "adverb")
