"""Date expressions resolve against the day of publication, and to nothing where they cannot."""

from __future__ import annotations

import calendar
import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.extract.times import find_times
from dragoman.reader import read
from dragoman.records import Basis, Part, PartKind, Precision, Time

WEDNESDAY = "2024-08-14"
DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))


def times(text: str, published: str | None = WEDNESDAY, kind: PartKind = PartKind.BODY) -> tuple[Time, ...]:
    day = datetime.date.fromisoformat(published) if published else None
    return find_times(text, (Part(start=0, stop=len(text), kind=kind),), "x", day)


def one(text: str, published: str | None = WEDNESDAY) -> tuple[str, str | None, str | None, Precision]:
    """The only time in a text: its words, first and last day, precision."""
    (time,) = times(text, published)
    return text[time.start : time.stop], time.earliest, time.latest, time.precision


def day(text: str, published: str | None = WEDNESDAY) -> str | None:
    _, earliest, latest, precision = one(text, published)
    assert earliest == latest and precision is Precision.DAY
    return earliest


# --- dates that stand for themselves ---


@pytest.mark.parametrize(
    "words",
    [
        "March 5, 2021",
        "March 5 2021",
        "March 5th, 2021",
        "5 March 2021",
        "5th March 2021",
        "5th of March, 2021",
        "05 March 2021",
        "2021-03-05",
        "Mar. 5, 2021",
        "Friday, March 5, 2021",
        "Friday 5 March 2021",
    ],
)
@pytest.mark.parametrize("published", [None, WEDNESDAY])
def test_full_dates(words: str, published: str | None) -> None:
    assert one(f"They met on {words}, in Geneva.", published) == (words, "2021-03-05", "2021-03-05", Precision.DAY)


@pytest.mark.parametrize(
    ("words", "wanted"), [("Sept. 9, 2001", "2001-09-09"), ("Sep. 9, 2001", "2001-09-09"), ("Dec. 31, 1999", "1999-12-31")]
)
def test_short_months(words: str, wanted: str) -> None:
    assert day(f"It happened on {words}.", None) == wanted


@given(DAYS, st.none() | DAYS)
def test_any_full_date_is_itself(when: datetime.date, published: datetime.date | None) -> None:
    month = calendar.month_name[when.month]
    for words in (f"{month} {when.day}, {when.year}", f"{when.day} {month} {when.year}", when.isoformat()):
        found = one(f"It happened on {words}.", published.isoformat() if published else None)
        assert found == (words, when.isoformat(), when.isoformat(), Precision.DAY)


def test_a_month_of_a_year() -> None:
    assert one("The war began in February 2022.", None) == ("February 2022", "2022-02-01", "2022-02-28", Precision.MONTH)
    assert one("They met in February 2024.", None) == ("February 2024", "2024-02-01", "2024-02-29", Precision.MONTH)


def test_a_year() -> None:
    assert one("The state was founded in 1947.", None) == ("1947", "1947-01-01", "1947-12-31", Precision.YEAR)


@pytest.mark.parametrize(
    "text",
    [
        "It happened on June 31, 2021.",
        "It happened on 31 June 2021.",
        "It happened on February 29, 2021.",
        "It happened on 2021-02-30.",
        "It happened on 2021-13-01.",
        "It happened on June 31.",
        "It happened on 31 June.",
        "It happened on February 30.",
        "It happened on March 0.",
    ],
)
@pytest.mark.parametrize("published", [None, WEDNESDAY])
def test_days_that_do_not_exist_are_no_times(text: str, published: str | None) -> None:
    assert times(text, published) == ()


@pytest.mark.parametrize(
    "text",
    ["They may march.", "Troops sat down in the sun.", "He paid 2021 dollars.", "The 5 men left.", "May Fifth was here.", "Room 1947-08."],
)
def test_words_that_are_no_dates(text: str) -> None:
    assert times(text) == ()


# --- against the day of publication ---


@pytest.mark.parametrize(
    ("published", "text", "wanted"),
    [
        ("2024-08-14", "Troops left on August 12.", "2024-08-12"),
        ("2024-08-14", "Troops left on 12 August.", "2024-08-12"),
        ("2024-08-14", "Troops left on August 14.", "2024-08-14"),
        ("2024-08-14", "Troops left on Aug. 1.", "2024-08-01"),
        ("2021-01-03", "Troops left on December 28.", "2020-12-28"),
        ("2021-01-01", "Troops left on 31 December.", "2020-12-31"),
        ("2020-12-30", "The ministers will meet on January 5.", "2021-01-05"),
        ("2024-08-14", "Troops left on October 7.", "2023-10-07"),
        ("2024-08-14", "The ministers will meet on October 7.", "2024-10-07"),
        ("2024-08-14", "The truce was to last until September 1.", "2024-09-01"),
        ("2024-03-05", "Troops left on February 29.", "2024-02-29"),
        ("2021-03-05", "Troops left on February 29.", "2020-02-29"),
    ],
)
def test_a_month_and_day_take_the_year_from_publication(published: str, text: str, wanted: str) -> None:
    assert times(text, published)[0].latest == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Troops left on Wednesday.", "2024-08-14"),
        ("Troops left on Tuesday.", "2024-08-13"),
        ("Troops left on Tuesday night.", "2024-08-13"),
        ("Troops left on Thursday.", "2024-08-08"),
        ("Troops left on Sunday.", "2024-08-11"),
        ("Troops left last Friday.", "2024-08-09"),
        ("Troops left last Wednesday.", "2024-08-07"),
        ("The ministers meet next Monday.", "2024-08-19"),
        ("Next Monday the ministers meet.", "2024-08-19"),
        ("The ministers will meet on Tuesday.", "2024-08-20"),
        ("The ministers will meet on Friday.", "2024-08-16"),
        ("Talks are scheduled for Thursday.", "2024-08-15"),
        ("Putin said the ministers would meet on Saturday.", "2024-08-17"),
        ("They will talk. Troops left on Monday.", "2024-08-12"),
        ("The town was taken by troops on Monday.", "2024-08-12"),
    ],
)
def test_weekdays(text: str, wanted: str) -> None:
    assert day(text) == wanted


@given(DAYS, st.integers(0, 6))
def test_a_weekday_alone_lies_in_the_week_up_to_publication(published: datetime.date, weekday: int) -> None:
    found = day(f"Troops left on {calendar.day_name[weekday]}.", published.isoformat())
    assert found is not None
    when = datetime.date.fromisoformat(found)
    assert when.weekday() == weekday and 0 <= (published - when).days < 7


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Troops left today.", "2024-08-14"),
        ("Troops left yesterday.", "2024-08-13"),
        ("Troops will leave tomorrow.", "2024-08-15"),
        ("Troops left last night.", "2024-08-13"),
        ("Troops will leave tonight.", "2024-08-14"),
        ("Yesterday troops left.", "2024-08-13"),
        ("Last night troops left.", "2024-08-13"),
    ],
)
def test_today_and_its_like(text: str, wanted: str) -> None:
    assert day(text) == wanted


@pytest.mark.parametrize(
    ("text", "words", "earliest", "latest", "precision"),
    [
        ("Troops left last month.", "last month", "2024-07-01", "2024-07-31", Precision.MONTH),
        ("Last month troops left.", "Last month", "2024-07-01", "2024-07-31", Precision.MONTH),
        ("Troops will leave next month.", "next month", "2024-09-01", "2024-09-30", Precision.MONTH),
        ("Troops will leave next week.", "next week", "2024-08-19", "2024-08-25", Precision.WEEK),
        ("Troops left last week.", "last week", "2024-08-05", "2024-08-11", Precision.WEEK),
        ("Next week troops will leave.", "Next week", "2024-08-19", "2024-08-25", Precision.WEEK),
        ("Troops left last year.", "last year", "2023-01-01", "2023-12-31", Precision.YEAR),
        ("Troops left in March.", "March", "2024-03-01", "2024-03-31", Precision.MONTH),
        ("Troops left in December.", "December", "2023-12-01", "2023-12-31", Precision.MONTH),
        ("Troops will leave in December.", "December", "2024-12-01", "2024-12-31", Precision.MONTH),
        ("Troops left in August.", "August", "2024-08-01", "2024-08-31", Precision.MONTH),
        ("Troops will leave in August.", "August", "2024-08-01", "2024-08-31", Precision.MONTH),
    ],
)
def test_weeks_months_and_years(text: str, words: str, earliest: str, latest: str, precision: Precision) -> None:
    assert one(text) == (words, earliest, latest, precision)


def test_across_the_years_edge() -> None:
    assert one("Troops left last month.", "2021-01-15")[1:3] == ("2020-12-01", "2020-12-31")
    assert one("Troops leave next week.", "2020-12-30")[1:3] == ("2021-01-04", "2021-01-10")
    assert one("He was arrested in January.", "2020-12-31")[1:3] == ("2020-01-01", "2020-01-31")
    assert day("Troops left yesterday.", "2021-01-01") == "2020-12-31"


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("The truce lasts until Tuesday.", None, "2024-08-20"),
        ("The truce lasts until 1 September 2024.", None, "2024-09-01"),
        ("The truce has held since 15 April.", "2024-04-15", None),
        ("The truce has held since March.", "2024-03-01", None),
    ],
)
def test_an_open_end_is_null(text: str, earliest: str | None, latest: str | None) -> None:
    assert one(text)[1:3] == (earliest, latest)


# --- without it ---


@pytest.mark.parametrize(
    "words", ["on Tuesday", "yesterday", "last month", "next week", "on March 5", "on 5 March", "in March", "last night", "next Monday"]
)
def test_nothing_is_taken_for_today(words: str) -> None:
    assert times(f"Troops left {words}.", None) == ()


def test_without_a_day_only_dates_of_their_own_remain() -> None:
    text = "Troops came on March 5, 2021 and left on Tuesday, as they had in 1947 and last month."
    assert [text[t.start : t.stop] for t in times(text, None)] == ["March 5, 2021", "1947"]


def test_the_dateline_s_date_stands_in_for_publication() -> None:
    body = "Troops left the city on Monday after a week of fighting with rebels in the hills.\n\nThe rebels said that the road was open."
    reading = read(f"KABUL, Aug. 3, 2010 -- {body}", lang="en")
    assert [t.earliest for t in reading.times if reading.article.text[t.start : t.stop] == "Monday"] == ["2010-08-02"]
    assert [t for t in read(body, lang="en").times if t.precision is Precision.DAY] == []


# --- in the text ---


def test_times_stand_in_order_and_apart() -> None:
    text = "On Monday, March 1, 2021 they met; by 2022 they had parted, and last week, on 12 August, they met again today."
    found = times(text)
    words = [text[t.start : t.stop] for t in found]
    assert words == ["Monday, March 1, 2021", "2022", "last week", "12 August", "today"]
    assert all(a.stop <= b.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize("kind", [PartKind.CAPTION, PartKind.BOILERPLATE])
def test_captions_and_boilerplate_have_none(kind: PartKind) -> None:
    assert times("Posted on March 5, 2021", kind=kind) == ()


def test_an_event_s_period_names_its_time() -> None:
    reading = read("Israel attacked Lebanon on Monday.", published=WEDNESDAY, lang="en")
    period = reading.events[0].period
    assert period is not None
    assert (period.earliest, period.latest, period.precision, period.basis) == ("2024-08-12", "2024-08-12", Precision.DAY, Basis.STATED)
    assert period.time == reading.times[0].id
