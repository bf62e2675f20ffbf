"""From the paths on a command line to reports, one bad input never stopping the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import FormatError, InputError, NotFoundError
from dragoman.formats.html import LARGEST_PAGE, read_html
from dragoman.formats.jsonl import Rejected, read_lines
from dragoman.formats.text import LARGEST_TEXT_FILE, read_text
from dragoman.records import Report

__all__ = ["STDIN", "Rejected", "read_inputs"]

#: The path that stands for standard input.
STDIN = "-"

_WHAT_IS_READ = "give .txt, .html, .htm or .jsonl, or - for text on standard input"


def read_inputs(paths: Sequence[str], stdin: BinaryIO) -> Iterator[Report | Rejected]:
    """The reports in the files at `paths` ("-" is text from `stdin`), in their order, opened one after the other.

    What cannot be read comes as a `Rejected` in its place; nothing is raised for it.
    """
    for path in paths:
        if path == STDIN:
            yield _standard_input(stdin)
        else:
            yield from _file(path)


def _standard_input(stdin: BinaryIO) -> Report | Rejected:
    try:
        return read_text(_bytes(stdin, LARGEST_TEXT_FILE), "standard input", None)
    except InputError as error:
        return Rejected(error, None)
    except OSError as error:
        return Rejected(_unreadable(error, "standard input"), None)


def _file(path: str) -> Iterator[Report | Rejected]:
    """What is in the file at `path`: one article, or one a line."""
    where = _printable(path)
    key = _printable(Path(path).name) or None
    suffix = Path(path).suffix.lower()
    try:
        with _opened(path, where) as stream:
            if suffix == ".jsonl":
                yield from read_lines(stream, where)
            else:
                yield _article(stream, where, key, suffix)
    except InputError as error:
        yield Rejected(error, key)
    except OSError as error:
        yield Rejected(_unreadable(error, where), key)


def _opened(path: str, where: str) -> BinaryIO:
    """The file at `path`, opened; that it is not there comes before how it is called."""
    if Path(path).is_dir():
        raise NotFoundError("a folder; name the files in it", where)
    try:
        return Path(path).open("rb")
    except FileNotFoundError:
        raise NotFoundError("no such file; check the path", where) from None
    except ValueError:  # a NUL in it, or half a surrogate pair
        raise NotFoundError("no file can have such a path; check it", where) from None


def _unreadable(error: OSError, where: str) -> NotFoundError:
    return NotFoundError(f"cannot be read ({error.strerror or error}); check the path and your right to read it", where)


def _article(stream: BinaryIO, where: str, key: str | None, suffix: str) -> Report:
    if suffix == ".txt":
        return read_text(_bytes(stream, LARGEST_TEXT_FILE), where, key)
    if suffix in (".html", ".htm"):
        return read_html(_bytes(stream, LARGEST_PAGE), where, key)
    raise FormatError(f"{suffix or 'a file without a suffix'} is not read; {_WHAT_IS_READ}", where)


def _bytes(stream: BinaryIO, most: int) -> bytes:
    """What is in a stream, and of more than `most` bytes no more than shows that it is too much."""
    return stream.read(most + 1)


def _printable(path: str) -> str:
    """A path with what is no UTF-8 replaced, so that it can be written to any output."""
    return path.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
