"""`dragoman code`."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.inputs import actors_option, iso_date, lexicon_option

if TYPE_CHECKING:
    from dragoman.corpus.batch import Step
    from dragoman.corpus.manifest import Settings
    from dragoman.formats.columns import Columns
    from dragoman.formats.files import Position

#: Seconds between two lines of progress where nobody looks on.
_QUIET = 30
#: Exit status of a run that Ctrl-C ended.
_STOPPED = 130


@click.command(
    "code",
    short_help="Read many articles into a store (one DuckDB file).",
    epilog="""\b
Examples:
  dragoman code articles/ --into events.duckdb
  dragoman code news.csv.gz --into events.duckdb --text-column body --date-column day
  dragoman code a.jsonl b.parquet --into events.duckdb --workers 4
  dragoman code articles/ --into events.duckdb --no-text

A run that was cut off goes on where it was when the same command is given again; what is there from the same version and settings
is passed over.

Exit status: 0 done; 1 done, and some input could not be read (it stands in the table rejections); 2 wrong usage, or the store
cannot be written; 130 stopped by Ctrl-C.""",
)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--into", "store", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="STORE", help="The store's file.")
@click.option("--workers", type=click.IntRange(1, 512), metavar="N", help="Processes that read. [default: all cores]")
@click.option("--text-column", metavar="NAME", help="Column or field of the text, where its name does not tell it.")
@click.option("--id-column", metavar="NAME", help="… of your own id.")
@click.option("--date-column", metavar="NAME", help="… of the day of publication.")
@click.option("--title-column", metavar="NAME", help="… of the headline.")
@click.option("--outlet-column", metavar="NAME", help="… of the paper, agency or site.")
@click.option("--url-column", metavar="NAME", help="… of the address.")
@click.option("--lang-column", metavar="NAME", help="… of the language.")
@click.option("--published", callback=iso_date, metavar="DATE", help="Day of publication (2024-08-14), for articles that do not say it.")
@click.option("--lang", metavar="CODE", help="Language (en), for articles that do not say it, instead of detecting it.")
@click.option("--page-column", metavar="NAME", help="… of the page's file, in lists of addresses.")
@click.option("--fetch", is_flag=True, help="Get pages that a list of addresses names and that are not saved, one a second from a host.")
@click.option("--no-text", is_flag=True, help="Keep offsets, hashes and snippets, but not the articles' words.")
@click.option("--keep-uncodeable", is_flag=True, help="Give the events of articles of sport, markets, opinion and the like all the same.")
@actors_option
@lexicon_option
def command(
    inputs: tuple[str, ...],
    store: Path,
    workers: int | None,
    text_column: str | None,
    id_column: str | None,
    date_column: str | None,
    title_column: str | None,
    outlet_column: str | None,
    url_column: str | None,
    lang_column: str | None,
    page_column: str | None,
    fetch: bool,
    published: str | None,
    lang: str | None,
    no_text: bool,
    keep_uncodeable: bool,
    own: Path | None,
    entries: Path | None,
) -> None:
    """Reads articles into a store.

    INPUT is a folder or file: .txt, .html, .jsonl, .csv, .tsv, .parquet, .rss, .atom, .warc, and these compressed as
    .gz or .zst. Columns and fields are told
    from their names, and said; name them where that fails. A list of addresses needs its pages beside it (--page-column), or --fetch.
    """
    from dragoman.corpus.manifest import Settings
    from dragoman.formats.columns import Columns

    settings = Settings(lang, published, keep_uncodeable, not no_text, own, entries)
    columns = Columns(text_column, id_column, date_column, title_column, outlet_column, url_column, lang_column, page_column)
    try:
        total, run = _coded(inputs, store, settings, columns, workers or os.cpu_count() or 1, fetch)
    except KeyboardInterrupt:
        _say(f"stopped; what is done is in {store}, the same command goes on from there")
        sys.exit(_STOPPED)
    _say(
        f"{total.read:,} articles read, {total.skipped:,} there already, {total.rejected:,} rejected, {total.events:,} events"
        f" → {store} (run {run})"
    )
    sys.exit(1 if total.rejected else 0)


def _coded(inputs: Sequence[str], store: Path, settings: Settings, columns: Columns, workers: int, fetch: bool) -> tuple[Step, str]:
    """Reads the inputs into the store; what it came to, and the run's id."""
    from dragoman.corpus.batch import code
    from dragoman.corpus.manifest import manifest_of
    from dragoman.formats.files import Position, files_of, read_files
    from dragoman.store.store import Store

    cache = store.with_name(f"{store.name}.pages")
    # the store's own files may lie in a folder that is read
    own = {store.resolve(), store.with_name(f"{store.name}.wal").resolve()}
    files = [p for p in files_of(inputs) if p.resolve() not in own and cache.resolve() not in p.resolve().parents]
    manifest = manifest_of(files, settings)
    position, size = Position(), sum(i.size for i in manifest.inputs)
    with Store.open(store, write=True) as opened:
        steps = code(read_files(files, columns, _say, position, cache, fetch), opened, manifest, settings, workers)
        return _shown(steps, position, size), manifest.id


def _say(words: str) -> None:
    click.echo(f"dragoman: {words}", err=True)


def _shown(steps: Iterator[Step], position: Position, size: int) -> Step:
    """The sum of the steps, with their progress on stderr: a bar where a person looks on, else a line now and then."""
    from dragoman.corpus.batch import Step

    total, begun = Step(), time.monotonic()
    told = begun
    for step in _with_bar(steps, position, size) if sys.stderr.isatty() else steps:
        total = Step(*(getattr(total, f) + getattr(step, f) for f in Step.__slots__))
        if not sys.stderr.isatty() and time.monotonic() - told > _QUIET:
            told = time.monotonic()
            rate = (total.read + total.skipped) / (told - begun)
            share = position.bytes() / size if size else 1.0
            _say(f"{share:.0%}: {total.read:,} articles read, {rate:.1f} a second, {total.rejected:,} rejected")
    return total


def _with_bar(steps: Iterator[Step], position: Position, size: int) -> Iterator[Step]:
    """The steps, with a bar that goes by the bytes of the inputs."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    words = "{task.fields[done]:,} articles, {task.fields[rate]:.1f} a second, {task.fields[rejected]:,} rejected"
    columns = (BarColumn(), TaskProgressColumn(), TextColumn(words), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=max(size, 1), done=0, rate=0.0, rejected=0)
        begun, done, rejected = time.monotonic(), 0, 0
        for step in steps:
            yield step
            done, rejected = done + step.read + step.skipped, rejected + step.rejected
            rate = done / max(1e-3, time.monotonic() - begun)
            progress.update(task, completed=position.bytes(), done=done, rate=rate, rejected=rejected)
