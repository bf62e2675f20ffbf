"""The commands on stores, as a user calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dragoman.cli import cli

ROOT = Path(__file__).parent.parent.parent


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in arguments])


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("store") / "s.duckdb"
    result = run("code", ROOT / "examples", "--into", out, "--published", "2023-05-11", "--workers", "1")
    assert result.exit_code in (0, 1), result.output
    return out


def test_code_says_what_it_did(store: Path) -> None:
    again = run("code", ROOT / "examples", "--into", store, "--published", "2023-05-11", "--workers", "1")
    assert "0 articles read, 3 there already" in again.stderr


def test_query_prints_rows_and_cannot_write(store: Path, tmp_path: Path) -> None:
    rows = run("query", store, "SELECT event_id, event_type FROM events", "--format", "jsonl").stdout.splitlines()
    assert len(rows) > 5
    assert set(json.loads(rows[0])) == {"event_id", "event_type"}
    target = tmp_path / "x.csv"
    for sql in (
        "DELETE FROM events",
        f"COPY events TO '{target}'",
        f"ATTACH '{tmp_path / 'y.duckdb'}'",
        "SELECT * FROM read_text('/etc/passwd')",
    ):
        refused = run("query", store, sql)
        assert refused.exit_code != 0, sql
    assert not target.exists()
    assert len(run("query", store, "SELECT event_id FROM events", "--format", "jsonl").stdout.splitlines()) == len(rows)


def test_explain_shows_the_words_in_their_passage(store: Path) -> None:
    row = json.loads(run("query", store, "SELECT event_id, words FROM events LIMIT 1", "--format", "jsonl").stdout)
    shown = run("explain", store, row["event_id"]).stdout
    assert f"»{row['words']}«" in shown
    assert "rule: " in shown
    assert run("explain", store, "e0").exit_code != 0


def test_audit_finds_a_whole_store_whole(store: Path) -> None:
    result = run("audit", store)
    assert result.exit_code == 0
    assert ", 0 faults" in result.stdout


def test_export_coverage_and_codebook(store: Path, tmp_path: Path) -> None:
    written = run("export", store, "--to", tmp_path / "out").stdout.splitlines()
    assert any(line.endswith("events.csv") for line in written)
    assert run("coverage", store).stdout.startswith("outlet,published,article_count")
    assert run("codebook").stdout.startswith("# Codebook")


def test_a_store_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    for command in (("query", "SELECT 1"), ("audit",), ("coverage",), ("explain", "e1"), ("export", "--to", str(tmp_path))):
        result = run(command[0], tmp_path / "none.duckdb", *command[1:])
        assert "no such store" in str(result.exception), command
