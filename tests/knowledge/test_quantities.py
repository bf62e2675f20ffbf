"""Number words, qualifiers and the bounds they give, by the contract's rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.knowledge.quantities import Bounds, bounds, measures, number_words, qualifiers
from dragoman.records import Measure, Qualifier


@pytest.mark.parametrize(
    ("qualifier", "wanted"),
    [
        (Qualifier.EXACT, Bounds(40, 40, 40)),
        (Qualifier.ABOUT, Bounds(None, 40, None)),
        (Qualifier.NEARLY, Bounds(None, 40, 40)),
        (Qualifier.UNDER, Bounds(None, None, 40)),
        (Qualifier.OVER, Bounds(40, 40, None)),
        (Qualifier.AT_LEAST, Bounds(40, 40, None)),
        (Qualifier.UP_TO, Bounds(None, None, 40)),
        (Qualifier.VAGUE, Bounds(40, None, None)),
    ],
)
def test_bounds(qualifier: Qualifier, wanted: Bounds) -> None:
    assert bounds(qualifier, 40) == wanted


def test_bounds_between() -> None:
    assert bounds(Qualifier.BETWEEN, 30, 40) == Bounds(30, None, 40)


def test_whole_numbers_are_int_and_others_stay() -> None:
    assert isinstance(bounds(Qualifier.EXACT, 40.0).best, int)
    assert bounds(Qualifier.EXACT, 1.5).best == 1.5
    assert isinstance(bounds(Qualifier.BETWEEN, 1.0, 2.0).high, int)


@given(st.sampled_from([q for q in Qualifier if q is not Qualifier.BETWEEN]), st.integers(1, 10**9))
def test_bounds_are_ordered_and_hold_nothing_but_the_number(qualifier: Qualifier, n: int) -> None:
    found = bounds(qualifier, n)
    assert {x for x in (found.low, found.best, found.high) if x is not None} == {n}


@pytest.mark.parametrize(
    ("word", "floor"), [("dozens", 24), ("scores", 40), ("hundreds", 200), ("thousands", 2000), ("tens of thousands", 20000)]
)
def test_vague_words_have_a_floor(word: str, floor: int) -> None:
    assert number_words()[word].vague and number_words()[word].value == floor


@pytest.mark.parametrize(
    ("word", "value"),
    [("one", 1), ("twelve", 12), ("dozen", 12), ("score", 20), ("ninety", 90), ("thousand", 1000), ("million", 1_000_000)],
)
def test_plain_number_words(word: str, value: int) -> None:
    assert not number_words()[word].vague and number_words()[word].value == value


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("about", Qualifier.ABOUT),
        ("approximately", Qualifier.ABOUT),
        ("nearly", Qualifier.NEARLY),
        ("almost", Qualifier.NEARLY),
        ("over", Qualifier.OVER),
        ("more than", Qualifier.OVER),
        ("at least", Qualifier.AT_LEAST),
        ("no fewer than", Qualifier.AT_LEAST),
        ("under", Qualifier.UNDER),
        ("fewer than", Qualifier.UNDER),
        ("up to", Qualifier.UP_TO),
        ("as many as", Qualifier.UP_TO),
    ],
)
def test_words_that_qualify(words: str, wanted: Qualifier) -> None:
    assert qualifiers()[words] is wanted


@pytest.mark.parametrize(
    ("part", "word", "wanted"),
    [
        ("verb", "kill", Measure.KILLED),
        ("intransitive", "die", Measure.KILLED),
        ("verb", "wound", Measure.INJURED),
        ("noun", "casualty", Measure.CASUALTIES),
        ("verb", "kidnap", Measure.ABDUCTED),
        ("verb", "arrest", Measure.DETAINED),
    ],
)
def test_words_that_measure(part: str, word: str, wanted: Measure) -> None:
    assert measures()[part, word] is wanted
