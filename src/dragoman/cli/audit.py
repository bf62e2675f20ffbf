"""`dragoman audit`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dragoman.cli.stores import store_argument

_SHOWN = 20


@click.command(
    "audit",
    short_help="Check every span, id and reference of a store.",
    epilog="""\b
Example:
  dragoman audit events.duckdb

Exit status: 0 whole; 1 it has faults (named on stderr); 2 it cannot be opened.""",
)
@store_argument
def command(store: Path) -> None:
    """Cuts every span of STORE out of its text again (where the text is kept), computes every id anew and follows every reference."""
    from dragoman.audit import audit, checked
    from dragoman.store.store import Store

    with Store.open(store, write=False) as opened:
        count = 0
        for count, fault in enumerate(audit(opened), 1):
            if count <= _SHOWN:
                click.echo(f"dragoman: {fault.table} {fault.row}: {fault.what}", err=True)
        if count > _SHOWN:
            click.echo(f"dragoman: … and {count - _SHOWN:,} more", err=True)
        rows = sum(checked(opened).values())
    click.echo(f"{rows:,} rows checked, {count:,} faults")
    sys.exit(1 if count else 0)
