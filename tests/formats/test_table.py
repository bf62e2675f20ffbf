"""Readings as tables: every row is there, no line is wider than the page, no colour where no terminal is."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from dragoman.formats.table import print_reading
from dragoman.reader import read
from dragoman.records import Reading

WIDTHS = (40, 80, 160)
TEXT = (
    "Israel attacked Lebanon on Monday, killing at least 40 people, according to Iran. Putin will meet Abbas on Friday.\n\n"
    "“We will never leave our land,” Putin told Abbas.\n\nEgypt did not condemn Israel."
)


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(TEXT, published="2024-08-14", lang="en")


def printed(reading: Reading, width: int, **kwargs: bool) -> str:
    out = io.StringIO()
    print_reading(reading, Console(file=out, width=width, highlight=False, **kwargs))  # type: ignore[arg-type]
    return out.getvalue()


def test_there_is_something_to_print(reading: Reading) -> None:
    assert len(reading.events) >= 3 and len(reading.quotes) == 1 and len(reading.figures) == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_longer_than_the_width(reading: Reading, width: int) -> None:
    assert max(map(cell_len, printed(reading, width).splitlines())) <= width


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["talks", "attack", "protest"])
def test_no_line_of_an_example_is_longer_than_the_width(examples: dict[str, Reading], name: str, width: int) -> None:
    assert max(map(cell_len, printed(examples[name], width).splitlines())) <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_no_colour_codes_where_no_terminal_is(reading: Reading, width: int) -> None:
    assert "\x1b" not in printed(reading, width)


def test_colour_codes_on_a_terminal(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[" in printed(reading, 80, force_terminal=True)


@pytest.mark.parametrize("width", WIDTHS)
def test_each_kind_of_row_is_headed_and_counted(reading: Reading, width: int) -> None:
    page = " ".join(printed(reading, width).split())
    for title, rows in (("Who did what to whom", reading.events), ("Who said what", reading.quotes), ("How many", reading.figures)):
        assert f"{title} ({len(rows)})" in page


@pytest.mark.parametrize("width", WIDTHS[1:])
def test_all_rows_are_named(reading: Reading, width: int) -> None:
    page = printed(reading, width)
    for type_ in {e.type for e in reading.events}:
        assert page.count(type_) >= sum(e.type is type_ for e in reading.events)
    flat = " ".join(page.split())
    for words in ("Israel", "Lebanon", "Iran", "Putin", "Abbas", "Egypt", "40", "people", "killed"):
        assert words in flat
    assert "We will never leave our land" in flat


@pytest.mark.parametrize("width", WIDTHS[1:])
def test_what_did_not_happen_is_told_from_what_did(reading: Reading, width: int) -> None:
    assert "not so" in " ".join(printed(reading, width).split())


def test_parties_are_called_by_their_own_names() -> None:
    page = printed(read("Egypt condemned Israel on Monday. Putin praised Iran.", published="2024-08-14", lang="en"), 160)
    rows = page.splitlines()
    accused, praised = (next(row for row in rows if type_ in row).split(type_) for type_ in ("ACCUSE", "SUPPORT"))
    assert "Egypt EGY" in accused[0] and "Israel ISR" in accused[1]
    assert "Vladimir Putin RUS" in praised[0] and "Iran IRN" in praised[1]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_reading_without_rows_says_so(width: int) -> None:
    page = " ".join(printed(read("The weather in Geneva was fine.", lang="en"), width).split())
    assert page.count("nothing found") == 3


def test_brackets_of_the_text_are_no_markup() -> None:
    text = "“We will never [red]leave[/red] our land,” Putin said."
    assert "[red]leave[/red]" in "".join(printed(read(text, lang="en"), 160).splitlines())


def test_the_title_and_the_day_stand_on_top(examples: dict[str, Reading]) -> None:
    page = printed(examples["talks"], 160)
    assert "Jordan, Egypt agree on water plan after two days of talks in Amman" in page and "2023-05-11" in page


def test_printing_twice_gives_the_same(reading: Reading) -> None:
    assert printed(reading, 80) == printed(reading, 80)
