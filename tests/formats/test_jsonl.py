"""An article a line; a bad line costs itself alone."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import DecodingError, EmptyError, FormatError, InputError, SizeError
from dragoman.formats.jsonl import LONGEST_LINE, Rejected, read_lines
from dragoman.formats.text import LONGEST_TEXT
from dragoman.records import Report

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text() | st.sampled_from(["text", "id", "published", "lang"]), inner, max_size=5)
    ),
    max_leaves=12,
)


def read(data: bytes) -> list[Report | Rejected]:
    return list(read_lines(io.BytesIO(data), "a.jsonl"))


def rejected(line: bytes) -> Rejected:
    (item,) = read(line)
    assert isinstance(item, Rejected)
    assert item.error.where is not None
    assert item.error.where.startswith("a.jsonl")
    return item


def test_every_field() -> None:
    line = {
        "id": "x1",
        "text": "Talks failed.\r\n",
        "title": "Talks",
        "published": "2024-08-14T23:30:00+05:00",
        "outlet": "The Herald",
        "url": "https://herald.example/talks",
        "lang": "en-GB",
        "score": [1, {"a": None}],
    }
    assert read(json.dumps(line).encode()) == [
        Report(
            text="Talks failed.\r\n",
            where="a.jsonl:1",
            key="x1",
            title="Talks",
            outlet="The Herald",
            url="https://herald.example/talks",
            lang="en-GB",
            published="2024-08-14",
        )
    ]


def test_text_alone_is_enough_and_null_and_empty_are_absent() -> None:
    assert read(b'{"text":"a"}\n{"text":"b","id":null,"title":"","published":" ","lang":null,"url":"","outlet":""}') == [
        Report(text="a", where="a.jsonl:1"),
        Report(text="b", where="a.jsonl:2"),
    ]


def test_whole_numbers_are_ids() -> None:
    items = read(b'{"text":"a","id":7}\n{"text":"b","id":123456789012345678901234567890}')
    assert [item.key for item in items] == ["7", "123456789012345678901234567890"]


def test_blank_lines_count_but_give_nothing() -> None:
    items = read(b'\xef\xbb\xbf\r\n{"text":"a"}\r\n  \n\t\n{"text":"b"}')
    assert [item.where for item in items if isinstance(item, Report)] == ["a.jsonl:2", "a.jsonl:5"]


@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("text", ["👩‍👩‍👧 🇺🇦", "e\u0301 and é", "محمود عباس and נתניהו", "a\u2028b\u0085c\x0cd", "nul \x00", "\ufeffmark"])
def test_text_is_kept_to_the_character(text: str, ascii_only: bool) -> None:
    (item,) = read(json.dumps({"text": text}, ensure_ascii=ascii_only).encode())
    assert isinstance(item, Report)
    assert item.text == text


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", "not valid JSON"),
        (b"Talks failed.", "not valid JSON"),
        (b'{"text":"a"} {"text":"b"}', "not valid JSON"),
        (b'{"text":"\\ud800"}', "not valid JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b'["text"]', "a list, not an object"),
        (b'"text"', "a string, not an object"),
        (b"17", "a number, not an object"),
        (b"null", "null, not an object"),
        (b"{}", 'field "text" is missing'),
        (b'{"text":null}', 'field "text" is missing'),
        (b'{"text":["a"]}', 'field "text": a list where a string should be'),
        (b'{"text":1}', 'field "text": a number where'),
        (b'{"text":"a","title":{}}', 'field "title": an object where'),
        (b'{"text":"a","outlet":true}', 'field "outlet": true or false where'),
        (b'{"text":"a","url":1.5}', 'field "url": a number where'),
        (b'{"text":"a","lang":["en"]}', 'field "lang": a list where'),
        (b'{"text":"a","id":1.5}', 'field "id": a number where a string or a whole number'),
        (b'{"text":"a","id":true}', 'field "id": true or false where'),
        (b'{"text":"a","id":' + b"1" * 4_305 + b"}", "number|range"),
        (b'{"text":"a","published":20240814}', 'field "published": a number where a date'),
        (b'{"text":"a","published":"2024-02-30"}', 'field "published": "2024-02-30" is no date'),
        (b'{"text":"a","published":"last Tuesday"}', "is no date; write it as 2024-08-14"),
    ],
)
def test_malformed_lines_name_field_and_line(line: bytes, message: str) -> None:
    item = rejected(b"\n" + line)
    assert isinstance(item.error, FormatError)
    assert item.error.where == "a.jsonl:2"
    with pytest.raises(FormatError, match=message):
        raise item.error


def test_the_id_of_a_bad_line_is_told() -> None:
    assert rejected(b'{"id":"x1","text":""}').key == "x1"
    assert rejected(b'{"id":7}').key == "7"
    assert rejected(b'{"id":"x1","text":"a","published":"2024-02-30"}').key == "x1"
    assert rejected(b'{"id":[],"text":"a"}').key is None


def test_empty_and_endless_texts() -> None:
    assert isinstance(rejected(b'{"text":" \\n"}').error, EmptyError)
    assert isinstance(rejected(b'{"text":"' + b"a" * (LONGEST_TEXT + 1) + b'"}').error, SizeError)


def test_an_endless_line_spoils_only_itself() -> None:
    first, second = read(b'{"text":"' + b"a" * (2 * LONGEST_LINE + 10) + b'"}\n{"text":"b"}')
    assert isinstance(first, Rejected)
    assert isinstance(first.error, SizeError)
    assert second == Report(text="b", where="a.jsonl:2")


def test_broken_utf8_spoils_only_its_line() -> None:
    first, second, third, fourth = read(b'{"id":1,"text":"caf\xe9"}\n{"id":2,"text":"b"}\n\xff\xfe{\n{"id":"\xe9","text":"c"}')
    assert isinstance(second, Report)
    assert all(isinstance(item, Rejected) and isinstance(item.error, DecodingError) for item in (first, third, fourth))
    assert [item.key for item in (first, third, fourth)] == ["1", None, None]
    assert "broken UTF-8 at byte 19 of the line" in str(first.error)  # type: ignore[union-attr]


@pytest.mark.parametrize("data", ['{"text":"a"}\n'.encode("utf-16"), b"PK\x03\x04\n\n{}\n", b"\x1f\x8b\x08\x00\n\n"])
def test_a_file_that_is_no_json_lines_is_rejected_once(data: bytes) -> None:
    item = rejected(data)
    assert isinstance(item.error, DecodingError)
    assert item.error.where == "a.jsonl"


def test_an_id_that_is_taken_names_the_first_line() -> None:
    items = read(b'{"id":"7","text":"a"}\n{"id":"8","text":"b"}\n{"id":7,"text":"c"}\n{"text":"d"}\n{"text":"e"}\n{"id":"7","text":"f"}')
    errors = [item.error for item in items if isinstance(item, Rejected)]
    assert [error.where for error in errors] == ["a.jsonl:3", "a.jsonl:6"]
    assert all(isinstance(error, FormatError) and "line 1 (a.jsonl:1)" in error.message for error in errors)


@given(st.lists(JSON))
def test_any_json_gives_one_item_a_line(values: list[object]) -> None:
    items = read("".join(json.dumps(value) + "\n" for value in values).encode())
    assert len(items) == len(values)
    assert [where(item) for item in items] == [f"a.jsonl:{n}" for n in range(1, len(values) + 1)]


@given(st.lists(st.binary().map(lambda line: line.replace(b"\n", b"")), max_size=5))
def test_any_bytes_give_one_item_a_line(lines: list[bytes]) -> None:
    items = read(b"\n".join([b"{}", *lines]))
    assert len(items) == 1 + sum(bool(line.strip()) for line in lines)


@given(st.text(min_size=1).filter(lambda text: not text.isspace()))
def test_any_text_comes_back(text: str) -> None:
    assert read(json.dumps({"text": text}).encode()) == [Report(text=text, where="a.jsonl:1")]


def where(item: Report | Rejected) -> str | None:
    error: InputError | None = item.error if isinstance(item, Rejected) else None
    return error.where if error else item.where  # type: ignore[union-attr]
