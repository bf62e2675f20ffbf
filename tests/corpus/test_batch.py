"""Articles into a store: nothing lost or doubled, whatever the workers, the order, and the moment at which a run is killed."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dragoman.corpus.batch import Step, code
from dragoman.corpus.manifest import Settings, manifest_of
from dragoman.formats.columns import Columns
from dragoman.formats.files import files_of, read_files
from dragoman.records import Reading, Report
from dragoman.store.schema import TABLES
from dragoman.store.store import Store

GOLDEN = Path(__file__).parent.parent / "golden" / "codeability.jsonl"
#: What differs between runs of different inputs, and is no part of what was read.
_OF_RUNS = {"run_id", "origin", "begun", "ended"}


def articles(count: int) -> list[dict[str, object]]:
    rows = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
    return [
        {"id": f"{r['id']}-{n // len(rows)}", "text": f"{r['text']}\n\nReport {n}.", "published": "2024-08-14", "outlet": f"Paper {n % 3}"}
        for n, r in ((n, rows[n % len(rows)]) for n in range(count))
    ]


def written(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return path


def coded(store: Path, *inputs: Path, workers: int = 0, **settings: object) -> Step:
    files = list(files_of([str(p) for p in inputs]))
    chosen = Settings(**settings)  # type: ignore[arg-type]
    with Store.open(store, write=True) as opened:
        steps = list(code(read_files(files, Columns(), lambda _: None), opened, manifest_of(files, chosen), chosen, workers))
    return Step(*(sum(getattr(s, f) for s in steps) for f in Step.__slots__))


def contents(store: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, sorted, without what is of runs."""
    out: dict[str, list[tuple[object, ...]]] = {}
    with Store.open(store, write=False) as opened:
        for table in TABLES:
            if table.name == "runs":
                continue
            columns = ", ".join(c.name for c in table.columns if c.name not in _OF_RUNS)
            out[table.name] = sorted(opened.query(f"SELECT {columns} FROM {table.name}").fetchall(), key=repr)
    return out


def test_the_tables_are_the_same_whatever_the_workers_and_the_order(tmp_path: Path) -> None:
    rows = articles(40)
    rows += [row | {"id": f"again-{n}", "published": f"2024-08-{10 + n}"} for n, row in enumerate(rows[:8])]
    straight = written(tmp_path / "a.jsonl", rows)
    shuffled = written(tmp_path / "b.jsonl", random.Random(1).sample(rows, len(rows)))
    coded(tmp_path / "1.duckdb", straight)
    coded(tmp_path / "2.duckdb", straight, workers=2)
    coded(tmp_path / "3.duckdb", shuffled)
    first = contents(tmp_path / "1.duckdb")
    assert len(first["articles"]) == 40
    assert len(first["events"]) > 20
    assert len(first["rejections"]) == 8
    assert contents(tmp_path / "2.duckdb") == first
    assert contents(tmp_path / "3.duckdb") == first


def test_what_is_there_is_passed_over_and_what_is_new_is_added(tmp_path: Path) -> None:
    rows = articles(12)
    store = tmp_path / "s.duckdb"
    assert coded(store, written(tmp_path / "a.jsonl", rows[:8])).read == 8
    again = coded(store, written(tmp_path / "a.jsonl", rows))
    assert (again.read, again.skipped) == (4, 8)
    assert len(contents(store)["articles"]) == 12


def test_other_settings_read_again(tmp_path: Path) -> None:
    store, inputs = tmp_path / "s.duckdb", written(tmp_path / "a.jsonl", articles(8))
    coded(store, inputs)
    few = len(contents(store)["events"])
    assert coded(store, inputs, keep_uncodeable=True).read == 8
    assert len(contents(store)["events"]) > few
    assert coded(store, inputs).read == 8
    assert len(contents(store)["events"]) == few
    assert contents(store)["changes"]


@pytest.mark.parametrize("order", [1, -1])
def test_of_several_articles_of_one_text_the_earliest_is_kept(tmp_path: Path, order: int) -> None:
    one = articles(1)[0]
    rows = [one | {"id": "b", "published": "2024-08-15"}, one | {"id": "a"}, one | {"id": "c", "published": "2024-08-16"}][::order]
    store = tmp_path / "s.duckdb"
    coded(store, written(tmp_path / "a.jsonl", rows))
    found = contents(store)
    assert [r[2] for r in found["articles"]] == ["a"]
    with Store.open(store, write=False) as opened:
        assert opened.query("SELECT caller_key, kind FROM rejections ORDER BY 1").fetchall() == [("b", "duplicate"), ("c", "duplicate")]
    coded(store, tmp_path / "a.jsonl")
    assert contents(store) == found


def test_what_cannot_be_read_is_counted_with_its_reason(tmp_path: Path) -> None:
    inputs = tmp_path / "in"
    inputs.mkdir()
    (inputs / "good.txt").write_text("Egypt condemned Israel on Tuesday.")
    (inputs / "empty.txt").write_text("  ")
    (inputs / "binary.txt").write_bytes(b"\x00\x01\x02" * 100)
    (inputs / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (inputs / "french.txt").write_text("Le président égyptien a condamné mardi les attaques contre les villages du sud du pays. " * 5)
    (inputs / "lines.jsonl").write_text('{"text": "Kenya praised Uganda on Monday."}\nnot json\n')
    (inputs / ".hidden").write_text("nothing")
    total = coded(tmp_path / "s.duckdb", inputs)
    assert (total.read, total.rejected) == (2, 5)
    with Store.open(tmp_path / "s.duckdb", write=False) as opened:
        found = dict(opened.query("SELECT parse_filename(origin), kind FROM rejections").fetchall())
    assert found == {
        "binary.txt": "encoding",
        "empty.txt": "empty",
        "picture.png": "format",
        "french.txt": "language",
        "lines.jsonl:2": "format",
    }


def _command(store: Path, inputs: Path, workers: int) -> list[str]:
    return [sys.executable, "-m", "dragoman", "code", str(inputs), "--into", str(store), "--workers", str(workers)]


def test_a_run_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    inputs = written(tmp_path / "a.jsonl", articles(200))
    coded(tmp_path / "whole.duckdb", inputs)
    store = tmp_path / "s.duckdb"
    chance = random.Random(7)
    for _ in range(3):
        process = subprocess.Popen(_command(store, inputs, 2), stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(chance.uniform(2.0, 6.0))
        process.kill()
        process.wait()
    done = subprocess.run(_command(store, inputs, 2), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert contents(store) == contents(tmp_path / "whole.duckdb")


def test_ctrl_c_stops_cleanly(tmp_path: Path) -> None:
    inputs = written(tmp_path / "a.jsonl", articles(400))
    store = tmp_path / "s.duckdb"
    process = subprocess.Popen(_command(store, inputs, 2), stderr=subprocess.PIPE, text=True)
    while not store.exists():
        time.sleep(0.1)
    time.sleep(3)
    os.kill(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "goes on from there" in said
    assert "Traceback" not in said


def test_a_fault_of_our_own_costs_its_article_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman import reader

    plain = reader.read_report

    def faulty(report: Report, *rest: object) -> Reading:
        if report.key == rows[1]["id"]:
            raise ZeroDivisionError("of all things")
        return plain(report, *rest)  # type: ignore[arg-type]

    rows = articles(3)
    monkeypatch.setattr(reader, "read_report", faulty)
    total = coded(tmp_path / "s.duckdb", written(tmp_path / "a.jsonl", rows))
    assert (total.read, total.rejected) == (2, 1)
    with Store.open(tmp_path / "s.duckdb", write=False) as opened:
        (found,) = opened.query("SELECT caller_key, kind, message FROM rejections").fetchall()
    assert found[:2] == (rows[1]["id"], "internal")
    assert "ZeroDivisionError: of all things" in found[2]


def test_a_full_disk_is_said_and_what_was_written_stays(tmp_path: Path) -> None:
    inputs, store = written(tmp_path / "a.jsonl", articles(80)), tmp_path / "s.duckdb"
    limit = (
        "import resource, runpy, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000)); sys.argv = sys.argv[1:];"
        "runpy.run_module('dragoman', run_name='__main__')"
    )
    full = subprocess.run([sys.executable, "-c", limit, *_command(store, inputs, 1)[2:]], capture_output=True, text=True, check=False)
    assert full.returncode == 2, full.stderr
    assert "cannot be written" in full.stderr
    assert "as it was" in full.stderr
    assert subprocess.run(_command(store, inputs, 1), capture_output=True, check=False).returncode == 0
    coded(tmp_path / "whole.duckdb", inputs)
    assert contents(store) == contents(tmp_path / "whole.duckdb")


def test_an_article_as_long_as_a_library_costs_itself_alone(tmp_path: Path) -> None:
    rows = [*articles(2), {"id": "long", "text": "Egypt condemned Israel on Tuesday. " * 1_000_000}]
    total = coded(tmp_path / "s.duckdb", written(tmp_path / "a.jsonl", rows))
    assert (total.read, total.rejected) == (2, 1)
    with Store.open(tmp_path / "s.duckdb", write=False) as opened:
        assert opened.query("SELECT caller_key, kind FROM rejections").fetchall() == [("long", "size")]
