"""One name, one class: what the names of an article say of each other, and what the tables of states say of them.

The model judges a name where it stands; an article that calls Kano a place five times means a place the sixth time too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from dragoman.knowledge.directory import shipped
from dragoman.knowledge.tables import key

#: A name as words [start, stop) and its class.
Name = tuple[int, int, str]

#: How often a class must have been given to a name to overrule another, and to be given where the model saw none.
LEAST_VOTES = 2
#: Times as often as all other classes together.
MAJORITY = 2.0


def consistent(found: Sequence[Name], forms: Sequence[str], starts: frozenset[int] = frozenset()) -> list[Name]:
    """The names with their classes made to agree; a name without a letter, or only an article, is none. None crosses a
    paragraph: `starts` are the words that begin one."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    kept = []
    for start, stop, label in found:
        words = [forms[i] for i in range(start, stop)]
        if not any(c.isalpha() for w in words for c in w) or (len(words) == 1 and words[0].lower() in ("the", "'s", "’s", "a", "of")):
            continue
        kept.append((start, stop, label, " ".join(words)))
        votes[" ".join(words)][label] += 1
    surnames = _surnames(kept)
    agreed = [(start, stop, _state(text) or surnames.get(text) or _majority(votes[text], label)) for start, stop, label, text in kept]
    named = {text: v for text, v in votes.items() if v.total() >= LEAST_VOTES}
    return sorted([*agreed, *_missed(agreed, named, forms, starts)])


def _surnames(found: Sequence[tuple[int, int, str, str]]) -> dict[str, str]:
    """PER for the last words of persons' full names, where no other name of several words ends so: "Mutharika" after "Bingu wa
    Mutharika"."""
    last: dict[str, set[str]] = defaultdict(set)
    for start, stop, label, text in found:
        if stop - start > 1:
            last[text.rsplit(" ", 1)[1]].add(label)
    return {word: "PER" for word, labels in last.items() if labels == {"PER"} and not shipped().by_name.get(key(word))}


def _missed(agreed: Sequence[Name], votes: dict[str, Counter[str]], forms: Sequence[str], starts: frozenset[int]) -> list[Name]:
    """Where names that were seen elsewhere, more often than here they were not, stand unseen."""
    taken = {i for start, stop, _ in agreed for i in range(start, stop)}
    classes: dict[str, Counter[str]] = defaultdict(Counter)
    for start, stop, label in agreed:
        classes[" ".join(forms[start:stop])][label] += 1
    wanted = defaultdict(list)
    for text in votes:
        words = text.split(" ")
        if words[0][:1].isupper() and len(text) > 2:
            wanted[words[0]].append(words)
    if not wanted:
        return []
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for i, form in enumerate(forms):
        for words in wanted.get(form, ()):
            stop = i + len(words)
            if stop > len(forms) or taken.intersection(range(i, stop)) or starts.intersection(range(i + 1, stop)):
                continue
            if [forms[j] for j in range(i, stop)] == words:
                places[" ".join(words)].append((i, stop))
    out: list[Name] = []
    for text, spans in sorted(places.items(), key=lambda item: -len(item[0])):
        if votes[text].total() < len(spans):
            continue
        for start, stop in spans:
            if not taken.intersection(range(start, stop)):
                out.append((start, stop, classes[text].most_common(1)[0][0]))
                taken.update(range(start, stop))
    return out


def _majority(votes: Counter[str], label: str) -> str:
    best, count = votes.most_common(1)[0]
    return best if count >= LEAST_VOTES and count >= MAJORITY * (votes.total() - count) else label


def _state(text: str) -> str | None:
    """LOC for what the tables know as the name of a state and as nothing else ("DRC")."""
    known = shipped().by_name.get(key(text), ())
    own = [n for n in known if n.known.table == "states" and n.how == "name"]
    return "LOC" if own and len(own) == len(known) else None
