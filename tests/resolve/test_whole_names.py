"""Names that stand for more, or less, than their words: realms, styles, surnames of strangers, people of several states."""

from __future__ import annotations

import pytest

from dragoman.reader import read


def codes(text: str, side: str = "actors") -> list[str | None]:
    found = read(text, published=None, lang="en")
    at = {m.id: m.actor for m in found.mentions}
    return [found.actors[a].code if (a := at[m]) is not None else None for e in found.events for m in getattr(e, side)]


def words(text: str, side: str = "actors") -> list[str]:
    found = read(text, published=None, lang="en")
    at = {m.id: text[m.start : m.stop] for m in found.mentions}
    return [at[m] for e in found.events for m in getattr(e, side)]


def test_a_king_is_of_the_realm_that_is_named_behind_him() -> None:
    assert codes("King Abdullah of Jordan visited Cairo on Monday.") == ["JOR"]


def test_leaders_of_two_states_are_both() -> None:
    assert codes("The leaders of Japan and Ireland condemned Russia on Wednesday.") == ["JPN", "IRL"]


def test_a_name_cut_off_behind_of_goes_on() -> None:
    assert words("The Government of Nicaragua canceled the registrations of six organizations on Tuesday.") == ["Government of Nicaragua"]


def test_a_state_of_two_words_whose_first_is_short() -> None:
    assert codes("The Government of El Salvador condemned Honduras on Tuesday.") == ["SLV"]


def test_a_style_of_address_is_nobody() -> None:
    assert "His" not in words("His Majesty King Abdullah of Jordan on Monday visited Cairo.")


@pytest.mark.parametrize(
    "text",
    [
        "Guo Meiling, a seller of sweets, went to China. Police in Shanghai arrested Guo on Monday.",
        "Police arrested Lee on Monday after a shooting near Taipei.",
    ],
)
def test_a_stranger_is_no_official_of_the_same_surname(text: str) -> None:
    assert codes(text, "recipients") == [None]


def test_one_who_is_described_twice_is_one() -> None:
    assert words("Police arrested an activist and politician, Talib Hussain, in Srinagar.", "recipients") == ["an activist"]


def test_a_counterpart_acts_too() -> None:
    text = "Prime Minister Fumio Kishida of Japan and his Irish counterpart Micheal Martin condemned Russia."
    assert codes(text) == ["JPN", "IRL"]


def test_a_party_written_small_is_nobody_elses() -> None:
    assert "GBR" not in codes("The conservative party criticised the president of South Korea on Monday.")


def test_by_whom_a_claim_was_made() -> None:
    assert codes("Ukraine rejected statements by Russia on Monday.", "recipients") == ["RUS"]
