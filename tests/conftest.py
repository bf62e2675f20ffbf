"""What many tests share: the example reports, read once."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from jsonschema import Draft202012Validator

from dragoman.formats import json as printed
from dragoman.reader import read
from dragoman.records import Reading

ROOT = Path(__file__).parent.parent
EXAMPLES = {"talks": "2023-05-11", "attack": "2019-09-17", "protest": "2022-03-22"}

VALIDATOR = Draft202012Validator(json.loads((ROOT / "docs" / "reading.schema.json").read_text(encoding="utf-8")))

settings.register_profile("default", deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.register_profile("thorough", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(scope="session")
def examples() -> dict[str, Reading]:
    """The readings of the reports under examples/, by name."""
    return {
        name: read((ROOT / "examples" / f"{name}.txt").read_text(encoding="utf-8"), published=day, key=name)
        for name, day in EXAMPLES.items()
    }


@pytest.fixture(autouse=True)
def every_printed_reading_keeps_the_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever reading a test prints in this process is held against the kept schema."""
    plain = printed.to_json

    def checked(reading: Reading, *, indent: int = 0) -> bytes:
        out = plain(reading, indent=indent)
        VALIDATOR.validate(json.loads(out))
        return out

    monkeypatch.setattr(printed, "to_json", checked)
