"""What commands that read articles share: their inputs, and how failures are told."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from dragoman.errors import InputError
from dragoman.records import Report

if TYPE_CHECKING:
    from dragoman.knowledge.directory import Directory
    from dragoman.knowledge.lexicon import Lexicon

T = TypeVar("T")


#: The option by which a user lays actors of their own over the shipped ones.
actors_option = click.option(
    "--actors",
    "own",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Your own actors, a CSV file with any of the columns name, aliases, code, country, kind, sectors, role, start, end, "
    "precision, wikidata, source; its names win over the shipped tables'.",
)


#: The option by which a user lays event entries of their own over the shipped lexicon.
lexicon_option = click.option(
    "--lexicon",
    "entries",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Your own event entries, a CSV file with the columns type, id, words and any of the shipped tables' (see docs/lexicon.md); "
    "an id that the shipped lexicon has replaces its entry, words of - take it out.",
)


def lexicon_of(own: Path | None) -> Lexicon:
    """The shipped lexicon, with a user's own entries laid over it where a file is named."""
    from dragoman.knowledge.lexicon import shipped, with_own

    return with_own(own) if own is not None else shipped()


def directory_of(own: Path | None) -> Directory:
    """The shipped directory of actors, with a user's own laid over it where a file is named."""
    from dragoman.knowledge.directory import shipped, with_own

    return with_own(own) if own is not None else shipped()


def iso_date(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """Takes an option's value for an ISO date that exists."""
    if value is None:
        return None
    try:
        return datetime.date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date; write it as 2024-08-14") from None


def each(
    files: tuple[str, ...], lang: str | None, published: str | None, work: Callable[[Report], T]
) -> Iterator[tuple[str | None, T | InputError]]:
    """(the caller's id, what `work` made of it or why it could not) for every input, in order; failures are told on stderr.

    What the command line says of language and day holds for inputs that do not say it themselves.
    """
    from dragoman.formats.inputs import Rejected, read_inputs

    for item in _shown(read_inputs(files, sys.stdin.buffer)):
        if isinstance(item, Rejected):
            failure, key = item.error, item.key
        else:
            key = item.key
            try:
                report = replace(item, lang=_language(item, lang), published=item.published or published)
                yield key, work(report)
                continue
            except InputError as error:
                failure = error
        click.echo(f"dragoman: {failure} [{failure.kind}]", err=True)
        yield key, failure


def _language(report: Report, asked: str | None) -> str | None:
    """The language to believe: a line's own, else the command line's; a page's mark of itself only where nobody says better."""
    page = report.where.lower().endswith((".html", ".htm"))
    return (asked or report.lang) if page else (report.lang or asked)


def _shown(items: Iterator[T]) -> Iterator[T]:
    """The items, with a count on stderr while there are many, where a person looks on."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} articles"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        for item in items:
            yield item
            progress.advance(task)
