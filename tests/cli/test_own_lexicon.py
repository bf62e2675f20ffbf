"""Event entries of the user's own, laid over the shipped lexicon."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dragoman.cli import cli
from dragoman.errors import KnowledgeError
from dragoman.knowledge.lexicon import shipped, with_own
from dragoman.reader import read

HEADER = "type,id,pos,words,needs,recipient,example\n"
OWN = HEADER + "ACCUSE,accuse.frobnicate,verb,frobnicate,subject&object,object,A{Iran} frobnicated R{Iraq} on Monday.\n"


def file_of(folder: Path, text: str) -> Path:
    path = folder / "mine.csv"
    path.write_text(text, encoding="utf-8")
    return path


def run(path: Path, text: str) -> Result:
    return CliRunner().invoke(cli, ["read", "-", "--lexicon", str(path), "--format", "jsonl"], input=text)


def test_a_verb_of_one_s_own_is_coded(tmp_path: Path) -> None:
    result = run(file_of(tmp_path, OWN), "Iran frobnicated Iraq on Monday.")
    assert [(e["type"], e["trace"]["rule"]) for e in json.loads(result.stdout)["events"]] == [("ACCUSE", "accuse.frobnicate")]


def test_without_it_the_verb_says_nothing() -> None:
    assert not read("Iran frobnicated Iraq on Monday.", lang="en").events


def test_a_shipped_entry_can_be_replaced_and_taken_out(tmp_path: Path) -> None:
    text = "Egypt condemned Israel on Monday."
    (row,) = read(text, lang="en").events
    out = file_of(tmp_path, HEADER + f"ACCUSE,{row.trace.rule},,-,,,\n")
    assert all(e.trace.rule != row.trace.rule for e in read(text, lang="en", lexicon=out).events)
    other = file_of(tmp_path, HEADER + f"SUPPORT,{row.trace.rule},verb,condemn,object,object,\n")
    assert [e.type for e in read(text, lang="en", lexicon=other).events] == ["SUPPORT"]


def test_the_shipped_lexicon_is_left_as_it_was(tmp_path: Path) -> None:
    before = len(shipped().entries)
    assert len(with_own(file_of(tmp_path, OWN)).entries) == before + 1
    assert len(shipped().entries) == before


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("type,id,pos\nACCUSE,x.y,verb\n", "the header lacks words"),
        ("type,id,pos,words,colour\nACCUSE,x.y,verb,foo,red\n", "unknown column 'colour'"),
        ("type,id,pos,words\nACCUSED,x.y,verb,foo\n", ":2: 'ACCUSED' is no PLOVER type"),
        ("type,id,pos,words\nACCUSE,,verb,foo\n", ":2: no id"),
        ("type,id,pos,words\nACCUSE,x.y,thing,foo\n", ":2: pos is 'thing'"),
        ("type,id,pos,words\nACCUSE,x.y,verb,foo\nACCUSE,x.y,verb,bar\n", ":3: the id 'x.y' stands above already"),
        ("type,id,pos,words,object\nACCUSE,x.y,verb,foo,@nonsense\n", "is no class of nouns"),
        ("type,id,pos,words,needs\nACCUSE,x.y,verb,foo,subjekt\n", "'subjekt' is no slot"),
        ("type,id,words\nACCUSE,no.such-entry,-\n", "can be taken out"),
    ],
)
def test_a_fault_is_told_with_file_and_line(tmp_path: Path, text: str, says: str) -> None:
    path = file_of(tmp_path, text)
    with pytest.raises(KnowledgeError, match=r"mine\.csv") as caught:
        with_own(path)
    assert says in str(caught.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    result = run(tmp_path / "none.csv", "Iran.")
    assert isinstance(result.exception, KnowledgeError) and "cannot be read" in str(result.exception)


def test_uncodeable_articles_keep_their_events_when_asked(tmp_path: Path) -> None:
    text = (Path(__file__).parent.parent / "golden" / "codeability.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    held = [r["text"] for r in rows if not read(r["text"], title=r["title"], lang="en").codeable.value]
    assert any(read(t, lang="en", keep_uncodeable=True).events for t in held)
    assert not any(read(t, lang="en").events for t in held)
