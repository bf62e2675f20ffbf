"""A plain text is one report, its text untouched."""

from __future__ import annotations

import codecs

import pytest

from dragoman.errors import DecodingError, EmptyError, SizeError
from dragoman.formats.text import LARGEST_TEXT_FILE, LONGEST_TEXT, article_text, iso_day, read_text


@pytest.mark.parametrize(
    "text",
    [
        "Line one\r\n\r\nLine two\rthree\n",
        "  led by spaces, and a form feed\x0c",
        "👩‍👩‍👧‍👦 and 🇺🇦 and e\u0301, not é",
        "محمود عباس\u200f and בנימין נתניהו and می\u200cخواهم",
        "NBSP\u00a0here, soft\u00adhyphen, line\u2028separator",
    ],
)
def test_text_is_kept_to_the_character(text: str) -> None:
    report = read_text(text.encode(), "folder/a.txt", "a.txt")
    assert (report.text, report.key, report.where) == (text, "a.txt", "folder/a.txt")
    assert (report.title, report.outlet, report.url, report.lang, report.published) == (None,) * 5


def test_a_byte_order_mark_is_no_text() -> None:
    assert read_text(codecs.BOM_UTF8 + b"Talks", "a.txt", None).text == "Talks"


@pytest.mark.parametrize("data", [b"", b" \r\n\t", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, "\u00a0\u2003\n".encode()])
def test_nothing_but_white_space_is_empty(data: bytes) -> None:
    with pytest.raises(EmptyError, match=r"a\.txt: there is no text"):
        read_text(data, "a.txt", "a.txt")


def test_binary_is_no_text() -> None:
    with pytest.raises(DecodingError):
        read_text(b"\x00\x01\x02", "a.txt", "a.txt")


def test_the_longest_text() -> None:
    assert len(read_text(b"a" * LONGEST_TEXT, "a.txt", None).text) == LONGEST_TEXT
    assert article_text("😀" * LONGEST_TEXT, "a.txt")
    with pytest.raises(SizeError, match="2,000,000 characters"):
        read_text(b"a" * (LONGEST_TEXT + 1), "a.txt", None)
    with pytest.raises(SizeError):
        read_text(b"a" * (LARGEST_TEXT_FILE + 1), "a.txt", None)


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("2024-08-14", "2024-08-14"),
        (" 20240814 ", "2024-08-14"),
        ("2024-08-14T23:30:00Z", "2024-08-14"),
        ("2024-08-14T23:30:00.123456-05:00", "2024-08-14"),
        ("2024-08-14 09:30", "2024-08-14"),
        ("2024-02-29", "2024-02-29"),
        ("2023-02-29", None),
        ("2024-13-01", None),
        ("2024-08", None),
        ("14/08/2024", None),
        ("Tuesday", None),
        ("", None),
        ("\ud800", None),
    ],
)
def test_iso_days(stated: str, day: str | None) -> None:
    assert iso_day(stated) == day
