"""A user's own actors: what a file may hold, whose names win, each fault told by file and line; names as they are compared."""

from __future__ import annotations

import contextlib
import csv
import datetime
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import KnowledgeError
from dragoman.knowledge.actors import ACTOR_COLUMNS, Known
from dragoman.knowledge.directory import Directory, name_words, shipped, skeleton, with_own
from dragoman.knowledge.tables import key
from dragoman.records import ActorKind

BIG = 10_000_000


def write(folder: Path, text: str | bytes, name: str = "mine.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def known(directory: Directory, name: str) -> list[Known]:
    return [n.known for n in directory.by_name.get(key(name), ())]


# --- files that are well ---


@pytest.mark.parametrize(
    "text",
    [
        b"name,code\nZorblax,FRA\n",
        b"name,code\nZorblax,FRA",
        b"code,name\nFRA,Zorblax\n",
        b"\xef\xbb\xbfname,code\nZorblax,FRA\n",
        b"name,code\r\nZorblax,FRA\r\n",
        b"\xef\xbb\xbfname,code\r\nZorblax,FRA\r\n",
        b'name,code\n"Zorblax","FRA"\n',
        b"name,code\n  Zorblax , FRA \n",
        b"name,code\n\n# a remark\nZorblax,FRA\n\n",
    ],
)
def test_name_and_code_are_enough(tmp_path: Path, text: bytes) -> None:
    (zorblax,) = known(with_own(write(tmp_path, text)), "Zorblax")
    assert (zorblax.name, zorblax.code, zorblax.kind) == ("Zorblax", "FRA", ActorKind.ORG)
    assert (zorblax.aliases, zorblax.sectors, zorblax.role, zorblax.start, zorblax.end) == ((), (), None, None, None)


def test_a_name_alone_is_enough(tmp_path: Path) -> None:
    (zorblax,) = known(with_own(write(tmp_path, "name\nZorblax\n")), "Zorblax")
    assert zorblax.code is None and zorblax.country is None and zorblax.cow is None


def test_all_columns(tmp_path: Path) -> None:
    cells = (
        *("Marlo Quentin", "M. Q. Zorblax|Quentin the Bold", "FRA", "FRA", "person", "GOV|MIL", "Minister of Tides of France"),
        *("2000-02-03", "2004-05", "month", "Q123", "me"),
    )
    path = write(tmp_path, ",".join(ACTOR_COLUMNS) + "\n" + ",".join(cells) + "\n")
    directory = with_own(path)
    (marlo,) = known(directory, "Marlo Quentin")
    assert (marlo.aliases, marlo.code, marlo.country, marlo.cow) == (("M. Q. Zorblax", "Quentin the Bold"), "FRA", "FRA", 220)
    assert (marlo.kind, marlo.sectors, marlo.role) == (ActorKind.PERSON, ("GOV", "MIL"), "Minister of Tides of France")
    assert (marlo.start, marlo.end) == (datetime.date(2000, 2, 1), datetime.date(2004, 5, 31))
    assert (marlo.wikidata, marlo.where) == ("Q123", f"{path}:2")
    assert known(directory, "M. Q. Zorblax") == known(directory, "Quentin the Bold") == [marlo]


def test_a_row_with_a_role_is_a_person(tmp_path: Path) -> None:
    (marlo,) = known(with_own(write(tmp_path, "name,code,role\nMarlo Quentin,FRA,Keeper of Lighthouses\n")), "Marlo Quentin")
    assert marlo.kind is ActorKind.PERSON


def test_quoted_commas_and_quotes(tmp_path: Path) -> None:
    directory = with_own(write(tmp_path, 'name,aliases,code\n"Zorblax, Quillon & Sons","ZQS, Ltd|The ""Zorbs""",MNC\n'))
    (zorblax,) = known(directory, "Zorblax, Quillon & Sons")
    assert zorblax.name == "Zorblax, Quillon & Sons" and zorblax.aliases == ("ZQS, Ltd", 'The "Zorbs"')
    assert known(directory, "ZQS, Ltd") == [zorblax]


def test_aliases_are_trimmed_and_empty_ones_dropped(tmp_path: Path) -> None:
    directory = with_own(write(tmp_path, "name,aliases,code\nZorblax, Zorbies | |Zorblaxians|,FRA\n"))
    assert known(directory, "Zorbies")[0].aliases == ("Zorbies", "Zorblaxians")


def test_several_tenures_of_one_person(tmp_path: Path) -> None:
    rows = "Marlo Quentin,FRA,Keeper,1990,1994\nMarlo Quentin,FRA,Minister of Tides,2000,\n"
    directory = with_own(write(tmp_path, "name,country,role,start,end\n" + rows))
    assert [k.role for k in known(directory, "Marlo Quentin")] == ["Keeper", "Minister of Tides"]


def test_offices_that_several_hold_may_overlap(tmp_path: Path) -> None:
    rows = "A Bee,FRA,Vice President of Zorb,2000,2010\nC Dee,FRA,Vice President of Zorb,2005,\n"
    assert known(with_own(write(tmp_path, "name,country,role,start,end\n" + rows)), "C Dee")


def test_a_successor_may_begin_on_the_last_day(tmp_path: Path) -> None:
    rows = "A Bee,FRA,Grand Zorb,2000-01-01,2004-03-02\nC Dee,FRA,Grand Zorb,2004-03-02,\n"
    assert known(with_own(write(tmp_path, "name,country,role,start,end\n" + rows)), "C Dee")


def test_a_header_alone_adds_nobody(tmp_path: Path) -> None:
    assert with_own(write(tmp_path, "name,code\n")).by_name == shipped().by_name


# --- whose names win ---


def test_the_user_s_names_win_and_the_rest_stays(tmp_path: Path) -> None:
    path = write(tmp_path, "name,aliases,code\nHamas,Party of God,FRA\n")
    directory = with_own(path)
    for name in ("Hamas", "hamas", "the Hamas", "Party of God"):
        assert [(k.name, k.code, k.where) for k in known(directory, name)] == [("Hamas", "FRA", f"{path}:2")]
    assert [k.code for k in known(directory, "Hezbollah")] == ["LBN"]
    assert {k for k, v in directory.by_name.items() if v != shipped().by_name.get(k)} == {"hamas", "party of god"}


def test_the_shipped_directory_is_left_as_it_was(tmp_path: Path) -> None:
    before = dict(shipped().by_name)
    with_own(write(tmp_path, "name,code\nHamas,FRA\n"))
    assert shipped().by_name == before and [k.code for k in known(shipped(), "Hamas")] == ["PSE"]


# --- faults ---

ROLE = "name,country,role,start,end,precision\n"
#: What is wrong → (the file, the line that the message names, words that it says what to do by).
FAULTS: dict[str, tuple[str | bytes, int | None, tuple[str, ...]]] = {
    "unknown column": ("name,colour\nZorblax,red\n", 1, ("colour", *ACTOR_COLUMNS)),
    "capital column": ("Name,code\nZorblax,FRA\n", 1, ("Name", *ACTOR_COLUMNS)),
    "semicolons": ("name;code\nZorblax;FRA\n", 1, ("name;code", "name, aliases")),
    "no name column": ("code,kind\nFRA,org\n", 1, ("lacks name", "must have name")),
    "no header": ("Zorblax,FRA\n", 1, ("Zorblax", "columns are name")),
    "empty file": ("", 1, ("columns are name",)),
    "only a BOM": (b"\xef\xbb\xbf", 1, ("columns are name",)),
    "no name": ("name,code\nOther,FRA\n,FRA\n", 3, ("no name",)),
    "wrong code": ("name,code\nOther,FRA\nZorblax,FRX\n", 3, ("'FRX'", "ISO 3166", "IGO")),
    "small code": ("name,code\nZorblax,fra\n", 2, ("'fra'", "ISO 3166")),
    "wrong country": ("name,country\nZorblax,Atlantis\n", 2, ("country 'Atlantis'", "ISO 3166")),
    "unknown sector": ("name,code,sectors\nOther,FRA,GOV\nZorblax,FRA,GOV|XYZ\n", 3, ("'XYZ'", "GOV, ", "REB")),
    "no such day": (ROLE + "A Bee,FRA,Zorb,2001-02-30,,\n", 2, ("'2001-02-30'", "YYYY-MM-DD")),
    "no such month": (ROLE + "A Bee,FRA,Zorb,2001,2001-13,\n", 2, ("'2001-13'", "YYYY-MM-DD")),
    "a word for a date": (ROLE + "A Bee,FRA,Zorb,soon,,\n", 2, ("'soon'", "YYYY-MM-DD")),
    "slashes": (ROLE + "A Bee,FRA,Zorb,05/03/2001,,\n", 2, ("'05/03/2001'", "YYYY-MM-DD")),
    "year 0": (ROLE + "A Bee,FRA,Zorb,0,,\n", 2, ("'0'", "YYYY-MM-DD")),
    "end before start": (ROLE + "A Bee,FRA,Zorb,2001-01-01,2000-12-31,\n", 2, ("A Bee", "2000-12-31", "before", "2001-01-01")),
    "overlap": (
        ROLE + "A Bee,FRA,Grand Zorb,2000,2004,\nE Eff,FRA,Other,2000,,\nC Dee,FRA,Grand Zorb,2002,2006,\n",
        4,
        ("A Bee", "C Dee", "Grand Zorb", "line 2", "mend the dates"),
    ),
    "overlap of open ends": (ROLE + "A Bee,FRA,Zorb,2000,,\nC Dee,FRA,Zorb,2002,,\n", 3, ("A Bee", "C Dee", "line 2")),
    "bad precision": (ROLE + "A Bee,FRA,Zorb,2000,,week\n", 2, ("'week'", "day, month, year")),
    "bad kind": ("name,code,kind\nOther,FRA,org\nZorblax,FRA,robot\n", 3, ("'robot'", "it must be person")),
    "bad wikidata": ("name,code,wikidata\nZorblax,FRA,7747\n", 2, ("'7747'", "Q7747")),
    "too many cells": ("name,code\nOther,FRA\nZorblax, Sons,FRA\n", 3, ("3 cells", "quote")),
    "too few cells": ("name,code,kind\nZorblax,FRA\n", 2, ("2 cells", "3")),
    "after a cell of two lines": ('name,aliases,code\nZorblax,"a\nb",FRA\nOther,,FRX\n', 4, ("'FRX'",)),
    "after CRLF": ("name,code\r\nOther,FRA\r\nZorblax,FRX\r\n", 3, ("'FRX'",)),
    "open quote": ('name,code\n"Zorblax,FRA\nOther,FRA\n', 3, ("cells",)),
    "binary": (bytes(range(256)) * 64, None, ("UTF-8", "save it as CSV")),
    "Latin-1": ("name,code\nZörblax,FRA\n".encode("latin-1"), None, ("UTF-8", "save it as CSV")),
    "UTF-16": ("name,code\nZorblax,FRA\n".encode("utf-16"), None, ("UTF-8", "save it as CSV")),
    "one line of 10 MB": ("x" * BIG, 1, ("no CSV file",)),
}


@pytest.mark.parametrize(("text", "line", "words"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_by_file_and_line(tmp_path: Path, text: str | bytes, line: int | None, words: tuple[str, ...]) -> None:
    path = write(tmp_path, text)
    with pytest.raises(KnowledgeError) as caught:
        with_own(path)
    told = str(caught.value)
    assert told.startswith(f"{path}:{line}: " if line else f"{path}: ")
    assert not [w for w in words if w not in told]


@pytest.mark.parametrize("name", ["no-such.csv", "."])
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(KnowledgeError, match="cannot be read") as caught:
        with_own(tmp_path / name)
    assert str(caught.value).startswith(f"{tmp_path / name}: ") and "give a CSV file" in str(caught.value)


def test_every_fault_of_rows_is_told_at_once(tmp_path: Path) -> None:
    path = write(tmp_path, "name,code,sectors,wikidata\nA Bee,FRX,,\nC Dee,FRA,XYZ,\nE Eff,FRA,,12\n")
    with pytest.raises(KnowledgeError) as caught:
        with_own(path)
    assert [told.split(": ")[0] for told in str(caught.value).splitlines()] == [f"{path}:{n}" for n in (2, 3, 4)]


CELLS = st.sampled_from(
    ["", "Zorblax", "A B", "FRA", "UNO", "GOV|MIL", "|", "2001", "2001-02-03", "Q7", "day", '"', "a,b", "a\nb", "#", "²"]
)


@given(st.lists(st.sampled_from(ACTOR_COLUMNS), unique=True, max_size=5).map(lambda c: ["name", *(x for x in c if x != "name")]), st.data())
def test_rows_of_any_cells_are_taken_or_told(tmp_path_factory: pytest.TempPathFactory, header: list[str], data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(header), max_size=len(header)), max_size=3))
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    path = write(tmp_path_factory.mktemp("own"), out.getvalue())
    try:
        directory = with_own(path)
    except KnowledgeError as error:
        assert all(told.startswith(str(path)) for told in str(error).splitlines())
    else:
        own = {n.known.name for names in directory.by_name.values() for n in names if n.known.table == str(path)}
        assert own <= {row[0].strip() for row in rows}


@given(st.binary(max_size=200))
def test_bytes_are_taken_or_told(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    with contextlib.suppress(KnowledgeError):
        with_own(write(tmp_path_factory.mktemp("own"), content))


# --- names as they are compared ---


@pytest.mark.parametrize(
    "spellings",
    [
        ("gaddafi", "qadhafi", "kadhafi", "gadhafi", "gaddaffi", "qaddafi"),
        ("mohammed", "muhammad", "mohamed"),
        ("hussein", "husain", "hussain"),
        ("zelensky", "zelenskyy", "zelenskiy"),
        ("tchaikovsky", "chaikovsky"),
        ("sharif", "shareef"),
        ("alexander", "aleksander"),
    ],
)
def test_spellings_of_one_name_share_a_skeleton(spellings: tuple[str, ...]) -> None:
    assert len({skeleton(s) for s in spellings}) == 1


@pytest.mark.parametrize(("a", "b"), [("obama", "osama"), ("putin", "bush"), ("merkel", "markov"), ("iran", "iraq")])
def test_other_names_have_other_skeletons(a: str, b: str) -> None:
    assert skeleton(a) != skeleton(b)


@pytest.mark.parametrize(("word", "wanted"), [("gaddafi", "kdf"), ("obama", "obm"), ("a", "a"), ("", "")])
def test_skeletons(word: str, wanted: str) -> None:
    assert skeleton(word) == wanted


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Osama bin Laden", ("osama", "laden")),
        ("Ali al-Sistani", ("ali", "sistani")),
        ("José María Aznar", ("jose", "maria", "aznar")),
        ("Charles de Gaulle", ("charles", "gaulle")),
        ("Martin Luther King, Jr.", ("martin", "luther", "king")),
        ("Juan Carlos II", ("juan", "carlos")),
        ("the Queen", ("queen",)),
        ("Al", ("al",)),
        ("de la", ("de", "la")),
        ("", ()),
    ],
)
def test_name_words(name: str, wanted: tuple[str, ...]) -> None:
    assert name_words(name) == wanted


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("O'Neill", "oneill"),
        ("O’Neill", "oneill"),
        ("L'Aquila's", "laquila"),
        ("rock 'n' roll", "rock n roll"),
        ("Kılıçdaroğlu", "kilicdaroglu"),
        ("KILIÇDAROĞLU", "kilicdaroglu"),
        ("İstanbul", "istanbul"),
        ("Lech Wałęsa", "lech walesa"),
        ("Łódź", "lodz"),
        ("Jose\u0301", "jose"),
        ("Jos\u00e9", "jose"),
        ("Zoran Đinđić", "zoran dindic"),
        ("Ilham Əliyev", "ilham aliyev"),
        ("Meißen", "meissen"),
        ("THE HAGUE’S", "hague"),
        (" \t\n", ""),
    ],
)
def test_keys(name: str, wanted: str) -> None:
    assert key(name) == wanted
