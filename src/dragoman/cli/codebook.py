"""`dragoman codebook`."""

from __future__ import annotations

import click


@click.command(
    "codebook",
    short_help="Print the codebook: every table and column.",
    epilog="""\b
Example:
  dragoman codebook > codebook.md""",
)
def command() -> None:
    """Prints what every table, view and column of a store holds, with types, units and codes, as Markdown."""
    from dragoman.formats.codebook import codebook

    click.echo(codebook(), nl=False)
