"""One row of a store laid open: its passage with its words marked, its rule, and what it rests on."""

from __future__ import annotations

import json
from dataclasses import dataclass

from dragoman.store.schema import OF_ARTICLES, Table
from dragoman.store.store import Store

#: Characters of text on each side of a row's words, at most.
_AROUND = 160


@dataclass(frozen=True, slots=True)
class Explained:
    """A row: its table, its article and where that came from, its passages with the words between » and «, and its fields."""

    table: str
    article: str
    origin: str
    passages: tuple[str, ...]
    fields: dict[str, object]


def explain(store: Store, row: str) -> Explained | None:
    """What is known of the row with an id; None where there is none."""
    for table in OF_ARTICLES:
        if len(table.key) == 1 and (fields := _fields(store, table, row)) is not None:
            article = str(fields["article_id"])
            body, origin = store.query("SELECT body, origin FROM articles WHERE article_id = $1", [article]).fetchall()[0]
            passages = tuple(_passage(body, *span) for span in _spans(store, table, fields)) if body is not None else ()
            return Explained(table.name, article, origin or "", passages, fields | _sides(store, table, row))
    return None


def _fields(store: Store, table: Table, row: str) -> dict[str, object] | None:
    found = store.query(f"SELECT * FROM {table.name} WHERE {table.key[0]} = $1", [row]).fetchone()
    names = [c.name for c in table.columns]
    return dict(zip(names, found, strict=True)) if found is not None else None


def _spans(store: Store, table: Table, fields: dict[str, object]) -> list[tuple[int, int]]:
    """The spans of a row: its own and where it is told again; an actor's are those of its first mentions."""
    if table.name == "actors":
        sql = "SELECT start_char, stop_char FROM mentions WHERE actor_id = $1 ORDER BY start_char LIMIT 3"
        return [(int(a), int(b)) for a, b in store.query(sql, [fields["actor_id"]]).fetchall()]
    pieces = json.loads(str(fields.get("content") or fields.get("also") or "[]"))
    own = [(int(str(fields["start_char"])), int(str(fields["stop_char"])))] if fields.get("start_char") is not None else []
    return [*own, *((p["start"], p["stop"]) for p in pieces)]


def _passage(text: str, start: int, stop: int) -> str:
    before, after = text[max(0, start - _AROUND) : start], text[stop : stop + _AROUND]
    before, after = before.rsplit("\n", 1)[-1], after.split("\n", 1)[0]
    return f"{before}»{text[start:stop]}«{after}"


def _sides(store: Store, table: Table, row: str) -> dict[str, object]:
    """Of an event, its sides and voices in words."""
    if table.name != "events":
        return {}
    found = store.query(
        "SELECT actors, actor_names, actor_codes, recipients, recipient_names, recipient_codes, voices FROM events_tidy "
        "WHERE event_id = $1",
        [row],
    )
    names = [d[0] for d in found.description or ()]
    values = found.fetchone()
    return dict(zip(names, values, strict=True)) if values is not None else {}
