"""One DuckDB file that holds the readings of many articles: opened, written batch by batch, each in one transaction."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

import duckdb
import msgspec

from dragoman.errors import LockedError, StoreError, VersionError
from dragoman.store.migrations import migrate
from dragoman.store.rows import Batch, Held, Provenance, whole
from dragoman.store.schema import OF_ARTICLES, TABLES, VERSION, ddl, structure

#: Memory that DuckDB may take, so that a store's size does not show in it.
_MEMORY = "256MB"
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": _MEMORY,
    "wal_autocheckpoint": "64MB",  # each checkpoint writes the last rows of every column anew and leaves their old place empty
    "default_block_size": "16384",  # the least there is: the store has many columns, and a short one takes a block too
}
#: Tables whose rows have ids of their own, by which it is told what a new coding no longer gives.
_WITH_IDS = tuple(t for t in OF_ARTICLES if len(t.key) == 1 and t.name != "articles")


class Store:
    """An open store. Close it, or use it in a `with`."""

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection) -> None:
        self.path = path
        self._connection = connection

    @classmethod
    def open(cls, path: Path, *, write: bool) -> Store:
        """Opens the store at `path`; to write, makes it where there is none and brings an older one up to date.

        Raises:
            LockedError: another process is writing to it.
            VersionError: a newer version wrote it.
            StoreError: there is none (to read), the file is no store, or the place cannot be written to.
        """
        if not write and not path.is_file():
            raise StoreError(f"{path}: there is no such store; make one with: dragoman code ARTICLES --into {path}")
        fresh = not path.exists()
        try:
            connection = duckdb.connect(path, read_only=not write, config=_CONFIG)
        except duckdb.Error as error:
            raise _unopened(path, error) from None
        store = cls(path, connection)
        try:
            if fresh:
                store._make()
            store._check(write)
        except BaseException:
            connection.close()
            raise
        return store

    def close(self) -> None:
        """Writes what is pending to the file and closes it."""
        self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def query(self, sql: str, parameters: Sequence[object] = ()) -> duckdb.DuckDBPyConnection:
        """Runs a statement; its result is read off the connection."""
        return self._connection.execute(sql, list(parameters))

    def ask(self, sql: str) -> tuple[list[str], list[tuple[object, ...]]]:
        """(names of columns, rows) of a user's own SQL, which reaches nothing but this store.

        Raises:
            ValueError: the SQL is wrong, or does what it may not.
        """
        try:
            self._connection.execute("SET enable_external_access = false")
            result = self._connection.execute(sql)
            return [d[0] for d in result.description or ()], result.fetchall()
        except duckdb.Error as error:
            raise ValueError(_first_line(error)) from None

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """One transaction: all of it, or nothing.

        Raises:
            StoreError: it could not be written, as where the disk is full; the store is as it was.
        """
        connection = self._connection
        try:
            connection.execute("BEGIN")
            yield connection
            connection.execute("COMMIT")
        except duckdb.Error as error:
            self._roll_back()
            raise StoreError(f"{self.path}: cannot be written ({_first_line(error)}); what it held is as it was") from None
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        with contextlib.suppress(duckdb.Error):  # the engine may have given the transaction up itself
            self._connection.execute("ROLLBACK")

    def _make(self) -> None:
        with self._transaction() as connection:
            connection.execute("CREATE TABLE store_format (version INTEGER)")
            connection.execute("INSERT INTO store_format VALUES ($1)", [VERSION])
            for table in TABLES:
                connection.execute(ddl(table))
            connection.execute(views())

    def _check(self, write: bool) -> None:
        try:
            row = self._connection.execute("SELECT version FROM store_format").fetchone()
        except duckdb.CatalogException:
            raise StoreError(f"{self.path}: a DuckDB file, but no store of Dragoman's; name another file") from None
        version = row[0] if row is not None else 0
        if version > VERSION:
            raise VersionError(f"{self.path}: written by a newer version of Dragoman (schema {version}, here {VERSION}); update it")
        if version < VERSION:
            if not write:
                raise VersionError(f"{self.path}: of an older schema ({version}, here {VERSION}); open it once with dragoman code")
            with self._transaction() as connection:
                migrate(connection, version)

    def begin(self, run: str, coder: str, manifest: object) -> None:
        """Notes that a run has begun; one that was begun before goes on."""
        with self._transaction() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO runs VALUES ($1, $2, $3, NULL, $4)", [run, coder, _now(), msgspec.json.encode(manifest).decode()]
            )
            connection.execute("UPDATE runs SET ended = NULL WHERE run_id = $1", [run])

    def end(self, run: str) -> None:
        """Notes that a run is finished."""
        with self._transaction() as connection:
            connection.execute("UPDATE runs SET ended = $1 WHERE run_id = $2", [_now(), run])

    def held(self, articles: Sequence[str]) -> dict[str, Held]:
        """Those of some articles that the store holds."""
        rows = self.query(
            "SELECT article_id, published, outlet, caller_key, url, coder_id, origin FROM articles WHERE list_contains($1, article_id)",
            [list(articles)],
        ).fetchall()
        return {r[0]: Held(Provenance(*(str(x) if x is not None else "" for x in r[1:5])), r[5], r[6]) for r in rows}

    def write(self, batch: Batch, run: str) -> None:
        """Writes a batch in one transaction. An article that is there already is replaced; what became of its rows is kept in
        `changes`, and ids that it no longer has are tombstones there."""
        with self._transaction() as connection:
            sql = "SELECT article_id, run_id FROM articles WHERE list_contains($1, article_id)"
            earlier = dict(connection.execute(sql, [list(batch.articles)]).fetchall())
            there = list(earlier)
            # what one run writes twice, as of articles of one text, is no change between codings
            others = [article for article, other in earlier.items() if other != run]
            before = self._rows(others)
            for table in OF_ARTICLES if there else ():
                connection.execute(f"DELETE FROM {table.name} WHERE list_contains($1, article_id)", [there])
            for table in OF_ARTICLES:
                if rows := batch.tables.get(table.name):
                    connection.execute(_insert(table.name, structure(table)), [rows.decode()])
            self._note(before, self._rows(others), earlier, run)
            self._reject(batch.rejections)

    def _rows(self, articles: Sequence[str]) -> dict[tuple[str, str, str], str]:
        """(id, table, article) → the whole row as JSON, of some articles' rows."""
        if not articles:
            return {}
        parts = (
            f"SELECT t.{t.key[0]}, '{t.name}', t.article_id, to_json(t)::VARCHAR FROM {t.name} t WHERE list_contains($1, t.article_id)"
            for t in _WITH_IDS
        )
        found = self.query(" UNION ALL ".join(parts), [list(articles)]).fetchall()
        return {(row, table, article): whole_row for row, table, article, whole_row in found}

    def _note(
        self,
        before: Mapping[tuple[str, str, str], str],
        after: Mapping[tuple[str, str, str], str],
        earlier: Mapping[str, str],
        run: str,
    ) -> None:
        """Notes what came, went or changed between two readings of the same articles."""
        changes = [
            {
                "row_id": key[0],
                "table_name": key[1],
                "article_id": key[2],
                "run_id": run,
                "earlier_run_id": earlier[key[2]],
                "fate": "came" if key not in before else "went" if key not in after else "changed",
                "earlier": msgspec.Raw(before[key].encode()) if key in before else None,
            }
            for key in sorted(before.keys() | after.keys())
            if before.get(key) != after.get(key)
        ]
        if changes:
            table = next(t for t in TABLES if t.name == "changes")
            self._connection.execute(_insert("changes", structure(table)), [msgspec.json.encode(changes).decode()])

    def _reject(self, rejections: Iterable[Mapping[str, object]]) -> None:
        rows = whole("rejections", rejections)
        if rows:
            table = next(t for t in TABLES if t.name == "rejections")
            self._connection.execute(_insert("rejections", structure(table), "OR IGNORE"), [msgspec.json.encode(rows).decode()])


def views() -> str:
    """The statements that make the views."""
    return (files("dragoman.store") / "views.sql").read_text(encoding="utf-8")


def _insert(table: str, columns: str, how: str = "") -> str:
    return f"INSERT {how} INTO {table} BY NAME SELECT unnest(from_json_strict($1, '{columns}'), max_depth := 2)"


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None, microsecond=0)


def _first_line(error: Exception) -> str:
    return str(error).split("\n", 1)[0].strip()


def _unopened(path: Path, error: duckdb.Error) -> StoreError:
    message = str(error)
    if "lock" in message:
        return LockedError(f"{path}: another process is writing to this store; wait until it is done, or name another file")
    if "not a valid DuckDB" in message or "not a DuckDB" in message:
        return StoreError(f"{path}: no store of Dragoman's; name another file")
    return StoreError(f"{path}: cannot be opened ({_first_line(error)}); check the path and your right to write there")
