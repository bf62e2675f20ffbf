"""Web pages: the article on a page, without what stands around it, and what the page says of itself.

trafilatura finds the article. The page is trimmed before it gets it, since some of its steps take minutes on pages made to
vex them: scripts, oversized attributes and pages of more elements than any article's never reach it.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cache
from typing import TYPE_CHECKING

from dragoman.errors import FormatError, SizeError
from dragoman.formats.encoding import decode
from dragoman.formats.text import LONGEST_TEXT, article_text, iso_day
from dragoman.records import Report

if TYPE_CHECKING:
    from lxml.etree import TreeBuilder  # type: ignore[import-untyped]
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

#: The largest page, in bytes of HTML.
LARGEST_PAGE = 16_000_000
#: The most elements a page can have; long ones have five thousand, menus and all.
MOST_ELEMENTS = 20_000
#: The most that the depths of a page's elements can add up to: the extractor goes through a text once for each level above it.
MOST_NESTING = 500_000

# Text and JSON-LD together.
_MOST_CHARACTERS = LONGEST_TEXT + 500_000
# Elements below this depth are taken for their text alone.
_DEEPEST = 200
_MOST_ATTRIBUTES = 100
_LONGEST_ATTRIBUTE = 2_000
_LONGEST_TITLE = 500
_LONGEST_JSON_LD = 500_000
_NO_TEXT = ("script", "style", "template", "svg", "math", "iframe", "object", "embed", "input", "textarea", "select")
# What the extractor passes over in any case. It takes these out one by one, copying the text behind them each time, so that
# on a page with many they are taken out beforehand.
_PASSED_OVER = (
    "area aside audio button canvas datalist dialog fieldset figure footer frame frameset label legend map marquee menu menuitem nav "
    "noindex noscript optgroup option output param picture progress rp rt rtc source time track use video blink applet"
).split()
_MANY_ELEMENTS = 6_000
# A table cell with this much text of its own lays a page out and holds no datum.
_LAYOUT_CELL = 300
# Below this length, in characters, no paragraph tells anything: menus, "Please log in".
_SHORTEST_PARAGRAPH = 30

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
# The encodings that pages are written in; Python knows others, some of which can be made to run for hours.
_PAGE_CHARSETS = re.compile(
    r"(?:iso-?8859-\d{1,2}|windows-(?:125\d|874)|cp125\d|koi8-[ru]|gb(?:2312|k|18030)|big5|shift[_-]jis|euc-(?:jp|kr)|iso-2022-jp|tis-620)"
)
# What these names mean to every browser.
_CHARSET_ALIASES = {"iso-8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "windows-874": "cp874"}

_ROOTS = frozenset({"html", "body"})
_JSON_LD = "application/ld+json"
_NAME = re.compile(r"[A-Za-z_][\w.:-]*", re.ASCII)
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TAG = re.compile(r"<[!/a-zA-Z]")
_LANG = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")
_BAR = re.compile(r" [-\u2013\u2014|·•»:] ")  # a hyphen, either dash, …
# Codes for no language, several, or one unknown.
_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis"})

_DAY_NAMES = (
    "article:published_time",
    "article:published",
    "article.published",
    "article:published_date",
    "article:publicationdate",
    "og:article:published_time",
    "og:published_time",
    "og:pubdate",
    "datepublished",
    "date_published",
    "published_time",
    "published-date",
    "published_date",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "originalpublicationdate",
    "citation_publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "bt:pubdate",
    "pubdate",
    "ptime",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "date",
)


@dataclass(frozen=True, slots=True)
class _LinkedData:
    """What the page's JSON-LD says of the article."""

    headline: str | None = None
    publisher: str | None = None
    published: str | None = None


def read_html(data: bytes, where: str, key: str | None) -> Report:
    """One report from the bytes of a web page.

    Its text is the title, then the paragraphs of the article, with a blank line between each two. Outlet, address, day of
    publication and language are given only where the page's own metadata states them; the language is that of the html
    element.

    Raises `DecodingError`, `SizeError`, and `FormatError` for what is no HTML or holds no article.
    """
    if len(data) > LARGEST_PAGE:
        raise SizeError(f"longer than {LARGEST_PAGE:,} bytes, more than one article's page can be; save the article alone", where)
    page = _page(data, where)
    tree, many = _tree(page, where)
    linked = _linked_data(tree)
    published = _published(tree) or linked.published
    lang = _lang(tree)
    _trim(tree, many)
    found = _extract(tree, where, fast=many)
    outlet = linked.publisher or found.outlet
    title = _title(linked.headline or found.title, outlet, found.paragraphs)
    body = _without_title(found.paragraphs, title)
    if max(map(len, body), default=0) < _SHORTEST_PARAGRAPH:
        raise _no_article(where)
    text = "\n\n".join([title, *body] if title else body)
    return Report(
        text=article_text(text, where),
        where=where,
        key=key,
        title=title,
        outlet=outlet,
        url=found.url,
        lang=lang,
        published=published,
    )


def _no_article(where: str) -> FormatError:
    return FormatError("there is no article on this page; save the article's own page, or its text as .txt", where)


def _page(data: bytes, where: str) -> str:
    """The page's characters: by the encoding that it declares where it is none of Unicode's."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        declared = _META_CHARSET.search(data[:4096])
        name = declared[1].decode("ascii").lower() if declared else ""
        if _PAGE_CHARSETS.fullmatch(name):
            try:
                return data.decode(_CHARSET_ALIASES.get(name, name))
            except (UnicodeDecodeError, LookupError):
                pass
    return decode(data, where)


class _Trimmer:
    """Builds the tree of a page from its parser's events, leaving out what holds no article and could keep the extractor busy.

    The parser's own tree takes minutes for an element of many attributes, and loses what follows "</html>".
    """

    def __init__(self, builder: TreeBuilder) -> None:
        self._builder = builder
        self._open: list[tuple[str, bool]] = []  # elements, and whether they stand in the tree
        self._roots: set[str] = set()
        self._depth = 0
        self._muted = 0
        self.elements = 0
        self.nesting = 0
        self.characters = 0

    @property
    def excessive(self) -> bool:
        """Whether there was more than an article's page has; no more of it was taken in then."""
        return self.elements > MOST_ELEMENTS or self.nesting > MOST_NESTING or self.characters > _MOST_CHARACTERS

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if tag in _ROOTS:
            if tag not in self._roots:
                self._roots.add(tag)
                self._builder.start(tag, _kept(attributes))
            return
        self._muted += bool(self._muted) or _is_mute(tag, attributes)
        kept = not self._muted and not self.excessive and self._depth < _DEEPEST and _NAME.fullmatch(tag) is not None
        self._open.append((tag, kept))
        if not self._muted:
            self.elements += 1
        if kept:
            self._depth += 1
            self.nesting += self._depth
            self._builder.start(tag, _kept(attributes))

    def end(self, tag: str) -> None:
        """An element ends; the roots do only with the page, whatever follows."""
        if tag in _ROOTS or not self._open or self._open[-1][0] != tag:
            return
        _, kept = self._open.pop()
        self._muted -= bool(self._muted)
        if kept:
            self._depth -= 1
            self._builder.end(tag)

    def data(self, text: str) -> None:
        """Text in the element last begun."""
        if self._muted or self.excessive or not self._roots:
            return
        self.characters += len(text)
        self._builder.data(_NO_XML.sub("", text))

    def close(self) -> HtmlElement | None:
        """The tree, None where there is nothing in it."""
        for tag, kept in reversed(self._open):
            if kept:
                self._builder.end(tag)
        for tag in sorted(self._roots):  # body before html
            self._builder.end(tag)
        return self._builder.close() if self._roots else None


def _is_mute(tag: str, attributes: Mapping[str, str]) -> bool:
    return tag in _NO_TEXT and not (tag == "script" and attributes.get("type", "").strip().lower() == _JSON_LD)


def _kept(attributes: Mapping[str, str]) -> dict[str, str]:
    """The attributes of an element, without what no author writes."""
    if len(attributes) > _MOST_ATTRIBUTES:
        return {}
    return {
        name: _NO_XML.sub("", value)
        for name, value in attributes.items()
        if len(value) <= _LONGEST_ATTRIBUTE and _NAME.fullmatch(name) is not None
    }


def _tree(page: str, where: str) -> tuple[HtmlElement, bool]:
    """The tree of a page, and whether it has many elements; `SizeError` where there are too many for one article."""
    from lxml import etree, html  # type: ignore[import-untyped]  # here, since lxml takes its time to load

    if not _TAG.search(page):
        raise FormatError("this is no HTML; give plain text the suffix .txt", where)
    trimmer = _Trimmer(etree.TreeBuilder(element_factory=html.HTMLParser().makeelement))
    parser = etree.HTMLParser(target=trimmer, encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = etree.fromstring(page.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError, AssertionError):
        tree = None
    if trimmer.excessive:
        raise SizeError("more text or more or deeper elements than one article's page has; save the article alone", where)
    if tree is None:
        raise _no_article(where)
    return tree, trimmer.elements > _MANY_ELEMENTS


def _trim(tree: HtmlElement, many: bool) -> None:
    """Take from the tree what only its metadata was read from, and of `many` elements those that give no text anyway."""
    from lxml import etree

    etree.strip_elements(tree, "script", with_tail=False)
    if many:
        etree.strip_elements(tree, *_PASSED_OVER, with_tail=False)
    for title in tree.findall(".//title"):
        if len(title.text or "") > _LONGEST_TITLE:
            title.text = None
    _unfold_tables(tree)


def _unfold_tables(tree: HtmlElement) -> None:
    """Make blocks of tables that lay the page out, as old sites' do: the extractor leaves tables out."""
    for table in list(tree.iter("table")):
        cells = [cell for row in table.iter("tr") for cell in row if cell.tag in ("td", "th")]
        if any(cell.find(".//p") is not None or len(_own_text(cell)) > _LAYOUT_CELL for cell in cells):
            table.tag = "div"
            for part in table.iter("thead", "tbody", "tfoot", "tr", "td", "th", "caption"):
                part.tag = "div"


def _own_text(cell: HtmlElement) -> str:
    return "".join([cell.text or "", *(child.tail or "" for child in cell)]).strip()


@dataclass(frozen=True, slots=True)
class _Found:
    """What the extractor gives."""

    paragraphs: tuple[str, ...]
    title: str | None
    outlet: str | None
    url: str | None


def _extract(tree: HtmlElement, where: str, fast: bool) -> _Found:
    """The article in the tree; `fast` leaves out the comparison with other extractors, whose time grows with the square."""
    import trafilatura  # here, since it takes half a second to load

    _hush()
    try:
        found = trafilatura.bare_extraction(
            tree,
            fast=fast,
            favor_precision=True,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            # Its guess at the date goes unused: it also takes dates from the text.
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except Exception:  # whatever a hostile page may trip, deep inside; the page is refused and the batch goes on
        raise _no_article(where) from None
    if found is None or isinstance(found, dict):
        raise _no_article(where)
    paragraphs = (" ".join(line.split()) for line in (found.text or "").splitlines())
    return _Found(
        paragraphs=tuple(paragraph for paragraph in paragraphs if paragraph),
        title=_line(found.title),
        outlet=_line(found.sitename),
        url=_line(found.url),
    )


@cache
def _hush() -> None:
    """Keep the extractor's complaints from standard error, where nobody has set up logging."""
    for name in ("trafilatura", "htmldate", "courlan", "charset_normalizer"):
        logging.getLogger(name).addHandler(logging.NullHandler())


def _line(value: object) -> str | None:
    """A string as one line, None where there is nothing in it or too much for a title or name."""
    if not isinstance(value, str):
        return None
    line = " ".join(value.split())
    return line if 0 < len(line) <= _LONGEST_TITLE else None


def _title(stated: str | None, outlet: str | None, paragraphs: tuple[str, ...]) -> str | None:
    """The title without the outlet's name behind it ("Talks fail - The Herald")."""
    if stated is None:
        return None
    first = paragraphs[0] if paragraphs else None
    for bar in _BAR.finditer(stated):
        head, tail = stated[: bar.start()], stated[bar.end() :]
        if head and (_same(tail, outlet) or _same(head, first)):
            return head
    return stated


def _same(a: str, b: str | None) -> bool:
    return b is not None and a.casefold() == b.casefold()


def _without_title(paragraphs: tuple[str, ...], title: str | None) -> list[str]:
    """The paragraphs after the title, which the extractor may give as the first."""
    return list(paragraphs[1:] if paragraphs and _same(paragraphs[0], title) else paragraphs)


def _lang(tree: HtmlElement) -> str | None:
    """The language of the html element ("en-GB" → "en"), None where it states none."""
    stated = tree.get("lang") or tree.get("xml:lang") or ""
    match = _LANG.fullmatch(stated.strip())
    return match[1].lower() if match and match[1].lower() not in _NO_LANGUAGE else None


def _published(tree: HtmlElement) -> str | None:
    """The day of publication that the page's meta elements or microdata state."""
    stated: dict[str, str] = {}
    for meta in tree.iter("meta"):
        for name in (meta.get("property"), meta.get("name"), meta.get("itemprop")):
            if name:
                stated.setdefault(name.lower(), meta.get("content") or "")
    for time in tree.iter("time"):
        if (time.get("itemprop") or "").lower() == "datepublished" or time.get("pubdate") is not None:
            stated.setdefault("datepublished", time.get("datetime") or "")
    return next((day for name in _DAY_NAMES if (day := _day(stated.get(name, "")))), None)


def _day(stated: str) -> str | None:
    """The day of a date in ISO form, with slashes (2024/08/14), or as in mail ("Wed, 14 Aug 2024 09:30:00 GMT")."""
    stated = stated.strip()[:60]
    day = iso_day(stated) or iso_day(stated[:10].replace("/", "-"))
    if day or not stated:
        return day
    try:
        return parsedate_to_datetime(stated).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return None


def _linked_data(tree: HtmlElement) -> _LinkedData:
    """What the JSON-LD of the page says of the article, in the first object that is one."""
    for script in tree.iter("script"):
        content = script.text or ""
        if len(content) > _LONGEST_JSON_LD:
            continue
        try:
            value: object = json.loads(content, strict=False)  # pages leave line breaks in their strings
        except (ValueError, RecursionError):
            continue
        for item in _items(value):
            if _is_article(item):
                return _LinkedData(
                    headline=_line(item.get("headline")),
                    publisher=_publisher(item.get("publisher")),
                    published=_day(day) if isinstance(day := item.get("datePublished"), str) else None,
                )
    return _LinkedData()


def _items(value: object) -> Iterator[dict[str, object]]:
    """The objects at the top of JSON-LD: alone, in a list, or in a graph; what they list in turn is of other pages."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            graph = item.get("@graph")
            yield item
            yield from (inner for inner in (graph if isinstance(graph, list) else ()) if isinstance(inner, dict))


def _is_article(item: dict[str, object]) -> bool:
    kinds = item.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and kind.endswith(("Article", "BlogPosting", "Report")) for kind in listed)


def _publisher(value: object) -> str | None:
    named = value[0] if isinstance(value, list) and value else value
    return _line(named.get("name") if isinstance(named, dict) else named)
