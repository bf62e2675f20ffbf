"""Arc scores → a tree a sentence: one root, no cycles, the best total score."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


def decode(scores: Scores) -> list[int]:
    """Heads of a sentence of n words from scores (n, 1 + n), column 0 the root: the index of each word's head, -1 the root.

    The greedy heads where they are a tree with one root (they mostly are); else the word that gains most by it becomes
    the root, and cycles are broken after Chu & Liu (1965) and Edmonds (1967).
    """
    count = scores.shape[0]
    if count == 1:
        return [-1]
    inner = np.array(scores[:, 1:], dtype=np.float32)
    np.fill_diagonal(inner, -np.inf)
    gain = scores[:, 0] - inner.max(axis=1)
    root = int(gain.argmax())
    heads: list[int] = inner.argmax(axis=1).tolist()
    heads[root] = -1
    if not _cycle(heads):
        return heads
    inner[root] = -np.inf
    return _arborescence(inner, root)


def _cycle(heads: list[int]) -> list[int]:
    """The words of one cycle, or none."""
    state = [0] * len(heads)
    for start in range(len(heads)):
        path = []
        at = start
        while at >= 0 and state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if at >= 0 and state[at] == 1:
            return path[path.index(at) :]
        for word in path:
            state[word] = 2
    return []


def _arborescence(scores: NDArray[np.float32], root: int) -> list[int]:
    """Heads of the best tree under a fixed root; scores (dependent, head), float32, -inf where barred."""
    heads: list[int] = scores.argmax(axis=1).tolist()
    heads[root] = -1
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.zeros(len(heads), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    members = np.array(cycle)
    own = scores[members, [heads[w] for w in cycle]]
    # the cycle as one word: entered where leaving its own arc costs least, left from whichever member serves best
    entering = scores[np.ix_(members, outside)] - own[:, None]
    leaving = scores[np.ix_(outside, members)]
    small = np.full((len(outside) + 1, len(outside) + 1), -np.inf, dtype=np.float32)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    small[-1, :-1] = entering.max(axis=0)
    small[:-1, -1] = leaving.max(axis=1)
    solved = _arborescence(small, int(np.flatnonzero(outside == root)[0]))
    result = list(heads)
    for i, word in enumerate(outside.tolist()):
        head = solved[i]
        result[word] = -1 if head < 0 else int(members[leaving[i].argmax()]) if head == len(outside) else int(outside[head])
    into = solved[-1]
    broken = int(entering[:, into].argmax())
    result[cycle[broken]] = int(outside[into])
    return result
