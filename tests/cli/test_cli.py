"""The commands by their contract: exit status, a line an input, formats, messages, help, CoNLL-U."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dragoman.cli import cli

TEXT = "Egypt condemned Israel on Monday. Putin met Abbas in Geneva."
FRENCH = "Le président de la République a rencontré le premier ministre à Paris pour parler de la guerre et de la paix. " * 3
BOILERPLATE = "Also Read | Grain Ships Leave Port as Talks Resume\n"
COMMANDS: tuple[list[str], ...] = ([], ["read"], ["annotate"])


def run(*args: str | Path, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in args], input=stdin)


def lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def write(folder: Path, name: str, *articles: object) -> Path:
    """A .jsonl file of objects, or of lines as they are, or a text."""
    path = folder / name
    if path.suffix == ".jsonl":
        path.write_text("".join((a if isinstance(a, str) else json.dumps(a)) + "\n" for a in articles), encoding="utf-8")
    else:
        path.write_text(str(articles[0]), encoding="utf-8", newline="")
    return path


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """Five lines, of which the second, third and fourth cannot be read."""
    return write(
        *(tmp_path, "mixed.jsonl"),
        {"id": "a", "text": TEXT, "published": "2024-08-14"},
        "{no json",
        {"id": "c", "text": FRENCH},
        {"id": "d"},
        {"id": "e", "text": TEXT + " Again.", "title": "Talks", "outlet": "The Times", "url": "https://example.org/e"},
    )


# --- exit status ---


def test_all_read_is_0(tmp_path: Path) -> None:
    result = run("read", write(tmp_path, "a.txt", TEXT))
    assert result.exit_code == 0 and result.stderr == ""


def test_some_input_unread_is_1(mixed: Path) -> None:
    assert run("read", mixed).exit_code == 1


@pytest.mark.parametrize(
    "args",
    [
        ["read"],
        ["annotate"],
        ["no-such-command"],
        ["read", "a.txt", "--no-such-option"],
        ["read", "a.txt", "--format", "xml"],
        ["read", "a.txt", "--published", "yesterday"],
        ["read", "a.txt", "--published", "2024-02-30"],
        ["read", "a.txt", "--published", ""],
        ["annotate", "a.txt", "--format", "json"],
    ],
)
def test_wrong_usage_is_2(args: list[str]) -> None:
    result = run(*args)
    assert result.exit_code == 2 and result.stdout == "" and result.stderr


def test_a_bad_published_is_named() -> None:
    assert "yesterday" in run("read", "a.txt", "--published", "yesterday").stderr


# --- jsonl ---


def test_a_line_for_every_input_in_order(mixed: Path) -> None:
    found = lines(run("read", mixed, "--format", "jsonl"))
    assert len(found) == 5
    assert [line["article"]["key"] if "article" in line else line["id"] for line in found] == ["a", None, "c", "d", "e"]
    assert [line.get("error", {}).get("kind") for line in found] == [None, "format", "language", "format", None]
    assert all(set(line) == {"id", "error"} and line["error"]["message"] for line in found if "error" in line)


def test_fields_of_a_line_are_kept(mixed: Path) -> None:
    first, *_, last = lines(run("read", mixed))
    assert first["article"]["published"] == "2024-08-14"
    assert (last["article"]["title"], last["article"]["outlet"], last["article"]["url"]) == ("Talks", "The Times", "https://example.org/e")
    assert last["article"]["published"] is None and last["article"]["text"] == TEXT + " Again."


def test_jsonl_is_what_a_pipe_gets(tmp_path: Path) -> None:
    (found,) = lines(run("read", write(tmp_path, "a.txt", TEXT)))
    assert found["schema"] == "dragoman.reading/1"
    assert [e["type"] for e in found["events"]] == ["ACCUSE", "CONSULT"]


def test_files_come_in_their_order(tmp_path: Path) -> None:
    paths = [write(tmp_path, f"{name}.txt", f"{TEXT} {name}") for name in "cab"]
    assert [line["article"]["text"][-1] for line in lines(run("read", *paths))] == ["c", "a", "b"]


def test_a_text_is_kept_to_the_character(tmp_path: Path) -> None:
    text = "  Putin met Abbas.\r\n\r\nZoë said “yes” 🕊️.\t\n"
    (found,) = lines(run("read", write(tmp_path, "a.txt", text)))
    assert found["article"]["text"] == text
    assert all(text[m["start"] : m["stop"]].strip() for m in found["mentions"])


def test_duplicate_ids_keep_their_lines(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", {"id": "x", "text": TEXT}, {"id": "y", "text": TEXT + "!"}, {"id": "x", "text": TEXT + "?"})
    result = run("read", path)
    found = lines(result)
    assert result.exit_code == 1 and len(found) == 3
    assert found[2]["id"] == "x" and found[2]["error"]["kind"] == "format"
    assert "a.jsonl:3" in result.stderr and "a.jsonl:1" in result.stderr


def test_an_empty_file_of_lines_gives_nothing(tmp_path: Path) -> None:
    result = run("read", write(tmp_path, "a.jsonl"))
    assert (result.exit_code, result.stdout) == (0, "")


# --- json, table ---


def test_json_of_one_article_is_an_object(tmp_path: Path) -> None:
    assert isinstance(json.loads(run("read", write(tmp_path, "a.txt", TEXT), "--format", "json").stdout), dict)
    assert isinstance(json.loads(run("read", write(tmp_path, "a.jsonl", {"text": TEXT}), "--format", "json").stdout), dict)


def test_json_of_several_articles_is_an_array(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", {"id": "x", "text": TEXT}, {"id": "y", "text": TEXT + "!"})
    found = json.loads(run("read", path, "--format", "json").stdout)
    assert [x["article"]["key"] for x in found] == ["x", "y"]


def test_json_and_jsonl_say_the_same(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", TEXT)
    assert json.loads(run("read", path, "--format", "json").stdout) == lines(run("read", path))[0]


def test_a_table_is_for_people(mixed: Path) -> None:
    result = run("read", mixed, "--format", "table")
    assert result.exit_code == 1
    assert result.stdout.count("Who did what to whom") == 2 and "\x1b" not in result.stdout
    assert result.stderr.count("mixed.jsonl:") == 3


# --- options ---


def test_published_and_lang_hold_where_the_line_says_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", {"text": TEXT, "published": "2024-08-14"}, {"text": TEXT}, {"text": TEXT, "lang": "fr"})
    found = lines(run("read", path, "--published", "2020-01-02", "--lang", "en"))
    assert [x["article"]["published"] for x in found[:2]] == ["2024-08-14", "2020-01-02"]
    assert found[2]["error"]["kind"] == "language"


def test_a_given_language_is_believed(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", FRENCH)
    assert run("read", path).exit_code == 1
    assert run("read", path, "--lang", "en").exit_code == 0
    assert run("read", write(tmp_path, "b.txt", TEXT), "--lang", "fr").exit_code == 1


def test_standard_input_is_text() -> None:
    (found,) = lines(run("read", "-", "--published", "2024-08-14", stdin=TEXT))
    assert found["article"]["text"] == TEXT
    assert [t["earliest"] for t in found["times"]] == ["2024-08-12"]


# --- messages ---


def test_errors_name_file_and_line_on_stderr(mixed: Path) -> None:
    told = run("read", mixed).stderr.splitlines()
    assert len(told) == 3
    for line, number in zip(told, (2, 3, 4), strict=True):
        assert f"mixed.jsonl:{number}" in line


@pytest.mark.parametrize("command", ["read", "annotate"])
def test_a_missing_file_does_not_stop_the_rest(tmp_path: Path, command: str) -> None:
    result = run(command, tmp_path / "no-such.txt", write(tmp_path, "a.txt", TEXT))
    assert result.exit_code == 1 and "no-such.txt" in result.stderr and "Traceback" not in result.stderr
    assert "Egypt" in result.stdout


@pytest.mark.parametrize(("text", "kind"), [(BOILERPLATE, "empty"), ("", "empty"), (" \n\t\n", "empty"), (FRENCH, "language")])
def test_what_is_wrong_with_a_text(tmp_path: Path, text: str, kind: str) -> None:
    result = run("read", write(tmp_path, "a.txt", text))
    assert result.exit_code == 1 and "a.txt" in result.stderr
    (found,) = lines(result)
    assert (found["id"], found["error"]["kind"]) == ("a.txt", kind)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ({"id": "x", "text": BOILERPLATE}, "empty"),
        ({"id": "x", "text": ""}, "empty"),
        ({"id": "x", "text": 3}, "format"),
        ({"id": "x", "text": TEXT, "published": "2024-02-30"}, "format"),
        ({"id": "x", "text": TEXT, "lang": "de"}, "language"),
    ],
)
def test_what_is_wrong_with_a_line(tmp_path: Path, line: dict[str, object], kind: str) -> None:
    (found,) = lines(run("read", write(tmp_path, "a.jsonl", line)))
    assert (found["id"], found["error"]["kind"]) == ("x", kind)


def test_short_text_counts_as_english(tmp_path: Path) -> None:
    assert run("read", write(tmp_path, "a.txt", "Le président Macron a rencontré Abbas.")).exit_code == 0


def test_a_binary_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"%PDF-1.7\x00\x01\x02\xff\xfe" * 50)
    (found,) = lines(run("read", path))
    assert found["error"]["kind"] == "encoding"


# --- help ---


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_has_examples(command: list[str], option: str) -> None:
    result = run(*command, option)
    assert result.exit_code == 0
    assert "Examples:" in result.stdout and f"  dragoman {' '.join(command)}".rstrip() in result.stdout.split("Examples:")[1]


def test_help_lists_the_commands_of_the_contract() -> None:
    listed = run("--help").stdout.split("Commands:")[1]
    assert {"read", "annotate"} <= set(listed.split())


def test_version() -> None:
    result = run("--version")
    assert result.exit_code == 0 and "dragoman" in result.stdout


# --- conllu ---


def conllu(text: str, found: str) -> list[list[list[str]]]:
    """Sentences of rows, their shape checked against the text."""
    sentences = []
    for block in found.strip().split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if not line.startswith("#")]
        assert [r[0] for r in rows] == [str(n) for n in range(1, len(rows) + 1)]
        assert all(len(r) == 10 and all(r) for r in rows)
        assert sum(r[6] == "0" and r[7] == "root" for r in rows) == 1
        for r in rows:
            assert 0 <= int(r[6]) <= len(rows) and r[6] != r[0]
            misc = dict(cell.split("=") for cell in r[9].split("|"))
            assert text[int(misc["start"]) : int(misc["stop"])] == r[1]
        assert any(line.startswith("# sent_id = ") for line in block.splitlines())
        assert any(line.startswith("# text = ") for line in block.splitlines())
        sentences.append(rows)
    return sentences


def test_conllu(tmp_path: Path) -> None:
    result = run("annotate", write(tmp_path, "a.txt", TEXT), "--format", "conllu")
    assert result.exit_code == 0 and result.stdout.endswith("\n\n")
    assert result.stdout.splitlines()[0] == "# newdoc id = a.txt"
    first, second = conllu(TEXT, result.stdout)
    assert [r[1] for r in first] == ["Egypt", "condemned", "Israel", "on", "Monday", "."]
    assert [r[3] for r in first[:4]] == ["PROPN", "VERB", "PROPN", "ADP"]
    assert first[1][2] == "condemn" and (first[0][6], first[0][7]) == ("2", "nsubj")
    assert "NER=B-LOC" in first[0][9].split("|") and "SpaceAfter=No" in first[4][9].split("|")
    assert [r[1] for r in second if "NER=B-PER" in r[9]] == ["Putin", "Abbas"]


def test_conllu_of_lines_has_the_caller_s_ids(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", {"id": "x", "text": TEXT}, {"id": "y", "text": TEXT}, {"id": "z", "text": ""})
    result = run("annotate", path, "--format", "conllu")
    assert result.exit_code == 1 and "a.jsonl:3" in result.stderr
    found = result.stdout.splitlines()
    assert [line for line in found if line.startswith("# newdoc id")] == ["# newdoc id = x", "# newdoc id = y"]
    ids = [line for line in found if line.startswith("# sent_id")]
    assert len(ids) == len(set(ids)) == 4


def test_conllu_offsets_are_code_points(tmp_path: Path) -> None:
    text = "🕊️ Zoë met Erdoğan in Genève.\r\n\r\nThey talked  twice."
    conllu(text, run("annotate", write(tmp_path, "a.txt", text)).stdout)


# --- as a program ---


def program(*args: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dragoman", *args], input=stdin, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_as_a_program() -> None:
    done = program("read", "-", stdin=TEXT)
    assert done.returncode == 0 and json.loads(done.stdout)["article"]["text"] == TEXT and done.stderr == ""


def test_as_a_program_usage_is_2_without_a_traceback() -> None:
    done = program("read", "-", "--published", "soon")
    assert done.returncode == 2 and done.stdout == "" and "soon" in done.stderr and "Traceback" not in done.stderr


def test_as_a_program_an_unread_input_is_1() -> None:
    done = program("read", "no-such-file.txt")
    assert done.returncode == 1 and "no-such-file.txt" in done.stderr and json.loads(done.stdout)["error"]["kind"] == "missing"


def test_the_command_line_knows_a_page_s_language_better_than_the_page(tmp_path: Path) -> None:
    body = "<p>The army attacked the rebels near the border on Monday, and the government condemned the violence in the capital.</p>" * 6
    page = write(
        tmp_path, "a.html", f"<html lang='fr'><head><title>War</title></head><body><article><h1>War</h1>{body}</article></body></html>"
    )
    assert run("read", page).exit_code == 1
    assert run("read", page, "--lang", "en").exit_code == 0
