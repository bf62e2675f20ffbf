"""Which column of a table, or field of a line, holds what of an article: as the user says, else guessed from its name."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from email.utils import parsedate_to_datetime

from dragoman.errors import FormatError
from dragoman.formats.html import read_html
from dragoman.formats.pages import Pages
from dragoman.formats.text import article_text, iso_day
from dragoman.records import Report

#: What columns are commonly called, without regard to case, blanks, dots, dashes and underscores; the first that is there is taken.
_NAMES: dict[str, tuple[str, ...]] = {
    "text": tuple("text fulltext articletext body content article maintext storytext story bodytext rawtext document contents".split()),
    "id": tuple("id articleid docid documentid storyid storiesid uid uuid guid key globaleventid recordid".split()),
    "date": tuple(
        "published date publisheddate publishdate pubdate publicationdate publishedat datepublish datepublished day timestamp "
        "publishdatetime datetime webpublicationdate".split()
    ),
    "title": tuple("title headline head titre".split()),
    "outlet": tuple("outlet source publication newspaper medianame publisher sourcename sourcedomain domain media site agency".split()),
    "url": tuple("url link sourceurl weburl permalink address".split()),
    "lang": tuple("lang language languagecode".split()),
    "page": tuple("html htmlpath htmlfile pagefile path file filename localfile".split()),
}
_SPELLED_OUT = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%Y%m%d", "%Y/%m/%d")


@dataclass(frozen=True, slots=True)
class Columns:
    """The name of the column for each of an article's parts; None where there is none."""

    text: str | None = None
    id: str | None = None
    date: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    lang: str | None = None
    page: str | None = None

    def said(self) -> str:
        """In words, for the user: "text from body, id from doc_id"."""
        return ", ".join(f"{f.name} from {name}" for f in fields(self) if (name := getattr(self, f.name)) is not None)


def columns_of(names: Iterable[str], asked: Columns, where: str) -> Columns:
    """The columns of a table that has `names`: those asked for, the others by what they are called.

    A table without texts may name pages, by file or address. Raises `FormatError` where a column that is asked for is missing, or
    there is neither text nor page.
    """
    there = list(names)
    plain: dict[str, str] = {}
    for name in there:
        plain.setdefault(_plain(name), name)
    found: dict[str, str | None] = {}
    for part, common in _NAMES.items():
        wanted = getattr(asked, part)
        if wanted is not None and wanted not in there:
            raise FormatError(f"there is no column {wanted!r}; its columns are {_listed(there)}", where)
        found[part] = wanted or next((plain[c] for c in common if c in plain), None)
    if found["text"] is not None:
        found["page"] = None
    elif found["page"] is None and found["url"] is None:
        raise FormatError(f"no column can be told to hold the text; name it with --text-column (its columns are {_listed(there)})", where)
    return Columns(**found)


def _plain(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum())


def _listed(names: list[str]) -> str:
    return ", ".join(repr(n[:40]) for n in names[:20]) + (", …" if len(names) > 20 else "")


def report_of(row: Mapping[str, object], columns: Columns, where: str, pages: Pages) -> Report:
    """The report that a row of a table is, or that stands on the page that it names.

    Raises `EmptyError`, `SizeError`, `FetchError`, and `FormatError` for a date that is none.
    """
    said = {f.name: _string(row.get(name)) if (name := getattr(columns, f.name)) is not None else None for f in fields(columns)}
    if columns.text is None:
        day = _day(said["date"], columns.date, where)
        page = read_html(pages.get(said["url"], said["page"], where), where, said["id"])
        known = {"title": said["title"], "outlet": said["outlet"], "url": said["url"], "lang": said["lang"], "published": day}
        return replace(page, **{name: value for name, value in known.items() if value is not None})
    return Report(
        text=article_text(said["text"] or "", where),
        where=where,
        key=said["id"],
        title=said["title"],
        outlet=said["outlet"],
        url=said["url"],
        lang=said["lang"],
        published=_day(said["date"], columns.date, where),
    )


def _string(value: object) -> str | None:
    if value is None:
        return None
    text = value if isinstance(value, str) else str(value)
    return text if text.strip() else None


def _day(stated: str | None, column: str | None, where: str) -> str | None:
    if stated is None:
        return None
    day = iso_day(stated) or _spelled_out(stated.strip())
    if day is None:
        raise FormatError(f'column "{column}": "{stated[:40]}" is no date that can be told; write it as 2024-08-14', where)
    return day


def _spelled_out(stated: str) -> str | None:
    """The day of "14 August 2024", "Wed, 14 Aug 2024 10:00:00 GMT" and the like; 8/14/2024 could be two days and is none."""
    for form in _SPELLED_OUT:
        try:
            return datetime.datetime.strptime(stated, form).date().isoformat()
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(stated).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return None
