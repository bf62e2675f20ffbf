"""Tag scores → named entities: the best sequence of BIO tags in which every inside follows its own kind."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def allowed_steps(tags: list[str]) -> NDArray[np.float32]:
    """0 where tag j may follow tag i, a large loss where not: (tags, tags)."""
    steps = np.zeros((len(tags), len(tags)), dtype=np.float32)
    for j, after in enumerate(tags):
        if after.startswith("I-"):
            for i, before in enumerate(tags):
                if before[2:] != after[2:]:
                    steps[i, j] = -1e4
    return steps


def best_tags(scores: NDArray[np.float32], steps: NDArray[np.float32]) -> NDArray[np.int64]:
    """Viterbi over scores (words, tags). Where the greedy tags already fit together they are the best."""
    greedy: NDArray[np.int64] = scores.argmax(axis=1)
    if len(greedy) < 2 or ((steps[greedy[:-1], greedy[1:]] == 0).all() and steps[0, greedy[0]] == 0):
        return greedy
    total = scores[0] + steps[0]
    back = np.empty(scores.shape, dtype=np.int64)
    columns = np.arange(scores.shape[1])
    for t in range(1, len(scores)):
        reach = total[:, None] + steps
        back[t] = reach.argmax(axis=0)
        total = reach[back[t], columns] + scores[t]
    path = np.empty(len(scores), dtype=np.int64)
    path[-1] = int(total.argmax())
    for t in range(len(scores) - 1, 0, -1):
        path[t - 1] = back[t, path[t]]
    return path
