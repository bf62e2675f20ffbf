"""A noun phrase cut into what the tables know: names, agent nouns, links, and words that set a name apart.

"Turkish-backed Syrian rebels" is a name set apart, a name, an agent noun; "villagers in Balakot" an agent noun, a link, a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache

from dragoman.errors import KnowledgeError
from dragoman.knowledge.actors import BODY_TABLES, Agent, Name, agents
from dragoman.knowledge.directory import Directory
from dragoman.knowledge.tables import key, rows

_WORD = re.compile(r"[^\W_](?:[\w&/’'ʼ.]*[\w’'.])?|[,;:()&]")
#: Words behind which a phrase says whose somebody is, or where.
OWNERS = frozenset("of for".split())
LINKS = OWNERS | frozenset(
    "in from at near with within inside across on around outside along to by against under over who which that whose into and or".split()
)
_STOPS = frozenset(",;:()")
#: Longest name looked for, in words.
_LONGEST = 9


class Kind(StrEnum):
    NAME = "name"
    AGENT = "agent"
    LINK = "link"
    FORMER = "former"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a phrase: words `start` to `stop` of it. `apart` is true of a name that the phrase does not belong to
    ("Egyptian" in "Egyptian-backed rebels")."""

    kind: Kind
    start: int
    stop: int
    text: str
    names: tuple[Name, ...] = ()
    agent: Agent | None = None
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase's words and pieces; `core` pieces stand before its first link, `behind` after it."""

    words: tuple[str, ...]
    pieces: tuple[Piece, ...]
    core: tuple[Piece, ...]
    behind: tuple[Piece, ...]


@cache
def _compounds() -> dict[str, tuple[str, str]]:
    """Word → (before or after the name it bears on, its effect: apart, place or former)."""
    out = {}
    for line, row in rows("compounds.csv", ("word", "place", "effect")):
        if row["place"] not in ("before", "after") or row["effect"] not in ("apart", "place", "former"):
            raise KnowledgeError(f"compounds.csv:{line}: place is before or after, effect is apart, place or former")
        out[row["word"]] = (row["place"], row["effect"])
    return out


def words_of(text: str) -> tuple[str, ...]:
    """A phrase's words; hyphens part them, dots and apostrophes do not."""
    return tuple(_WORD.findall(text))


@lru_cache(maxsize=1 << 14)
def parse(text: str, directory: Directory) -> Phrase:
    """A phrase cut into its pieces, the longest known name or agent noun first, from left to right."""
    words = words_of(text)
    pieces = _set_apart(_pieces(words, directory), words)
    cut = next((n for n, p in enumerate(pieces) if p.kind is Kind.LINK and n > 0), len(pieces))
    return Phrase(words, pieces, pieces[:cut], pieces[cut:])


def _pieces(words: Sequence[str], directory: Directory) -> list[Piece]:
    keys = [key(w) for w in words]
    out: list[Piece] = []
    i = 0
    while i < len(words):
        piece = _longest(words, keys, i, directory)
        if piece.kind is Kind.AGENT and piece.stop > i + 1 and (inside := _leading_name(words, keys, piece, directory)) is not None:
            out.append(inside)
        out.append(piece)
        i = piece.stop
    return out


def _longest(words: Sequence[str], keys: Sequence[str], i: int, directory: Directory) -> Piece:
    if words[i] in _STOPS or (keys[i] in LINKS and not (_is_acronym(words[i]) and keys[i] in directory.by_name)):
        return Piece(Kind.LINK, i, i + 1, words[i].lower())
    for j in range(min(len(words), i + _LONGEST), i, -1):
        if words[j - 1] in _STOPS:
            continue
        phrase = " ".join(k for k in keys[i:j] if k)
        text = " ".join(words[i:j])
        if (agent := agent_named(phrase)) is not None and not (j == i + 1 and _is_acronym(words[i]) and phrase in directory.by_name):
            return Piece(Kind.AGENT, i, j, text, agent=agent)
        if phrase in directory.by_name and (names := tuple(n for n in directory.by_name[phrase] if _may_be(n, words[i:j]))):
            return Piece(Kind.NAME, i, j, text, names=names)
        if (found := _compounds().get(phrase)) is not None and found[1] == "former":
            return Piece(Kind.FORMER, i, j, text)
    return Piece(Kind.WORD, i, i + 1, words[i])


def _leading_name(words: Sequence[str], keys: Sequence[str], agent: Piece, directory: Directory) -> Piece | None:
    """The state or body that an agent noun of several words begins with ("Kremlin critic", "FBI agent")."""
    for j in range(agent.stop - 1, agent.start, -1):
        found = directory.by_name.get(" ".join(keys[agent.start : j]), ())
        names = tuple(n for n in found if n.known.table == "states" or (_is_acronym(words[agent.start]) and n.known.table == "bodies"))
        if names and all(_may_be(n, words[agent.start : j]) for n in names):
            return Piece(Kind.NAME, agent.start, j, " ".join(words[agent.start : j]), names=names)
    return None


def agent_named(phrase: str) -> Agent | None:
    """The agent noun that these words are, in the singular or the plural."""
    table = agents()
    if phrase in table:
        return table[phrase]
    for ending, singular in (("ies", "y"), ("es", ""), ("s", ""), ("men", "man"), ("women", "woman"), ("people", "person")):
        if phrase.endswith(ending) and (found := table.get(phrase[: -len(ending)] + singular)) is not None:
            return found
    return None


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.replace(".", "").isupper()


def _may_be(name: Name, words: Sequence[str]) -> bool:
    """Whether words are written as this name could be: short acronyms and surnames need their capitals ("WHO", "Major")."""
    first = words[0]
    if name.how == "surname" or (len(words) == 1 and name.known.table not in ("states", "regions")):
        return first[:1].isupper() or not first[:1].isalpha()
    if name.known.table in ("states", "regions"):
        return first[:1].isupper() and (len(first) > 2 or len(words) > 1 or first.isupper() or "." in first)
    # "the conservative party" is not the Conservative Party
    return name.known.table not in BODY_TABLES or len(words) < 2 or any(w[:1].isupper() for w in words)


def _goes_on(pieces: Sequence[Piece], n: int) -> bool:
    """Whether an agent noun is not the head of its phrase: "pro-government militia", but "pro-democracy activists"."""
    return pieces[n].kind is Kind.AGENT and n + 1 < len(pieces) and pieces[n + 1].kind in (Kind.AGENT, Kind.NAME, Kind.WORD)


def _set_apart(pieces: list[Piece], words: Sequence[str]) -> tuple[Piece, ...]:
    """Marks the names that a compound sets apart, and takes the compounds' own words for nothing."""
    out = list(pieces)
    for n, piece in enumerate(out):
        if piece.kind not in (Kind.WORD, Kind.AGENT):
            continue
        place, effect = _compounds().get(key(piece.text), ("", ""))
        other = n - 1 if place == "after" else n + 1
        if effect == "apart" and 0 <= other < len(out) and (out[other].kind in (Kind.NAME, Kind.WORD) or _goes_on(out, other)):
            out[other] = replace(out[other], kind=Kind.NAME if out[other].kind is Kind.NAME else Kind.WORD, agent=None, apart=True)
            out[n] = replace(piece, kind=Kind.WORD, agent=None, apart=True)
    return tuple(out)
