"""`dragoman replay` and `dragoman diff`."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.inputs import actors_option, lexicon_option
from dragoman.cli.stores import store_argument

if TYPE_CHECKING:
    from dragoman.corpus.replay import Change

_SHOWN = 20


@click.command(
    "replay",
    short_help="Read a run's articles again and report any difference.",
    epilog="""\b
Examples:
  dragoman replay events.duckdb
  dragoman replay events.duckdb ra2a339a90599b154 --workers 4

Exit status: 0 every row is as it was; 1 some are not; 2 the run cannot be read again.""",
)
@store_argument
@click.argument("run", required=False)
@click.option("--workers", type=click.IntRange(1, 512), default=1, show_default=True, metavar="N", help="Processes that read.")
@actors_option
@lexicon_option
def command(store: Path, run: str | None, workers: int, own: Path | None, entries: Path | None) -> None:
    """Reads the articles of RUN (the last one, where none is named) in STORE again and says which rows are not as they were."""
    from dragoman.corpus.manifest import Manifest, coder_of
    from dragoman.corpus.replay import Change, manifest_said, replay, runs, settings_of, why
    from dragoman.errors import UsageError
    from dragoman.store.store import Store

    with Store.open(store, write=False) as opened, tempfile.TemporaryDirectory() as folder:
        name = run or next(iter(runs(opened)), None)
        if name is None:
            raise UsageError(f"{store} has no run yet; make one with: dragoman code ARTICLES --into {store}")
        settings = settings_of(opened, name, own, entries)
        _say_why(why(manifest_said(opened, name), {"coder": _plain(Manifest(coder_of(settings), ()))}))
        found = list(replay(opened, name, settings, Path(folder) / "again.duckdb", workers))
    changes = [c for c in found if isinstance(c, Change)]
    read = sum(s.read for s in found if not isinstance(s, Change))
    _tell(changes)
    click.echo(f"{read:,} articles read again, {len(changes):,} rows not as they were")
    sys.exit(1 if changes else 0)


@click.command(
    "diff",
    short_help="Say which rows came, went or changed from one run to another.",
    epilog="""\b
Example:
  dragoman query events.duckdb "SELECT run_id, begun FROM runs"
  dragoman diff events.duckdb ra2a339a90599b154 r0c1d29e87f0b3a55

Exit status: 0 no row changed; 1 some did.""",
)
@store_argument
@click.argument("before")
@click.argument("now")
def diff_command(store: Path, before: str, now: str) -> None:
    """Says what the run NOW made of the rows that the run BEFORE had written in STORE, and what decided otherwise."""
    from dragoman.corpus.replay import differences, manifest_said, why
    from dragoman.store.store import Store

    with Store.open(store, write=False) as opened:
        _say_why(why(manifest_said(opened, before), manifest_said(opened, now)))
        changes = list(differences(opened, before, now))
    _tell(changes)
    click.echo(f"{len(changes):,} rows came, went or changed")
    sys.exit(1 if changes else 0)


def _plain(manifest: object) -> dict[str, object]:
    import msgspec

    said: dict[str, dict[str, object]] = msgspec.to_builtins(manifest)
    return said["coder"]


def _say_why(parts: list[str]) -> None:
    same = "what decides a reading is the same: version, weights, lexicon, tables, settings"
    click.echo(f"what differs: {', '.join(parts)}" if parts else same)


def _tell(changes: Iterable[Change]) -> None:
    """The changes by table, fate and rule, and the first of them one by one."""
    listed = list(changes)
    count = Counter((c.table, c.fate, c.rule_before or "", c.rule_now or "") for c in listed)
    for (table, fate, was, now), number in sorted(count.items()):
        rules = was if was == now or not now else f"{was} → {now}" if was else now
        click.echo(f"  {number:>6,}  {table} {fate}{f'  ({rules})' if rules else ''}")
    for change in listed[:_SHOWN]:
        click.echo(f"  {change.fate:<8}{change.table} {change.row}")
    if len(listed) > _SHOWN:
        click.echo(f"  … and {len(listed) - _SHOWN:,} more")
