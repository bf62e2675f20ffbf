"""From each earlier schema of a store to the next."""

from __future__ import annotations

import duckdb

from dragoman.store.schema import VERSION

#: Schema number → the statements that bring a store of it to the next.
STEPS: dict[int, tuple[str, ...]] = {}


def migrate(connection: duckdb.DuckDBPyConnection, version: int) -> None:
    """Brings a store of schema `version` up to the present one, step by step, in the transaction that is open."""
    for number in range(version, VERSION):
        for statement in STEPS[number]:
            connection.execute(statement)
    connection.execute("UPDATE store_format SET version = $1", [VERSION])
