"""`dragoman explain`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from dragoman.cli.stores import store_argument
from dragoman.errors import UsageError


@click.command(
    "explain",
    short_help="Show a row's sentence, rule and candidates.",
    epilog="""\b
Examples:
  dragoman explain events.duckdb e8d80ed54da78f56d3e44
  dragoman query events.duckdb "SELECT event_id FROM events LIMIT 1" """,
)
@store_argument
@click.argument("row", metavar="ID")
def command(store: Path, row: str) -> None:
    """Prints where the row ID of STORE stands, with its words marked in their passage, the rule that gave it and what it rests on.

    ID is that of an event, mention, actor, quote, figure, time, place or relation.
    """
    from dragoman.store.explain import explain
    from dragoman.store.store import Store

    with Store.open(store, write=False) as opened:
        found = explain(opened, row)
    if found is None:
        raise UsageError(f"no row of {store} has the id {row!r}; ids stand in the tables, as in: dragoman query {store} 'FROM events'")
    click.echo(f"{found.table} {row}, article {found.article} ({found.origin})")
    for passage in found.passages:
        click.echo(f"\n  {passage}")
    click.echo()
    for name, value in found.fields.items():
        if value not in (None, [], "", "[]"):
            click.echo(f"  {name}: {value if isinstance(value, str | int | float) else json.dumps(value, default=str, ensure_ascii=False)}")
