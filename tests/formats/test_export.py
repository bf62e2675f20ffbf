"""Exports: the peers' columns to the letter, and files that DuckDB, pandas and csv readers open again as they were."""

from __future__ import annotations

import csv
import datetime
import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import duckdb
import msgspec
import pandas
import pytest

from dragoman.errors import StoreError, UsageError
from dragoman.formats.codebook import codebook
from dragoman.formats.export import FORMATS, STYLES, Filters, export
from dragoman.records import Reading
from dragoman.store.rows import Batch, rows_of
from dragoman.store.schema import TABLES
from dragoman.store.store import Store
from dragoman.store.views import VIEWS

#: Column lists of the peers as their files have them (POLECAT: doi:10.7910/DVN/AJGVIT; ICEWS: doi:10.7910/DVN/28075; GDELT 2.0 codebook;
#: UCDP GED 24.1 codebook).
POLECAT = (
    "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|Primary Actor Sector|"
    "Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|Recipient COW|Primary Recipient Sector|"
    "Recipient Sectors|Recipient Title|Recipient Name Raw|Wikipedia Recipient ID|Placename|City|District|Province|Country|Latitude|"
    "Longitude|GeoNames ID|Raw Placename|Feature Type|Source|Publication Date|Story People|Story Organizations|Story Locations|"
    "Language|Version"
).split("|")
ICEWS = (
    "Event ID|Event Date|Source Name|Source Sectors|Source Country|Event Text|CAMEO Code|Intensity|Target Name|Target Sectors|"
    "Target Country|Story ID|Sentence Number|Publisher|City|District|Province|Country|Latitude|Longitude"
).split("|")
_ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code".split()
_GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()
GDELT = [
    *"GLOBALEVENTID SQLDATE MonthYear Year FractionDate".split(),
    *(f"Actor{n}{c}" for n in (1, 2) for c in _ACTOR),
    *"IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone".split(),
    *(f"{who}Geo_{c}" for who in ("Actor1", "Actor2", "Action") for c in _GEO),
    *"DATEADDED SOURCEURL".split(),
]
UCDP = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id dyad_new_id "
    "dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office "
    "source_date "
    "source_headline source_original where_prec where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid "
    "country country_id region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low "
    "gwnoa gwnob"
).split()
PEERS = {"polecat": POLECAT, "icews": ICEWS, "gdelt": GDELT, "ucdp": UCDP}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory, examples: dict[str, Reading]) -> Path:
    out = tmp_path_factory.mktemp("store") / "s.duckdb"
    with Store.open(out, write=True) as store:
        store.begin("r1", "c1", {"inputs": []})
        for reading in examples.values():
            rows = rows_of(reading, "x.txt", "r1", "c1", keep_text=True)
            store.write(Batch((reading.article.id,), {t: msgspec.json.encode(r) for t, r in rows.items()}), "r1")
        store.end("r1")
    return out


def exported(path: Path, to: Path, style: str, format_: str | None, filters: Filters | None = None) -> list[Path]:
    with Store.open(path, write=False) as store:
        return export(store, to, style, format_, filters)


def test_the_peers_have_as_many_columns_as_their_codebooks_say() -> None:
    assert [len(PEERS[p]) for p in ("polecat", "icews", "gdelt", "ucdp")] == [40, 20, 61, 49]


@pytest.mark.parametrize("style", sorted(PEERS))
def test_a_peers_columns_are_there_to_the_letter(path: Path, tmp_path: Path, style: str) -> None:
    table = exported(path, tmp_path, style, "parquet")[0]
    described = duckdb.sql(f"DESCRIBE SELECT * FROM '{table}'").fetchall()
    assert [row[0] for row in described] == PEERS[style]
    (count,) = duckdb.sql(f"SELECT count(*) FROM '{table}'").fetchall()[0]
    assert count > 0


@pytest.mark.parametrize("style", sorted(STYLES))
@pytest.mark.parametrize("format_", FORMATS)
def test_every_style_in_every_format_is_read_again(path: Path, tmp_path: Path, style: str, format_: str) -> None:
    for table in exported(path, tmp_path, style, format_)[: len(STYLES[style])]:
        whole = len(_rows(path, style, table.name.split(".")[0]))
        if format_ == "dta":
            with pandas.read_stata(table, iterator=True) as reader:
                labels = reader.variable_labels()
                assert len(reader.read()) == whole
            if style == "tidy" and table.stem == "events":
                assert labels["factuality"] == "whether it happened, by the report"
        elif format_ == "xlsx":
            assert table.read_bytes()[:2] == b"PK"
        elif format_ == "parquet":
            assert len(pandas.DataFrame(duckdb.sql(f"SELECT * FROM '{table}'").fetchall())) == whole
        elif format_ == "jsonl":
            assert len([json.loads(line) for line in table.read_text(encoding="utf-8").splitlines()]) == whole
        else:
            with table.open(encoding="utf-8", newline="") as file:
                rows = list(csv.reader(file, delimiter="," if format_ == "csv" else "\t", strict=True))
            headed = style != "gdelt"
            assert len(rows) == whole + headed
            assert len({len(row) for row in rows}) <= 1
            assert not any("\t" in cell or "\n" in cell for row in rows for cell in row)


def _rows(path: Path, style: str, name: str) -> list[tuple[object, ...]]:
    from dragoman.formats.export import _select, _statement

    with Store.open(path, write=False) as store:
        _select(store, Filters())
        return store.query(_statement(STYLES[style][name])).fetchall()


R_READS = """
events <- read.csv(commandArgs(TRUE)[1], encoding = "UTF-8", na.strings = "")
stopifnot(names(events)[1] == "event_id", all(nchar(events$event_id) == 21), !anyDuplicated(events$event_id))
cat(nrow(events))
"""


def test_r_reads_the_table_of_events(path: Path, tmp_path: Path) -> None:
    """By R where it is installed; else by its rules: a comma, double quotes doubled, one line a row, a header of plain names."""
    (table, *_) = exported(path, tmp_path, "tidy", "csv")
    count = len(_rows(path, "tidy", "events"))
    if (r := shutil.which("Rscript")) is not None:
        said = subprocess.run([r, "-e", R_READS, str(table)], capture_output=True, text=True, check=True).stdout
        assert said.strip() == str(count)
        return
    lines = table.read_bytes().split(b"\n")
    assert len(lines) == count + 2
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in lines[0].decode("ascii").split(","))
    assert all(line.count(b'"') % 2 == 0 for line in lines)


def test_filters_choose(path: Path, tmp_path: Path) -> None:
    def events(n: int, filters: Filters) -> list[dict[str, str]]:
        (table, *_) = exported(path, tmp_path / str(n), "tidy", "csv", filters)
        with table.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    whole = events(0, Filters())
    some = events(1, Filters(types=("ASSAULT",)))
    assert 0 < len(some) < len(whole)
    assert {r["event_type"] for r in some} == {"ASSAULT"}
    assert {r["factuality"] for r in events(2, Filters(factualities=("actual",)))} == {"actual"}
    code = next(r["actor_codes"] for r in whole if r["actor_codes"] not in ("", "UNK") and ";" not in r["actor_codes"])
    of = events(3, Filters(countries=(code,)))
    assert 0 < len(of) < len(whole)
    assert all(code in r["actor_countries"] + r["recipient_countries"] + r["actor_codes"] + r["recipient_codes"] for r in of)
    assert events(4, Filters(since=datetime.date(2030, 1, 1))) == []
    assert len(events(5, Filters(until=datetime.date(2030, 1, 1)))) == len(whole)
    assert events(6, Filters(types=("x'); DROP TABLE events; --",))) == []


def test_beside_the_data_stand_codebook_manifest_and_citation(path: Path, tmp_path: Path) -> None:
    files = {p.name: p for p in exported(path, tmp_path, "tidy", None)}
    manifest = json.loads(files["manifest.json"].read_text(encoding="utf-8"))
    assert manifest["runs"][0]["run_id"] == "r1"
    for entry in manifest["files"]:
        assert hashlib.sha256(files[entry["name"]].read_bytes()).hexdigest() == entry["sha256"]
    assert "r1" in files["CITATION.txt"].read_text(encoding="utf-8")
    assert files["codebook.md"].read_text(encoding="utf-8") == codebook()


def test_the_codebook_names_every_column(path: Path) -> None:
    text = codebook()
    for table in (*TABLES, *VIEWS):
        for column in table.columns:
            assert f"| `{column.name}` | {column.type} |" in text
    with Store.open(path, write=False) as store:
        for view in VIEWS:
            described = [(r[0], r[1]) for r in store.query(f"DESCRIBE {view.name}").fetchall()]
            assert described == [(c.name, c.type) for c in view.columns], view.name


def test_where_nothing_can_be_written_it_is_said(path: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be written"):
        exported(path, tmp_path / "file", "tidy", "csv")
    with pytest.raises(UsageError, match="styles are"):
        exported(path, tmp_path, "other", "csv")
