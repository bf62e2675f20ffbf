"""Reading the tables of knowledge: CSV files with a header, `|` between alternatives in a cell."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from dragoman.errors import KnowledgeError

_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "`": "'", "ʼ": "'", "ʻ": "'", "-": " ", "‐": " ", "‑": " ", "–": " ", ".": None, ",": None})
#: Letters that stand for a plain one and have no accent that could be taken off.
_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "æ": "ae",
        "Æ": "Ae",
        "ð": "d",
        "Ð": "D",
        "þ": "th",
        "Þ": "Th",
        "ə": "a",
        "Ə": "A",
    }
)
_POSSESSIVE = re.compile(r"'[sS]?(?![\w'])")


def rows(name: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, cells by column) of a shipped table; blank lines and lines that begin with `#` are passed over.

    Raises:
        KnowledgeError: the header lacks a column, or a row has too many or too few cells.
    """
    return read_rows(name, (files("dragoman.knowledge") / "data" / name).read_text(encoding="utf-8"), columns)


def read_rows(name: str, text: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, cells by column) of a table's text; as `rows`, with `name` in its messages."""
    lines = _lines(name, text)
    header = [cell.strip() for cell in next(lines, (1, []))[1]]
    if len(set(header)) < len(header):
        raise KnowledgeError(f"{name}:1: the header names {max(header, key=header.count)} twice; name each column once")
    missing = [c for c in columns if c not in header]
    if missing:
        raise KnowledgeError(f"{name}:1: the header lacks {', '.join(missing)}; it must have {', '.join(columns)}")
    for line, cells in lines:
        if not cells or cells[0].startswith("#"):
            continue
        if len(cells) != len(header):
            raise KnowledgeError(f"{name}:{line}: {len(cells)} cells where the header has {len(header)}; quote cells that hold a comma")
        yield line, dict(zip(header, cells, strict=True))


def read_text(path: Path, do: str) -> str:
    """The text of a user's table.

    Raises:
        KnowledgeError: it cannot be read or is not UTF-8; `do` says what to give.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise KnowledgeError(f"{path}: cannot be read ({error.strerror}); {do}") from error
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{path}: is not in UTF-8; save it as CSV in UTF-8") from error
    return text


def header_of(name: str, text: str) -> list[str]:
    """The columns that a table's text names in its first line; none where it is empty."""
    return [cell.strip() for cell in next(_lines(name, text), (1, []))[1]]


def _lines(name: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """(line number, cells) of a CSV text."""
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise KnowledgeError(f"{name}:{line}: holds a NUL character; save the table as CSV anew")
    reader = csv.reader(io.StringIO(text))
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise KnowledgeError(f"{name}:{reader.line_num}: is no CSV file ({error}); save the table as CSV anew") from error


#: Longest cell that a message repeats.
_LONGEST_SHOWN = 80


def shown(cell: object) -> str:
    """A cell as messages show it: cut where it is long."""
    text = repr(cell)
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


def alternatives(cell: str) -> tuple[str, ...]:
    """The alternatives of a cell."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def key(name: str) -> str:
    """What a name is looked up by: lower case, without accents, dots, leading article and possessive endings."""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name).translate(_LETTERS) if not unicodedata.combining(c))
    name = name.translate(_STRAIGHT)
    if "'" in name:
        name = _POSSESSIVE.sub("", name).replace("'", "")
    name = " ".join(name.casefold().split())
    while name.startswith("the "):
        name = name[4:]
    return name
