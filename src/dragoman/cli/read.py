"""`dragoman read`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dragoman.cli.inputs import actors_option, directory_of, each, iso_date, lexicon_of, lexicon_option
from dragoman.errors import InputError


@click.command(
    "read",
    short_help="Read articles: who did what to whom, who said what, how many.",
    epilog="""\b
Examples:
  dragoman read report.txt --published 2024-08-14
  dragoman read page.html --format json
  dragoman read articles.jsonl > readings.jsonl
  dragoman read report.txt --actors my-actors.csv
  dragoman read report.txt --lexicon my-verbs.csv
  echo "Egypt condemned the attack." | dragoman read - --format table

Exit status: 0 all read; 1 some input could not be read (named on stderr); 2 wrong usage.""",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--published",
    callback=iso_date,
    metavar="DATE",
    help='Day of publication (2024-08-14), for articles that do not say it; "on Tuesday" is reckoned from it.',
)
@click.option("--lang", metavar="CODE", help="Believe that the articles are in this language (en) instead of detecting it.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "json", "jsonl"]),
    help="table (on a terminal), jsonl (elsewhere: a line an article) or json.",
)
@actors_option
@lexicon_option
@click.option("--keep-uncodeable", is_flag=True, help="Give the events of articles of sport, markets, opinion and the like all the same.")
def command(
    files: tuple[str, ...],
    published: str | None,
    lang: str | None,
    format_: str | None,
    own: Path | None,
    entries: Path | None,
    keep_uncodeable: bool,
) -> None:
    """Reads articles and prints their readings.

    FILE is .txt, .html, .jsonl (an object a line: text, and optionally id, title, published, outlet, url, lang) or - (text).
    """
    from dragoman.formats.json import error_to_json, to_json
    from dragoman.reader import read_report

    directory, lexicon = directory_of(own), lexicon_of(entries)

    format_ = format_ or ("table" if sys.stdout.isatty() else "jsonl")
    out = sys.stdout.buffer
    failed = False
    objects: list[bytes] = []
    for key, result in each(files, lang, published, lambda report: read_report(report, directory, lexicon, keep_uncodeable)):
        if isinstance(result, InputError):
            failed = True
            line = error_to_json(result, key)
        elif format_ == "table":
            from dragoman.formats.table import print_reading

            print_reading(result)
            continue
        else:
            line = to_json(result, indent=2 if format_ == "json" else 0)
        if format_ == "jsonl":
            out.write(line + b"\n")
            out.flush()
        elif format_ == "json":
            objects.append(line)
    if format_ == "json":
        out.write((objects[0] if len(objects) == 1 else b"[" + b",\n".join(objects) + b"]") + b"\n")
        out.flush()
    sys.exit(1 if failed else 0)
