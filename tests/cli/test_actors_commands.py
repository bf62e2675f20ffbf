"""`dragoman actors resolve` by its contract: who a string names, a line for every line, formats, usage, help."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from dragoman.cli import cli

ACTOR_FIELDS = {"name", "kind", "code", "country", "cow", "sectors", "role", "wikidata", "as_of", "trace"}
UNKNOWN = "Zorblax Quillon"


def run(*args: str | Path, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["actors", *(str(a) for a in args)], input=stdin)


def lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def asked(*questions: object) -> str:
    """Lines of JSON, or lines as they are."""
    return "".join((q if isinstance(q, str) else json.dumps(q)) + "\n" for q in questions)


def names(found: list[dict[str, Any]]) -> list[str | None]:
    return [line["actor"]["name"] if line["actor"] else None for line in found]


# --- resolve: strings ---


@pytest.mark.parametrize(
    ("text", "on", "name", "code"),
    [
        ("President Bush", "1990-08-02", "George H. W. Bush", "USA"),
        ("President Bush", "2003-03-20", "George W. Bush", "USA"),
        ("Vladimir Putin", "2001-01-01", "Vladimir Putin", "RUS"),
        ("Egypt", "2024-08-14", "Egypt", "EGY"),
        ("the Kremlin", "2024-08-14", "Russia", "RUS"),
        ("the Kremlin", "1985-03-12", "Soviet Union", "SUN"),
    ],
)
def test_one_string(text: str, on: str, name: str, code: str) -> None:
    result = run("resolve", text, "--on", on)
    (line,) = lines(result)
    assert result.exit_code == 0 and result.stderr == ""
    assert (line["text"], line["actor"]["name"], line["actor"]["code"], line["actor"]["as_of"]) == (text, name, code, on)


def test_the_shape_of_a_line() -> None:
    (line,) = lines(run("resolve", "President Bush", "--on", "1990-08-02", "--format", "jsonl"))
    assert list(line) == ["text", "actor", "candidates"]
    actor = line["actor"]
    assert set(actor) == ACTOR_FIELDS
    assert (actor["kind"], actor["country"], actor["cow"], actor["sectors"]) == ("person", "USA", 2, ["GOV"])
    assert actor["role"] == "President of the United States"
    assert {"rule", "confidence", "evidence", "candidates"} <= set(actor["trace"]) and actor["trace"]["evidence"] == []
    assert 0 < actor["trace"]["confidence"] < 1
    for candidate in (*line["candidates"], *actor["trace"]["candidates"]):
        assert set(candidate) == {"name", "score", "why"} and candidate["why"]
    scores = [c["score"] for c in line["candidates"]]
    assert len(scores) > 1 and scores == sorted(scores, reverse=True)


def test_somebody_described_has_the_sector_and_country_of_the_words() -> None:
    (line,) = lines(run("resolve", "Israeli army spokesman", "--on", "1990-08-02"))
    assert (line["actor"]["code"], line["actor"]["sectors"], line["actor"]["wikidata"]) == ("ISR", ["MIL"], None)


def test_several_strings_are_answered_in_order() -> None:
    result = run("resolve", "Israel", UNKNOWN, "Egypt", "Israel", "--format", "jsonl")
    assert result.exit_code == 0
    assert [line["text"] for line in lines(result)] == ["Israel", UNKNOWN, "Egypt", "Israel"]
    assert names(lines(result)) == ["Israel", None, "Egypt", "Israel"]


@pytest.mark.parametrize("text", [UNKNOWN, "", "   ", "...", "x" * 100_000, "a\nb", "🕊️"])
def test_nobody_known_is_null(text: str) -> None:
    result = run("resolve", text)
    assert result.exit_code == 0 and result.stderr == ""
    assert lines(result) == [{"text": text, "actor": None, "candidates": []}]


def test_without_a_day_there_is_no_as_of() -> None:
    (line,) = lines(run("resolve", "Vladimir Putin"))
    assert line["actor"]["name"] == "Vladimir Putin" and line["actor"]["as_of"] is None


# --- resolve: formats ---


def test_json_of_one_string_is_an_object_and_of_several_an_array() -> None:
    one = json.loads(run("resolve", "Egypt", "--format", "json").stdout)
    several = json.loads(run("resolve", "Egypt", UNKNOWN, "--format", "json").stdout)
    assert one["actor"]["code"] == "EGY"
    assert [line["text"] for line in several] == ["Egypt", UNKNOWN] and several[0] == one


def test_json_and_jsonl_say_the_same() -> None:
    args = ("resolve", "President Bush", "Egypt", UNKNOWN, "--on", "1990-08-02", "--format")
    assert json.loads(run(*args, "json").stdout) == lines(run(*args, "jsonl"))


def test_a_pipe_gets_jsonl() -> None:
    args = ("resolve", "Egypt", "Israel")
    assert run(*args).stdout == run(*args, "--format", "jsonl").stdout


def test_a_table_is_for_people() -> None:
    result = run("resolve", "President Bush", UNKNOWN, "--on", "1990-08-02", "--format", "table")
    assert result.exit_code == 0 and "\x1b" not in result.stdout and "{" not in result.stdout
    first, *_, last = result.stdout.splitlines()
    assert "President Bush" in first and "George H. W. Bush" in first and "USA" in first
    assert "President of the United States" in first and "Barbara Bush" in result.stdout
    assert UNKNOWN in last and "nobody" in last


# --- resolve: lines of standard input ---


def test_lines_in_and_lines_out_in_order() -> None:
    questions = [
        {"text": "President Bush", "on": "1990-08-02"},
        {"text": UNKNOWN, "on": "1990-08-02"},
        {"text": "President Bush", "on": "2003-03-20"},
        {"text": "Egypt"},
    ]
    result = run("resolve", "-", "--format", "jsonl", stdin=asked(*questions))
    assert result.exit_code == 0 and result.stderr == ""
    assert [line["text"] for line in lines(result)] == [q["text"] for q in questions]
    assert names(lines(result)) == ["George H. W. Bush", None, "George W. Bush", "Egypt"]


def test_on_holds_only_where_the_line_names_no_day() -> None:
    stdin = asked({"text": "President Bush"}, {"text": "President Bush", "on": "2003-03-20"}, {"text": "President Bush", "on": None})
    found = lines(run("resolve", "-", "--on", "1990-08-02", stdin=stdin))
    assert names(found) == ["George H. W. Bush", "George W. Bush", "George H. W. Bush"]
    assert [line["actor"]["as_of"] for line in found] == ["1990-08-02", "2003-03-20", "1990-08-02"]


def test_lines_and_strings_may_be_mixed() -> None:
    found = lines(run("resolve", "Israel", "-", "Chad", stdin=asked({"text": "Egypt"}, {"text": "France"})))
    assert names(found) == ["Israel", "Egypt", "France", "Chad"]


def test_blank_lines_are_passed_over_and_line_ends_do_not_matter() -> None:
    result = run("resolve", "-", stdin=b'\n  \t\n{"text": "Egypt"}\r\n\r\n{"text": "Israel"}')
    assert result.exit_code == 0 and names(lines(result)) == ["Egypt", "Israel"]


def test_other_fields_of_a_line_do_no_harm() -> None:
    (line,) = lines(run("resolve", "-", stdin=asked({"id": 7, "text": "Egypt", "more": [1]})))
    assert line["actor"]["code"] == "EGY"


@pytest.mark.parametrize(("format_", "wanted"), [("jsonl", ""), ("json", "[]\n"), ("table", "")])
def test_no_lines_give_nothing(format_: str, wanted: str) -> None:
    result = run("resolve", "-", "--format", format_, stdin="")
    assert (result.exit_code, result.stdout, result.stderr) == (0, wanted, "")


BAD: dict[str, bytes] = {
    "no JSON": b"{no json",
    "cut off": b'{"text": "Egypt"',
    "more than one value": b'{"text": "Egypt"} x',
    "too deep": b"[" * 100_000,
    "no object": b'["Egypt"]',
    "a string": b'"Egypt"',
    "no text": b'{"on": "2024-08-14"}',
    "text is null": b'{"text": null}',
    "text is a number": b'{"text": 3}',
    "text is a list": b'{"text": ["Egypt"]}',
    "no such day": b'{"text": "Egypt", "on": "2024-02-30"}',
    "no date": b'{"text": "Egypt", "on": "yesterday"}',
    "empty date": b'{"text": "Egypt", "on": ""}',
    "date is a number": b'{"text": "Egypt", "on": 20240814}',
    "date is a list": b'{"text": "Egypt", "on": ["2024-08-14"]}',
    "lone surrogate": b'{"text": "\\ud800 Egypt"}',
    "lone surrogate of the end": b'{"text": "Egypt \\udfff"}',
    "invalid UTF-8": b'{"text": "Egypt \xff"}',
    "bytes alone": b"\xff\xfe\x00",
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_bad_line_keeps_its_place_and_the_rest_is_answered(bad: bytes) -> None:
    result = run("resolve", "-", stdin=b'{"text": "Egypt"}\n\n' + bad + b'\n{"text": "Israel"}\n')
    assert result.exit_code == 1
    first, error, last = lines(result)
    assert names([first, last]) == ["Egypt", "Israel"]
    assert set(error) == {"id", "error"} and error["error"]["kind"] == "format"
    assert error["error"]["message"].startswith("-:3: ")
    assert result.stderr.splitlines() == [f"dragoman: {error['error']['message']}"]


def test_bad_lines_in_an_array_and_in_a_table() -> None:
    stdin = asked({"text": "Egypt"}, "{no json", {"text": "Israel"})
    array = run("resolve", "-", "--format", "json", stdin=stdin)
    assert array.exit_code == 1 and ["error" in line for line in json.loads(array.stdout)] == [False, True, False]
    told = run("resolve", "-", "--format", "table", stdin=stdin)
    assert told.exit_code == 1 and "-:2" in told.stderr and "Egypt" in told.stdout and "Israel" in told.stdout


PIECES = st.sampled_from([b'{"text": "Egypt"}', b'{"text":', b'"on": "2024"', b"\xff", b"\\ud800", b"{}", b" ", b"\r", b"\x00", b"null"])


@given(st.lists(st.one_of(st.binary(max_size=12), st.lists(PIECES, max_size=4).map(b"".join)).filter(lambda b: b"\n" not in b), max_size=8))
def test_whatever_comes_a_line_that_is_not_blank_gets_a_line(sent: list[bytes]) -> None:
    result = run("resolve", "-", stdin=b"\n".join(sent))
    found = lines(result)
    assert len(found) == sum(bool(line.strip()) for line in sent)
    assert result.exit_code == int(any("error" in line for line in found))


# --- resolve: usage ---


@pytest.mark.parametrize("on", ["yesterday", "2024-02-30", "", "14/08/2024"])
def test_a_bad_on_is_wrong_usage(on: str) -> None:
    result = run("resolve", "Egypt", "--on", on)
    assert result.exit_code == 2 and result.stdout == "" and "--on" in result.stderr and repr(on) in result.stderr


def test_no_string_is_wrong_usage_with_an_example() -> None:
    result = run("resolve")
    assert result.exit_code == 2 and result.stdout == "" and "dragoman actors resolve" in result.stderr


@pytest.mark.parametrize("args", [["show"], ["show", "a", "b"], ["resolve", "Egypt", "--format", "xml"], ["no-such-command"]])
def test_wrong_usage_is_2(args: list[str]) -> None:
    result = run(*args)
    assert result.exit_code == 2 and result.stdout == "" and result.stderr


@pytest.mark.parametrize("command", ["resolve", "show"])
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_has_examples(command: str, option: str) -> None:
    result = run(command, option)
    assert result.exit_code == 0 and f"  dragoman actors {command} " in result.stdout.split("Examples:")[1]


def test_help_of_the_group_lists_both() -> None:
    result = run("--help")
    assert result.exit_code == 0 and "Examples:" in result.stdout and {"resolve", "show"} <= set(result.stdout.split())
