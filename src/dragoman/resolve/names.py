"""Which names of an article stand for one: full and short names of persons, bodies and their acronyms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dragoman.knowledge.directory import name_words, skeleton
from dragoman.knowledge.gender import gendered_words, given_names, honorifics
from dragoman.knowledge.tables import key
from dragoman.records import Entity, MentionKind
from dragoman.resolve.mentions import Found
from dragoman.resolve.persons import compared

_SMALL = frozenset("of the and for in on to de la du des et y e".split())


def person_names(found: Sequence[Found]) -> dict[int, tuple[str, ...]]:
    """Number of a person's named mention → the words of the fullest name of whom it names.

    Full names are told apart first; a single word then goes to the full name that ends so, else to the one that begins
    so: the last one before it, else the first one after.
    """
    words = {i: _words(f) for i, f in enumerate(found) if f.entity is Entity.PERSON and f.kind is MentionKind.NAMED}
    fullest = _Fullest({w for w in words.values() if len(w) > 1})
    out: dict[int, tuple[str, ...]] = {}
    last: dict[tuple[str, ...], int] = {}
    first: dict[tuple[str, ...], int] = {}
    order = sorted(words)
    for i in order:
        if len(words[i]) > 1:
            out[i] = fullest.of(words[i])
            first.setdefault(out[i], i)
    for i in order:
        if i not in out:
            out[i] = _owner(words[i], found[i], fullest, last, first) or words[i]
        last[out[i]] = i
    return out


class _Fullest:
    """The fullest names of an article's persons, found by the sounds of their words."""

    def __init__(self, names: set[tuple[str, ...]]) -> None:
        self._by_sound: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        self.ends: tuple[dict[str, list[tuple[str, ...]]], ...] = (defaultdict(list), defaultdict(list))
        self._of: dict[tuple[str, ...], tuple[str, ...]] = {}
        for name in sorted(names, key=lambda w: (-len(w), w)):
            known = self._known(name)
            self._of[name] = known or name
            if known is None:
                for sound in {skeleton(w) for w in name}:
                    self._by_sound[sound].append(name)
                for at in (0, -1):
                    self.ends[at][name[at]].append(name)

    def of(self, name: tuple[str, ...]) -> tuple[str, ...]:
        """The fullest name that one of several words belongs to."""
        return self._of[name]

    def _known(self, name: tuple[str, ...]) -> tuple[str, ...] | None:
        for sound in dict.fromkeys(skeleton(w) for w in reversed(name)):
            for full in self._by_sound.get(sound, ()):
                if compared(name, full):
                    return full
        return None


def _words(f: Found) -> tuple[str, ...]:
    words = name_words(f.name)
    return tuple(w for w in words if w not in honorifics()) or words


def _owner(
    word: tuple[str, ...],
    f: Found,
    fullest: _Fullest,
    last: dict[tuple[str, ...], int],
    first: dict[tuple[str, ...], int],
) -> tuple[str, ...] | None:
    """The full name that a single word is short for."""
    titled = gendered_words().get(key(f.title or "")) or next(
        (g for w in key(f.name).split()[:1] if (g := gendered_words().get(w)) is not None), None
    )
    for at in (-1, 0):
        fits = [n for n in fullest.ends[at].get(word[0], ()) if not (titled and (given_names().get(n[0]) or titled) != titled)]
        if fits:
            return max(fits, key=lambda n: (last.get(n, -1), -first.get(n, 1 << 30)))
    return None


def body_names(found: Sequence[Found]) -> dict[int, str]:
    """Number of an organisation's named mention → the key of the longest name that the article gives it.

    An acronym goes to the name whose initials it is; a shorter name to the one that it begins or ends.
    """
    keys = {i: key(f.name) for i, f in enumerate(found) if f.entity is Entity.ORG and f.kind is MentionKind.NAMED}
    long = sorted({k for k in keys.values() if " " in k}, key=lambda k: (-len(k), k))
    initials: dict[str, list[str]] = defaultdict(list)
    for name in long:
        words = name.split()
        for letters in {"".join(w[0] for w in words), "".join(w[0] for w in words if w not in _SMALL)}:
            initials[letters].append(name)
    longer: dict[str, str] = {}
    for name in long:
        words = name.split()
        for n in range(1, len(words)):
            if n > 1 or len(words) <= 3:
                longer.setdefault(" ".join(words[:n]), name)
            if n > 1:
                longer.setdefault(" ".join(words[-n:]), name)
    out: dict[int, str] = {}
    for i, k in keys.items():
        if " " not in k and found[i].name.replace(".", "").isupper() and len(k) > 1:
            out[i] = initials.get(k, [k])[0]
        else:
            out[i] = longer.get(k, k)
    return out
