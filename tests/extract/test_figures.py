"""How many were killed or injured: what is measured, its bounds by the contract, whom it counts, and what is no such figure."""

from __future__ import annotations

import pytest

from dragoman.reader import read
from dragoman.records import Count, Figure, Measure, Qualifier, Reading

Row = tuple[Measure, Qualifier, float | None, float | None, float | None]
K, INJ = Measure.KILLED, Measure.INJURED
EXACT, ABOUT, NEARLY, OVER, LEAST = Qualifier.EXACT, Qualifier.ABOUT, Qualifier.NEARLY, Qualifier.OVER, Qualifier.AT_LEAST


def reading(text: str) -> Reading:
    return read(text, published="2024-08-14", lang="en")


def harm(found: Reading) -> list[Figure]:
    return [f for f in found.figures if f.measure in (K, INJ)]


def row(f: Figure) -> Row:
    return f.measure, f.qualifier, f.low, f.best, f.high


def rows(text: str) -> list[Row]:
    return [row(f) for f in harm(reading(text))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("12 people were killed in Gaza on Monday.", (K, EXACT, 12, 12, 12)),
        ("About 12 people were killed in Gaza on Monday.", (K, ABOUT, None, 12, None)),
        ("Around 40 people were killed in Gaza on Monday.", (K, ABOUT, None, 40, None)),
        ("Nearly 40 people were killed in Gaza on Monday.", (K, NEARLY, None, 40, 40)),
        ("Almost 40 people were killed in Gaza on Monday.", (K, NEARLY, None, 40, 40)),
        ("More than 40 people were killed in Gaza on Monday.", (K, OVER, 40, 40, None)),
        ("Over 40 people were killed in Gaza on Monday.", (K, OVER, 40, 40, None)),
        ("At least 40 people were killed in Gaza on Monday.", (K, LEAST, 40, 40, None)),
        ("Fewer than 40 people were killed in Gaza on Monday.", (K, Qualifier.UNDER, None, None, 40)),
        ("Up to 40 people were killed in Gaza on Monday.", (K, Qualifier.UP_TO, None, None, 40)),
        ("As many as 40 people were killed in Gaza on Monday.", (K, Qualifier.UP_TO, None, None, 40)),
        ("Between 30 and 40 people were killed in Gaza on Monday.", (K, Qualifier.BETWEEN, 30, None, 40)),
        ("30 to 40 people were killed in Gaza on Monday.", (K, Qualifier.BETWEEN, 30, None, 40)),
        ("12 people were injured in Gaza on Monday.", (INJ, EXACT, 12, 12, 12)),
        ("About 12 people were injured in Gaza on Monday.", (INJ, ABOUT, None, 12, None)),
        ("Nearly 40 people were wounded in Gaza on Monday.", (INJ, NEARLY, None, 40, 40)),
        ("More than 40 people were wounded in Gaza on Monday.", (INJ, OVER, 40, 40, None)),
        ("At least 40 people were injured in Gaza on Monday.", (INJ, LEAST, 40, 40, None)),
        ("Up to 40 people were wounded in Gaza on Monday.", (INJ, Qualifier.UP_TO, None, None, 40)),
    ],
)
def test_measures_and_bounds(text: str, wanted: Row) -> None:
    assert rows(text) == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Twelve people were killed in Gaza.", (K, EXACT, 12, 12, 12)),
        ("Twenty-five people were killed in Gaza.", (K, EXACT, 25, 25, 25)),
        ("One hundred and twenty people were killed in Gaza.", (K, EXACT, 120, 120, 120)),
        ("Two dozen people were killed in Gaza.", (K, EXACT, 24, 24, 24)),
        ("A dozen people were wounded in Gaza.", (INJ, EXACT, 12, 12, 12)),
        ("1,200 people were killed in the earthquake.", (K, EXACT, 1200, 1200, 1200)),
        ("Some 1.2 million people were killed in the war.", (K, ABOUT, None, 1_200_000, None)),
        ("Two thousand people were killed in the war.", (K, EXACT, 2000, 2000, 2000)),
        ("Dozens of people were killed in Gaza.", (K, Qualifier.VAGUE, 24, None, None)),
        ("Scores of people were injured in Gaza.", (INJ, Qualifier.VAGUE, 40, None, None)),
        ("Hundreds of people were killed in the war.", (K, Qualifier.VAGUE, 200, None, None)),
        ("Thousands of people were killed in the war.", (K, Qualifier.VAGUE, 2000, None, None)),
        ("Tens of thousands of people were killed in the war.", (K, Qualifier.VAGUE, 20000, None, None)),
    ],
)
def test_number_words(text: str, wanted: Row) -> None:
    assert rows(text) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "Israeli soldiers killed 12 people in Gaza on Monday.",
        "A bomb killed 12 people in Baghdad on Monday.",
        "12 people were killed by a bomb in Baghdad on Monday.",
        "12 people died in the attack.",
        "The death toll rose to 12 on Monday.",
        "The attack left 12 people dead.",
        "12 killed in Baghdad bombing",
        "The attack claimed 12 lives.",
        "Police said that 12 people had been killed.",
        "The bomb exploded in a market, killing 12 people.",
        "Officials reported 12 deaths in the city.",
    ],
)
def test_ways_of_telling_deaths(text: str) -> None:
    assert rows(text) == [(K, EXACT, 12, 12, 12)]


@pytest.mark.parametrize(
    "text",
    [
        "A bomb wounded 30 people in Baghdad on Monday.",
        "30 people were hurt in the attack.",
        "The attack left 30 people injured.",
        "30 injured in Baghdad bombing",
        "The bomb exploded in a market, wounding 30 people.",
    ],
)
def test_ways_of_telling_injuries(text: str) -> None:
    assert rows(text) == [(INJ, EXACT, 30, 30, 30)]


@pytest.mark.parametrize(
    "text",
    [
        "Twelve people were killed and 30 were wounded in Baghdad on Monday.",
        "A bomb killed twelve people and wounded 30 others in Baghdad.",
    ],
)
def test_killed_and_wounded_are_two_figures(text: str) -> None:
    assert rows(text) == [(K, EXACT, 12, 12, 12), (INJ, EXACT, 30, 30, 30)]


@pytest.mark.parametrize(
    "text",
    [
        "Ahmed Ali, 34, was killed in Gaza on Monday.",
        "The 45-year-old teacher was wounded in Gaza.",
        "The minister was killed on March 5, 2021.",
        "The president was killed in 1994.",
        "The army killed the rebel leader at 5 p.m. on Monday.",
        "Bread now costs 5 dollars in Gaza.",
        "The government paid $12 million to the families of the dead.",
        "Messi scored 3 goals on Sunday.",
        "The attack happened 12 kilometres from the city.",
        "Police said that 12 ministers met in Geneva.",
        "Prices rose by 12 percent in March.",
        "The war lasted 12 years.",
        "Nobody was hurt when Flight 302 landed in Cairo.",
    ],
)
def test_other_numbers_are_no_figures_of_harm(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    ("text", "words", "of"),
    [
        ("Nearly 40 people were killed in Gaza.", "Nearly 40", "people"),
        ("At least 12 soldiers were killed in Gaza.", "At least 12", "soldiers"),
        ("A bomb killed twelve children in Baghdad.", "twelve", "children"),
        ("Dozens of protesters were injured in Cairo.", "Dozens", "protesters"),
        ("Two dozen civilians were wounded in Gaza.", "Two dozen", "civilians"),
    ],
)
def test_the_words_of_a_figure_and_whom_it_counts(text: str, words: str, of: str) -> None:
    (figure,) = harm(reading(text))
    assert figure.of is not None
    assert (text[figure.start : figure.stop], text[figure.of.start : figure.of.stop]) == (words, of)


def test_the_toll_counts_nobody_by_name() -> None:
    (figure,) = harm(reading("The death toll rose to 12 on Monday."))
    assert figure.of is None


def test_who_did_it() -> None:
    found = reading("Israel killed 12 people in Gaza on Monday.")
    (figure,) = harm(found)
    by = next(m for m in found.mentions if m.id == figure.by)
    assert found.article.text[by.start : by.stop] == "Israel"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Twelve people were killed in Gaza.", Count.TOTAL),
        ("A further 20 people were wounded in Gaza.", Count.NEW),
        ("Another 20 people were wounded in Gaza.", Count.NEW),
    ],
)
def test_totals_and_additions(text: str, count: Count) -> None:
    assert [f.count for f in harm(reading(text))] == [count]


def test_a_part_names_its_whole() -> None:
    whole, part = harm(reading("At least 40 people were killed in Gaza, including 12 children."))
    assert (whole.count, whole.best) == (Count.TOTAL, 40)
    assert (part.count, part.best, part.part_of) == (Count.PART, 12, whole.id)


def test_as_of_is_the_day_of_the_report_or_null() -> None:
    text = "Twelve people were killed in Gaza."
    assert [f.as_of for f in harm(reading(text))] == ["2024-08-14"]
    assert [f.as_of for f in harm(read(text, lang="en"))] == [None]


def test_a_figure_is_attributed() -> None:
    found = reading("Police said that 12 people had been killed in Baghdad.")
    (figure,) = harm(found)
    (voice,) = figure.attributions
    who = next(m for m in found.mentions if m.id == voice.chain[0])
    assert found.article.text[who.start : who.stop] == "Police"


@pytest.mark.parametrize(
    ("text", "measure", "best"),
    [
        ("Gunmen kidnapped 12 engineers in Nigeria on Monday.", Measure.ABDUCTED, 12),
        ("Police arrested 30 protesters in Cairo on Monday.", Measure.DETAINED, 30),
        ("The fighting displaced 2,000 people.", Measure.DISPLACED, 2000),
        ("12 people are missing after the attack.", Measure.MISSING, 12),
    ],
)
def test_other_measures(text: str, measure: Measure, best: int) -> None:
    assert [(f.measure, f.best) for f in reading(text).figures] == [(measure, best)]


def test_boilerplate_and_captions_count_nobody() -> None:
    text = (
        "Ministers of both countries met in Geneva on Monday.\n\nThey will meet again.\n\nAlso Read | 12 People Killed In Baghdad Bombing"
    )
    assert reading(text).figures == ()
