"""Whether an event happened: words of plans, fears, prevention, conditions and ranks, and what they rest on."""

from __future__ import annotations

import pytest

from dragoman.reader import read
from dragoman.records import Event, EventType, Factuality, VoiceStance

ACTUAL, NEGATED, FUTURE, HYPOTHETICAL = Factuality.ACTUAL, Factuality.NEGATED, Factuality.FUTURE, Factuality.HYPOTHETICAL


def assault(text: str) -> Event:
    rows = [e for e in read(text, published="2024-08-14", lang="en").events if e.type is EventType.ASSAULT]
    assert len(rows) == 1, rows
    return rows[0]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Israel attacked Lebanon on Monday.", ACTUAL),
        ("Israel has attacked Lebanon twice.", ACTUAL),
        ("Israel did not attack Lebanon on Monday.", NEGATED),
        ("Israel never attacked Lebanon.", NEGATED),
        ("Israel did not only attack Lebanon, it occupied it.", ACTUAL),
        ("Israel failed to attack Lebanon on Monday.", NEGATED),
        ("Israel could attack Lebanon.", HYPOTHETICAL),
        ("Israel may attack Lebanon.", HYPOTHETICAL),
        ("Israel would attack Lebanon if the talks failed.", HYPOTHETICAL),
        ("If Israel attacks Lebanon, oil will rise.", HYPOTHETICAL),
        ("Unless Israel attacks Lebanon, the talks go on.", HYPOTHETICAL),
        ("Iran feared an attack by Israel on Lebanon.", HYPOTHETICAL),
        ("Iran prevented an attack by Israel on Lebanon.", NEGATED),
        ("Iran spoke of the risk of an attack by Israel on Lebanon.", HYPOTHETICAL),
        ("Israel is expected to attack Lebanon.", FUTURE),
        ("Israel is due to attack Lebanon on Friday.", FUTURE),
        ("Israel prepared to attack Lebanon.", FUTURE),
        ("Israel continued to attack Lebanon.", ACTUAL),
        ("Israel was the first country to attack Lebanon.", ACTUAL),
        ("The attack by Israel on Lebanon shocked Egypt.", ACTUAL),
        ("Egypt did not mention the attack by Israel on Lebanon.", ACTUAL),
        ("There was no attack by Israel on Lebanon.", NEGATED),
        ("Israel is believed to have attacked Lebanon.", ACTUAL),
        ("The planned attack by Israel on Lebanon worried Egypt.", FUTURE),
        ("A possible attack by Israel on Lebanon worried Egypt.", HYPOTHETICAL),
    ],
)
def test_words_of_reality(text: str, what: Factuality) -> None:
    assert assault(text).factuality is what


def test_the_words_it_rests_on_are_evidence() -> None:
    text = "Israel could attack Lebanon."
    row = assault(text)
    assert "could" in {text[s.start : s.stop] for s in row.trace.evidence}


def test_a_denied_report_is_not_a_denied_event() -> None:
    row = assault("Egypt did not say that Israel attacked Lebanon.")
    assert row.factuality is not NEGATED


def test_a_denial_is_a_voice_on_what_it_denies() -> None:
    row = assault("Israel denied that it had attacked Lebanon.")
    assert row.factuality is NEGATED
    assert [a.stance for a in row.attributions] == [VoiceStance.DENIES]


def test_of_two_voices_one_denial_does_not_negate() -> None:
    row = assault("Lebanon said Israel attacked Tyre on Monday. Israel denied it.")
    assert {a.stance for a in row.attributions} == {VoiceStance.ASSERTS, VoiceStance.DENIES}
    assert row.factuality is ACTUAL


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        ("Israel attacked Lebanon on Monday, the Lebanese army said.", 1),
        ("According to the Lebanese army, Israel attacked Lebanon on Monday.", 1),
        ("Israel reportedly attacked Lebanon on Monday.", 1),
        ("The alleged attack by Israel on Lebanon angered Egypt.", 1),
        ("Egypt's claim that Israel attacked Lebanon was repeated on Monday.", 1),
        ("Israel attacked Lebanon on Monday.", 0),
    ],
)
def test_whose_word(text: str, voices: int) -> None:
    assert len(assault(text).attributions) == voices


def test_a_relative_clause_behind_a_comma_is_the_outlet_s_word() -> None:
    assert not assault("The war will end soon, said Netanyahu, who attacked Lebanon in July.").attributions
