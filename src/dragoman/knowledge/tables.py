"""Reading the tables of knowledge: CSV files with a header, `|` between alternatives in a cell."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator
from importlib.resources import files

from dragoman.errors import KnowledgeError

_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "`": "'", "-": " ", "‐": " ", "–": " ", ".": None, ",": None})


def rows(name: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, cells by column) of a shipped table; blank lines and lines that begin with `#` are passed over.

    Raises:
        KnowledgeError: the header lacks a column, or a row has too many or too few cells.
    """
    text = (files("dragoman.knowledge") / "data" / name).read_text(encoding="utf-8")
    reader = csv.reader(io.StringIO(text))
    header = next(reader, [])
    missing = [c for c in columns if c not in header]
    if missing:
        raise KnowledgeError(f"{name}:1: the header lacks {', '.join(missing)}; it must have {', '.join(columns)}")
    for cells in reader:
        if not cells or cells[0].startswith("#"):
            continue
        if len(cells) != len(header):
            raise KnowledgeError(
                f"{name}:{reader.line_num}: {len(cells)} cells where the header has {len(header)}; quote cells that hold a comma"
            )
        yield reader.line_num, dict(zip(header, cells, strict=True))


def alternatives(cell: str) -> tuple[str, ...]:
    """The alternatives of a cell."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def key(name: str) -> str:
    """What a name is looked up by: lower case, without accents, dots, leading article and trailing possessive."""
    name = name.translate(_STRAIGHT)
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    name = " ".join(name.casefold().split())
    if name.startswith("the "):
        name = name[4:]
    return name.removesuffix("'s").removesuffix("'").strip()
