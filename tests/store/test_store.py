"""A store: made, written in whole batches, replaced with tombstones, refused where it cannot be trusted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import msgspec
import pytest

from dragoman.errors import LockedError, StoreError, VersionError
from dragoman.reader import read
from dragoman.store.migrations import STEPS
from dragoman.store.rows import Batch, rows_of
from dragoman.store.schema import TABLES, VERSION
from dragoman.store.store import Store

TEXT = "Egypt condemned Israel on Tuesday. Police in Cairo arrested 40 people, the ministry said."


def batch(text: str = TEXT, *, run: str = "r1", keep_text: bool = True, published: str = "2024-08-14") -> Batch:
    reading = read(text, published=published, lang="en", key="k")
    rows = rows_of(reading, "a.txt", run, "c1", keep_text=keep_text)
    return Batch((reading.article.id,), {table: msgspec.json.encode(some) for table, some in rows.items()})


def count(store: Store, table: str) -> int:
    row = store.query(f"SELECT count(*) FROM {table}").fetchone()
    assert row is not None
    return int(row[0])


def test_what_is_written_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    with Store.open(path, write=True) as store:
        store.begin("r1", "c1", {})
        store.write(batch(), "r1")
        store.end("r1")
    with Store.open(path, write=False) as store:
        assert count(store, "articles") == 1
        assert store.query("SELECT event_type, actor_codes, recipient_codes, voices FROM events_tidy ORDER BY 1").fetchall() == [
            ("ACCUSE", "EGY", "ISR", None),
            ("COERCE", "EGY", "EGY", "ministry (asserts)"),
        ]
        assert store.query("SELECT words FROM events_tidy WHERE event_type = 'ACCUSE'").fetchone() == ("condemned",)
        assert store.query("SELECT actor_country, recipient_country, actor_gw, event_count FROM dyad_month").fetchall() == [
            ("EGY", "ISR", 651, 1)
        ]
        assert store.query("SELECT article_count, event_count FROM source_day").fetchone() == (1, 2)


def test_every_column_of_every_table_is_filled_by_its_name(tmp_path: Path) -> None:
    rows = rows_of(read(TEXT, published="2024-08-14", lang="en"), "a.txt", "r", "c", keep_text=True)
    columns = {t.name: {c.name for c in t.columns} for t in TABLES}
    for table, some in rows.items():
        for row in some:
            assert set(row) <= columns[table], table


def test_an_article_that_is_read_again_replaces_its_rows_and_leaves_tombstones(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.duckdb", write=True) as store:
        store.begin("r1", "c1", {})
        store.write(batch(), "r1")
        events = count(store, "events")
        store.write(batch(run="r2"), "r2")
        assert (count(store, "articles"), count(store, "events"), count(store, "tombstones")) == (1, events, 0)
        again = batch(run="r3")
        store.write(Batch(again.articles, {t: r for t, r in again.tables.items() if not t.startswith("event")}), "r3")
        assert count(store, "events") == 0
        assert store.query("SELECT table_name, run_id, count(*) FROM tombstones GROUP BY ALL").fetchall() == [("events", "r3", events)]
        assert store.query("SELECT DISTINCT fate, earlier_run_id, earlier ->> 'rule' FROM changes ORDER BY 3").fetchall() == [
            ("went", "r2", "accuse.criticize"),
            ("went", "r2", "coerce.arrest-people"),
        ]


def test_a_batch_that_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.duckdb", write=True) as store:
        store.begin("r1", "c1", {})
        store.write(batch(), "r1")
        before = {t.name: count(store, t.name) for t in TABLES}
        broken = batch("Kenya praised Uganda on Monday.")
        with pytest.raises(StoreError, match="as it was"):
            store.write(Batch(broken.articles, dict(broken.tables) | {"events": b'[{"quad_class": "many"}]'}), "r1")
        assert {t.name: count(store, t.name) for t in TABLES} == before


def test_without_text_no_words_are_kept(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.duckdb", write=True) as store:
        store.begin("r1", "c1", {})
        store.write(batch(keep_text=False), "r1")
        assert store.query("SELECT body, snippet FROM articles").fetchone() == (None, TEXT)
        assert store.query("SELECT count(words) FROM mentions").fetchone() == (0,)


def test_a_second_writer_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    program = f"from pathlib import Path; from dragoman.store.store import Store; Store.open(Path({str(path)!r}), write=True)"
    with Store.open(path, write=True) as store:
        store.begin("r1", "c1", {})
        second = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
        assert LockedError.__name__ in second.stderr
        assert "another process is writing" in second.stderr
        store.write(batch(), "r1")
    with Store.open(path, write=False) as store:
        assert count(store, "articles") == 1


def test_a_store_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    with Store.open(path, write=True) as store:
        store.query("UPDATE store_format SET version = $1", [VERSION + 1])
    with pytest.raises(VersionError, match="newer version"):
        Store.open(path, write=True)


def test_what_is_no_store_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such store"):
        Store.open(tmp_path / "none.duckdb", write=False)
    (tmp_path / "text").write_text("hello " * 1000)
    with pytest.raises(StoreError, match="no store"):
        Store.open(tmp_path / "text", write=True)
    duckdb.connect(tmp_path / "other.duckdb").execute("CREATE TABLE t (a INTEGER)").close()
    with pytest.raises(StoreError, match="no store"):
        Store.open(tmp_path / "other.duckdb", write=True)
    with pytest.raises(StoreError, match="check the path"):
        Store.open(tmp_path / "no" / "folder" / "s.duckdb", write=True)


def test_there_is_a_step_from_every_earlier_schema() -> None:
    assert sorted(STEPS) == list(range(1, VERSION))
