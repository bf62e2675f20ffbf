"""Plain text, and what every format asks of an article: not empty, not endless, a day that exists."""

from __future__ import annotations

from datetime import datetime

from dragoman.errors import EmptyError, SizeError
from dragoman.formats.encoding import decode
from dragoman.records import Report

#: The longest article, in characters: some twenty times the longest that a paper prints.
LONGEST_TEXT = 2_000_000
#: The largest plain-text file, in bytes: no encoding takes more than four for a character, and a mark.
LARGEST_TEXT_FILE = 4 * LONGEST_TEXT + 4


def read_text(data: bytes, where: str, key: str | None) -> Report:
    """One report from the bytes of a plain text, its text kept to the character.

    Raises `DecodingError`, `EmptyError` and `SizeError`.
    """
    if len(data) > LARGEST_TEXT_FILE:
        raise too_long(where)
    return Report(text=article_text(decode(data, where), where), where=where, key=key)


def article_text(text: str, where: str) -> str:
    """`text` itself, if an article can have it.

    Raises `EmptyError` where there is only white space, `SizeError` above `LONGEST_TEXT` characters.
    """
    if len(text) > LONGEST_TEXT:
        raise too_long(where)
    if not text or text.isspace():
        raise EmptyError("there is no text in it; give one with an article", where)
    return text


def too_long(where: str) -> SizeError:
    """The error for a text above `LONGEST_TEXT`."""
    return SizeError(f"longer than {LONGEST_TEXT:,} characters, more than one article can be; split it into its articles", where)


def iso_day(stated: str) -> str | None:
    """The day (YYYY-MM-DD) of an ISO date or date and time, as its own time zone counts it; None where it is neither."""
    try:
        return datetime.fromisoformat(stated.strip()).date().isoformat()
    except ValueError:
        return None
