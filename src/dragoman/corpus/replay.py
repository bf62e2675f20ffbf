"""A run's articles read again, and two runs held against each other: which rows came, went or changed, and what may be why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman.corpus.batch import Step, code
from dragoman.corpus.manifest import Manifest, Settings, coder_of
from dragoman.errors import StoreError, UsageError
from dragoman.records import Report
from dragoman.store.schema import OF_ARTICLES, Table
from dragoman.store.store import Store

#: Columns that tell which run wrote a row, and no more.
_OF_RUNS = frozenset(("run_id", "coder_id"))
_TOGETHER = 200


@dataclass(frozen=True, slots=True)
class Change:
    """A row that came, went or changed: its table and id, its fate, and the rules that gave it before and now."""

    table: str
    row: str
    fate: str
    rule_before: str | None
    rule_now: str | None


def runs(store: Store) -> list[str]:
    """The ids of a store's runs, the last begun first."""
    return [r[0] for r in store.query("SELECT run_id FROM runs ORDER BY begun DESC, run_id").fetchall()]


def manifest_said(store: Store, run: str) -> dict[str, dict[str, object]]:
    """What a run's manifest says.

    Raises:
        UsageError: the store has no such run.
    """
    row = store.query("SELECT manifest FROM runs WHERE run_id = $1", [run]).fetchone()
    if row is None:
        raise UsageError(f"{store.path} has no run {run!r}; its runs are {', '.join(runs(store)) or 'none'}")
    said: dict[str, dict[str, object]] = json.loads(row[0])
    return said


def settings_of(store: Store, run: str, actors: Path | None, lexicon: Path | None) -> Settings:
    """The settings of a run; files of actors or entries that it had are to be given again.

    Raises:
        UsageError: the store has no such run, or a file is not the one that the run had.
    """
    coder = manifest_said(store, run)["coder"]
    said = coder["settings"]
    assert isinstance(said, dict)
    settings = Settings(said["lang"], said["published"], said["keep_uncodeable"], said["keep_text"], actors, lexicon)
    now = coder_of(settings).settings
    for name in ("actors", "lexicon"):
        if now[name] != said[name]:
            wanted = "a file that is not the one given" if said[name] else "no file"
            raise UsageError(f"run {run} was read with {wanted} for --{name}; give the one that it had")
    return settings


def why(before: dict[str, dict[str, object]], now: dict[str, dict[str, object]]) -> list[str]:
    """Which parts of what decides a reading differ between two manifests."""
    a, b = before["coder"], now["coder"]
    return [name for name in a if a[name] != b.get(name)]


def replay(store: Store, run: str, settings: Settings, scratch: Path, workers: int) -> Iterator[Step | Change]:
    """Reads a run's articles again, into a scratch store, and gives every row that is not as it was.

    Raises:
        UsageError: the store has no such run.
        StoreError: the store keeps no text.
    """
    manifest_said(store, run)
    missing = store.query("SELECT count(*) FROM articles WHERE run_id = $1 AND body IS NULL", [run]).fetchone()
    if missing is not None and missing[0]:
        raise StoreError(f"{store.path}: run {run} kept no text (--no-text), so it cannot be read again; code its inputs again")
    with Store.open(scratch, write=True) as other:
        plain = replace(settings, lang=None, published=None)
        yield from code(_reports(store, run), other, Manifest(coder_of(settings), ()), plain, workers)
        yield from _differences(store, other, run)


def _reports(store: Store, run: str) -> Iterator[Report]:
    """A run's articles as they came in, some at a time."""
    sql = (
        "SELECT article_id, body, origin, caller_key, title, outlet, url, lang, published FROM articles "
        f"WHERE run_id = $1 AND article_id > $2 ORDER BY article_id LIMIT {_TOGETHER}"
    )
    last = ""
    while rows := store.query(sql, [run, last]).fetchall():
        last = rows[-1][0]
        for _, body, origin, key, title, outlet, url, lang, published in rows:
            day = published.isoformat() if published is not None else None
            yield Report(text=body, where=origin or "", key=key, title=title, outlet=outlet, url=url, lang=lang, published=day)


def _differences(store: Store, other: Store, run: str) -> Iterator[Change]:
    ids = [r[0] for r in store.query("SELECT article_id FROM articles WHERE run_id = $1 ORDER BY article_id", [run]).fetchall()]
    for start in range(0, len(ids), _TOGETHER):
        some = ids[start : start + _TOGETHER]
        for table in OF_ARTICLES:
            before, now = _rows(store, table, some), _rows(other, table, some)
            for key in sorted(before.keys() | now.keys()):
                a, b = before.get(key), now.get(key)
                if a != b:
                    fate = "came" if a is None else "went" if b is None else "changed"
                    yield Change(table.name, " ".join(map(str, key)), fate, _rule(table, a), _rule(table, b))


def _rows(store: Store, table: Table, articles: list[str]) -> dict[tuple[object, ...], tuple[object, ...]]:
    """Key → row, without what only tells which run wrote it."""
    columns = [c.name for c in table.columns if c.name not in _OF_RUNS]
    sql = f"SELECT {', '.join((*table.key, *columns))} FROM {table.name} WHERE list_contains($1, article_id)"
    width = len(table.key)
    return {row[:width]: row[width:] for row in store.query(sql, [articles]).fetchall()}


def _rule(table: Table, row: tuple[object, ...] | None) -> str | None:
    columns = [c.name for c in table.columns if c.name not in _OF_RUNS]
    if row is None or "rule" not in columns:
        return None
    return f"{row[columns.index('rule')]} v{row[columns.index('rule_version')]}"


def differences(store: Store, before: str, now: str) -> Iterator[Change]:
    """What the run `now` made of the rows that the run `before` had written, for articles that both read.

    Raises:
        UsageError: the store has no such run.
    """
    for run in (before, now):
        manifest_said(store, run)
    for table in OF_ARTICLES:
        if len(table.key) != 1 or table.name == "articles":
            continue
        traced = "rule" in {c.name for c in table.columns}
        rule = f"(SELECT t.rule || ' v' || t.rule_version FROM {table.name} t WHERE t.{table.key[0]} = c.row_id)" if traced else "NULL"
        sql = (
            f"SELECT row_id, fate, (earlier ->> 'rule') || ' v' || (earlier ->> 'rule_version'), {rule} FROM changes c "
            "WHERE table_name = $1 AND earlier_run_id = $2 AND run_id = $3 ORDER BY row_id"
        )
        for row, fate, was, rule_now in store.query(sql, [table.name, before, now]).fetchall():
            yield Change(table.name, row, fate, was, rule_now if fate != "went" else None)
