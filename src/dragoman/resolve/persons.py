"""Which known persons a name in the news may be: the same words, more or fewer of them, other spellings, letters for names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from dragoman.knowledge.actors import Name
from dragoman.knowledge.directory import Directory, name_words, skeleton
from dragoman.knowledge.gender import honorifics
from dragoman.knowledge.tables import key
from dragoman.records import ActorKind

#: Likeness (difflib's ratio) that two spellings of one word must have.
LEAST_LIKENESS = 0.72
#: How many answers are kept, so that a corpus asks for a name once.
_REMEMBERED = 1 << 16


@lru_cache(maxsize=_REMEMBERED)
def namesakes(name: str, directory: Directory) -> tuple[tuple[Name, tuple[str, ...]], ...]:
    """Persons that a name may mean, each row with the features of how well the words fit."""
    return tuple(_namesakes(name, directory))


def _namesakes(name: str, directory: Directory) -> Iterator[tuple[Name, tuple[str, ...]]]:
    words = tuple(w for w in name_words(name) if w not in honorifics()) or name_words(name)
    seen: set[int] = set()
    joined = " ".join(words)
    whole = False
    for k in dict.fromkeys((key(name), joined)):
        for n in directory.by_name.get(k, ()):
            if n.known.kind is ActorKind.PERSON and id(n.known) not in seen:
                seen.add(id(n.known))
                yield n, (n.how,)
                whole = whole or n.how != "surname"
    # a full name that is known as it stands is nobody else's by another spelling
    if whole:
        return
    if len(words) < 2 and not (words and len(words[0]) > 5):
        return
    yield from _alike(words, directory, seen)
    if not seen and len(words) == 2:
        # family name first, as lists and some papers write
        yield from (n for n in _alike((words[1], words[0]), directory, seen) if n[1][0] == "name")


def _alike(words: tuple[str, ...], directory: Directory, seen: set[int]) -> Iterator[tuple[Name, tuple[str, ...]]]:
    best: dict[int, tuple[Name, tuple[str, ...]]] = {}
    for number in _near(words, directory):
        n, form = directory.forms[number]
        if id(n.known) not in seen and (features := compared(words, form)):
            held = best.get(id(n.known))
            if held is None or _order(features) < _order(held[1]):
                best[id(n.known)] = (n, features)
    for k, (n, features) in best.items():
        seen.add(k)
        yield Name(n.known, features[0]), features


def _order(features: tuple[str, ...]) -> tuple[int, int]:
    return len(features), ("name", "shorter", "longer", "surname").index(features[0])


def _near(words: tuple[str, ...], directory: Directory) -> Iterator[int]:
    """Numbers of the full names that end in a word of these and share another word's sound, or its first letter."""
    if len(words) == 1:
        yield from directory.by_sound.get(skeleton(words[0]), ())
        return
    sounds = _sounds(words)
    letter = any(len(w) == 1 for w in words)
    for last in dict.fromkeys(skeleton(w) for w in words[1:]):
        for number in directory.by_sound.get(last, ()):
            if letter or number in directory.lettered or len(_sounds(directory.forms[number][1]) & sounds) > 1:
                yield number


@lru_cache(maxsize=_REMEMBERED)
def _sounds(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(skeleton(w) for w in words)


@lru_cache(maxsize=_REMEMBERED)
def compared(words: tuple[str, ...], form: tuple[str, ...]) -> tuple[str, ...]:
    """How the words of a name fit a known name: name, longer, shorter or surname, respelled and initial; () where they do not."""
    if len(words) == 1:
        return ("surname", "respelled") if len(form) > 1 and _same(words[0], form[-1]) == "respelled" and len(words[0]) > 5 else ()
    paired = _paired(words, form)
    if paired is None:
        return ()
    ways, used, known = paired
    if used < 2 or ways[-1] == "initial":
        return ()
    extra = tuple(dict.fromkeys(w for w in ways if w))
    if used == len(words) and used == known:
        return ("name", *extra)
    if used == known:
        return ("longer", *extra)
    if used == len(words):
        return ("shorter", *extra)
    return ()


def _paired(words: Sequence[str], form: Sequence[str]) -> tuple[list[str], int, int] | None:
    """Words paired in order: the way of each pair, how many pairs there are, and how many words the known name has."""
    ways: list[str] = []
    i = 0
    for word in words:
        for j in range(i, len(form)):
            way = _same(word, form[j])
            if way is not None:
                ways.append(way)
                i = j + 1
                break
    return (ways, len(ways), len(form)) if ways else None


@lru_cache(maxsize=_REMEMBERED)
def _same(a: str, b: str) -> str | None:
    """Whether two words are one: "" the same, "initial" a letter for it, "respelled" another spelling; None if not."""
    if a == b:
        return ""
    if len(a) == 1 or len(b) == 1:
        return "initial" if a[0] == b[0] else None
    if skeleton(a) == skeleton(b) and SequenceMatcher(None, a, b, autojunk=False).ratio() >= LEAST_LIKENESS:
        return "respelled"
    return None
