"""A reading as the rows of a store's tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from dragoman.knowledge.actors import gw_numbers
from dragoman.records import Actor, Attribution, Event, Figure, Period, Place, Quote, Reading, Relation, Span, Time, Trace
from dragoman.store.schema import TABLES

#: Characters of an article that stand in its snippet.
SNIPPET = 200

Row = dict[str, object]


def rows_of(reading: Reading, origin: str, run: str, coder: str, *, keep_text: bool) -> dict[str, list[Row]]:
    """Table → rows, for every table of articles; a table without rows is left out.

    `origin` names where the article stood, `run` and `coder` what read it. Without `keep_text` neither the article's text nor any
    words of it are kept, but for its snippet.
    """
    text = reading.article.text
    words = _Words(text if keep_text else None)
    article: Row = {"article_id": reading.article.id}
    out: dict[str, list[Row]] = {
        "articles": [_article(reading, origin, run, coder, keep_text)],
        "mentions": [
            {
                "mention_id": m.id,
                **article,
                **words.of(m),
                "kind": m.kind,
                "entity": m.entity,
                "chain": m.chain,
                "actor_id": m.actor,
            }
            for m in reading.mentions
        ],
        "actors": [{"actor_id": i, **article, **_actor(a)} for i, a in reading.actors.items()],
        "times": [{"time_id": t.id, **article, **words.of(t), **_days(t), **_trace(t.trace)} for t in reading.times],
        "places": [{"place_id": p.id, **article, **words.of(p), **_place(p)} for p in reading.places],
        "events": [{"event_id": e.id, **article, **words.of(e), **_event(e)} for e in reading.events],
        "event_actors": [r for e in reading.events for r in _side(e.id, article, e.actors)],
        "event_recipients": [r for e in reading.events for r in _side(e.id, article, e.recipients)],
        "event_attributions": [r for e in reading.events for r in _voices(e, article)],
        "quotes": [{"quote_id": q.id, **article, **_quote(q, words)} for q in reading.quotes],
        "figures": [{"figure_id": f.id, **article, **words.of(f), **_figure(f)} for f in reading.figures],
        "relations": [{"relation_id": r.id, **article, **words.of(r), **_relation(r)} for r in reading.relations],
    }
    return {table: whole(table, rows) for table, rows in out.items() if rows}


def whole(table: str, rows: Iterable[Mapping[str, object]]) -> list[Row]:
    """Rows with every column of their table, in its order."""
    names = _columns()[table]
    return [{name: row.get(name) for name in names} for row in rows]


@cache
def _columns() -> dict[str, tuple[str, ...]]:
    return {t.name: tuple(c.name for c in t.columns) for t in TABLES}


@dataclass(frozen=True, slots=True, order=True)
class Provenance:
    """What tells two articles of one text apart; of several the least is the one that is kept."""

    published: str
    outlet: str
    caller_key: str
    url: str


@dataclass(frozen=True, slots=True)
class Held:
    """An article that a store holds: where it came from, and the coder that read it last."""

    provenance: Provenance
    coder: str
    origin: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Some articles' rows: the ids of the articles, table → its rows as a JSON array in UTF-8; and rows of rejections."""

    articles: tuple[str, ...]
    tables: Mapping[str, bytes]
    rejections: Sequence[Mapping[str, object]] = field(default=())


class _Words:
    """The words of spans, where the text is kept."""

    def __init__(self, text: str | None) -> None:
        self._text = text

    def of(self, row: object) -> Row:
        """Span and words of anything that has `start` and `stop`."""
        start, stop = row.start, row.stop  # type: ignore[attr-defined]
        return {"start_char": start, "stop_char": stop, "words": self.at(start, stop)}

    def at(self, start: int, stop: int) -> str | None:
        return None if self._text is None else self._text[start:stop]


def _article(reading: Reading, origin: str, run: str, coder: str, keep_text: bool) -> Row:
    a = reading.article
    return {
        "article_id": a.id,
        "run_id": run,
        "coder_id": coder,
        "caller_key": a.key,
        "origin": origin,
        "title": a.title,
        "outlet": a.outlet,
        "url": a.url,
        "lang": a.lang,
        "published": a.published,
        "characters": len(a.text),
        "body": a.text if keep_text else None,
        "snippet": " ".join(a.text[:SNIPPET].split()),
        "parts": a.parts,
        "codeable": reading.codeable.value,
        "codeable_reason": reading.codeable.reason,
    }


def _trace(trace: Trace) -> Row:
    return {"rule": trace.rule, "rule_version": trace.version, "confidence": trace.confidence, "evidence": trace.evidence}


def _actor(a: Actor) -> Row:
    return {
        "name": a.name,
        "kind": a.kind,
        "code": a.code,
        "country": a.country,
        "cow": a.cow,
        "gw": gw_numbers().get(a.country or ""),
        "sectors": a.sectors,
        "office": a.role,
        "wikidata": a.wikidata,
        "as_of": a.as_of,
        **_trace(a.trace),
        "candidates": a.trace.candidates,
    }


def _days(t: Time) -> Row:
    return {"earliest": t.earliest, "latest": t.latest, "precision": t.precision}


def _place(p: Place) -> Row:
    return {
        "name": p.name,
        "country": p.country,
        "adm1": p.adm1,
        "lat": p.lat,
        "lon": p.lon,
        "geonames": p.geonames,
        "precision": p.precision,
        **_trace(p.trace),
    }


def _period(period: Period | None, prefix: str = "period_") -> Row:
    if period is None:
        return {}
    return {
        f"{prefix}earliest": period.earliest,
        f"{prefix}latest": period.latest,
        f"{prefix}precision": period.precision,
        f"{prefix}basis": period.basis,
        f"{prefix}time_id": period.time,
    }


def _event(e: Event) -> Row:
    reduced = e.reduced_from
    return {
        "also": e.also,
        "event_type": e.type,
        "modes": e.modes,
        "contexts": e.contexts,
        "cameo": e.cameo,
        "quad_class": e.quad,
        "score": e.score,
        "place_id": e.place,
        **_period(e.period),
        "polarity": e.polarity,
        "certainty": e.certainty,
        "tense": e.tense,
        "factuality": e.factuality,
        "historical": e.historical,
        "lag_days": e.lag_days,
        "reduced_type": reduced.type if reduced else None,
        "reduced_factuality": reduced.factuality if reduced else None,
        **_period(reduced.period if reduced else None, "reduced_"),
        "quote_id": e.quote,
        **_trace(e.trace),
    }


def _side(event: str, article: Row, mentions: Sequence[str]) -> Iterator[Row]:
    for n, mention in enumerate(mentions, 1):
        yield {"event_id": event, **article, "place_in_list": n, "mention_id": mention}


def _voices(e: Event, article: Row) -> Iterator[Row]:
    for n, a in enumerate(e.attributions, 1):
        yield {
            "event_id": e.id,
            **article,
            "place_in_list": n,
            "stance": a.stance,
            "voices": a.chain,
            "cue_start": a.cue.start,
            "cue_stop": a.cue.stop,
        }


def _ends(span: Span | None, name: str) -> Row:
    return {f"{name}_start": span.start, f"{name}_stop": span.stop} if span is not None else {}


def _quote(q: Quote, words: _Words) -> Row:
    pieces = [words.at(p.start, p.stop) for p in q.content]
    return {
        "kind": q.kind,
        "content": q.content,
        "words": " ".join(p for p in pieces if p is not None) if pieces and pieces[0] is not None else None,
        **_ends(q.source, "source"),
        "speaker_id": q.speaker,
        **_ends(q.cue, "cue"),
        "addressee_id": q.addressee,
        "stance": q.stance,
        **_trace(q.trace),
    }


def _heard(attributions: Sequence[Attribution]) -> Row:
    return {"attributions": attributions}


def _figure(f: Figure) -> Row:
    return {
        "also": f.also,
        "measure": f.measure,
        "counted_in": f.unit,
        "low": f.low,
        "best": f.best,
        "high": f.high,
        "qualifier": f.qualifier,
        "count_kind": f.count,
        "part_of": f.part_of,
        **_ends(f.of, "of"),
        "by_id": f.by,
        "event_id": f.event,
        "place_id": f.place,
        **_period(f.period),
        "as_of": f.as_of,
        **_heard(f.attributions),
        "quote_id": f.quote,
        **_trace(f.trace),
    }


def _relation(r: Relation) -> Row:
    return {
        "also": r.also,
        "party_1_id": r.parties[0],
        "party_2_id": r.parties[1],
        "tie": r.state,
        "tie_change": r.change,
        **_period(r.period),
        "factuality": r.factuality,
        **_heard(r.attributions),
        "quote_id": r.quote,
        **_trace(r.trace),
    }
