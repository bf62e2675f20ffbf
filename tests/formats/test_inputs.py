"""Paths to reports: every input in its place, and none stops the rest."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from dragoman.errors import DecodingError, EmptyError, FormatError, InputError, NotFoundError, SizeError
from dragoman.formats.inputs import Rejected, read_inputs
from dragoman.formats.text import LARGEST_TEXT_FILE
from dragoman.records import Report

PARAGRAPH = "President Mahmoud Abbas met the foreign minister of Norway in Ramallah on Tuesday, his office said."


def read(*paths: str | Path, stdin: bytes = b"") -> list[Report | Rejected]:
    return list(read_inputs([str(path) for path in paths], io.BytesIO(stdin)))


def error_of(path: str | Path) -> InputError:
    (item,) = read(path)
    assert isinstance(item, Rejected)
    return item.error


def test_every_input_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Talks\r\nfail")
    (tmp_path / "b.HTML").write_text(f"<html><body><p>{PARAGRAPH}</p></body></html>")
    (tmp_path / "c.jsonl").write_bytes(b'{"id":"x","text":"c1"}\n{"id":"y"}\n\n{"text":"c4"}\n')
    (tmp_path / "d.txt").write_bytes(b" ")
    (tmp_path / "e.htm").write_bytes(b"no page")
    paths = ["d.txt", "a.txt", "missing.txt", "c.jsonl", "b.HTML", "-", "e.htm"]
    items = read(*(path if path == "-" else tmp_path / path for path in paths), stdin=b"from a pipe")
    told = [(item.key, item.error.kind if isinstance(item, Rejected) else item.text) for item in items]
    assert told == [
        ("d.txt", "empty"),
        ("a.txt", "Talks\r\nfail"),
        ("missing.txt", "missing"),
        ("x", "c1"),
        ("y", "format"),
        (None, "c4"),
        ("b.HTML", PARAGRAPH),
        (None, "from a pipe"),
        ("e.htm", "format"),
    ]


def test_standard_input() -> None:
    assert read("-", stdin="Talks fail 😀".encode()) == [Report(text="Talks fail 😀", where="standard input")]
    (empty,) = read("-")
    assert isinstance(empty, Rejected)
    assert isinstance(empty.error, EmptyError)
    assert empty.key is None


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a", "a.json", "a.txt.gz", ".txt"])
def test_other_suffixes_are_refused_with_what_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"Talks")
    error = error_of(tmp_path / name)
    assert isinstance(error, FormatError)
    assert ".txt, .html, .htm or .jsonl, or -" in error.message


@pytest.mark.parametrize(
    "name", ["none.txt", "none.jsonl", "none.pdf", "none/none.txt", "nul\0.txt", "\ud800.txt", "a" * 5_000 + ".txt", ""]
)
def test_what_is_not_there(tmp_path: Path, name: str) -> None:
    assert isinstance(error_of(f"{tmp_path}/{name}"), NotFoundError)


@pytest.mark.parametrize("name", ["folder", "folder.txt", "folder.jsonl"])
def test_folders(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    error = error_of(tmp_path / name)
    assert isinstance(error, NotFoundError)
    assert "a folder" in error.message


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    secret = tmp_path / "a.txt"
    secret.write_bytes(b"Talks")
    secret.chmod(0)
    if os.access(secret, os.R_OK):
        pytest.skip("this user may read anything")
    assert "your right to read it" in error_of(secret).message


def test_a_name_that_is_no_utf8_can_still_be_printed(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    try:
        Path(path).write_bytes(b"Talks")
    except OSError:
        pytest.skip("this file system knows only UTF-8")
    (item,) = read(path)
    assert isinstance(item, Report)
    assert item.key is not None
    assert item.key.encode().startswith(b"caf")
    assert item.where.encode()


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.7")
    assert isinstance(error_of(tmp_path / "a.txt"), DecodingError)


def test_no_more_is_read_than_shows_that_it_is_too_much(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as stream:
        stream.truncate(100 * LARGEST_TEXT_FILE)
    assert isinstance(error_of(tmp_path / "a.txt"), SizeError)


def test_inputs_are_opened_one_after_the_other(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"first")
    items = read_inputs([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], io.BytesIO())
    assert isinstance(next(items), Report)
    (tmp_path / "b.txt").write_bytes(b"second")
    assert isinstance(next(items), Report)
