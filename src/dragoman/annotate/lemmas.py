"""Lemmas: of a word that the treebanks know, the one they give it; of another, by a short rewriting rule.

A rule ("2|y": cut two characters, add a "y") is learned as a class, like a tag. After Chrupała, Dinu & van Genabith (2008), reduced
to endings: English needs no more.
"""

from __future__ import annotations

import re
from pathlib import Path

_QUOTES = str.maketrans("‘’", "''")

#: A stem of one short vowel and one consonant, which its own past would double.
_SHORT = re.compile(r"[^aeiou]*[aeiou][bcdfgklmnprstvz]")
#: The rule that keeps the word.
KEEP = "0|"


def rule_between(form: str, lemma: str) -> str:
    """The rule that makes `lemma` out of `form`, case aside."""
    form, lemma = form.translate(_QUOTES).lower(), lemma.translate(_QUOTES).lower()
    shared = 0
    while shared < min(len(form), len(lemma)) and form[shared] == lemma[shared]:
        shared += 1
    return f"{len(form) - shared}|{lemma[shared:]}"


def apply(rule: str, form: str, upos: str) -> str:
    """The lemma of `form` by `rule`: in the word's own case for proper names, else in lower case.

    A rule that cuts more than there is leaves the word as it is.
    """
    cut, add = rule.split("|", 1)
    count = int(cut)
    word = form.translate(_QUOTES)
    if upos != "PROPN":
        word = word.lower()
    if count > len(word):
        return word
    stem = word[: len(word) - count]
    if upos == "PROPN" and add and stem.isupper() and len(stem) > 1:
        add = add.upper()
    return stem + add


def load_table(path: Path) -> dict[tuple[str, str], str]:
    """(form, tag) → lemma, lower case, from a file of three columns."""
    with path.open(encoding="utf-8") as lines:
        return {(form, tag): lemma for form, tag, lemma in (line.rstrip("\n").split("\t") for line in lines)}


class Lemmatizer:
    """What gives words their lemmas: the treebanks' table, known bases of verbs and nouns, irregular forms, and last the rule."""

    def __init__(self, table: dict[tuple[str, str], str], ours: dict[str, frozenset[str]], irregular: dict[str, str]) -> None:
        """`ours` are the verbs and nouns (by tag) that our own tables know; they go before the treebanks'."""
        self._table = table
        self._irregular = irregular
        self._known = {
            tag: (ours.get(tag, frozenset()), frozenset(b for (_, t), b in table.items() if t == tag)) for tag in ("VERB", "NOUN")
        }

    def __call__(self, form: str, upos: str, rule: str) -> str:
        """The lemma of a word with its tag; `rule` is what the model chose."""
        word = form.translate(_QUOTES).lower()
        if upos == "VERB" and word not in self._irregular:
            ours = next((b for b in regular_bases(word, upos)[:-1] if b in self._known[upos][0]), None)
            if ours is not None:
                return ours  # the treebanks say "fre" of "freed"
        if upos == "VERB" and word in self._irregular:
            return self._irregular[word]
        found = self._table.get((word, upos))
        if found is not None:
            return found
        if upos in self._known:
            bases = regular_bases(word, upos)
            for known in self._known[upos]:
                for base in bases:
                    if base in known:
                        return base
            if upos == "NOUN" and word.endswith("men"):
                return bases[0]
        return apply(rule, form, upos)


def regular_bases(word: str, upos: str) -> list[str]:
    """The bases that a regular inflected form may have, likeliest first, the word itself last."""
    out: list[str] = []
    if upos == "NOUN" and word.endswith("men"):
        out.append(word[:-2] + "an")
    endings = ("ies", "es", "s") if upos == "NOUN" else ("ied", "ed", "ing", "ies", "es", "s")
    for ending in endings:
        if not word.endswith(ending) or len(word) < len(ending) + 2:
            continue
        stem = word[: -len(ending)]
        if ending in ("ied", "ies"):
            out.append(stem + "y")
            continue
        if ending in ("ed", "ing") and len(stem) > 2 and stem[-1] == stem[-2]:
            out += [stem, stem[:-1]]
        elif ending in ("ed", "ing") and _SHORT.fullmatch(stem):
            out += [stem + "e", stem]  # "raped": of "rap" it would be "rapped"
        else:
            out += [stem, stem + "e"]
    return [*out, word]
