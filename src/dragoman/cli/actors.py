"""`dragoman actors`: who a string names on a day, and what the tables say of somebody."""

from __future__ import annotations

import codecs
import datetime
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from dragoman.cli.inputs import actors_option, directory_of, iso_date
from dragoman.errors import FormatError, InputError
from dragoman.knowledge.tables import shown

if TYPE_CHECKING:
    from dragoman.knowledge.actors import Known
    from dragoman.resolve.who import Answer


@dataclass(frozen=True, slots=True)
class _Question:
    """A string to resolve as of a day."""

    text: str
    on: datetime.date | None


@click.group(
    "actors",
    short_help="Who a name stands for on a day; what the tables say of somebody.",
    epilog="""\b
Examples:
  dragoman actors resolve "President Bush" "Israeli army spokesman" --on 1990-08-02
  dragoman actors show Putin""",
)
def command() -> None:
    """Asks the tables of actors: states, bodies, armed groups, holders of offices, agent nouns."""


@command.command(
    "resolve",
    short_help="Who strings name on a day.",
    epilog="""\b
Examples:
  dragoman actors resolve "President Bush" --on 1990-08-02
  dragoman actors resolve "the Kremlin" "villagers in Balakot" --format jsonl
  dragoman actors resolve "Tigers" --actors mine.csv
  dragoman actors resolve - --format jsonl < names.jsonl

Exit status: 0 all answered; 1 a line could not be read (an error line holds its place); 2 wrong usage.""",
)
@click.argument("texts", nargs=-1, metavar="[TEXT]...")
@click.option(
    "--on", callback=iso_date, metavar="DATE", help="The day that the answer holds for (2024-08-14); without it, the latest office known."
)
@click.option(
    "--format", "format_", type=click.Choice(["table", "json", "jsonl"]), help="table (on a terminal), jsonl (elsewhere) or json."
)
@actors_option
def resolve(texts: tuple[str, ...], on: str | None, format_: str | None, own: Path | None) -> None:
    """Says who strings name.

    With - the strings are read from standard input, a JSON object a line: {"text": ..., "on": ...}.
    """
    from dragoman.formats.json import error_to_json
    from dragoman.resolve.identity import Setting
    from dragoman.resolve.who import who

    if not texts:
        raise click.UsageError('give one or more strings, or - for JSON lines; for instance: dragoman actors resolve "the Kremlin"')
    directory = directory_of(own)
    format_ = format_ or ("table" if sys.stdout.isatty() else "jsonl")
    failed = False
    out: list[bytes] = []
    for question in _questions(texts, on):
        if isinstance(question, InputError):
            failed = True
            click.echo(f"dragoman: {question}", err=True)
            line = error_to_json(question, None)
        else:
            answer = who(question.text, Setting(on=question.on, directory=directory))
            if format_ == "table":
                click.echo(_told(question, answer))
                continue
            line = _line(question, answer)
        if format_ == "jsonl":
            sys.stdout.buffer.write(line + b"\n")
        elif format_ == "json":
            out.append(line)
    if format_ == "json":
        sys.stdout.buffer.write((out[0] if len(out) == 1 else b"[" + b",\n".join(out) + b"]") + b"\n")
    sys.exit(1 if failed else 0)


@command.command(
    "show",
    short_help="All tenures and aliases of somebody.",
    epilog="""\b
Examples:
  dragoman actors show "Hillary Clinton"
  dragoman actors show Hezbollah""",
)
@click.argument("name")
@actors_option
def show(name: str, own: Path | None) -> None:
    """Prints every row of the tables that a name may mean: offices and their days, other names, codes, where the row stands."""
    from dragoman.knowledge.manifest import roster_until
    from dragoman.resolve.identity import Setting, candidates

    found = candidates(name, Setting(directory=directory_of(own)))
    if not found:
        click.echo(f"dragoman: the tables know nobody called {shown(name)}; a fuller name or another spelling may help", err=True)
        sys.exit(1)
    whole = [s for s in found if not {"surname", "respelled", "initial"} & set(s.features)]
    found = whole or found
    people = dict.fromkeys((s.known.name, s.known.code) for s in found)
    for person, code in people:
        rows = [s.known for s in found if (s.known.name, s.known.code) == (person, code)]
        click.echo(_card(rows))
    click.echo(f"The roster of office holders is held valid up to {roster_until()}.")


def _questions(texts: Iterable[str], on: str | None) -> Iterator[_Question | InputError]:
    day = datetime.date.fromisoformat(on) if on else None
    for text in texts:
        if text == "-":
            for number, line in enumerate(sys.stdin.buffer, 1):
                if line.strip():
                    yield _asked(line, f"-:{number}", day)
        else:
            # bytes of the command line that are no UTF-8 come as lone surrogates
            yield _Question(text.encode("utf-8", "replace").decode("utf-8"), day)


def _asked(line: bytes, where: str, day: datetime.date | None) -> _Question | InputError:
    try:
        asked = msgspec.json.decode(line.removeprefix(codecs.BOM_UTF8))
    except (ValueError, RecursionError) as error:
        return FormatError(f'no JSON ({error}); a line must read {{"text": "the Kremlin", "on": "2024-08-14"}}', where)
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        return FormatError('a line must be an object with a "text"', where)
    on = asked.get("on")
    if on is None:
        return _Question(asked["text"], day)
    try:
        return _Question(asked["text"], datetime.date.fromisoformat(on))
    except (ValueError, TypeError):
        return FormatError(f'"on" is {shown(on)}; it must be a day (2024-08-14)', where)


def _line(question: _Question, answer: Answer) -> bytes:
    from dragoman.formats.json import record_to_json
    from dragoman.resolve.chains import actor_of

    actor = actor_of(answer.identity, question.on, ()) if answer.identity is not None else None
    return record_to_json({"text": question.text, "actor": actor, "candidates": [s.candidate for s in answer.found]})


def _told(question: _Question, answer: Answer) -> str:
    """An answer as a few lines for people."""
    i = answer.identity
    if i is None:
        told = f"{question.text}: nobody known"
    else:
        code = f"{i.code or '?'} {' '.join(i.sectors)}".strip()
        told = f"{question.text}: {i.name} [{code}]" + (f", {i.role}" if i.role else "") + f"  ({i.how}, {i.confidence})"
    others = [s.candidate for s in answer.found if i is None or s.known.name != i.name][:3]
    return "\n".join([told, *(f"    not {c.name}: {c.score} ({c.why})" for c in others)])


def _card(rows: list[Known]) -> str:
    """One actor's rows: who it is, its other names, its tenures in order of time."""
    first = rows[0]
    aliases = sorted({a for r in rows for a in r.aliases})
    lines = [f"{first.name} [{first.code or '?'}] {first.wikidata or ''}".rstrip()]
    lines += [f"  also: {', '.join(aliases)}"] if aliases else []
    for row in sorted(rows, key=lambda r: (r.start or datetime.date.min, r.where)):
        days = f"{row.start or '...'} to {row.end or 'now'}" if row.start or row.end else "always"
        lines.append(f"  {days}: {row.role or row.table} {' '.join(row.sectors)}".rstrip() + f"  ({row.where})")
    return "\n".join(lines)
