"""Spans and content-derived ids."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

from dragoman.records import Span


def span(start: int, stop: int) -> Span:
    """Code points [start, stop)."""
    return Span(start=start, stop=stop)


def cover(spans: Iterable[Span]) -> Span:
    """The shortest span that holds all of `spans` (at least one)."""
    listed = list(spans)
    return Span(start=min(s.start for s in listed), stop=max(s.stop for s in listed))


def overlap(a: Span, b: Span) -> bool:
    """Whether two spans share a character."""
    return a.start < b.stop and b.start < a.stop


def article_id(text: str) -> str:
    """The id of an article with this text: 128 bits of BLAKE2b in hexadecimal."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def row_id(letter: str, article: str, *content: object) -> str:
    """The id of a row: its kind's letter and 80 bits of its article's id and its content.

    The same content gives the same id on any machine; at 10^9 rows two share one with a chance below 10^-6.
    """
    key = "\x1f".join((article, letter, *map(str, content)))
    return letter + hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def mention_id(article: str, start: int, stop: int) -> str:
    """The id of a mention."""
    return row_id("m", article, start, stop)


def actor_id(article: str, chain: int, name: str, code: str | None, role: str | None) -> str:
    """The id of an actor: of the chain of mentions that stand for it, and who it is."""
    return row_id("a", article, chain, name, code, role)


def time_id(article: str, start: int, stop: int, earliest: date | str | None, latest: date | str | None) -> str:
    """The id of a date expression and the days it may mean."""
    return row_id("t", article, start, stop, earliest, latest)


def event_id(article: str, start: int, stop: int, type_: str, actors: Iterable[str], recipients: Iterable[str]) -> str:
    """The id of an event; its sides are ids of mentions."""
    return row_id("e", article, start, stop, type_, *actors, "|", *recipients)


def quote_id(article: str, content: Iterable[Span]) -> str:
    """The id of a quote, by its pieces."""
    return row_id("q", article, *(x for p in content for x in (p.start, p.stop)))


def figure_id(article: str, start: int, stop: int, measure: str) -> str:
    """The id of a figure."""
    return row_id("f", article, start, stop, measure)
