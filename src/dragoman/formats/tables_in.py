"""Tables of articles: CSV and TSV, row by row, and Parquet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import DecodingError, FormatError, InputError
from dragoman.formats.columns import Columns, columns_of, report_of
from dragoman.formats.encoding import binary_kind
from dragoman.formats.jsonl import Rejected
from dragoman.formats.pages import Pages
from dragoman.formats.text import LONGEST_TEXT
from dragoman.records import Report

#: Told which columns are taken, once a file.
Announce = Callable[[str], None]

_DELIMITERS = ",;\t|"
_ROWS = 64


def read_csv(stream: BinaryIO, where: str, asked: Columns, announce: Announce, pages: Pages) -> Iterator[Report | Rejected]:
    """The reports in a CSV or TSV file, a row each, or why there is none; quoting that breaks off ends the file with a rejection.

    The delimiter is the one of , ; tab | that the header has most of. Bytes that are no UTF-8 cost their row alone.
    """
    buffered = io.BufferedReader(stream) if isinstance(stream, io.RawIOBase) else stream
    kind = binary_kind(buffered.peek(8)[:8]) if isinstance(buffered, io.BufferedReader) else None
    if kind:
        yield Rejected(DecodingError(f"this is {kind}, not CSV; save it as CSV in UTF-8", where), None)
        return
    csv.field_size_limit(4 * LONGEST_TEXT)
    lines = io.TextIOWrapper(buffered, encoding="utf-8-sig", errors="surrogateescape", newline="")
    head = lines.readline(1 << 20)
    delimiter = max(_DELIMITERS, key=head.count)
    names = next(csv.reader([head], delimiter=delimiter), [])
    try:
        columns = columns_of(names, asked, where)
    except FormatError as error:
        yield Rejected(error, None)
        return
    announce(f"{where}: {columns.said()}")
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 1
    while True:
        number += 1
        at = f"{where}:{number}"
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Rejected(FormatError(f"its quoting is broken from here on ({error}); repair the file", at), None)
            return
        if row:
            yield _csv_row(row, names, columns, at, pages)


def _csv_row(row: list[str], names: list[str], columns: Columns, where: str, pages: Pages) -> Report | Rejected:
    key = None
    try:
        if len(row) != len(names):
            raise FormatError(f"{len(row)} fields where the header has {len(names)}; repair the row", where)
        fields = dict(zip(names, row, strict=True))
        key = fields.get(columns.id or "") or None
        if any("\udc80" <= c <= "\udcff" for value in row for c in value):
            key = None if key and not key.isprintable() else key
            raise DecodingError("not in UTF-8; save the file as UTF-8", where)
        return report_of(fields, columns, where, pages)
    except InputError as error:
        return Rejected(error, key)


def read_parquet(path: Path, where: str, asked: Columns, announce: Announce, pages: Pages) -> Iterator[Report | Rejected]:
    """The reports in a Parquet file, a row each, or why there is none."""
    import duckdb

    connection = duckdb.connect(config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"})
    try:
        try:
            names = [d[0] for d in connection.execute("SELECT * FROM read_parquet($1) LIMIT 0", [str(path)]).description or ()]
            columns = columns_of(names, asked, where)
            announce(f"{where}: {columns.said()}")
            wanted = [n for n in dict.fromkeys(getattr(columns, f) for f in Columns.__slots__) if n is not None]
            listed = ", ".join('"' + n.replace('"', '""') + '"' for n in wanted)
            result = connection.execute(f"SELECT {listed} FROM read_parquet($1)", [str(path)])
            number = 0
            while rows := result.fetchmany(_ROWS):
                for row in rows:
                    number += 1
                    yield _parquet_row(dict(zip(wanted, row, strict=True)), columns, f"{where}:{number}", pages)
        except duckdb.Error as error:
            first = str(error).split("\n", 1)[0]
            yield Rejected(FormatError(f"not a Parquet table that can be read ({first}); write it anew", where), None)
        except FormatError as error:
            yield Rejected(error, None)
    finally:
        connection.close()


def _parquet_row(fields: dict[str, object], columns: Columns, where: str, pages: Pages) -> Report | Rejected:
    key = fields.get(columns.id or "")
    try:
        return report_of(fields, columns, where, pages)
    except InputError as error:
        return Rejected(error, str(key) if key is not None else None)
