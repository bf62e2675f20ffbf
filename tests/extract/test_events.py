"""Events of plain sentences: type, sides, factuality, reduction, voices, one row an event, history."""

from __future__ import annotations

import pytest

from dragoman.reader import read
from dragoman.records import Basis, Certainty, Event, EventType, Factuality, Polarity, Reading, Tense, VoiceStance

Sides = tuple[EventType, list[str], list[str]]
ACCUSE, AGREE, ASSAULT, CONSULT = EventType.ACCUSE, EventType.AGREE, EventType.ASSAULT, EventType.CONSULT
WEDNESDAY = "2024-08-14"


def reading(text: str, published: str | None = WEDNESDAY) -> Reading:
    return read(text, published=published, lang="en")


def words(found: Reading, side: tuple[str | None, ...]) -> list[str | None]:
    at = {m.id: found.article.text[m.start : m.stop] for m in found.mentions}
    return [at[m] if m is not None else None for m in side]


def sides(found: Reading) -> list[tuple[EventType, list[str | None], list[str | None]]]:
    return [(e.type, words(found, e.actors), words(found, e.recipients)) for e in found.events]


def one(text: str, published: str | None = WEDNESDAY) -> tuple[Reading, Event]:
    found = reading(text, published)
    (event,) = found.events
    return found, event


# --- who did what to whom ---


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Israel attacked Lebanon on Monday.", (ASSAULT, ["Israel"], ["Lebanon"])),
        ("Lebanon was attacked by Israel on Monday.", (ASSAULT, ["Israel"], ["Lebanon"])),
        ("Egypt condemned Israel on Monday.", (ACCUSE, ["Egypt"], ["Israel"])),
        ("Israel was condemned by Egypt on Monday.", (ACCUSE, ["Egypt"], ["Israel"])),
        ("France and Germany condemned Russia on Monday.", (ACCUSE, ["France", "Germany"], ["Russia"])),
        ("France, Italy and Germany condemned Russia on Monday.", (ACCUSE, ["France", "Italy", "Germany"], ["Russia"])),
        ("Russia was condemned by France and Germany on Monday.", (ACCUSE, ["France", "Germany"], ["Russia"])),
        ("Egypt condemned Israel and Iran on Monday.", (ACCUSE, ["Egypt"], ["Israel", "Iran"])),
        ("Putin and Abbas met in Geneva on Monday.", (CONSULT, ["Putin", "Abbas"], [])),
        ("Putin and Abbas met on Monday.", (CONSULT, ["Putin", "Abbas"], [])),
        ("Putin met with Abbas in Geneva on Monday.", (CONSULT, ["Putin", "Abbas"], [])),
        ("Putin met Abbas in Geneva on Monday.", (CONSULT, ["Putin", "Abbas"], [])),
        ("Russia held talks with Iran on Monday.", (CONSULT, ["Russia", "Iran"], [])),
        ("Russia praised Iran on Monday.", (EventType.SUPPORT, ["Russia"], ["Iran"])),
        ("The United States imposed sanctions on Iran on Monday.", (EventType.SANCTION, ["United States"], ["Iran"])),
        ("Russia invaded Ukraine on Monday.", (ASSAULT, ["Russia"], ["Ukraine"])),
        ("Lebanon was attacked on Monday.", (ASSAULT, [], ["Lebanon"])),
        ("Police arrested protesters in Cairo on Monday.", (EventType.COERCE, ["Police"], ["protesters"])),
        ("Russia vetoed the resolution on Monday.", (EventType.REJECT, ["Russia"], [])),
    ],
)
def test_type_and_sides(text: str, wanted: Sides) -> None:
    found = reading(text)
    assert [(t, [w and w.removeprefix("The ") for w in a], r) for t, a, r in sides(found)] == [wanted]


def test_the_warplanes_of_a_state_act_for_it() -> None:
    found, event = one("Israeli warplanes attacked Lebanon on Monday.")
    (actor,) = (found.actors[m.actor] for m in found.mentions if m.id in event.actors and m.actor)
    assert actor.code == "ISR"


def test_the_words_of_an_event() -> None:
    found, event = one("Israel attacked Lebanon on Monday.")
    assert found.article.text[event.start : event.stop] == "attacked"
    assert any(s.start == event.start for s in event.trace.evidence)


def test_score_quad_and_mode_follow_plover() -> None:
    _, event = one("Egypt condemned Israel on Monday.")
    assert (event.modes, event.score, event.quad) == (("disapprove",), -2.0, 3)
    _, event = one("Israel attacked Lebanon on Monday.")
    assert (event.score, event.quad) == (-9.0, 4)


def test_an_unnamed_actor_is_an_empty_list() -> None:
    _, event = one("Lebanon was attacked on Monday.")
    assert event.actors == ()


# --- whether ---


@pytest.mark.parametrize(
    ("text", "polarity", "certainty", "tense", "factuality"),
    [
        ("Israel attacked Lebanon.", Polarity.POSITIVE, Certainty.CERTAIN, Tense.PAST, Factuality.ACTUAL),
        ("Israel did not attack Lebanon.", Polarity.NEGATIVE, Certainty.CERTAIN, Tense.PAST, Factuality.NEGATED),
        ("Israel never attacked Lebanon.", Polarity.NEGATIVE, Certainty.CERTAIN, Tense.PAST, Factuality.NEGATED),
        ("Israel has not attacked Lebanon.", Polarity.NEGATIVE, Certainty.CERTAIN, Tense.PAST, Factuality.NEGATED),
        ("Israel will attack Lebanon.", Polarity.POSITIVE, Certainty.CERTAIN, Tense.FUTURE, Factuality.FUTURE),
        ("Israel will not attack Lebanon.", Polarity.NEGATIVE, Certainty.CERTAIN, Tense.FUTURE, Factuality.NEGATED),
        ("Israel may attack Lebanon.", Polarity.POSITIVE, Certainty.POSSIBLE, None, Factuality.HYPOTHETICAL),
        ("Israel could attack Lebanon.", Polarity.POSITIVE, Certainty.POSSIBLE, None, Factuality.HYPOTHETICAL),
        ("Israel is attacking Lebanon.", Polarity.POSITIVE, Certainty.CERTAIN, Tense.PRESENT, Factuality.ACTUAL),
    ],
)
def test_factuality(text: str, polarity: Polarity, certainty: Certainty, tense: Tense | None, factuality: Factuality) -> None:
    _, event = one(text)
    assert (event.type, event.polarity, event.certainty, event.factuality) == (ASSAULT, polarity, certainty, factuality)
    assert tense is None or event.tense is tense


@pytest.mark.parametrize(
    ("text", "type_", "reduced", "actors"),
    [
        ("Putin will meet Abbas on Friday.", AGREE, CONSULT, ["Putin", "Abbas"]),
        ("Putin and Abbas will meet on Friday.", AGREE, CONSULT, ["Putin", "Abbas"]),
        ("Russia will withdraw its troops from Syria.", EventType.CONCEDE, EventType.RETREAT, ["Russia"]),
    ],
)
def test_a_future_act_is_a_commitment(text: str, type_: EventType, reduced: EventType, actors: list[str]) -> None:
    found, event = one(text)
    assert (event.type, event.factuality, words(found, event.actors)) == (type_, Factuality.ACTUAL, actors)
    assert event.reduced_from is not None
    assert (event.reduced_from.type, event.reduced_from.factuality) == (reduced, Factuality.FUTURE)


def test_a_commitment_is_of_today_and_its_act_of_its_day() -> None:
    _, event = one("Putin will meet Abbas on Friday.")
    assert event.period is not None and event.period.latest == WEDNESDAY and event.period.basis is not Basis.STATED
    assert event.reduced_from is not None and event.reduced_from.period is not None
    assert event.reduced_from.period.earliest == event.reduced_from.period.latest == "2024-08-16"


def test_what_happened_is_reduced_from_nothing() -> None:
    assert one("Putin met Abbas on Monday.")[1].reduced_from is None


def test_vowing_to_strike_is_a_threat() -> None:
    found, event = one("Russia vowed to attack Ukraine on Monday.")
    assert (event.type, event.modes, words(found, event.actors), words(found, event.recipients)) == (
        EventType.THREATEN,
        ("violence",),
        ["Russia"],
        ["Ukraine"],
    )


# --- according to whom ---


@pytest.mark.parametrize(
    ("text", "chain", "cue"),
    [
        ("Iran said that Israel attacked Lebanon.", ["Iran"], "said"),
        ("Iran said Israel had attacked Lebanon.", ["Iran"], "said"),
        ("Israel attacked Lebanon, Iran said.", ["Iran"], "said"),
        ("Israel attacked Lebanon, according to Iran.", ["Iran"], "according"),
        ("Israel attacked Lebanon on Monday, the Kremlin said.", ["Kremlin"], "said"),
        ("According to Iran, Israel attacked Lebanon.", ["Iran"], "according"),
        ("“Israel attacked Lebanon on Monday,” Putin said.", ["Putin"], "said"),
        ("Israel reportedly attacked Lebanon.", [None], "reportedly"),
        ("Putin said that Iran had told him that Israel attacked Lebanon.", ["Putin", "Iran"], "said"),
    ],
)
def test_attributions(text: str, chain: list[str | None], cue: str) -> None:
    found = reading(text)
    event = next(e for e in found.events if e.type is ASSAULT)
    (voice,) = event.attributions
    heard = [w and w.removeprefix("the ") for w in words(found, voice.chain)]
    assert (heard, voice.stance) == (chain, VoiceStance.ASSERTS)
    assert text[voice.cue.start : voice.cue.stop].lower() == cue
    assert event.factuality is Factuality.ACTUAL


def test_the_outlet_itself_is_no_attribution() -> None:
    assert one("Israel attacked Lebanon on Monday.")[1].attributions == ()


def test_a_quoted_event_names_its_quote() -> None:
    found, event = one("“Israel attacked Lebanon on Monday,” Putin said.")
    assert event.quote == found.quotes[0].id
    assert one("Israel attacked Lebanon on Monday.")[1].quote is None


def test_a_denied_act_is_positive_and_negated_and_no_rejection() -> None:
    found, event = one("Iran denied that it had attacked Israel.")
    assert (event.type, event.polarity, event.factuality) == (ASSAULT, Polarity.POSITIVE, Factuality.NEGATED)
    (voice,) = event.attributions
    assert (words(found, voice.chain), voice.stance) == (["Iran"], VoiceStance.DENIES)


# --- what gives no event ---


@pytest.mark.parametrize(
    "text",
    [
        "The weather in Geneva was fine on Monday.",
        "Russia is a large country.",
        "Putin was born in 1952.",
        "The heart attack of Ahmed Ali surprised his doctors.",
    ],
)
def test_nothing_happened(text: str) -> None:
    assert reading(text).events == ()


def test_datelines_captions_and_boilerplate_give_no_event() -> None:
    text = (
        "TEHRAN, Aug. 3 (Reuters) - Iran praised Russia on Monday after a week of meetings in the capital.\n\n"
        "The ministers of both countries said that they were content.\n\nAlso Read | Israel Attacked Lebanon"
    )
    found = reading(text)
    assert [e.type for e in found.events] == [EventType.SUPPORT]
    assert words(found, found.events[0].actors) == ["Iran"]
    assert not [m for m in found.mentions if m.start >= text.index("Also Read")]


# --- one row an event ---


def test_a_repeated_telling_is_one_row() -> None:
    text = "Israel attacked Lebanon on Monday.\n\nThe city was quiet later.\n\nIsrael attacked Lebanon on Monday."
    _, event = one(text)
    at = [text.index("attacked"), text.rindex("attacked")]
    assert sorted([event.start, *(s.start for s in event.also)]) == at


def test_the_fullest_telling_stands() -> None:
    text = "Lebanon was attacked on Monday.\n\nIsrael attacked Lebanon on Monday."
    found, event = one(text)
    assert (words(found, event.actors), event.start) == (["Israel"], text.rindex("attacked"))
    assert [s.start for s in event.also] == [text.index("attacked")]


def test_the_same_act_on_two_days_is_two_events() -> None:
    found = reading("Israel attacked Lebanon on Monday.\n\nIsrael attacked Lebanon on Tuesday.")
    assert [e.period.earliest for e in found.events if e.period] == ["2024-08-12", "2024-08-13"]


def test_other_parties_are_another_event() -> None:
    assert len(reading("Israel attacked Lebanon on Monday.\n\nIsrael attacked Syria on Monday.").events) == 2


# --- when ---


@pytest.mark.parametrize(
    ("text", "historical", "lag"),
    [
        ("Israel attacked Lebanon on Monday.", False, 2),
        ("Israel attacked Lebanon on July 16, 2024.", False, 29),
        ("Israel attacked Lebanon on July 15, 2024.", True, 30),
        ("Iraq invaded Kuwait on August 2, 1990.", True, 12431),
    ],
)
def test_history_begins_after_thirty_days(text: str, historical: bool, lag: int) -> None:
    _, event = one(text)
    assert (event.historical, event.lag_days) == (historical, lag)


def test_a_year_long_past_is_history() -> None:
    assert one("Iraq invaded Kuwait in 1990.")[1].historical is True


def test_without_any_date_history_cannot_be_told() -> None:
    _, event = one("Israel attacked Lebanon.", None)
    assert (event.period, event.historical, event.lag_days) == (None, None, None)


def test_an_event_without_a_date_is_of_the_report_s_day() -> None:
    _, event = one("Israel attacked Lebanon.")
    assert event.period is not None
    assert (event.period.earliest, event.period.latest, event.period.basis, event.period.time) == (
        WEDNESDAY,
        WEDNESDAY,
        Basis.REPORT_DAY,
        None,
    )
