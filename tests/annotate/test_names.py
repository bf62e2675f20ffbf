"""Tag sequences fit together."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dragoman.annotate.names import allowed_steps, best_tags

TAGS = ["O", "B-LOC", "I-LOC", "B-PER", "I-PER"]
STEPS = allowed_steps(TAGS)


def fits(path: list[str]) -> bool:
    return all(not b.startswith("I-") or a[2:] == b[2:] for a, b in itertools.pairwise(["O", *path]))


@given(st.integers(1, 8).flatmap(lambda n: arrays(np.float32, (n, len(TAGS)), elements=st.floats(-10, 10, width=32))))
def test_insides_follow_their_own_kind(scores: np.ndarray) -> None:
    path = [TAGS[i] for i in best_tags(scores, STEPS)]
    assert len(path) == 1 or fits(path)


@given(st.integers(2, 4).flatmap(lambda n: arrays(np.float32, (n, len(TAGS)), elements=st.floats(-10, 10, width=32))))
def test_no_fitting_sequence_scores_more(scores: np.ndarray) -> None:
    def total(path: tuple[int, ...]) -> float:
        return float(sum(scores[i, t] for i, t in enumerate(path)))

    best = best_tags(scores, STEPS)
    fitting = [p for p in itertools.product(range(len(TAGS)), repeat=len(scores)) if fits([TAGS[i] for i in p])]
    assert total(tuple(best)) >= max(map(total, fitting)) - 1e-3
