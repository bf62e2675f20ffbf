"""Whether a store says what its texts say: every span cut out again, every id computed anew, every reference followed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dragoman.records import Span
from dragoman.store.rows import SNIPPET
from dragoman.store.schema import OF_ARTICLES, Table
from dragoman.store.store import Store
from dragoman.text import actor_id, article_id, event_id, figure_id, mention_id, quote_id, time_id

#: How many articles are looked at together.
_TOGETHER = 200
#: Columns of other tables' ids, by table.
_REFERENCES: tuple[tuple[str, str, str, str], ...] = (
    ("mentions", "actor_id", "actors", "actor_id"),
    ("event_actors", "event_id", "events", "event_id"),
    ("event_actors", "mention_id", "mentions", "mention_id"),
    ("event_recipients", "event_id", "events", "event_id"),
    ("event_recipients", "mention_id", "mentions", "mention_id"),
    ("event_attributions", "event_id", "events", "event_id"),
    ("events", "quote_id", "quotes", "quote_id"),
    ("events", "place_id", "places", "place_id"),
    ("events", "period_time_id", "times", "time_id"),
    ("quotes", "speaker_id", "mentions", "mention_id"),
    ("quotes", "addressee_id", "mentions", "mention_id"),
    ("figures", "by_id", "mentions", "mention_id"),
    ("figures", "event_id", "events", "event_id"),
    ("figures", "quote_id", "quotes", "quote_id"),
    ("relations", "party_1_id", "mentions", "mention_id"),
    ("relations", "party_2_id", "mentions", "mention_id"),
)


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that does not hold what it should: its table, its id, and what is wrong."""

    table: str
    row: str
    what: str


def audit(store: Store) -> Iterator[Fault]:
    """Every fault of a store; none in one that is whole.

    Where the text is kept every span is cut out of it again; else lengths and snippets are held against each other.
    """
    yield from _keys(store)
    yield from _references(store)
    ids = [r[0] for r in store.query("SELECT article_id FROM articles ORDER BY article_id").fetchall()]
    for start in range(0, len(ids), _TOGETHER):
        yield from _articles(store, ids[start : start + _TOGETHER])


def checked(store: Store) -> Counter[str]:
    """How many rows of each table an audit looks at."""
    out: Counter[str] = Counter()
    for table in OF_ARTICLES:
        row = store.query(f"SELECT count(*) FROM {table.name}").fetchone()
        out[table.name] = int(row[0]) if row is not None else 0
    return out


def _keys(store: Store) -> Iterator[Fault]:
    for table in OF_ARTICLES:
        key = ", ".join(table.key)
        for row in store.query(f"SELECT {key}, count(*) FROM {table.name} GROUP BY {key} HAVING count(*) > 1 ORDER BY {key}").fetchall():
            yield Fault(table.name, " ".join(map(str, row[:-1])), f"stands there {row[-1]} times")


def _references(store: Store) -> Iterator[Fault]:
    owners = ((t.name, "article_id", "articles", "article_id") for t in OF_ARTICLES if t.name != "articles")
    for table, column, other, key in (*_REFERENCES, *owners):
        sql = (
            f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL "
            f"AND NOT EXISTS (SELECT 1 FROM {other} o WHERE o.{key} = {table}.{column}) ORDER BY 1"
        )
        for (name,) in store.query(sql).fetchall():
            yield Fault(table, name, f"{column} is in no row of {other}")


def _articles(store: Store, ids: list[str]) -> Iterator[Fault]:
    texts: dict[str, str | None] = {}
    lengths: dict[str, int] = {}
    for name, body, characters, snippet in store.query(
        "SELECT article_id, body, characters, snippet FROM articles WHERE list_contains($1, article_id) ORDER BY 1", [ids]
    ).fetchall():
        texts[name], lengths[name] = body, characters
        if body is not None and (article_id(body) != name or len(body) != characters):
            yield Fault("articles", name, "its text is not the one that its id was made of")
        if body is not None and " ".join(body[:SNIPPET].split()) != snippet:
            yield Fault("articles", name, "its snippet is not the beginning of its text")
    yield from _spans(store, ids, texts, lengths)
    yield from _ids(store, ids)


def _spans(store: Store, ids: list[str], texts: dict[str, str | None], lengths: dict[str, int]) -> Iterator[Fault]:
    for table in OF_ARTICLES:
        names = {c.name for c in table.columns}
        if "start_char" not in names:
            continue
        for row, article, start, stop, words in _rows(store, table, ("article_id", "start_char", "stop_char", "words"), ids):
            text = texts.get(article)
            if not 0 <= start < stop <= lengths.get(article, 0):
                yield Fault(table.name, row, f"its span {start}–{stop} is none of its article's")
            elif text is not None and text[start:stop] != words:
                yield Fault(table.name, row, f"its words are not those at {start}–{stop}")


def _ids(store: Store, ids: list[str]) -> Iterator[Fault]:
    chains = dict(
        store.query("SELECT actor_id, min(chain) FROM mentions WHERE list_contains($1, article_id) GROUP BY actor_id", [ids]).fetchall()
    )
    sides: dict[str, dict[str, list[str]]] = {}
    for side in ("event_actors", "event_recipients"):
        for event, mention in store.query(
            f"SELECT event_id, mention_id FROM {side} WHERE list_contains($1, article_id) ORDER BY event_id, place_in_list", [ids]
        ).fetchall():
            sides.setdefault(event, {}).setdefault(side, []).append(mention)
    tables = {t.name: t for t in OF_ARTICLES}
    for row, article, start, stop in _rows(store, tables["mentions"], ("article_id", "start_char", "stop_char"), ids):
        yield from _same("mentions", row, mention_id(article, start, stop))
    for row, article, name, code, office in _rows(store, tables["actors"], ("article_id", "name", "code", "office"), ids):
        yield from _same("actors", row, actor_id(article, chains.get(row, -1), name, code, office))
    for row, article, start, stop, first, last in _rows(
        store, tables["times"], ("article_id", "start_char", "stop_char", "earliest", "latest"), ids
    ):
        yield from _same("times", row, time_id(article, start, stop, first, last))
    for row, article, start, stop, type_ in _rows(store, tables["events"], ("article_id", "start_char", "stop_char", "event_type"), ids):
        of = sides.get(row, {})
        wanted = event_id(article, start, stop, type_, of.get("event_actors", ()), of.get("event_recipients", ()))
        yield from _same("events", row, wanted)
    for row, article, content in _rows(store, tables["quotes"], ("article_id", "content"), ids):
        yield from _same("quotes", row, quote_id(article, (Span(**piece) for piece in json.loads(content))))
    for row, article, start, stop, measure in _rows(store, tables["figures"], ("article_id", "start_char", "stop_char", "measure"), ids):
        yield from _same("figures", row, figure_id(article, start, stop, measure))


def _same(table: str, row: str, wanted: str) -> Iterator[Fault]:
    if row != wanted:
        yield Fault(table, row, f"its id should be {wanted}, by what it holds")


def _rows(store: Store, table: Table, columns: tuple[str, ...], ids: list[str]) -> list[tuple[Any, ...]]:
    """(id, the columns) of some articles' rows of a table."""
    listed = ", ".join((table.key[0], *columns))
    sql = f"SELECT {listed} FROM {table.name} WHERE list_contains($1, article_id) ORDER BY 1"
    return store.query(sql, [ids]).fetchall()
