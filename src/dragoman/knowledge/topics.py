"""What tells political news from other news: words of topics, and what they weigh (`data/topic_words.csv`, `data/codeability.csv`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import KnowledgeError
from dragoman.knowledge.phrases import Phrase, read_phrases
from dragoman.knowledge.tables import rows

#: Kinds of news that are not coded, as `codeable.reason` names them.
REASONS = ("sport", "entertainment", "markets", "weather", "lifestyle", "opinion")
#: The topics of the table: those and the world of politics, law and conflict.
TOPICS = ("public", *REASONS)
#: What is weighed of an article: shares of its topics' words, and how it is written, each per hundred words.
FEATURES = (
    "one",
    *(f"words.{t}" for t in TOPICS),
    *(f"share.{t}" for t in TOPICS),
    "events",
    "persons.first",
    "modals",
    "questions",
    "cues",
    "states",
)


@cache
def topic_phrases() -> Mapping[str, tuple[Phrase, ...]]:
    """Words of topics by their first lemma: weight 3 settles the topic, 1 hints at it; raises as `read_phrases`."""
    return read_phrases("topic_words.csv", "topic", TOPICS, 3)


@cache
def codeability_weights() -> NDArray[np.float64]:
    """Weights (a row for each of `TOPICS`, a column for each of `FEATURES`), as `training/codeability.py` wrote them.

    Raises:
        KnowledgeError: the table lacks a topic or feature, or a cell is no number.
    """
    out = np.full((len(TOPICS), len(FEATURES)), np.nan)
    for line, row in rows("codeability.csv", ("topic", *FEATURES)):
        if row["topic"] not in TOPICS:
            raise KnowledgeError(f"codeability.csv:{line}: {row['topic']!r} is none of {', '.join(TOPICS)}")
        try:
            out[TOPICS.index(row["topic"])] = [float(row[f]) for f in FEATURES]
        except ValueError as error:
            raise KnowledgeError(f"codeability.csv:{line}: {error}; write the table anew by training/codeability.py") from error
    if np.isnan(out).any():
        raise KnowledgeError("codeability.csv: a topic is missing; write the table anew by training/codeability.py")
    return out
