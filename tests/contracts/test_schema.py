"""Readings keep the contract: the schema, offsets, ids, references between rows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dragoman.formats.json import to_json
from dragoman.formats.schema import reading_schema
from dragoman.reader import read
from dragoman.records import Reading

SCHEMA_FILE = Path(__file__).parent.parent.parent / "docs" / "reading.schema.json"
TEXTS = [
    "Egypt condemned the attack.",
    "Xyz",
    "President Putin told Abbas: “We will meet again on Tuesday,” and “soon”.\n\nAlso Read | Something Else",
    "KABUL, Aug. 3 -- Nearly 40 people were killed 🕊️ and up to 12 wounded, said محمد and Zoë.",
]


def check(reading: Reading) -> None:
    """Validates against the schema and follows every reference."""
    data: dict[str, Any] = json.loads(to_json(reading))
    errors = list(Draft202012Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))).iter_errors(data))
    assert not errors, errors[0]
    text = data["article"]["text"]
    mentions = {m["id"] for m in data["mentions"]}
    times, quotes = {t["id"] for t in data["times"]}, {q["id"] for q in data["quotes"]}

    def span(s: dict[str, int]) -> None:
        assert 0 <= s["start"] < s["stop"] <= len(text)

    ids: list[str] = list(data["actors"])
    for kind in ("mentions", "times", "places", "events", "quotes", "figures", "relations"):
        for row in data[kind]:
            ids.append(row["id"])
            for s in row["content"] if kind == "quotes" else [row, *row.get("also", [])]:
                span(s)
            for s in (row.get("trace") or {"evidence": []})["evidence"]:
                span(s)
            for voice in row.get("attributions", []):
                span(voice["cue"])
                assert voice["chain"] and all(who is None or who in mentions for who in voice["chain"])
            assert row.get("quote") is None or row["quote"] in quotes
            period = row.get("period")
            assert not period or period["time"] is None or period["time"] in times
    assert len(ids) == len(set(ids))
    for m in data["mentions"]:
        assert m["actor"] is None or m["actor"] in data["actors"]
    for e in data["events"]:
        assert set(e["actors"]) | set(e["recipients"]) <= mentions
    for q in data["quotes"]:
        assert (q["speaker"] is None or q["speaker"] in mentions) and (q["addressee"] is None or q["addressee"] in mentions)
    for f in data["figures"]:
        assert f["by"] is None or f["by"] in mentions
    edges = [x for p in data["article"]["parts"] for x in (p["start"], p["stop"])]
    assert edges == sorted(edges) and (not edges or edges[-1] <= len(text))


def test_the_kept_schema_is_the_generated_one() -> None:
    assert SCHEMA_FILE.read_bytes() == reading_schema(), "run: python -m dragoman.formats.schema > docs/reading.schema.json"


@pytest.mark.parametrize("name", ["talks", "attack", "protest"])
def test_examples_keep_the_contract(examples: dict[str, Reading], name: str) -> None:
    check(examples[name])


@pytest.mark.parametrize("text", TEXTS)
def test_odd_texts_keep_the_contract(text: str) -> None:
    reading = read(text, published="2024-08-14", lang="en")
    assert reading.article.text == text
    check(reading)


def test_the_schema_refuses_what_it_should() -> None:
    validator = Draft202012Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))
    data = json.loads(to_json(read("Egypt condemned the attack.", lang="en")))
    del data["article"]["parts"]
    assert list(validator.iter_errors(data))


def test_the_same_text_gives_the_same_bytes_and_ids(examples: dict[str, Reading]) -> None:
    one = examples["talks"]
    again = read(one.article.text, published=one.article.published, key=one.article.key)
    assert to_json(again) == to_json(one)
    other = read(one.article.text + " ", published=one.article.published)
    ids = [{r.id for rows in (x.mentions, x.events, x.quotes, x.figures, x.times) for r in rows} | set(x.actors) for x in (one, other)]
    assert ids[0] and not ids[0] & ids[1]
