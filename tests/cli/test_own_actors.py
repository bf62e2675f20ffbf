"""`dragoman actors show`, actors of the user's own under `--actors`, and `dragoman actors` as a program."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dragoman.cli import cli

UNKNOWN = "Zorblax Quillon"
TEXT = "Marlo Quentin met Vladimir Putin in Geneva on Monday. Egypt condemned Israel."
OWN = "name,aliases,code,country,kind,sectors,role,start,end\n"
MARLO = "Marlo Quentin,M. Q. Zorblax,FRA,FRA,person,GOV,Minister of Tides of France,2000-01-01,\n"
EARLIER = "Marlo Quentin,,FRA,FRA,person,LEG,Keeper of Lighthouses of France,1990,1994\n"


def run(*args: str | Path, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in args], input=stdin)


def program(*args: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "dragoman", *(str(a) for a in args)], input=stdin, capture_output=True, check=False)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text(OWN + MARLO + EARLIER, encoding="utf-8")
    return path


# --- show ---


def test_show_prints_tenures_in_order_of_time_with_their_rows() -> None:
    result = run("actors", "show", "Vladimir Putin")
    assert result.exit_code == 0 and result.stderr == ""
    first, *rest = result.stdout.splitlines()
    assert first.startswith("Vladimir Putin") and "RUS" in first and "Q7747" in first
    tenures = [line for line in rest if "office_holders.csv:" in line]
    starts = [re.findall(r"\d{4}-\d\d-\d\d", line)[0] for line in tenures]
    assert len(starts) > 3 and starts == sorted(starts)
    assert sum("President of Russia" in line for line in tenures) == 2


def test_show_names_the_very_row() -> None:
    table = list(csv.reader((files("dragoman.knowledge") / "data" / "office_holders.csv").read_text(encoding="utf-8").splitlines()))
    tenures = [line for line in run("actors", "show", "Vladimir Putin").stdout.splitlines() if "office_holders.csv:" in line]
    for line in tenures:
        row = table[int(line.rsplit(":", 1)[1].rstrip(")")) - 1]
        assert row[0] == "Vladimir Putin" and row[3] in line


def test_show_prints_aliases_of_a_group() -> None:
    result = run("actors", "show", "Hezbollah")
    assert result.exit_code == 0 and "LBN" in result.stdout and "armed_groups.csv:" in result.stdout
    assert "Hizbullah" in result.stdout and "Party of God" in result.stdout


def test_show_finds_somebody_by_another_name() -> None:
    assert run("actors", "show", "Party of God").stdout.startswith("Hezbollah")


def test_show_parts_people_of_one_surname() -> None:
    found = run("actors", "show", "Bush").stdout
    heads = [line for line in found.splitlines() if re.match(r"\S.*\[USA\]", line)]
    assert any("George W. Bush" in h for h in heads) and any("George H. W. Bush" in h for h in heads)


@pytest.mark.parametrize("name", [UNKNOWN, "", "   ", "..."])
def test_show_of_an_unknown_name_helps(name: str) -> None:
    result = run("actors", "show", name)
    assert result.exit_code == 1 and result.stdout == ""
    (told,) = result.stderr.splitlines()
    assert told.startswith("dragoman: ") and repr(name) in told and "spelling" in told


def test_show_knows_the_user_s_own(own: Path) -> None:
    found = run("actors", "show", "Marlo Quentin", "--actors", own).stdout.splitlines()
    assert found[0].startswith("Marlo Quentin [FRA]") and "M. Q. Zorblax" in found[1]
    tenures = [line for line in found if f"{own}:" in line]
    assert [f"{own}:{n}" in line for n, line in zip((3, 2), tenures, strict=True)] == [True, True]
    assert "1990" in tenures[0] and "Keeper of Lighthouses" in tenures[0] and "Minister of Tides" in tenures[1]


# --- resolve --actors ---


def test_resolve_knows_the_user_s_own(own: Path) -> None:
    texts = ("Marlo Quentin", "M. Q. Zorblax", "Egypt")
    assert [json.loads(line)["actor"] for line in run("actors", "resolve", *texts[:2]).stdout.splitlines()] == [None, None]
    result = run("actors", "resolve", *texts, "--actors", own, "--on", "2005-06-01")
    found = [json.loads(line)["actor"] for line in result.stdout.splitlines()]
    assert [(a["name"], a["code"]) for a in found] == [("Marlo Quentin", "FRA")] * 2 + [("Egypt", "EGY")]
    assert (found[0]["role"], found[0]["sectors"], found[0]["kind"]) == ("Minister of Tides of France", ["GOV"], "person")
    assert "own" in found[0]["trace"]["rule"] and "own" not in found[2]["trace"]["rule"]


def test_the_day_chooses_among_the_user_s_tenures(own: Path) -> None:
    (line,) = run("actors", "resolve", "Marlo Quentin", "--actors", own, "--on", "1992-06-01").stdout.splitlines()
    assert json.loads(line)["actor"]["role"] == "Keeper of Lighthouses of France"


def test_the_user_s_own_name_wins(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("name,code,country,kind,sectors\nHamas,FRA,FRA,org,BUS\n", encoding="utf-8")
    plain, own = (json.loads(run("actors", "resolve", "Hamas", *extra).stdout)["actor"] for extra in ((), ("--actors", str(path))))
    assert (plain["code"], own["code"], own["sectors"]) == ("PSE", "FRA", ["BUS"])


# --- read --actors ---


def actors_of(reading: dict[str, Any], name: str) -> list[dict[str, Any] | None]:
    """The actors of the mentions of a name."""
    text = reading["article"]["text"]
    return [reading["actors"].get(m["actor"]) for m in reading["mentions"] if text[m["start"] : m["stop"]] == name]


def test_read_uses_the_user_s_own(own: Path) -> None:
    plain = json.loads(run("read", "-", "--published", "2024-08-14", stdin=TEXT).stdout)
    assert actors_of(plain, "Marlo Quentin") == [None]
    result = run("read", "-", "--published", "2024-08-14", "--actors", own, stdin=TEXT)
    assert result.exit_code == 0
    reading = json.loads(result.stdout)
    (actor,) = actors_of(reading, "Marlo Quentin")
    assert actor is not None
    assert (actor["name"], actor["code"], actor["role"]) == ("Marlo Quentin", "FRA", "Minister of Tides of France")
    (putin,) = actors_of(reading, "Vladimir Putin")
    assert putin is not None and putin["code"] == "RUS"


COMMANDS: tuple[tuple[str, ...], ...] = (("read", "no-such-file.txt", "-"), ("actors", "resolve", "Egypt"), ("actors", "show", "Egypt"))


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_faulty_file_is_one_clear_error_before_anything_is_read(tmp_path: Path, command: tuple[str, ...]) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(OWN + MARLO + "Somebody,,FRX,,,,,,\n", encoding="utf-8")
    done = program(*command, "--actors", path, stdin=TEXT.encode())
    assert done.returncode == 2 and done.stdout == b""
    (told,) = done.stderr.decode().splitlines()
    assert told.startswith("dragoman: ") and f"{path}:3" in told and "FRX" in told


def test_a_missing_file_of_actors_is_told(tmp_path: Path) -> None:
    done = program("read", "-", "--actors", tmp_path / "no-such.csv", stdin=TEXT.encode())
    assert done.returncode == 2 and done.stdout == b"" and b"no-such.csv" in done.stderr and b"Traceback" not in done.stderr


def test_a_folder_of_actors_is_wrong_usage(tmp_path: Path) -> None:
    result = run("read", "-", "--actors", tmp_path, stdin=TEXT)
    assert result.exit_code == 2 and result.stdout == "" and "--actors" in result.stderr


# --- as a program ---


def test_as_a_program_lines_in_and_lines_out() -> None:
    stdin = b'{"text": "President Bush", "on": "1990-08-02"}\n\n{"text": "\xff"}\n{"text": "\\ud800"}\n{"text": "Erdo\xc4\x9fan"}\n'
    done = program("actors", "resolve", "-", "--on", "2024-08-14", stdin=stdin)
    found = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    assert done.returncode == 1 and ["error" in line for line in found] == [False, True, True, False]
    assert found[0]["actor"]["name"] == "George H. W. Bush"
    assert found[3]["text"] == "Erdoğan" and found[3]["actor"]["code"] == "TUR"
    told = done.stderr.decode("utf-8").splitlines()
    assert [f"-:{n}: " in line for n, line in zip((3, 4), told, strict=True)] == [True, True]


def test_as_a_program_usage_is_2_without_a_traceback() -> None:
    done = program("actors", "resolve", "Egypt", "--on", "soon")
    assert done.returncode == 2 and done.stdout == b"" and b"soon" in done.stderr and b"Traceback" not in done.stderr


def test_as_a_program_an_unknown_name_to_show_is_1() -> None:
    done = program("actors", "show", UNKNOWN)
    assert done.returncode == 1 and done.stdout == b"" and UNKNOWN.encode() in done.stderr
