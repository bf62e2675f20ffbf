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
    _lead_forward(relation, head, words, rows)
    _over_the_verb(relation, head, words, rows)
    for i in np.flatnonzero(relation == case).tolist():
        noun = int(head[i])
        if noun < 0 or int(relation[noun]) not in subjects:
            continue
        if words[i] in _POSSESSIVE and i == noun + 1:
            sister = _sister_behind(noun, i, head, relation, subjects | {object_, oblique})
            if sister >= 0:
                if relation[sister] == oblique and not any(relation[j] == case and head[j] == sister for j in range(i + 1, sister)):
                    relation[sister] = relation[noun]
                head[noun], relation[noun] = sister, possessor
        elif i < noun and words[i] not in _POSSESSIVE:
            relation[noun] = oblique
    has_subject = {int(head[i]) for i in np.flatnonzero(np.isin(relation, list(subjects)))}
    for i in np.flatnonzero(relation == object_).tolist():
        verb = int(head[i])
        if i < verb <= i + 2 and verb not in has_subject and words[i].lower() not in _RELATIVES:
            relation[i] = rows["nsubj"]
    led = {int(head[i]) for i in np.flatnonzero(relation == case)}
    for i in np.flatnonzero(relation == oblique).tolist():
        verb = int(head[i])
        if verb == i + 1 and i not in led and verb not in has_subject:
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
    _before_conjunction(relation, head, of_verb, rows)
    _behind_and(relation, head, rows)
    _up_to_a_number(relation, head, words, rows)
    _bring_near(relation, head, rows)
    return relation, head


def _lead_forward(relation: Ints, head: Ints, words: Sequence[str], rows: Mapping[str, int]) -> None:
    """A preposition leads in the noun behind it, not one before: "a case *against* a police inspector"."""
    inside = {rows[name] for name in ("det", "amod", "compound", "nummod")}
    nouns = {rows[name] for name in ("nsubj", "obj", "obl", "nmod")}
    for i in np.flatnonzero(relation == rows["case"]).tolist():
        if int(head[i]) >= i or words[i] in _POSSESSIVE or i + 1 >= len(head):
            continue
        noun = i + 1
        while relation[noun] in inside and noun < int(head[noun]) < i + 7:
            noun = int(head[noun])
        if (
            relation[noun] in nouns
            and noun > i
            and int(head[noun]) != i
            and not any(relation[j] == rows["case"] and head[j] == noun for j in range(i + 1, noun))
        ):
            over = int(head[i])
            head[i] = noun
            if relation[noun] in (rows["nsubj"], rows["obj"]) and not _is_below(over, noun, head):
                head[noun], relation[noun] = over, rows["nmod"]


def _over_the_verb(relation: Ints, head: Ints, words: Sequence[str], rows: Mapping[str, int]) -> None:
    """A noun that opens a sentence and was hung on something behind its verb is the verb's subject: "The *Commission* (ACC) on
    Thursday filed …"."""
    loose = {rows["compound"], rows["appos"], rows["nmod"]}
    led = {int(head[i]) for i in np.flatnonzero(relation == rows["case"])}
    root = np.flatnonzero(head < 0).tolist()
    if not root or any(relation[j] == rows["nsubj"] and head[j] == root[0] and j < root[0] for j in range(root[0])):
        return
    verb = root[0]
    for i in range(verb):
        if relation[i] in loose and i not in led and int(head[i]) > verb and all(int(head[j]) <= verb for j in range(verb) if j != i):
            head[i], relation[i] = verb, rows["nsubj"]
            return


def _bring_near(relation: Ints, head: Ints, rows: Mapping[str, int]) -> None:
    """Describing words that the model hung across a verb: "*Ghanaian* authorities have deported …, an official said" describes
    the authorities; "the United *States* continued …, a spokesman said" is the verb's subject."""
    amod, compound, subject = rows["amod"], rows["compound"], rows["nsubj"]
    nominal = {rows[name] for name in ("nsubj", "nsubj:pass", "obj")}
    clausal = {rows[name] for name in ("ccomp", "root", "advcl", "conj", "parataxis") if name in rows}
    helpers = {rows[name] for name in ("aux", "aux:pass") if name in rows}
    parents = {int(h) for h in head}
    bare = {rows["appos"], rows["nmod"]}
    led = {int(head[i]) for i in np.flatnonzero(relation == rows["case"])}
    has_subject = {int(head[i]) for i in np.flatnonzero(np.isin(relation, list(nominal - {rows["obj"]})))}
    for i in range(len(head) - 1):
        over, after = int(head[i]), int(head[i + 1])
        if relation[i] == amod and i not in parents and relation[i + 1] in nominal and i + 1 < after < over:
            head[i] = i + 1
        elif over > i + 1 and (relation[i] == compound or (relation[i] in bare and i not in led)):
            verb = i + 1 if relation[i + 1] in clausal else after if relation[i + 1] in helpers else -1
            if i < verb < over and relation[verb] in clausal and verb not in has_subject and not _is_below(verb, i, head):
                head[i], relation[i] = verb, subject
                has_subject.add(verb)


def _before_conjunction(relation: Ints, head: Ints, of_verb: Mapping[int, list[int]], rows: Mapping[str, int]) -> None:
    """Of two subjects of a clause, one that stands before its conjunction is the object of the verb right before it: "reminded
    *Iraq* that it must …"."""
    for verb, found in of_verb.items():
        over = int(head[verb])
        marks = [j for j in range(found[0] + 1, verb) if head[j] == verb and relation[j] == rows["mark"]]
        if len(found) > 1 and marks and found[0] < marks[0] < found[1] and 0 <= over < found[0]:
            head[found[0]], relation[found[0]] = over, rows["obj"]


def _behind_and(relation: Ints, head: Ints, rows: Mapping[str, int]) -> None:
    """A noun behind an "and" of its own and no preposition is coordinated: "Kishida and his *counterpart*"."""
    led = {int(head[i]) for i in np.flatnonzero(relation == rows["case"])}
    for i in np.flatnonzero(relation == rows["cc"]).tolist():
        noun = int(head[i])
        if i < noun and int(relation[noun]) in (rows["nmod"], rows["appos"]) and noun not in led and 0 <= int(head[noun]) < i:
            relation[noun] = rows["conj"]


def _up_to_a_number(relation: Ints, head: Ints, words: Sequence[str], rows: Mapping[str, int]) -> None:
    """What "up to" and a number count is no oblique by that "to": "contribute *up to 4,000* troops"."""
    for i in range(len(words) - 3):
        noun = int(head[i + 1])
        if words[i].lower() != "up" or words[i + 1].lower() != "to" or not words[i + 2][:1].isdigit() or noun <= i + 2:
            continue
        if relation[i + 1] == rows["case"] and int(relation[noun]) in (rows["obl"], rows["nmod"]) and int(head[noun]) == i - 1:
            head[i], relation[i] = i + 2, rows["advmod"]
            head[i + 1], relation[i + 1] = i + 2, rows["advmod"]
            relation[noun] = rows["obj"]


def _is_below(word: int, top: int, head: Ints) -> bool:
    """Whether a word hangs below another, at any depth."""
    while word >= 0:
        if word == top:
            return True
        word = int(head[word])
    return False


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
    for j in range(mark + 1, min(len(head), mark + 7)) if head[noun] >= 0 else ():
        if head[j] == head[noun] and int(relation[j]) in labels:
            return j
    return -1
