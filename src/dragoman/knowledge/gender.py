"""What tells a person's gender: given names, honorifics, nouns such as "actress"."""

from __future__ import annotations

from functools import cache

from dragoman.errors import KnowledgeError
from dragoman.knowledge.tables import key, rows


@cache
def _words() -> dict[str, tuple[str, bool]]:
    out = {}
    for line, row in rows("gendered_words.csv", ("word", "gender", "honorific")):
        if row["gender"] not in ("m", "f", "") or row["honorific"] not in ("yes", ""):
            raise KnowledgeError(f"gendered_words.csv:{line}: gender is m, f or empty, honorific is yes or empty")
        out[key(row["word"])] = (row["gender"], row["honorific"] == "yes")
    return out


@cache
def honorifics() -> frozenset[str]:
    """Words before a name that are no part of it ("mr", "dr")."""
    return frozenset(word for word, (_, honorific) in _words().items() if honorific)


@cache
def gendered_words() -> dict[str, str]:
    """Noun or honorific → "m" or "f"."""
    return {word: gender for word, (gender, _) in _words().items() if gender}


@cache
def given_names() -> dict[str, str]:
    """Given name, as `tables.key` → "m" or "f", where nine bearers in ten are of one gender."""
    return {row["name"]: row["gender"] for _, row in rows("given_names.csv", ("name", "gender"))}
