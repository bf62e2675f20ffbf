"""RSS and Atom files: an article an entry, as much of it as the feed gives."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from dragoman.errors import FormatError, InputError, SizeError
from dragoman.formats.jsonl import Rejected
from dragoman.formats.text import article_text
from dragoman.records import Report

#: The largest feed, in bytes.
LARGEST_FEED = 64_000_000


def read_feed(data: bytes, where: str) -> Iterator[Report | Rejected]:
    """The reports in a feed, an entry each: its title, then its content or else its summary.

    Raises:
        SizeError: more than a feed can be.
        FormatError: no RSS and no Atom.
    """
    import feedparser

    if len(data) > LARGEST_FEED:
        raise SizeError(f"longer than {LARGEST_FEED:,} bytes, more than a feed can be; split it", where)
    feed = feedparser.parse(data, sanitize_html=True, resolve_relative_uris=False)
    if not feed.entries and (feed.bozo or not feed.get("version")):
        raise FormatError("no RSS or Atom feed; give one, or the pages as .html", where)
    for number, entry in enumerate(feed.entries, 1):
        yield _report(entry, feed.feed.get("title"), feed.feed.get("language"), f"{where}:{number}")
    if feed.bozo and isinstance(feed.bozo_exception, Exception) and "no element found" in str(feed.bozo_exception):
        yield Rejected(FormatError("the feed is cut off; get it anew", where), None)


def _report(entry: Mapping[str, Any], outlet: str | None, lang: str | None, where: str) -> Report | Rejected:
    key = entry.get("id") or entry.get("link")
    try:
        title = _words(entry.get("title") or "")
        contents = [c.get("value") or "" for c in entry.get("content") or ()]
        body = max((_words(c) for c in (*contents, entry.get("summary") or "")), key=len)
        if not body:
            raise FormatError("the entry holds no text, only a link; save the page itself as .html", where)
        day = entry.get("published_parsed") or entry.get("updated_parsed")
        text = f"{title}\n\n{body}" if title and not body.startswith(title) else body
        return Report(
            text=article_text(text, where),
            where=where,
            key=key,
            title=title or None,
            outlet=outlet or None,
            url=entry.get("link"),
            lang=lang.split("-")[0].lower() if lang else None,
            published=datetime.date(*day[:3]).isoformat() if day else None,
        )
    except InputError as error:
        return Rejected(error, key)


def _words(html: str) -> str:
    """The words of a fragment of HTML, a paragraph a block."""
    if "<" not in html:
        return html.strip()
    from lxml import html as parser  # type: ignore[import-untyped]

    tree = parser.fromstring(f"<div>{html}</div>")
    for block in tree.iter("p", "div", "br", "li", "h1", "h2", "h3", "blockquote"):
        block.tail = f"\n\n{block.tail or ''}"
    lines = (" ".join(line.split()) for line in str(tree.text_content()).split("\n"))
    return "\n\n".join(line for line in lines if line)
