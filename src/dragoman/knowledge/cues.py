"""Words by which a report says that somebody said so (`data/cues.csv`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.errors import KnowledgeError
from dragoman.knowledge.tables import rows
from dragoman.records import QuoteStance

#: Parts of speech that a cue may be of.
PARTS = ("verb", "noun", "adjective", "adverb", "preposition")


@dataclass(frozen=True, slots=True)
class Cue:
    lemma: str
    stance: QuoteStance


@cache
def cues(part: str) -> Mapping[str, Cue]:
    """Cues of one part of speech by lemma; adjectives and adverbs are those of somebody unnamed ("alleged", "reportedly").

    Raises:
        KnowledgeError: a row has no such part of speech or stance.
    """
    out: dict[str, Cue] = {}
    for line, row in rows("cues.csv", ("lemma", "pos", "stance", "certainty", "source")):
        if row["pos"] not in PARTS:
            raise KnowledgeError(f"cues.csv:{line}: {row['pos']!r} is none of {', '.join(PARTS)}")
        if row["pos"] != part:
            continue
        try:
            out[row["lemma"]] = Cue(row["lemma"], QuoteStance(row["stance"]))
        except ValueError as error:
            raise KnowledgeError(f"cues.csv:{line}: {error}") from error
    return out


def cue_verbs() -> Mapping[str, Cue]:
    """Reporting verbs by lemma."""
    return cues("verb")
