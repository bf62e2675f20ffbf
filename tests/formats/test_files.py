"""Files and folders of articles: tables by what their columns are called, compressed files, and every fault a named rejection."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import duckdb
import pytest
import zstandard

from dragoman.errors import NotFoundError
from dragoman.formats.columns import Columns
from dragoman.formats.files import files_of, read_files
from dragoman.formats.jsonl import Rejected
from dragoman.records import Report

TEXT = "Egypt condemned Israel on Tuesday."


def read(*paths: Path, **asked: str) -> tuple[list[Report], list[Rejected], list[str]]:
    said: list[str] = []
    items = list(read_files(list(paths), Columns(**asked), said.append))
    return [i for i in items if isinstance(i, Report)], [i for i in items if isinstance(i, Rejected)], said


def test_folders_are_gone_through_by_name_and_hidden_files_left_out(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/y.html", ".git/x.txt", "a/.x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    assert [p.relative_to(tmp_path).as_posix() for p in files_of([str(tmp_path)])] == ["a/y.html", "a/z.txt", "b.txt"]
    with pytest.raises(NotFoundError, match="no such file or folder"):
        list(files_of([str(tmp_path / "none")]))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_columns_are_told_by_their_names_and_said(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        delimiter.join(("Doc ID", "Publish_Date", "Source", "Body"))
        + "\r\n"
        + delimiter.join(("7", "14 August 2024", "Daily", f'"{TEXT}\nKenya praised ""Uganda""."'))
        + "\r\n"
    )
    (report,), rejected, said = read(path)
    assert rejected == []
    assert (report.key, report.published, report.outlet) == ("7", "2024-08-14", "Daily")
    assert report.text == f'{TEXT}\nKenya praised "Uganda".'
    assert said == [f"{path.as_posix()}: text from Body, id from Doc ID, date from Publish_Date, outlet from Source"]


def test_columns_that_are_named_win(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"text,extract,when\nnothing,{TEXT},2024-08-14\n")
    (report,), _, _ = read(path, text="extract", date="when")
    assert (report.text, report.published) == (TEXT, "2024-08-14")
    _, (rejected,), _ = read(path, text="missing")
    assert "there is no column 'missing'" in rejected.error.message


def test_a_table_without_a_text_is_rejected_with_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n")
    _, (rejected,), _ = read(path)
    assert "--text-column" in rejected.error.message
    assert "'a', 'b'" in rejected.error.message


def test_faults_of_rows_cost_those_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(
        f"id,text,date\n1,{TEXT},2024-08-14\n2,too,many,fields\n3,,2024-08-14\n4,{TEXT},8/14/2024\n".encode()
        + b"5,caf\xe9 in Cairo,2024-08-14\n6,"
        + TEXT.encode()
        + b",\n"
    )
    reports, rejected, _ = read(path)
    assert [r.key for r in reports] == ["1", "6"]
    assert [(r.error.kind, r.error.where) for r in rejected] == [
        ("format", f"{path.as_posix()}:3"),
        ("empty", f"{path.as_posix()}:4"),
        ("format", f"{path.as_posix()}:5"),
        ("encoding", f"{path.as_posix()}:6"),
    ]


def test_broken_quoting_ends_the_file_with_a_rejection(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'text,id\n{TEXT},1\n"open and never closed,2\n{TEXT},3\n')
    reports, (rejected,), _ = read(path)
    assert len(reports) == 1
    assert "quoting is broken" in rejected.error.message


def test_parquet_is_read_and_its_faults_are_named(tmp_path: Path) -> None:
    good, bad = tmp_path / "a.parquet", tmp_path / "b.parquet"
    rows = f"SELECT 1 AS id, '{TEXT}' AS content, DATE '2024-08-14' AS published UNION ALL SELECT 2, NULL, NULL"
    duckdb.sql(f"COPY ({rows}) TO '{good}' (FORMAT parquet)")
    bad.write_bytes(good.read_bytes()[:200])
    (report,), rejected, said = read(good, bad)
    assert (report.key, report.text, report.published) == ("1", TEXT, "2024-08-14")
    assert [r.error.kind for r in rejected] == ["empty", "format"]
    assert said == [f"{good.as_posix()}: text from content, id from id, date from published"]
    missing = tmp_path / "c.parquet"
    duckdb.sql(f"COPY (SELECT 1 AS id) TO '{missing}' (FORMAT parquet)")
    _, (other,), _ = read(missing)
    assert "no column can be told to hold the text" in other.error.message


@pytest.mark.parametrize("ending", [".gz", ".zst"])
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv"])
def test_compressed_files_are_read_and_cut_ones_named(tmp_path: Path, ending: str, name: str) -> None:
    lines = {
        "a.txt": TEXT * 2000,
        "a.jsonl": "".join(json.dumps({"text": f"{TEXT} {n}"}) + "\n" for n in range(4000)),
        "a.csv": "text\n" + "".join(f"{TEXT} {n}\n" for n in range(4000)),
    }[name].encode()
    packed = gzip.compress(lines) if ending == ".gz" else zstandard.compress(lines)
    path = tmp_path / (name + ending)
    path.write_bytes(packed)
    reports, rejected, _ = read(path)
    assert len(reports) == (1 if name == "a.txt" else 4000)
    assert rejected == []
    path.write_bytes(packed[: len(packed) // 2])
    reports, rejected, _ = read(path)
    # what stands before the cut is read, but for the one article that is cut itself
    assert [r.error.kind for r in rejected][-1:] == ["format"]
    assert "cut off or damaged" in rejected[-1].error.message


def test_a_bomb_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(b"a" * 200_000_000))
    _, (rejected,), _ = read(path)
    assert rejected.error.kind == "size"


def test_fields_of_lines_may_have_other_names(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"uid": 5, "body": TEXT, "pub_date": "Wed, 14 Aug 2024 10:00:00 GMT"}) + "\n")
    (report,), _, said = read(path)
    assert (report.key, report.published) == ("5", "2024-08-14")
    assert said == [f"{path.as_posix()}: text from body, id from uid, date from pub_date"]


def test_names_that_go_up_the_tree_are_only_names(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"id,text\n../../etc/passwd,{TEXT}\n")
    (report,), _, _ = read(path)
    assert report.key == "../../etc/passwd"
