"""A run read again is the same to the row; another coder's differences are told with what decided otherwise."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dragoman.cli import cli
from dragoman.errors import StoreError, UsageError
from dragoman.store.store import Store

ROOT = Path(__file__).parent.parent.parent


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in arguments])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("store") / "s.duckdb"
    assert run("code", ROOT / "examples", "--into", out, "--published", "2023-05-11", "--workers", 1).exit_code in (0, 1)
    return out


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "s.duckdb"))


def runs(store: Path) -> list[str]:
    with Store.open(store, write=False) as opened:
        return [r[0] for r in opened.query("SELECT run_id FROM runs ORDER BY begun, run_id").fetchall()]


def test_a_replay_is_the_same_to_the_row(store: Path) -> None:
    result = run("replay", store)
    assert result.exit_code == 0, result.output
    assert "3 articles read again, 0 rows not as they were" in result.stdout


def test_a_replay_finds_what_is_not_as_it_was(store: Path) -> None:
    with Store.open(store, write=True) as opened:
        opened.query("UPDATE events SET score = 9")
    result = run("replay", store)
    assert result.exit_code == 1
    assert "events changed" in result.stdout


def test_two_runs_are_held_against_each_other(store: Path, tmp_path: Path) -> None:
    with Store.open(store, write=False) as opened:
        rule, count = opened.query("SELECT rule, count(*) FROM events GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1").fetchall()[0]
    own = tmp_path / "own.csv"
    own.write_text(f"type,id,words\n{rule.split('.')[0].upper()},{rule},-\n")
    (first,) = runs(store)
    again = run("code", ROOT / "examples", "--into", store, "--published", "2023-05-11", "--workers", 1, "--lexicon", own)
    assert "3 articles read" in again.stderr
    (second,) = set(runs(store)) - {first}
    result = run("diff", store, first, second)
    assert result.exit_code == 1
    assert "what differs: settings" in result.stdout
    assert f"events went  ({rule} v1)" in result.stdout
    with Store.open(store, write=False) as opened:
        gone = opened.query("SELECT count(*) FROM tombstones WHERE table_name = 'events'").fetchall()[0][0]
    assert gone >= count
    refused = run("replay", store, second)
    assert isinstance(refused.exception, UsageError)
    assert "--lexicon" in str(refused.exception)


def test_what_cannot_be_read_again_is_said(store: Path, tmp_path: Path) -> None:
    assert "has no run" in str(run("replay", store, "r0").exception)
    bare = tmp_path / "bare.duckdb"
    run("code", ROOT / "examples", "--into", bare, "--workers", 1, "--no-text")
    assert isinstance(run("replay", bare).exception, StoreError)
