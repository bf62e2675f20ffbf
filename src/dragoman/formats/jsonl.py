"""JSON lines: an article a line.

A line is an object with `text`, and optionally `id`, `title`, `published`, `outlet`, `url` and `lang`; other fields are
passed over, and null or an empty string counts as absent. A bad line costs itself alone.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

import msgspec

from dragoman.errors import DecodingError, FormatError, InputError
from dragoman.formats.columns import Columns, columns_of, report_of
from dragoman.formats.encoding import binary_kind
from dragoman.formats.pages import Pages
from dragoman.formats.text import LONGEST_TEXT, article_text, iso_day, too_long
from dragoman.records import Report

#: The longest line, in bytes: the longest text with every character escaped as a pair ("\\ud83d\\ude00"), and as much again.
LONGEST_LINE = 24 * LONGEST_TEXT

_KINDS: tuple[tuple[type, str], ...] = (
    (bool, "true or false"),
    (int, "a number"),
    (float, "a number"),
    (str, "a string"),
    (list, "a list"),
    (dict, "an object"),
)


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that could not be read: why, and the caller's id for it where it can be told."""

    error: InputError
    key: str | None


def read_lines(
    stream: BinaryIO,
    name: str,
    asked: Columns | None = None,
    announce: Callable[[str], None] | None = None,
    pages: Pages | None = None,
) -> Iterator[Report | Rejected]:
    """For every line of `stream` that is not blank, its report or why there is none, in order; raises nothing for a line.

    `name` is the file's, for messages ("a.jsonl:3"). A file that is no text at all, or UTF-16, is rejected as one. With `asked` the
    fields may have other names, told from those of the first line that is an object; `announce` is told which are taken.
    """
    lines: dict[str, int] = {}
    naming = _Naming(asked, announce or (lambda _: None), name, pages or Pages()) if asked is not None else None
    for number, line in enumerate(_lines(stream), 1):
        if number == 1:
            foreign = _foreign(line)
            if foreign:
                yield Rejected(DecodingError(f"this is {foreign}; JSON lines must be UTF-8: save it so", name), None)
                return
            line = line.removeprefix(codecs.BOM_UTF8)
        if line.strip():
            yield _read_line(line, name, number, lines, naming)


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream; of an endless one no more than its first `LONGEST_LINE` + 1 bytes."""
    while line := stream.readline(LONGEST_LINE + 1):
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST_LINE + 1)
        yield line


def _foreign(line: bytes) -> str | None:
    """What a file is whose first line is `line`, where it is not even meant as JSON lines in UTF-8."""
    if line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    return binary_kind(line)


class _Naming:
    """What the fields of a file's lines are called, where that may be something of its own."""

    def __init__(self, asked: Columns, announce: Callable[[str], None], name: str, pages: Pages) -> None:
        self._asked, self._announce, self._name, self.pages = asked, announce, name, pages
        self._columns: Columns | None = None

    def of(self, fields: dict[str, object], where: str) -> Columns | None:
        """The names of the fields; None where they are the plain ones."""
        if self._columns is None:
            if "text" in fields and self._asked == Columns():
                self._columns = Columns(text="text")
            else:
                self._columns = columns_of(fields, self._asked, where)
                self._announce(f"{self._name}: {self._columns.said()}")
        return None if self._columns == Columns(text="text") else self._columns


def _read_line(line: bytes, name: str, number: int, lines: dict[str, int], naming: _Naming | None) -> Report | Rejected:
    """The report of line `number`; `lines` holds the line of each id so far and takes up this one's."""
    where = f"{name}:{number}"
    key: str | None = None
    try:
        if len(line) > LONGEST_LINE:
            raise too_long(where)
        broken = _broken_utf8(line)
        fields = _fields(line if broken is None else line.decode("utf-8", "replace").encode(), where, broken)
        columns = naming.of(fields, where) if naming is not None and broken is None else None
        key = _key(fields if columns is None else {"id": fields.get(columns.id or "")}, where)
        if broken is not None:
            key = None if key and "\ufffd" in key else key
            raise _decoding_error(broken, where)
        if key is not None and lines.setdefault(key, number) != number:
            raise FormatError(f'the id "{key}" is taken by line {lines[key]} ({name}:{lines[key]}); give each line an id of its own', where)
        if columns is None or naming is None:
            return _report(fields, key, where)
        return report_of(fields, columns, where, naming.pages)
    except InputError as error:
        return Rejected(error, key)


def _broken_utf8(line: bytes) -> int | None:
    """The byte at which a line stops being UTF-8."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return None


def _decoding_error(offset: int, where: str) -> DecodingError:
    return DecodingError(f"broken UTF-8 at byte {offset} of the line; JSON lines must be UTF-8: repair the line", where)


def _fields(line: bytes, where: str, broken: int | None) -> dict[str, object]:
    """The members of the object that a line is; `broken` is where its UTF-8 was, before it was patched."""
    try:
        value: object = msgspec.json.decode(line)
    except (ValueError, RecursionError) as error:
        if broken is not None:
            raise _decoding_error(broken, where) from None
        why = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise FormatError(f"not valid JSON ({why}); give one object a line", where) from None
    if not isinstance(value, dict):
        raise FormatError(f'{_kind(value)}, not an object; a line reads {{"text": "…"}}', where)
    return value


def _key(fields: dict[str, object], where: str) -> str | None:
    value = fields.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        try:
            return str(value)
        except ValueError:  # Python writes out no integer of more than 4,300 digits
            raise FormatError('field "id": too long a number; give a string', where) from None
    return _string(fields, "id", where, "a string or a whole number")


def _report(fields: dict[str, object], key: str | None, where: str) -> Report:
    text = fields.get("text")
    if text is None:
        raise FormatError('field "text" is missing; every line needs the text of its article', where)
    if not isinstance(text, str):
        raise _wrong("text", text, "a string", where)
    return Report(
        text=article_text(text, where),
        where=where,
        key=key,
        title=_string(fields, "title", where),
        outlet=_string(fields, "outlet", where),
        url=_string(fields, "url", where),
        lang=_string(fields, "lang", where),
        published=_published(fields, where),
    )


def _published(fields: dict[str, object], where: str) -> str | None:
    stated = _string(fields, "published", where, "a date as a string (2024-08-14)")
    if stated is None:
        return None
    day = iso_day(stated)
    if day is None:
        raise FormatError(f'field "published": "{stated[:40]}" is no date; write it as 2024-08-14 or 2024-08-14T09:30:00Z', where)
    return day


def _string(fields: dict[str, object], name: str, where: str, wanted: str = "a string") -> str | None:
    """The string in a field, None where there is nothing in it."""
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise _wrong(name, value, wanted, where)
    return value if value.strip() else None


def _wrong(name: str, value: object, wanted: str, where: str) -> FormatError:
    return FormatError(f'field "{name}": {_kind(value)} where {wanted} should be', where)


def _kind(value: object) -> str:
    return next((words for kind, words in _KINDS if isinstance(value, kind)), "null")
