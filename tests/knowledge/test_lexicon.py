"""Every entry of the lexicon finds its own example, sides and all."""

from __future__ import annotations

from collections import Counter

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge import lexicon
from dragoman.knowledge.lexicon import COLUMNS, Entry, entries
from dragoman.reader import read
from dragoman.records import EventType, Reading


def words_of(reading: Reading, side: tuple[str, ...]) -> list[str]:
    """The words of mentions, and of all mentions of their chains."""
    chains = {m.id: m.chain for m in reading.mentions}
    text = reading.article.text
    return [text[m.start : m.stop] for m in reading.mentions if m.chain in {chains[i] for i in side}]


def holds(reading: Reading, side: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Whether each wanted phrase shares words with a mention of the side."""
    text = reading.article.text
    at = {m.id: (m.start, m.stop) for m in reading.mentions}
    for phrase in wanted:
        begin = text.index(phrase)
        if not any(at[i][0] < begin + len(phrase) and begin < at[i][1] for i in side):
            return False
    return True


def missing(entry: Entry) -> list[str]:
    """What is wrong with the readings of an entry's examples; nothing where all is found."""
    wrong = []
    for example in entry.examples:
        reading = read(example.text, published="2020-03-03", lang="en")
        coded = [e for e in reading.events if e.type is entry.type]
        if not coded:
            wrong.append(f"no {entry.type} in {example.text!r}: {[(e.type.value, e.trace.rule) for e in reading.events]}")
        elif not any(holds(reading, e.actors, example.actors) and holds(reading, e.recipients, example.recipients) for e in coded):
            found = [(words_of(reading, e.actors), words_of(reading, e.recipients)) for e in coded]
            wrong.append(f"other sides in {example.text!r}: {found}, not {example.actors}, {example.recipients}")
    return wrong


@pytest.mark.parametrize("entry", entries(), ids=lambda e: e.id)
def test_an_entry_reads_its_example(entry: Entry) -> None:
    assert not (wrong := missing(entry)), "\n".join(wrong)


def test_every_type_has_at_least_twelve_predicates() -> None:
    count = Counter[EventType]()
    for entry in entries():
        count[entry.type] += len(entry.words)
    assert all(count[t] >= 12 for t in EventType), count


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"mode": "no-such"}, "no mode"),
        ({"contexts": "no-such"}, "no context"),
        ({"pos": "thing"}, "pos"),
        ({"words": ""}, "no words"),
        ({"actor": "subjekt"}, "no slot"),
        ({"example": ""}, "no example"),
        ({"example": "A{Egypt accused R{Iran}."}, "balanced"),
    ],
)
def test_a_faulty_row_is_named(cells: dict[str, str], says: str) -> None:
    row = dict.fromkeys(COLUMNS, "") | {"id": "x.y", "pos": "verb", "words": "accuse", "example": "A{Egypt} accused R{Iran}."} | cells
    with pytest.raises(KnowledgeError, match=says) as caught:
        lexicon._entry(EventType.ACCUSE, row, "accuse.csv:7")
    assert "accuse.csv:7" in str(caught.value)
