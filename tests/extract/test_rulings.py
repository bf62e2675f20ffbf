"""Every ruling of the PLOVER manual, on a plain sentence: type, mode, sides, reduction."""

from __future__ import annotations

import pytest

from dragoman.reader import read
from dragoman.records import Event, EventType, Factuality, Reading

AGREE, CONSULT, SUPPORT, CONCEDE = EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.CONCEDE
COOPERATE, AID, RETREAT, REQUEST = EventType.COOPERATE, EventType.AID, EventType.RETREAT, EventType.REQUEST
ACCUSE, REJECT, THREATEN, PROTEST = EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.PROTEST
SANCTION, MOBILIZE, COERCE, ASSAULT = EventType.SANCTION, EventType.MOBILIZE, EventType.COERCE, EventType.ASSAULT


def reading(text: str) -> Reading:
    return read(text, published="2024-08-14", lang="en")


def codes(found: Reading, side: tuple[str, ...]) -> set[str | None]:
    actors = {m.id: found.actors.get(m.actor or "") for m in found.mentions}
    words = {m.id: found.article.text[m.start : m.stop] for m in found.mentions}
    return {(a.code if (a := actors[m]) is not None and a.code is not None else words[m]) for m in side}


def of_type(found: Reading, type_: EventType) -> Event:
    rows = [e for e in found.events if e.type is type_]
    assert len(rows) == 1, [(e.type.value, e.trace.rule) for e in found.events]
    return rows[0]


def types(text: str) -> list[EventType]:
    return sorted(e.type for e in reading(text).events)


# --- reductions ---


@pytest.mark.parametrize(
    ("text", "type_", "act"),
    [
        ("Russia and Iran will hold talks in Geneva next week.", AGREE, CONSULT),
        ("Putin will meet Macron in Geneva next week.", AGREE, CONSULT),
        ("Egypt will send food aid to Sudan next month.", AGREE, AID),
        ("Germany will provide weapons to Ukraine next month.", AGREE, AID),
        ("Israel will withdraw its troops from Lebanon next week.", CONCEDE, RETREAT),
        ("Israel announced it would withdraw its troops from Lebanon.", CONCEDE, RETREAT),
        ("France is to hold talks with Algeria on Friday.", AGREE, CONSULT),
        ("Turkey agreed to send medicine to Syria.", AGREE, AID),
    ],
)
def test_a_future_act_is_the_commitment_to_it(text: str, type_: EventType, act: EventType) -> None:
    row = of_type(reading(text), type_)
    assert row.factuality is Factuality.ACTUAL
    assert row.reduced_from is not None and row.reduced_from.type is act
    assert types(text) == [type_]


def test_a_future_concession_stays_one() -> None:
    assert of_type(reading("Myanmar will pardon the journalists next week."), CONCEDE).reduced_from is None


def test_a_hostile_act_vowed_is_a_threat_by_its_content() -> None:
    for text, mode in (
        ("Iran vowed to attack Israel.", "violence"),
        ("Russia threatened to expel American diplomats.", "expel"),
        ("Hungary threatened to arrest the Ukrainian ambassador.", "arrest"),
        ("The United States threatened to impose sanctions on Turkey.", "relations"),
    ):
        row = of_type(reading(text), THREATEN)
        assert mode in row.modes or not row.modes, text
        assert types(text) == [THREATEN], text


def test_threat_modes_follow_the_threat() -> None:
    assert of_type(reading("Iran vowed to attack Israel."), THREATEN).modes == ("violence",)


# --- meetings ---


def test_a_visitor_is_the_actor_and_the_host_the_recipient() -> None:
    found = reading("French President Emmanuel Macron visited Egypt on Monday.")
    row = of_type(found, CONSULT)
    assert row.modes == ("visit",)
    assert (codes(found, row.actors), codes(found, row.recipients)) == ({"FRA"}, {"EGY"})


def test_in_other_meetings_all_are_actors() -> None:
    found = reading("Egypt held talks with Turkey in Geneva on Monday.")
    row = of_type(found, CONSULT)
    assert (codes(found, row.actors), row.recipients) == ({"EGY", "TUR"}, ())


def test_a_mediator_s_talks_are_of_a_third_party() -> None:
    assert "third-party" in of_type(reading("Qatar mediated talks between Israel and Hamas on Monday."), CONSULT).modes


def test_a_call_has_its_mode() -> None:
    assert "phone" in of_type(reading("Putin spoke by telephone with Macron on Monday."), CONSULT).modes


def test_an_invitation_is_an_agreement() -> None:
    assert types("China invited Brazil to the talks on Monday.") == [AGREE]


def test_a_summoned_ambassador_is_an_accusation() -> None:
    found = reading("Denmark summoned the Russian ambassador on Monday over the hacking.")
    row = of_type(found, ACCUSE)
    assert (codes(found, row.actors), codes(found, row.recipients)) == ({"DNK"}, {"RUS"})


def test_a_cancelled_meeting_is_a_rejection() -> None:
    assert types("Russia cancelled talks with Japan on Monday.") == [REJECT]


# --- force ---


def test_captured_combatants_are_abducted() -> None:
    found = reading("Ukrainian forces captured 40 Russian soldiers near Kursk on Monday.")
    assert "abduct" in of_type(found, ASSAULT).modes


def test_both_sides_of_fighting_are_actors() -> None:
    found = reading("Turkish troops clashed with Kurdish rebels on Monday.")
    row = of_type(found, ASSAULT)
    assert len(row.actors) == 2 and row.recipients == ()


def test_troops_that_move_to_attack_are_the_attack() -> None:
    assert types("Rwanda sent troops across the border on Monday and Rwanda attacked Goma.") == [ASSAULT]


def test_troops_that_move_alone_are_mobilized() -> None:
    assert types("Rwanda sent troops to its border with Congo on Monday.") == [MOBILIZE]


def test_joint_exercises_are_cooperation_and_single_ones_mobilization() -> None:
    assert types("Egypt and Greece held joint military exercises on Monday.") == [COOPERATE]
    assert types("China held military exercises near Taiwan on Monday.") == [MOBILIZE]


def test_an_attempted_killing_is_an_assault() -> None:
    assert of_type(reading("Gunmen tried to assassinate the president of Haiti on Monday."), ASSAULT).factuality is Factuality.ACTUAL


def test_a_mode_of_the_weapon() -> None:
    assert "drone" in of_type(reading("Ukrainian drones attacked Russia on Monday."), ASSAULT).modes
    assert "suicide-attack" in of_type(reading("A suicide bomber killed 12 Afghan soldiers in Kabul on Monday."), ASSAULT).modes
    assert "crowd-control" in of_type(reading("Police fired tear gas at protesters in Nairobi on Monday."), ASSAULT).modes


# --- freedom and law ---


def test_a_pardon_concedes_and_a_release_retreats() -> None:
    assert types("Myanmar pardoned 200 prisoners on Monday.") == [CONCEDE]
    assert "release" in of_type(reading("Myanmar released 200 political prisoners on Monday."), RETREAT).modes


def test_a_declared_truce_concedes_and_an_observed_one_retreats() -> None:
    assert types("Sudan declared a ceasefire on Monday.") == [CONCEDE]
    assert "ceasefire" in of_type(reading("Sudan halted hostilities against the rebels on Monday."), RETREAT).modes


def test_a_freed_hostage_is_aid_of_the_rescuer() -> None:
    assert types("French commandos rescued hostages in Mali on Monday.") == [AID]


def test_forgiven_debt_is_aid() -> None:
    assert types("China forgave the debt of Zambia on Monday.") == [AID]


def test_expelled_diplomats_are_a_sanction_and_deported_people_coerced() -> None:
    assert "expel" in of_type(reading("Poland expelled three Russian diplomats on Monday."), SANCTION).modes
    assert "deport" in of_type(reading("Poland deported 30 Belarusian migrants on Monday."), COERCE).modes


def test_a_prison_sentence_is_an_arrest_beside_the_conviction() -> None:
    found = reading("A court in Moscow sentenced the American journalist to 16 years in prison on Monday.")
    assert sorted((e.type, e.modes) for e in found.events) == [(COERCE, ("arrest",)), (SANCTION, ("convict",))]


def test_an_allegation_told_with_its_conviction_is_not_coded() -> None:
    assert ACCUSE not in types("A court in Minsk convicted the opposition leader, who was accused of treason, on Monday.")


def test_a_finding_of_illegality_is_a_sanction() -> None:
    row = of_type(reading("The International Court of Justice ruled on Monday that Israel's settlements were illegal."), SANCTION)
    assert row.modes == ("convict",)


def test_an_arrest_warrant_is_a_threat() -> None:
    assert "arrest" in of_type(reading("The International Criminal Court issued an arrest warrant for Putin on Monday."), THREATEN).modes


def test_ordered_out_is_expelled() -> None:
    assert types("Britain ordered the Russian ambassador to leave on Monday.") == [SANCTION]


# --- protest ---


def test_the_topic_of_a_protest_is_no_request() -> None:
    assert types("Students marched through Nairobi on Monday to demand the resignation of the president of Kenya.") == [PROTEST]


# --- words ---


def test_refusing_is_no_negation() -> None:
    row = of_type(reading("Russia refused to withdraw its troops from Ukraine on Monday."), REJECT)
    assert row.factuality is Factuality.ACTUAL


def test_a_denied_act_is_no_rejection() -> None:
    row = of_type(reading("Egypt denied that it had sent troops to Libya."), MOBILIZE)
    assert row.factuality is Factuality.NEGATED


def test_thanks_are_support() -> None:
    assert types("Ukraine thanked Poland on Monday for its help.") == [SUPPORT]


def test_a_signed_agreement_is_support() -> None:
    found = reading("India and Oman signed a trade agreement on Monday.")
    assert {e.type for e in found.events} <= {SUPPORT, AGREE} and found.events


def test_what_somebody_must_do_is_asked_of_him() -> None:
    found = reading("Israel must end the war, Egyptian Foreign Minister Badr Abdelatty said on Monday.")
    row = of_type(found, REQUEST)
    assert (codes(found, row.actors), codes(found, row.recipients)) == ({"EGY"}, {"ISR"})


def test_what_one_will_not_do_is_refused() -> None:
    found = reading("Russia said on Monday that it would not release the ships.")
    assert of_type(found, REJECT).factuality is Factuality.ACTUAL


def test_asked_for_is_not_done() -> None:
    assert types("Egypt urged Israel on Monday to withdraw its troops.") == [REQUEST]
    assert types("Egypt urged Israel and Hamas on Monday to release the prisoners and to hold talks.") == [REQUEST]


def test_what_is_condemned_took_place() -> None:
    assert types("Egypt condemned the attack by Israel on Lebanon.") == [ACCUSE, ASSAULT]


def test_help_asked_for_has_its_mode() -> None:
    assert of_type(reading("Somalia asked Turkey to send weapons to its army."), REQUEST).modes == ("assist",)
    assert of_type(reading("Egypt asked Israel to withdraw its troops from Lebanon."), REQUEST).modes == ("yield",)
