"""Readings and errors as JSON, in the order of the records' fields, so that the same reading gives the same bytes."""

from __future__ import annotations

import msgspec

from dragoman.errors import InputError
from dragoman.records import Reading

_ENCODER = msgspec.json.Encoder()


def to_json(reading: Reading, *, indent: int = 0) -> bytes:
    """One reading as UTF-8 JSON; on one line unless `indent` is given."""
    out = _ENCODER.encode(reading)
    return msgspec.json.format(out, indent=indent) if indent else out


def record_to_json(record: object) -> bytes:
    """Any record, or a dict or list of records, as UTF-8 JSON on one line."""
    return _ENCODER.encode(record)


def error_to_json(error: InputError, key: str | None) -> bytes:
    """The line that stands in for an input that could not be read."""
    return _ENCODER.encode({"id": key, "error": {"kind": error.kind, "message": str(error)}})
