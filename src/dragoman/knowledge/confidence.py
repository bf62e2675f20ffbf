"""What speaks for and against a row's being right (`data/confidence.csv`, written by `training/confidence.py`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dragoman.errors import KnowledgeError
from dragoman.knowledge.tables import rows


@cache
def confidence_weights() -> Mapping[str, float]:
    """Weights of the features of `extract/confidence.py`, logarithms of odds.

    Raises:
        KnowledgeError: a weight is no number.
    """
    out: dict[str, float] = {}
    for line, row in rows("confidence.csv", ("feature", "weight")):
        try:
            out[row["feature"]] = float(row["weight"])
        except ValueError as error:
            raise KnowledgeError(f"confidence.csv:{line}: {error}; write the table anew by training/confidence.py") from error
    return out
