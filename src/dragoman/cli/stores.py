"""What commands on stores share: the argument that names one, and rows on the way out."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

#: The store that a command is about.
store_argument = click.argument("store", type=click.Path(dir_okay=False, path_type=Path), metavar="STORE")


def print_rows(names: Sequence[str], rows: Iterable[Sequence[object]], format_: str | None) -> None:
    """Rows as a table (on a terminal, where no format is asked for), as CSV or as JSON lines."""
    chosen = format_ or ("table" if sys.stdout.isatty() else "csv")
    if chosen == "table":
        from rich.console import Console
        from rich.table import Table

        table = Table(*names, show_edge=False)
        for row in rows:
            table.add_row(*("" if value is None else str(value) for value in row))
        Console().print(table)
    elif chosen == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(names)
        writer.writerows(rows)
    else:
        from dragoman.formats.json import record_to_json

        for row in rows:
            sys.stdout.buffer.write(record_to_json(dict(zip(names, row, strict=True))) + b"\n")
        sys.stdout.buffer.flush()
