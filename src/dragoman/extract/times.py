"""Date expressions → days: full dates, month and day, weekdays, today and its like, against the day of publication."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from dragoman.records import Part, PartKind, Precision, Time
from dragoman.resolve.trace import trace_of
from dragoman.text import span, time_id

_MONTH_NAMES = "january february march april may june july august september october november december".split()
_MONTHS = {name: i for i, name in enumerate(_MONTH_NAMES, 1)} | {name[:3]: i for i, name in enumerate(_MONTH_NAMES, 1)} | {"sept": 9}
_WEEKDAYS = {d: i for i, d in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])}
_WEEKDAYS |= {d[:3]: i for d, i in _WEEKDAYS.items()} | {"tues": 1, "thurs": 3, "thur": 3}
_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_WEEKDAY = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"

#: Patterns in the order in which they are tried; the first that matches at a place wins, longer forms standing first.
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (rule, re.compile(pattern))
    for rule, pattern in (
        ("iso", r"\b(?P<year>\d{4})-(?P<monthnumber>[01]\d)-(?P<day>[0-3]\d)\b"),
        ("month-day-year", rf"\b(?:{_WEEKDAY},?\s+)?{_MONTH}\s+{_DAY}(?:,\s*|\s+){_YEAR}\b"),
        ("day-month-year", rf"\b(?:{_WEEKDAY},?\s+)?{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b"),
        ("month-day", rf"\b(?:{_WEEKDAY},?\s+)?{_MONTH}\s+{_DAY}\b(?![\d,]*\d)"),
        ("day-month", rf"\b(?:{_WEEKDAY},?\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}(?![a-z])"),
        ("month-year", rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}\b"),
        ("relative-month", r"\b(?P<which>[Ll]ast|[Nn]ext|[Tt]his)\s+(?P<unit>month|year|week)\b"),
        ("last-month-name", rf"\b(?P<which>[Ll]ast|[Nn]ext|[Tt]his)\s+{_MONTH}(?![a-z])"),
        ("weekday", rf"\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his)\s+)?{_WEEKDAY}\b(?:\s+(?P<part>morning|afternoon|evening|night))?"),
        ("day-word", r"\b(?P<word>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|[Ll]ast night)\b"),
        ("month-alone", rf"\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Uu]ntil|[Bb]y)\s+(?P<core>{_MONTH})(?![a-z])(?!\s+\d)"),
        ("year-alone", rf"\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Uu]ntil|[Bb]y|[Oo]f)\s+(?P<core>{_YEAR})\b(?!\s*(?:people|troops|dollars))"),
    )
)


@dataclass(frozen=True, slots=True)
class _Match:
    start: int
    stop: int
    rule: str
    earliest: datetime.date | None
    latest: datetime.date | None
    precision: Precision


def find_times(text: str, parts: tuple[Part, ...], article: str, published: datetime.date | None) -> tuple[Time, ...]:
    """All date expressions of the parts that are read, in order. Those that need a day to be reckoned from are left out without one.

    A month and day, a month or a weekday alone mean the nearest such day not after publication, or the next one after
    "next", "will" or "until" ("on Tuesday" in a report of a Wednesday is the day before).
    """
    read = [p for p in parts if p.kind not in (PartKind.CAPTION, PartKind.BOILERPLATE)]
    return tuple(_time(m, article) for part in read for m in _matches(text, part, published))


def _time(m: _Match, article: str) -> Time:
    return Time(
        id=time_id(article, m.start, m.stop, m.earliest, m.latest),
        start=m.start,
        stop=m.stop,
        earliest=m.earliest.isoformat() if m.earliest else None,
        latest=m.latest.isoformat() if m.latest else None,
        precision=m.precision,
        trace=trace_of(f"time.{m.rule}", 0.95 if m.rule in _WHOLE else 0.85, [span(m.start, m.stop)]),
    )


#: Rules of dates that name their year.
_WHOLE = frozenset(("iso", "month-day-year", "day-month-year"))


def _matches(text: str, part: Part, published: datetime.date | None) -> Iterator[_Match]:
    taken: list[tuple[int, int]] = []
    found: list[_Match] = []
    for rule, pattern in _PATTERNS:
        for m in pattern.finditer(text, part.start, part.stop):
            start, stop = m.span("core") if "core" in pattern.groupindex else m.span()
            if any(start < b and a < stop for a, b in taken):
                continue
            days = _days(rule, m, text, published)
            if days is not None or rule in _WHOLE:
                taken.append((start, stop))  # what is no day as a whole is none in part: "31 June 2021"
            if days is not None:
                earliest, latest, precision = days
                before = text[max(0, start - 8) : start].lower().split()[-1:]
                open_start, open_stop = before == ["until"] or before == ["till"], before == ["since"]
                found.append(_Match(start, stop, rule, None if open_start else earliest, None if open_stop else latest, precision))
    yield from sorted(found, key=lambda m: m.start)


def _days(rule: str, m: re.Match[str], text: str, published: datetime.date | None) -> tuple[datetime.date, datetime.date, Precision] | None:
    """First day, last day and precision, or None where the words are no date or cannot be placed."""
    said = m.groupdict()
    try:
        if rule == "iso":
            return _one(datetime.date(int(said["year"]), int(said["monthnumber"]), int(said["day"])))
        month = _MONTHS[said["month"].rstrip(".").lower()] if said.get("month") else 0
        if rule in ("month-day-year", "day-month-year"):
            return _one(datetime.date(int(said["year"]), month, int(said["day"])))
        if rule == "month-year":
            return _month(int(said["year"]), month)
        if rule == "year-alone":
            year = int(said["year"])
            return datetime.date(year, 1, 1), datetime.date(year, 12, 31), Precision.YEAR
        if published is None:
            return None
        ahead = _points_ahead(text, m.start(), said)
        if rule in ("month-day", "day-month"):
            return _one(_nearest(_in_years(published.year, month, int(said["day"])), published, ahead))
        if rule in ("month-alone", "last-month-name"):
            first = _nearest(_in_years(published.year, month, 1), published.replace(day=1), ahead, slack=0)
            return _month(first.year, first.month)
        if rule == "weekday":
            return _one(_weekday(_WEEKDAYS[said["weekday"].lower()], (said.get("which") or "").lower(), ahead, published))
        if rule == "day-word":
            return _one(
                published
                + datetime.timedelta({"today": 0, "tonight": 0, "yesterday": -1, "last night": -1, "tomorrow": 1}[said["word"].lower()])
            )
        return _unit(said["unit"], {"last": -1, "this": 0, "next": 1}[said["which"].lower()], published)
    except (ValueError, OverflowError):
        return None  # the 31st of June


def _one(day: datetime.date) -> tuple[datetime.date, datetime.date, Precision]:
    return day, day, Precision.DAY


def _month(year: int, month: int) -> tuple[datetime.date, datetime.date, Precision]:
    first = datetime.date(year, month, 1)
    return first, first + relativedelta(months=1, days=-1), Precision.MONTH


def _unit(unit: str, step: int, published: datetime.date) -> tuple[datetime.date, datetime.date, Precision]:
    if unit == "week":
        monday = published - datetime.timedelta(published.weekday()) + datetime.timedelta(7 * step)
        return monday, monday + datetime.timedelta(6), Precision.WEEK
    if unit == "year":
        return datetime.date(published.year + step, 1, 1), datetime.date(published.year + step, 12, 31), Precision.YEAR
    day = published + relativedelta(months=step)
    return _month(day.year, day.month)


def _weekday(weekday: int, which: str, ahead: bool, published: datetime.date) -> datetime.date:
    back = (published.weekday() - weekday) % 7
    if which == "next" or (ahead and not which):
        return published + datetime.timedelta((weekday - published.weekday()) % 7 or 7)
    if which == "last":
        return published - datetime.timedelta(back or 7)
    return published - datetime.timedelta(back)


def _in_years(year: int, month: int, day: int) -> list[datetime.date]:
    """The day in the years around one, where it exists in them.

    Raises:
        ValueError: it exists in none.
    """
    out = []
    for y in range(year - 4, year + 5):
        try:
            out.append(datetime.date(y, month, day))
        except ValueError:
            continue
    if not out:
        raise ValueError(f"no such day: {day}.{month}.")
    return out


def _nearest(days: list[datetime.date], published: datetime.date, ahead: bool, slack: int = 2) -> datetime.date:
    """The latest of the days not (more than `slack` days) after publication, or the first after it."""
    if ahead:
        return next((d for d in days if d >= published), days[-1])
    past = [d for d in days if d <= published + datetime.timedelta(slack)]
    return past[-1] if past else days[0]


_AHEAD = re.compile(
    r"(?:\b(?:will|next|until|upcoming|scheduled|due|planned|plans?|would|to be held|expected)\b[^.;:\"“”]{0,60}|\bby\s*)$", re.I
)


def _points_ahead(text: str, at: int, said: dict[str, str | None]) -> bool:
    which = (said.get("which") or "").lower()
    if which in ("last", "this"):
        return False
    return which == "next" or _AHEAD.search(text[max(0, at - 90) : at]) is not None
