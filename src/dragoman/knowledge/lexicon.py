"""The event lexicon: sixteen tables in `data/lexicon`, whose format is documented in `docs/lexicon.md`."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from dragoman.errors import KnowledgeError
from dragoman.knowledge.actors import agents
from dragoman.knowledge.ontology import contexts, kinds
from dragoman.knowledge.tables import alternatives, rows
from dragoman.records import EventType

COLUMNS = ("id", "mode", "contexts", "cameo", "pos", "words", "particle", "object", "needs", "actor", "recipient", "reciprocal", "example")
NAMED_SLOTS = frozenset(("subject", "object", "object.of", "clause.subject", "possessive", "adjective"))
#: What a clause hanging on the predicate must look like.
CLAUSES = frozenset(("+to", "+that", "+ing"))
PREPOSITIONS = frozenset(
    (
        "of by with from against on to between in over into at for about near toward towards upon under among through across "
        "after onto off inside outside around as alongside within behind during despite without before until via amid regarding "
        "concerning past throughout aboard ahead beyond down along up like"
    ).split()
)
_MARK = re.compile(r"([AR])\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and the words of it that must be found on each side."""

    text: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """Words that name one kind of event in one frame. `needs`: all of its groups must hold, any slot of a group suffices."""

    id: str
    type: EventType
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    cameo: str
    pos: str
    words: tuple[str, ...]
    particle: str | None
    objects: frozenset[str]
    needs: tuple[tuple[str, ...], ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    reciprocal: bool
    examples: tuple[Example, ...]


@cache
def entries() -> tuple[Entry, ...]:
    """All entries of the shipped lexicon.

    Raises:
        KnowledgeError: a row has a fault; the message names file and line.
    """
    out: list[Entry] = []
    seen: dict[str, str] = {}
    for type_ in EventType:
        name = f"lexicon/{type_.lower()}.csv"
        for line, row in rows(name, COLUMNS):
            where = f"{name}:{line}"
            entry = _entry(type_, row, where)
            if entry.id in seen:
                raise KnowledgeError(f"{where}: the id {entry.id!r} stands already at {seen[entry.id]}; give it another")
            seen[entry.id] = where
            out.append(entry)
    return tuple(out)


def _entry(type_: EventType, row: dict[str, str], where: str) -> Entry:
    modes, labels = alternatives(row["mode"]), alternatives(row["contexts"])
    for mode in modes:
        if (type_, mode) not in kinds():
            raise KnowledgeError(f"{where}: {type_} has no mode {mode!r}")
    for label in labels:
        if label not in contexts():
            raise KnowledgeError(f"{where}: PLOVER has no context {label!r}")
    if row["pos"] not in ("verb", "noun", "adjective"):
        raise KnowledgeError(f"{where}: pos is {row['pos']!r}; it must be verb, noun or adjective")
    if not alternatives(row["words"]):
        raise KnowledgeError(f"{where}: no words")
    objects = frozenset(alternatives(row["object"]))
    default = ("object",) if row["pos"] == "verb" and not objects else ()
    recipient = () if row["recipient"].strip() == "-" else alternatives(row["recipient"]) or default
    actor = () if row["actor"].strip() == "-" else alternatives(row["actor"]) or ("subject",)
    needs = tuple(alternatives(group) for group in row["needs"].split("&") if group.strip())
    for slot in (*actor, *recipient, *(s for group in needs for s in group)):
        if slot not in NAMED_SLOTS and slot not in CLAUSES and slot not in PREPOSITIONS:
            raise KnowledgeError(f"{where}: {slot!r} is no slot; see docs/lexicon.md")
    examples = tuple(_example(text, where) for text in row["example"].split(" / ") if text.strip())
    if not examples:
        raise KnowledgeError(f"{where}: no example")
    return Entry(
        row["id"],
        type_,
        modes,
        labels,
        row["cameo"],
        row["pos"],
        alternatives(row["words"]),
        row["particle"].strip() or None,
        objects,
        needs,
        actor,
        recipient,
        row["reciprocal"].strip() == "yes",
        examples,
    )


def _example(marked: str, where: str) -> Example:
    sides: dict[str, list[str]] = {"A": [], "R": []}
    for side, words in _MARK.findall(marked):
        sides[side].append(words)
    text = _MARK.sub(lambda m: m[2], marked).strip()
    if "{" in text or "}" in text:
        raise KnowledgeError(f"{where}: marks of the example are not balanced: {marked!r}")
    return Example(text, tuple(sides["A"]), tuple(sides["R"]))


@cache
def word_parts(entry: Entry) -> tuple[tuple[str, ...], ...]:
    """The words of an entry as the tokenizer cuts them: ("car", "bomb"), ("sit", "-", "in")."""
    return tuple(tuple(word.replace("-", " - ").split()) for word in entry.words)


@cache
def by_word() -> dict[tuple[str, str], tuple[Entry, ...]]:
    """Entries by part of speech and the lemma that they are found by: a verb's first word, a noun's last, both of hyphened ones."""
    out: dict[tuple[str, str], dict[str, Entry]] = defaultdict(dict)
    for entry in entries():
        for parts in word_parts(entry):
            ends = {parts[0], parts[-1]} if "-" in parts else {parts[0] if entry.pos == "verb" else parts[-1]}
            for part in ends:
                out[entry.pos, part][entry.id] = entry
    return {k: tuple(v.values()) for k, v in out.items()}


@cache
def predicate_verbs() -> frozenset[str]:
    """All verbs that the lexicon names, base forms."""
    return frozenset(parts[-1 if "-" in parts else 0] for entry in entries() if entry.pos == "verb" for parts in word_parts(entry))


@cache
def known_nouns() -> frozenset[str]:
    """All nouns of one word that the lexicon and the table of agent nouns name, base forms."""
    own = {word for entry in entries() for word in (*entry.objects, *(entry.words if entry.pos == "noun" else ()))}
    return frozenset(word for word in (*own, *(noun.split()[-1] for noun in agents())) if word.isalpha())
