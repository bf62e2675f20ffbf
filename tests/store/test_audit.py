"""An audit finds every row that does not hold what it should, and nothing in a store that is whole."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from dragoman.audit import audit
from dragoman.reader import read
from dragoman.records import Reading
from dragoman.store.rows import Batch, rows_of
from dragoman.store.store import Store


@pytest.fixture
def store(tmp_path: Path, examples: dict[str, Reading]) -> Store:
    opened = Store.open(tmp_path / "s.duckdb", write=True)
    opened.begin("r1", "c1", {})
    for reading in (*examples.values(), read("He said 12 people were killed in Mali on 3 May 2024.", published="2024-05-04", lang="en")):
        rows = rows_of(reading, "x", "r1", "c1", keep_text=True)
        opened.write(Batch((reading.article.id,), {t: msgspec.json.encode(r) for t, r in rows.items()}), "r1")
    return opened


def test_a_whole_store_has_no_faults(store: Store) -> None:
    assert list(audit(store)) == []


@pytest.mark.parametrize(
    ("damage", "table"),
    [
        ("UPDATE events SET start_char = start_char + 1", "events"),
        ("UPDATE events SET words = 'other'", "events"),
        ("UPDATE events SET event_type = 'AID' WHERE event_type <> 'AID'", "events"),
        ("UPDATE mentions SET stop_char = 1000000", "mentions"),
        ("UPDATE articles SET body = body || '.'", "articles"),
        ("UPDATE articles SET snippet = 'other'", "articles"),
        ("UPDATE actors SET code = 'ATA'", "actors"),
        ("DELETE FROM actors", "mentions"),
        ("DELETE FROM event_actors", "events"),
        ("INSERT INTO events SELECT * FROM events LIMIT 1", "events"),
        ("UPDATE times SET latest = DATE '1900-01-01'", "times"),
        ('UPDATE quotes SET content = \'[{"start": 0, "stop": 1}]\'', "quotes"),
        ("UPDATE figures SET measure = 'money'", "figures"),
        ("DELETE FROM articles", "mentions"),
    ],
)
def test_damage_is_found(store: Store, damage: str, table: str) -> None:
    store.query(damage)
    assert table in {fault.table for fault in audit(store)}


def test_without_text_spans_are_still_held_against_the_length(tmp_path: Path, examples: dict[str, Reading]) -> None:
    reading = examples["talks"]
    rows = rows_of(reading, "x", "r1", "c1", keep_text=False)
    with Store.open(tmp_path / "s.duckdb", write=True) as store:
        store.begin("r1", "c1", {})
        store.write(Batch((reading.article.id,), {t: msgspec.json.encode(r) for t, r in rows.items()}), "r1")
        assert list(audit(store)) == []
        store.query("UPDATE events SET stop_char = 1000000")
        assert {fault.table for fault in audit(store)} == {"events"}
