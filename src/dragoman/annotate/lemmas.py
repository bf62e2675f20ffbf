"""Lemmas as short rewriting rules ("2|y": cut two characters, add a "y"), learned as classes like tags.

After Chrupała, Dinu & van Genabith (2008), reduced to endings: English needs no more.
"""

from __future__ import annotations

_QUOTES = str.maketrans("‘’", "''")

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
