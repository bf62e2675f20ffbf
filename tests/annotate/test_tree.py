"""Trees are trees, and the best ones."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dragoman.annotate.tree import decode


def is_tree(heads: list[int]) -> bool:
    if heads.count(-1) != 1:
        return False
    for start in range(len(heads)):
        at, steps = start, 0
        while heads[at] >= 0:
            at, steps = heads[at], steps + 1
            if steps > len(heads):
                return False
    return True


SCORES = st.integers(1, 9).flatmap(lambda n: arrays(np.float32, (n, n + 1), elements=st.floats(-20, 20, width=32)))


@given(SCORES)
def test_any_scores_give_a_tree_with_one_root(scores: np.ndarray) -> None:
    assert is_tree(decode(scores))


@given(st.integers(2, 4).flatmap(lambda n: arrays(np.float32, (n, n + 1), elements=st.floats(-9, 9, width=32), unique=True)))
def test_no_tree_with_that_root_scores_more(scores: np.ndarray) -> None:
    count = len(scores)
    heads = decode(scores)
    root = heads.index(-1)

    def total(tree: tuple[int, ...]) -> float:
        return float(sum(scores[i, h + 1] for i, h in enumerate(tree)))

    trees = [
        t
        for t in itertools.product(range(-1, count), repeat=count)
        if is_tree(list(t)) and t.index(-1) == root and all(i != h for i, h in enumerate(t))
    ]
    assert total(tuple(heads)) >= max(map(total, trees)) - 1e-3


def test_a_cycle_is_broken_where_it_costs_least() -> None:
    # 1 and 2 prefer each other; the root is 0, and 2 can hang on it for less than 1
    scores = np.array([[9, 0, 0, 0], [0, 1, 0, 8], [0, 5, 8, 0]], dtype=np.float32)
    assert decode(scores) == [-1, 2, 0]
