"""The JSON Schema of a reading, generated from the records.

python -m dragoman.formats.schema > docs/reading.schema.json
"""

from __future__ import annotations

import msgspec

from dragoman.records import SCHEMA, Reading


def reading_schema() -> bytes:
    """The schema (draft 2020-12) as indented JSON with a final line end."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA, **msgspec.json.schema(Reading)}
    return msgspec.json.format(msgspec.json.encode(schema), indent=1) + b"\n"


if __name__ == "__main__":
    import sys

    sys.stdout.buffer.write(reading_schema())
