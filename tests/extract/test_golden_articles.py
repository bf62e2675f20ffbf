"""Whole articles with all their events written down beforehand: what is found, and what is right of it.

The articles and their gold (`tests/golden/articles`) were written before the program read them, in the form that the project's
scorers take. Here their events are matched one to one by type and words; the floors lie below what was measured, so that a fall
shows.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dragoman.reader import read
from dragoman.records import Event, Reading

GOLDEN = Path(__file__).parent.parent / "golden"
NAMES = sorted(p.stem for p in (GOLDEN / "articles").glob("*.json"))


@cache
def gold(name: str) -> tuple[str, dict[str, Any]]:
    data: dict[str, Any] = json.loads((GOLDEN / "articles" / f"{name}.json").read_text(encoding="utf-8"))
    return (GOLDEN / "articles" / data["text_file"]).read_text(encoding="utf-8"), data


@cache
def reading(name: str) -> Reading:
    text, data = gold(name)
    return read(text, published=data["published"], lang="en")


def spans(text: str, row: dict[str, Any]) -> list[tuple[int, int]]:
    base = text.index(row["in"]) if row.get("in") else 0
    words = row["at"] if isinstance(row["at"], list) else [row["at"]]
    return [(text.index(w, base), text.index(w, base) + len(w)) for w in words]


def touches(event: Event, at: list[tuple[int, int]]) -> bool:
    return any(s.start < stop and start < s.stop for s in (event, *event.also) for start, stop in at)


def matched(name: str) -> list[tuple[dict[str, Any], Event]]:
    """Gold rows with the events that tell them, one to one."""
    text, data = gold(name)
    free = list(reading(name).events)
    out = []
    for row in data["events"]:
        hit = next((e for e in free if e.type in row["type"].split("|") and touches(e, spans(text, row))), None)
        if hit is not None:
            free.remove(hit)
            out.append((row, hit))
    return out


def counts(name: str) -> tuple[int, int, int]:
    """Events matched, given (without those that may be given or not), asked for."""
    text, data = gold(name)
    pairs = matched(name)
    taken = [e for _, e in pairs]
    left = [e for e in reading(name).events if all(e is not t for t in taken)]
    for row in data["optional"]:
        if row["kind"] == "events":
            fits = [e for e in left if touches(e, spans(text, row)) and ("type" not in row or e.type in row["type"].split("|"))]
            left = [e for e in left if e not in fits[:1]]
    return len(pairs), len(pairs) + len(left), len(data["events"])


def test_there_are_twenty_articles_of_news_length() -> None:
    assert len(NAMES) == 20
    assert all(len(gold(n)[0].split()) >= 300 and gold(n)[1]["events"] for n in NAMES)


def test_events_are_found_and_few_are_invented() -> None:
    found, given, asked = (sum(c) for c in zip(*(counts(n) for n in NAMES), strict=True))
    precision, recall = found / given, found / asked
    assert precision >= 0.85 and recall >= 0.65, (precision, recall)


@pytest.mark.parametrize("name", NAMES)
def test_no_article_is_missed(name: str) -> None:
    found, _, asked = counts(name)
    assert reading(name).codeable.value
    assert found >= 0.4 * asked


def test_what_is_found_happened_as_it_is_told() -> None:
    pairs = [(row, e) for n in NAMES for row, e in matched(n) if row.get("factuality", "actual") is not None]
    right = sum(e.factuality == row.get("factuality", "actual") for row, e in pairs)
    assert right >= 0.95 * len(pairs)


def test_whose_word_it_is() -> None:
    pairs = [(row, e) for n in NAMES for row, e in matched(n) if row.get("said", []) is not None]
    right = sum(bool(e.attributions) == bool(row.get("said", [])) for row, e in pairs)
    assert right >= 0.9 * len(pairs)


# --- news of another kind ---


def test_other_news_is_told_from_politics() -> None:
    rows = [json.loads(line) for line in (GOLDEN / "codeability.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(rows) >= 60 and sum(r["trap"] for r in rows) * 2 >= len(rows)
    readings = [read(r["text"], title=r["title"], lang="en") for r in rows]
    right = sum(found.codeable.value == r["codeable"] for found, r in zip(readings, rows, strict=True))
    assert right >= 0.9 * len(rows)
    for found in readings:
        assert found.codeable.value or (found.codeable.reason is not None and not found.events)


def test_a_political_paragraph_survives_in_a_mixed_article() -> None:
    rows = [json.loads(line) for line in (GOLDEN / "codeability.jsonl").read_text(encoding="utf-8").splitlines()]
    mixed = [r for r in rows if r.get("keep")]
    kept = 0
    for r in mixed:
        start = r["text"].index(r["keep"])
        events = read(r["text"], title=r["title"], lang="en").events
        kept += any(start <= e.start < start + len(r["keep"]) for e in events)
    assert len(mixed) >= 6 and kept >= len(mixed) - 1
