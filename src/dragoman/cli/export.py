"""`dragoman export`."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from dragoman.cli.inputs import iso_date
from dragoman.cli.stores import store_argument
from dragoman.records import EventType

_STYLES = ("tidy", "polecat", "icews", "ucdp", "gdelt")
_FORMATS = ("csv", "tsv", "parquet", "jsonl", "dta", "xlsx")
_FACTUALITIES = ("actual", "negated", "future", "hypothetical")


@click.command(
    "export",
    short_help="Write a store's tables as CSV, Parquet, Stata, Excel, or in the shape of peers.",
    epilog="""\b
Examples:
  dragoman export events.duckdb --to out/
  dragoman export events.duckdb --to out/ --format parquet --since 2024-01-01 --country EGY --country ISR
  dragoman export events.duckdb --to out/ --style polecat
  dragoman export events.duckdb --to out/ --format dta --factuality actual

Beside the data stand the codebook, a manifest (runs, filters, files by hash) and how to cite.""",
)
@store_argument
@click.option("--to", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="Folder for the files.")
@click.option("--style", type=click.Choice(_STYLES), default="tidy", show_default=True, help="Dragoman's own tables, or a peer's columns.")
@click.option("--format", "format_", type=click.Choice(_FORMATS), help="Kind of file. [default: the style's own; csv for tidy]")
@click.option("--since", callback=iso_date, metavar="DATE", help="Events from this day on.")
@click.option("--until", callback=iso_date, metavar="DATE", help="Events up to this day.")
@click.option("--country", "countries", multiple=True, metavar="CODE", help="Events with a party of this state (ISO 3166 alpha-3).")
@click.option(
    "--type",
    "types",
    multiple=True,
    type=click.Choice([t.value for t in EventType], case_sensitive=False),
    metavar="TYPE",
    help="Events of this PLOVER type (ASSAULT, CONSULT, …).",
)
@click.option("--factuality", "factualities", multiple=True, type=click.Choice(_FACTUALITIES), help="Events of this factuality.")
def command(
    store: Path,
    to: Path,
    style: str,
    format_: str | None,
    since: str | None,
    until: str | None,
    countries: tuple[str, ...],
    types: tuple[str, ...],
    factualities: tuple[str, ...],
) -> None:
    """Writes tables of STORE into a folder. Options that may be given several times widen the choice."""
    from dragoman.formats.export import Filters, export
    from dragoman.store.store import Store

    filters = Filters(
        datetime.date.fromisoformat(since) if since else None,
        datetime.date.fromisoformat(until) if until else None,
        tuple(c.upper() for c in countries),
        types,
        factualities,
    )
    with Store.open(store, write=False) as opened:
        for path in export(opened, to, style, format_, filters):
            click.echo(path)
