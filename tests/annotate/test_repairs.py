"""Trees are mended where English leaves no doubt, and stay trees."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dragoman.annotate.repairs import repaired

LABELS = [
    "root",
    "nsubj",
    "nsubj:pass",
    "obj",
    "obl",
    "nmod",
    "case",
    "nmod:poss",
    "det",
    "amod",
    "compound",
    "aux",
    "aux:pass",
    "ccomp",
    "mark",
    "cc",
    "conj",
    "advmod",
    "appos",
    "nummod",
]
ROWS = {name: row for row, name in enumerate(LABELS)}


def mended(rows: list[tuple[str, int, str]]) -> list[tuple[int, str]]:
    relation = np.array([ROWS[label] for _, _, label in rows])
    head = np.array([h for _, h, _ in rows])
    new, heads = repaired(relation, head, [w for w, _, _ in rows], ROWS)
    return [(int(h), LABELS[r]) for h, r in zip(heads, new, strict=True)]


def test_a_noun_with_s_belongs_to_what_stands_behind_it() -> None:
    rows = [("hungary", 4, "nsubj"), ("'s", 0, "case"), ("purchase", 4, "nsubj"), ("was", 4, "det"), ("completed", -1, "root")]
    assert mended(rows)[0] == (2, "nmod:poss")


def test_a_noun_behind_a_preposition_is_no_subject() -> None:
    assert mended([("by", 1, "case"), ("france", 2, "nsubj"), ("came", -1, "root")])[1] == (2, "obl")


def test_a_second_subject_behind_the_verb_is_its_object() -> None:
    assert mended([("armenia", 1, "nsubj"), ("accused", -1, "root"), ("azerbaijan", 1, "nsubj")])[2] == (1, "obj")


def test_an_inverted_subject_stays() -> None:
    assert mended([("said", -1, "root"), ("putin", 0, "nsubj")])[1] == (0, "nsubj")


def test_what_stands_right_before_a_verb_without_subject_is_its_subject() -> None:
    assert mended([("the", 1, "det"), ("kremlin", 2, "obj"), ("said", -1, "root")])[1] == (2, "nsubj")
    assert mended([("whom", 1, "obj"), ("met", -1, "root")])[0] == (1, "obj")


def test_of_two_subjects_the_first_is_that_of_the_verb_between() -> None:
    rows = [("troops", 4, "nsubj"), ("took", 4, "ccomp"), ("goma", 1, "obj"), ("police", 4, "nsubj"), ("said", -1, "root")]
    assert mended(rows)[0] == (1, "nsubj")
    assert mended(rows)[3] == (4, "nsubj")


def test_what_describes_a_noun_stands_by_it() -> None:
    rows = [("ghanaian", 4, "amod"), ("authorities", 2, "nsubj"), ("deported", 5, "ccomp"), ("many", 2, "obj"), ("official", 5, "nsubj")]
    assert mended([*rows, ("said", -1, "root")])[0] == (1, "amod")


def test_a_noun_hung_across_its_verb_is_its_subject() -> None:
    rows = [("states", 3, "compound"), ("continued", 4, "ccomp"), ("it", 1, "obj"), ("spokesman", 4, "nsubj"), ("said", -1, "root")]
    assert mended(rows)[0] == (1, "nsubj")


@st.composite
def trees(draw: st.DrawFn) -> list[tuple[str, int, str]]:
    count = draw(st.integers(1, 12))
    order = draw(st.permutations(range(count)))
    rows: list[tuple[str, int, str]] = [("", 0, "")] * count
    for n, word in enumerate(order):
        head = -1 if n == 0 else order[draw(st.integers(0, n - 1))]
        rows[word] = (draw(st.sampled_from(["a", "'s", "by"])), head, "root" if n == 0 else draw(st.sampled_from(LABELS[1:])))
    return rows


@given(trees())
def test_trees_stay_trees(rows: list[tuple[str, int, str]]) -> None:
    heads = [h for h, _ in mended(rows)]
    assert heads.count(-1) == 1
    for start in range(len(heads)):
        at, steps = start, 0
        while heads[at] >= 0:
            at, steps = heads[at], steps + 1
            assert steps <= len(heads)
