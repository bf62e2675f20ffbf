"""`dragoman query`."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli.stores import print_rows, store_argument
from dragoman.errors import UsageError


@click.command(
    "query",
    short_help="Ask a store in SQL; nothing is changed.",
    epilog="""\b
Examples:
  dragoman query events.duckdb "SELECT event_type, count(*) FROM events GROUP BY 1 ORDER BY 2 DESC"
  dragoman query events.duckdb "SELECT * FROM dyad_month WHERE actor_country = 'EGY'" --format csv
  dragoman query events.duckdb "SELECT * FROM events_tidy LIMIT 5" --format jsonl

Tables and columns: dragoman codebook.""",
)
@store_argument
@click.argument("sql")
@click.option("--format", "format_", type=click.Choice(["table", "csv", "jsonl"]), help="table (on a terminal), csv (elsewhere) or jsonl.")
def command(store: Path, sql: str, format_: str | None) -> None:
    """Runs SQL (DuckDB's) on STORE and prints the rows. It can neither write nor reach other files."""
    from dragoman.store.store import Store

    with Store.open(store, write=False) as opened:
        try:
            names, rows = opened.ask(sql)
        except ValueError as error:
            raise UsageError(f"{error}; tables and columns: dragoman codebook") from None
        print_rows(names, rows, format_)
