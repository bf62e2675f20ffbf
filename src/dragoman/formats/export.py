"""Tables out of a store: tidy ones, and those of peers, as CSV, TSV, Parquet, JSON lines, Stata and Excel files."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path

import duckdb
import msgspec

from dragoman import __version__
from dragoman.errors import StoreError, UsageError
from dragoman.formats.codebook import codebook
from dragoman.store.store import Store

#: Style → its tables: name of the file without its ending → name of the statement that gives it.
STYLES: dict[str, dict[str, str]] = {
    "tidy": {
        name: f"tidy_{name}" for name in ("events", "articles", "quotes", "figures", "relations", "rejections", "dyad_month", "source_day")
    },
    "polecat": {"polecat": "polecat"},
    "icews": {"icews": "icews"},
    "ucdp": {"ucdp_ged": "ucdp"},
    "gdelt": {"gdelt": "gdelt"},
}
FORMATS = ("csv", "tsv", "parquet", "jsonl", "dta", "xlsx")
#: The format that a style's own users expect.
USUAL = {"tidy": "csv", "polecat": "tsv", "icews": "tsv", "ucdp": "csv", "gdelt": "tsv"}

_EXCEL_ROWS = 1_048_575
#: Columns that Stata gets as numbers with value labels, and the longest text that is no strL there.
_LABELLED = frozenset(("event_type", "factuality", "polarity", "certainty", "tense", "kind", "stance", "measure", "qualifier"))
_STATA_TEXT = 2000
_SPACE = r"[\s\x{85}\x{2028}\x{2029}]+"


@dataclass(frozen=True, slots=True)
class Filters:
    """Which events: of days `since` to `until` (their own, else of publication, both included), with an actor or recipient of one of
    `countries`, of these `types` and `factualities`."""

    since: datetime.date | None = None
    until: datetime.date | None = None
    countries: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    factualities: tuple[str, ...] = ()


def export(store: Store, to: Path, style: str = "tidy", format_: str | None = None, filters: Filters | None = None) -> list[Path]:
    """Writes a store's tables in a style and format into the folder `to`, with codebook, manifest and citation; the files written.

    Raises:
        UsageError: no such style or format, or a library for the format is missing.
        StoreError: the folder cannot be written to.
    """
    if style not in STYLES or (format_ is not None and format_ not in FORMATS):
        raise UsageError(f"no style {style!r} with format {format_!r}; styles are {', '.join(STYLES)}, formats {', '.join(FORMATS)}")
    chosen = format_ or USUAL[style]
    _select(store, filters or Filters())
    out: list[Path] = []
    try:
        to.mkdir(parents=True, exist_ok=True)
        for name, statement in STYLES[style].items():
            headed = style != "gdelt" or chosen not in ("tsv", "csv")
            ending = "export.CSV" if not headed else chosen
            out.append(_write(store, _statement(statement), to / f"{name}.{ending}", chosen, headed))
        (to / "codebook.md").write_text(codebook(), encoding="utf-8")
        (to / "manifest.json").write_bytes(_manifest(store, style, chosen, filters or Filters(), out))
        (to / "CITATION.txt").write_text(_citation(store), encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{to}: cannot be written ({error.strerror or error}); check the path, your right to write and the disk") from None
    except duckdb.Error as error:
        first = str(error).split("\n", 1)[0]
        raise StoreError(f"{to}: cannot be written ({first})") from None
    return [*out, to / "codebook.md", to / "manifest.json", to / "CITATION.txt"]


def _statement(name: str) -> str:
    text = (files("dragoman.formats") / "styles" / f"{name}.sql").read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if not line.startswith("--")).strip().rstrip(";")


def _select(store: Store, filters: Filters) -> None:
    """Makes the views that the statements of all styles rest on: the events and articles that are chosen."""
    day = "coalesce(e.period_earliest, e.period_latest, r.published)"
    tests = ["TRUE"]
    if filters.since:
        tests.append(f"{day} >= DATE '{filters.since.isoformat()}'")
    if filters.until:
        tests.append(f"{day} <= DATE '{filters.until.isoformat()}'")
    for column, values in (("e.event_type", filters.types), ("e.factuality", filters.factualities)):
        if values:
            tests.append(f"{column} IN ({_quoted(values)})")
    if filters.countries:
        sides = "(SELECT event_id, mention_id FROM event_actors UNION ALL SELECT event_id, mention_id FROM event_recipients)"
        tests.append(
            f"EXISTS (SELECT 1 FROM {sides} s JOIN mentions m USING (mention_id) JOIN actors a USING (actor_id) "
            f"WHERE s.event_id = e.event_id AND (a.country IN ({_quoted(filters.countries)}) OR a.code IN ({_quoted(filters.countries)})))"
        )
    store.query("DROP VIEW IF EXISTS event_pairs; DROP VIEW IF EXISTS event_parties; DROP VIEW IF EXISTS dated;")
    store.query(
        "CREATE OR REPLACE TEMP VIEW chosen AS SELECT e.event_id FROM main.events e JOIN main.articles r USING (article_id) "
        f"WHERE {' AND '.join(tests)}"
    )
    of = [t.replace(day, "r.published") for t in tests if t.startswith(day) or t == "TRUE"]
    store.query(f"CREATE OR REPLACE TEMP VIEW chosen_articles AS SELECT article_id FROM main.articles r WHERE {' AND '.join(of)}")
    for statement in _statement("pairs").split(";"):
        store.query(statement)
    store.query(f"SET VARIABLE version = 'Dragoman {__version__}'")


def _quoted(values: Sequence[str]) -> str:
    return ", ".join("'" + v.replace("'", "''") + "'" for v in values)


def _write(store: Store, statement: str, path: Path, format_: str, headed: bool) -> Path:
    target = "'" + str(path).replace("'", "''") + "'"
    if format_ in ("csv", "tsv"):
        delimiter = "," if format_ == "csv" else "\\t"
        options = f"FORMAT csv, HEADER {str(headed).lower()}, DELIMITER E'{delimiter}', QUOTE '\"', ESCAPE '\"'"
        store.query(f"COPY ({_plain(store, statement)}) TO {target} ({options})")
    elif format_ == "parquet":
        store.query(f"COPY ({statement}) TO {target} (FORMAT parquet, COMPRESSION zstd)")
    elif format_ == "jsonl":
        store.query(f"COPY ({statement}) TO {target} (FORMAT json)")
    elif format_ == "xlsx":
        _excel(store, statement, path)
    else:
        _stata(store, statement, path)
    return path


def _plain(store: Store, statement: str) -> str:
    """A statement whose texts hold no line ends or tabs, which not every program takes inside a cell."""
    described = store.query(f"DESCRIBE {statement}").fetchall()
    columns = (
        f"regexp_replace(\"{name}\", '{_SPACE}', ' ', 'g') AS \"{name}\"" if type_ == "VARCHAR" else f'"{name}"'
        for name, type_, *_ in described
    )
    return f"SELECT {', '.join(columns)} FROM ({statement})"


def _rows(store: Store, statement: str) -> tuple[list[str], Iterator[tuple[object, ...]]]:
    result = store.query(_plain(store, statement))
    names = [d[0] for d in result.description or ()]

    def rows() -> Iterator[tuple[object, ...]]:
        while some := result.fetchmany(1000):
            yield from some

    return names, rows()


def _excel(store: Store, statement: str, path: Path) -> None:
    import xlsxwriter

    names, rows = _rows(store, statement)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("rows")
    sheet.write_row(0, 0, names)
    try:
        for n, row in enumerate(rows, 1):
            if n > _EXCEL_ROWS:
                raise UsageError(f"{path.name}: more rows than an Excel sheet can hold ({_EXCEL_ROWS:,}); export csv or parquet, or filter")
            for column, value in enumerate(row):
                if isinstance(value, bool | int | float):
                    sheet.write(n, column, value)
                elif value is not None:
                    sheet.write_string(n, column, str(value)[:32_767])
    finally:
        book.close()


def _stata(store: Store, statement: str, path: Path) -> None:
    try:
        import pandas
    except ImportError:
        raise UsageError("Stata files need pandas; install it with: pip install 'dragoman[stata]'") from None
    from dragoman.formats.codebook import labels

    names, rows = _rows(store, statement)
    frame = pandas.DataFrame(list(rows), columns=[_stata_name(n) for n in names], dtype=object)
    days: dict[str, str] = {}
    for column in frame.columns:
        kinds = {type(v) for v in frame[column] if v is not None}
        if kinds and kinds <= {datetime.date}:
            days[column] = "td"
            frame[column] = pandas.to_datetime(frame[column])
        elif kinds and kinds <= {bool, int, float}:
            frame[column] = frame[column].astype("float64")
        else:
            frame[column] = frame[column].map(lambda v: "" if v is None else str(v))
            if column in _LABELLED and kinds:
                frame[column] = frame[column].astype("category")
    long = [c for c in frame.columns if frame[c].dtype == object and frame[c].map(len).max() > _STATA_TEXT] if len(frame) else []
    told = labels()
    shown = {_stata_name(n): told.get(n, n)[:80] for n in names}
    frame.to_stata(path, write_index=False, version=118, convert_dates=days, convert_strl=long, variable_labels=shown)


def _stata_name(name: str) -> str:
    """A column's name as Stata takes it: letters, digits and underscores, 32 at most."""
    plain = "".join(c if c.isalnum() else "_" for c in name)
    return (plain if not plain[:1].isdigit() else f"_{plain}")[:32]


def _manifest(store: Store, style: str, format_: str, filters: Filters, out: Sequence[Path]) -> bytes:
    runs = store.query("SELECT run_id, begun, ended, manifest FROM runs ORDER BY run_id").fetchall()
    held = {
        "dragoman": __version__,
        "style": style,
        "format": format_,
        "filters": asdict(filters),
        "files": [{"name": p.name, "bytes": p.stat().st_size, "sha256": _hash_of(p)} for p in out],
        "runs": [{"run_id": r[0], "begun": r[1], "ended": r[2], "manifest": msgspec.Raw(r[3].encode())} for r in runs],
    }
    return msgspec.json.format(msgspec.json.encode(held), indent=1) + b"\n"


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _citation(store: Store) -> str:
    runs = ", ".join(r[0] for r in store.query("SELECT run_id FROM runs ORDER BY run_id").fetchall())
    return (
        f"Event data coded by Dragoman {__version__} (run {runs}) from the articles that manifest.json names.\n"
        "Cite the program as CITATION.cff in its repository says, the sources of the articles, and PLOVER: Open Event Data Alliance, "
        "PLOVER: Political Language Ontology for Verifiable Event Records, version 2.0.\n"
    )
