"""`dragoman annotate`."""

from __future__ import annotations

import sys

import click

from dragoman.cli.inputs import each
from dragoman.errors import InputError


@click.command(
    "annotate",
    short_help="The linguistic layer alone: words, trees, names.",
    epilog="""\b
Examples:
  dragoman annotate report.txt --format conllu
  dragoman annotate articles.jsonl --format conllu > articles.conllu""",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--lang", metavar="CODE", help="Believe that the articles are in this language (en) instead of detecting it.")
@click.option(
    "--format", "format_", type=click.Choice(["conllu"]), default="conllu", show_default=True, help="CoNLL-U, ten columns a word."
)
def command(files: tuple[str, ...], lang: str | None, format_: str) -> None:
    """Prints words, sentences, universal tags, lemmas, trees and names of articles.

    MISC holds each word's start and stop in the article's text and NER=B-PER and the like.
    """
    del format_  # one format, named for the day there are more
    from dragoman.annotate.conllu import to_conllu
    from dragoman.reader import annotate_report

    failed = False
    for number, (key, result) in enumerate(each(files, lang, None, annotate_report), 1):
        if isinstance(result, InputError):
            failed = True
        else:
            sys.stdout.write(to_conllu(result, key or f"article-{number}"))
    sys.exit(1 if failed else 0)
