"""Tables of words and phrases that count for something: contexts, topics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from dragoman.errors import KnowledgeError
from dragoman.knowledge.tables import alternatives, rows


@dataclass(frozen=True, slots=True)
class Phrase:
    """Lemmas in a row, what they count for, and how much."""

    lemmas: tuple[str, ...]
    label: str
    weight: int


def read_phrases(name: str, column: str, labels: Collection[str], most: int) -> Mapping[str, tuple[Phrase, ...]]:
    """A table's phrases by their first lemma; its columns are `column`, words and weight (1 to `most`).

    Raises:
        KnowledgeError: a row names none of `labels`, or has no such weight.
    """
    out: dict[str, dict[Phrase, None]] = defaultdict(dict)
    for line, row in rows(name, (column, "words", "weight")):
        if row[column] not in labels:
            raise KnowledgeError(f"{name}:{line}: {row[column]!r} is none of {', '.join(sorted(labels))}")
        if row["weight"] not in {str(n + 1) for n in range(most)}:
            raise KnowledgeError(f"{name}:{line}: weight {row['weight']!r} is no whole number from 1 to {most}")
        for words in alternatives(row["words"]):
            for lemmas in (tuple(words.replace("-", " - ").split()), tuple(words.split())):
                out[lemmas[0]][Phrase(lemmas, row[column], int(row["weight"]))] = None
    return {k: tuple(v) for k, v in out.items()}
