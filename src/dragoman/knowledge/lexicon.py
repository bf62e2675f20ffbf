"""The event lexicon: sixteen tables in `data/lexicon`, whose format is documented in `docs/lexicon.md`; a user's own over it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from dragoman.errors import KnowledgeError
from dragoman.knowledge.actors import agents
from dragoman.knowledge.ontology import contexts, kinds, quad
from dragoman.knowledge.tables import alternatives, header_of, read_rows, read_text, rows
from dragoman.records import EventType

COLUMNS = tuple("id mode contexts cameo pos words particle object needs actor recipient reciprocal except example".split())
#: What a row of a user's own lexicon must have; the other columns may be left out.
OWN_COLUMNS = ("type", "id", "words")
NAMED_SLOTS = frozenset(("subject", "object", "object.of", "clause.subject", "possessive", "adjective"))
#: What a clause hanging on the predicate must look like, and that a word must stand in it ("+word:illegal").
CLAUSES = frozenset(("+to", "+that", "+ing", "+word"))
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


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """Words that name one kind of event in one frame. `needs`: all of its groups must hold, any slot of a group suffices;
    `excluded`: lemmas that make of it another thing where they stand as its subject, object or modifier."""

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
    excluded: frozenset[str]
    examples: tuple[Example, ...]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All entries, and by which word each is found."""

    entries: tuple[Entry, ...]

    @cached_property
    def by_word(self) -> Mapping[tuple[str, str], tuple[Entry, ...]]:
        """Entries by part of speech and the lemma that they are found by: a verb's first word, a noun's last, both of
        hyphened ones."""
        out: dict[tuple[str, str], dict[str, Entry]] = defaultdict(dict)
        for entry in self.entries:
            for parts in word_parts(entry):
                ends = {parts[0], parts[-1]} if "-" in parts else {parts[0] if entry.pos == "verb" else parts[-1]}
                for part in ends:
                    out[entry.pos, part][entry.id] = entry
        return {k: tuple(v.values()) for k, v in out.items()}


@cache
def shipped() -> Lexicon:
    """The shipped lexicon; raises as `entries`."""
    return Lexicon(entries())


def with_own(path: Path) -> Lexicon:
    """The shipped lexicon with a user's own entries laid over it.

    The file is CSV with the columns of the shipped tables and `type`; `type`, `id` and `words` must be there. A row whose id a
    shipped entry has replaces it, one whose `words` is `-` takes it out.

    Raises:
        KnowledgeError: the file cannot be read, or a row has a fault; the message names file and line.
    """
    text, file = read_text(path, "give a CSV file of entries"), str(path)
    unknown = [c for c in header_of(file, text) if c not in (*COLUMNS, "type")]
    if unknown:
        raise KnowledgeError(f"{file}:1: unknown column {', '.join(map(repr, unknown))}; columns are type, {', '.join(COLUMNS)}")
    own: dict[str, Entry | None] = {}
    for line, row in read_rows(file, text, OWN_COLUMNS):
        where = f"{file}:{line}"
        if row["id"].strip() in own:
            raise KnowledgeError(f"{where}: the id {row['id']!r} stands above already; give it another")
        if row["words"].strip() == "-":
            own[row["id"].strip()] = None
            continue
        if row["type"].strip() not in EventType.__members__:
            raise KnowledgeError(f"{where}: {row['type']!r} is no PLOVER type; they are {', '.join(EventType)}")
        own[row["id"].strip()] = _entry(EventType[row["type"].strip()], {**dict.fromkeys(COLUMNS, ""), "pos": "verb", **row}, where, False)
    kept = [e for e in entries() if e.id not in own]
    for name in own:
        if own[name] is None and all(e.id != name for e in entries()):
            raise KnowledgeError(f"{file}: no shipped entry {name!r} can be taken out; ids stand in a row's trace")
    return Lexicon((*kept, *(e for e in own.values() if e is not None)))


@cache
def noun_classes() -> dict[str, tuple[str, ...]]:
    """Nouns by the name of their class, which cells of `object` and `except` may name ("@weapons")."""
    return {row["class"]: alternatives(row["words"]) for _, row in rows("noun_classes.csv", ("class", "words"))}


def _nouns(cell: str, where: str) -> Iterator[str]:
    """The lemmas of a cell, its classes spelt out."""
    for word in alternatives(cell):
        if not word.startswith("@"):
            yield word
        elif word[1:] in noun_classes():
            yield from noun_classes()[word[1:]]
        else:
            raise KnowledgeError(f"{where}: {word!r} is no class of nouns; they are {', '.join(sorted(noun_classes()))}")


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


def _entry(type_: EventType, row: dict[str, str], where: str, needs_example: bool = True) -> Entry:
    modes, labels = alternatives(row["mode"]), alternatives(row["contexts"])
    for mode in modes:
        if (type_, mode) not in kinds():
            raise KnowledgeError(f"{where}: {type_} has no mode {mode!r}")
    for label in labels:
        if label not in contexts():
            raise KnowledgeError(f"{where}: PLOVER has no context {label!r}")
    if not row["id"].strip():
        raise KnowledgeError(f"{where}: no id; give one, as {type_.lower()}.word")
    if row["pos"] not in ("verb", "noun", "adjective"):
        raise KnowledgeError(f"{where}: pos is {row['pos']!r}; it must be verb, noun or adjective")
    if not alternatives(row["words"]):
        raise KnowledgeError(f"{where}: no words")
    objects = frozenset(_nouns(row["object"], where))
    default = ("object",) if row["pos"] == "verb" and not objects else ()
    recipient = () if row["recipient"].strip() == "-" else alternatives(row["recipient"]) or default
    actor = () if row["actor"].strip() == "-" else alternatives(row["actor"]) or ("subject",)
    needs = tuple(alternatives(group) for group in row["needs"].split("&") if group.strip())
    for slot in (*actor, *recipient, *(s for group in needs for s in group)):
        if slot not in NAMED_SLOTS and slot.partition(":")[0] not in CLAUSES and slot not in PREPOSITIONS:
            raise KnowledgeError(f"{where}: {slot!r} is no slot; see docs/lexicon.md")
    examples = tuple(_example(text, where) for text in row["example"].split(" / ") if text.strip())
    if needs_example and not examples:
        raise KnowledgeError(f"{where}: no example")
    return Entry(
        row["id"].strip(),
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
        frozenset(_nouns(row["except"], where)),
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
    """The words of an entry as they may be cut: ("car", "bomb"), ("sit", "-", "in"); hyphened ones whole too ("re-open")."""
    return tuple(dict.fromkeys(parts for word in entry.words for parts in (tuple(word.replace("-", " - ").split()), tuple(word.split()))))


@cache
def first_words(entry: Entry) -> frozenset[str]:
    """The first words of an entry's objects, and a hyphened one's last: one of them stands where the entry holds."""
    return frozenset(part for name in entry.objects for part in (name.split()[0], name.replace("-", " ").split()[-1]))


@cache
def predicate_verbs() -> frozenset[str]:
    """All verbs that the lexicon names, base forms."""
    return frozenset(parts[-1 if "-" in parts else 0] for entry in entries() if entry.pos == "verb" for parts in word_parts(entry))


@cache
def known_nouns() -> frozenset[str]:
    """All nouns of one word that the lexicon and the table of agent nouns name, base forms."""
    own = {word for entry in entries() for word in (*entry.objects, *(entry.words if entry.pos == "noun" else ()))}
    return frozenset(word for word in (*own, *(noun.split()[-1] for noun in agents())) if word.isalpha())


@cache
def sides_of_words() -> frozenset[tuple[str, str]]:
    """(word, preposition) behind which stands who did it, or to whom it was done, and no mere place: of event nouns of types that
    are words, "criticism from", and of verbs of visiting, "arrive in"."""
    out: set[tuple[str, str]] = set()
    for e in entries():
        if e.pos == "noun" and quad(e.type) in (1, 3):
            out |= {(word, slot) for word in e.words for slot in (*e.actor, *e.recipient) if slot in ("from", "to")}
        elif e.pos == "verb" and "visit" in e.modes and not e.objects and e.particle is None:
            out |= {(word, slot) for word in e.words for slot in e.recipient if slot in ("to", "in")}
    return frozenset(out)
