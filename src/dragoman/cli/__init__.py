"""The command line: one file a group of commands, each imported when it is called."""

from __future__ import annotations

import importlib
import sys

import click

from dragoman import __version__
from dragoman.errors import DragomanError

_COMMANDS = {
    "read": ("dragoman.cli.read", "Read articles: who did what to whom, who said what, how many."),
    "code": ("dragoman.cli.code", "Read many articles into a store (one DuckDB file)."),
    "export": ("dragoman.cli.export", "Write a store's tables as CSV, Parquet, Stata, Excel, or in the shape of peers."),
    "query": ("dragoman.cli.query", "Ask a store in SQL; nothing is changed."),
    "explain": ("dragoman.cli.explain", "Show a row's sentence, rule and candidates."),
    "coverage": ("dragoman.cli.coverage", "What came in, was rejected and was found, by outlet and day."),
    "audit": ("dragoman.cli.audit", "Check every span, id and reference of a store."),
    "replay": ("dragoman.cli.replay", "Read a run's articles again and report any difference."),
    "diff": ("dragoman.cli.replay:diff_command", "Say which rows came, went or changed from one run to another."),
    "codebook": ("dragoman.cli.codebook", "Print the codebook: every table and column."),
    "actors": ("dragoman.cli.actors", "Who a name stands for on a day; what the tables say of somebody."),
    "annotate": ("dragoman.cli.annotate", "The linguistic layer alone: words, trees, names."),
}


#: Frameworks that spaCy's libraries import where they happen to be installed, which costs seconds; a command needs none.
_UNUSED = ("torch", "tensorflow", "mxnet", "cupy", "jax")


class _Lazy(click.Group):
    """Knows its commands by name and help line; loads one when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name][0].partition(":")
        command = getattr(importlib.import_module(module), name or "command")
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


@click.group(
    cls=_Lazy,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""\b
Examples:
  dragoman read report.txt --published 2024-08-14
  dragoman read page.html --format json
  dragoman read articles.jsonl > readings.jsonl
  echo "Egypt condemned the attack." | dragoman read -
  dragoman code articles/ --into events.duckdb
  dragoman actors resolve "President Bush" --on 1990-08-02
  dragoman annotate report.txt --format conllu""",
)
@click.version_option(__version__, prog_name="dragoman")
def cli() -> None:
    """Dragoman reads news reports and writes down who did what to whom, when and where, who said what, how many, and
    according to whom, each row pointing at the words it rests on. It works offline."""


def main() -> None:
    """Runs the command line; errors of this package end it with their message and status 2."""
    for framework in _UNUSED:
        sys.modules.setdefault(framework, None)  # type: ignore[arg-type]
    try:
        cli(prog_name="dragoman")
    except DragomanError as error:
        click.echo(f"dragoman: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
