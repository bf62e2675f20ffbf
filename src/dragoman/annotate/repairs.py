"""What English never does, mended in a tree: the model judges each arc by itself and now and then gives a verb two subjects.

Each rule keeps trees trees: it moves a word only under its own sister, or changes a label.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
_RELATIVES = frozenset(("that", "which", "who", "whom", "what", "whatever", "how", "whose"))
_SUBJECTS = ("nsubj", "nsubj:pass")


def repaired(relation: Ints, head: Ints, words: Sequence[str], rows: Mapping[str, int]) -> tuple[Ints, Ints]:
    """Labels (rows of `rows`) and heads (-1 the root) of words in order, mended.

    A noun with 's belongs to its sister behind it; a noun behind a preposition is no subject; a verb with a subject before it has
    none behind it; what stands right before a verb that has no subject is its subject, not its object.
    """
    relation, head = relation.copy(), head.copy()
    case, possessor, oblique, object_ = rows["case"], rows["nmod:poss"], rows["obl"], rows["obj"]
    subjects = {rows[name] for name in _SUBJECTS}
    for i in np.flatnonzero(relation == case).tolist():
        noun = int(head[i])
        if noun < 0 or int(relation[noun]) not in subjects:
            continue
        if words[i] in _POSSESSIVE and i == noun + 1:
            sister = _sister_behind(noun, i, head, relation, subjects | {object_, oblique})
            if sister >= 0:
                head[noun], relation[noun] = sister, possessor
        elif i < noun and words[i] not in _POSSESSIVE:
            relation[noun] = oblique
    has_subject = {int(head[i]) for i in np.flatnonzero(np.isin(relation, list(subjects)))}
    for i in np.flatnonzero(relation == object_).tolist():
        verb = int(head[i])
        if i < verb <= i + 2 and verb not in has_subject and words[i].lower() not in _RELATIVES:
            relation[i] = rows["nsubj"]
    of_verb: dict[int, list[int]] = defaultdict(list)
    for word in np.flatnonzero(np.isin(relation, list(subjects))).tolist():
        of_verb[int(head[word])].append(word)
    for verb, found in of_verb.items():
        if len(found) > 1 and found[0] < verb:
            for word in found[1:]:
                if word > verb:
                    relation[word] = object_
    _hand_down(relation, head, of_verb, subjects)
    return relation, head


def _hand_down(relation: Ints, head: Ints, of_verb: Mapping[int, list[int]], subjects: set[int]) -> None:
    """Of two subjects before one verb, with a sister verb between them that has none, the first is that one's: "Troops took the
    town, police said"."""
    taken = {int(head[i]) for i in np.flatnonzero(np.isin(relation, list(subjects))).tolist()}
    for verb, found in of_verb.items():
        before = [w for w in found if w < verb]
        if len(before) < 2:
            continue
        first, last = before[0], before[-1]
        between = [j for j in range(first + 1, last) if head[j] == verb and j not in taken and relation[j] not in subjects]
        clauses = [j for j in between if any(head[k] == j for k in range(j + 1, last))]
        if clauses:
            head[first] = clauses[0]


def _sister_behind(noun: int, mark: int, head: Ints, relation: Ints, labels: set[int]) -> int:
    """The nearest word behind a possessive mark that hangs where its noun hangs, close enough to be what is possessed."""
    for j in range(mark + 1, min(len(head), mark + 7)):
        if head[j] == head[noun] and int(relation[j]) in labels:
            return j
    return -1
