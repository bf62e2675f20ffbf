"""`dragoman coverage`."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli.stores import print_rows, store_argument


@click.command(
    "coverage",
    short_help="What came in, was rejected and was found, by outlet and day.",
    epilog="""\b
Examples:
  dragoman coverage events.duckdb
  dragoman coverage events.duckdb --format csv > coverage.csv""",
)
@store_argument
@click.option("--format", "format_", type=click.Choice(["table", "csv", "jsonl"]), help="table (on a terminal), csv (elsewhere) or jsonl.")
def command(store: Path, format_: str | None) -> None:
    """Prints STORE's view source_day: articles, rejections and rows by outlet and day."""
    from dragoman.store.store import Store

    with Store.open(store, write=False) as opened:
        names, rows = opened.ask("SELECT * FROM source_day ORDER BY published, outlet")
        print_rows(names, rows, format_)
