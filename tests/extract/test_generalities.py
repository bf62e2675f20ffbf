"""What a report tells in general, as an aim, a right or a question is no event; what is done in doing another thing is one."""

from __future__ import annotations

import pytest

from dragoman.reader import read
from dragoman.records import EventType, Factuality


def types(text: str) -> set[EventType]:
    return {e.type for e in read(text, published="2024-08-14", lang="en").events}


@pytest.mark.parametrize(
    ("text", "not_told"),
    [
        ("The lawmaker sometimes criticises the government of Kenya.", EventType.ACCUSE),
        ("The pact gives Pakistan the right to raise objections to India.", EventType.ACCUSE),
        ("Bolivia still needs to investigate the police.", EventType.ACCUSE),
        ("The court in Kenya adjourned to allow the president to return home.", EventType.CONCEDE),
        ("The doctors found that the former president of Peru is unfit to stand trial.", EventType.ACCUSE),
        ("The Iranian army is able to bomb Iraq, the minister said.", EventType.ASSAULT),
        ("Russia will help any group that stands up against the United States.", EventType.REJECT),
        ("Kenyan police charged him with resisting arrest.", EventType.COERCE),
        ("Police in Kenya said he was blocked from travelling to Geneva.", EventType.CONSULT),
        ("The minister was asked whether Israel had bombed Syria.", EventType.ASSAULT),
        ("The diplomat declined to be named in Kenya.", EventType.REJECT),
        ("Calls are mounting for President Ramaphosa to suspend Judge Hlophe in South Africa.", EventType.SANCTION),
        ("The army fought groups opposing the government in Mali.", EventType.ACCUSE),
        ("Turkey worries about terrorist groups that threaten civilians in Syria.", EventType.THREATEN),
        ("The siblings are no threat to Modi in India.", EventType.THREATEN),
    ],
)
def test_what_is_told_in_general_is_no_event(text: str, not_told: EventType) -> None:
    assert not_told not in types(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The lawmaker criticised the government of Kenya on Monday.", EventType.ACCUSE),
        ("Kenyan police arrested him on Monday.", EventType.COERCE),
        ("Israel threatened Syria on Monday.", EventType.THREATEN),
        ("President Ramaphosa suspended Judge Hlophe in South Africa.", EventType.SANCTION),
    ],
)
def test_what_happened_is_one(text: str, told: EventType) -> None:
    assert told in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "Last week the Kenyan president took to Facebook to denounce Uganda.",
        "Indian police used the law to arrest the editor.",
    ],
)
def test_what_is_done_in_doing_another_thing_happened(text: str) -> None:
    (event,) = read(text, published="2024-08-14", lang="en").events
    assert event.factuality is Factuality.ACTUAL


def test_a_wish_to_act_together_is_a_commitment_to_it() -> None:
    (event,) = read("China wants to cooperate with the United States on climate change.", published="2024-08-14", lang="en").events
    assert event.type is EventType.AGREE
    assert event.reduced_from is not None
    assert event.reduced_from.type is EventType.COOPERATE


def test_parties_attack_each_other_in_words() -> None:
    text = "The Opposition has attacked the Aam Aadmi Party for its promises in India."
    assert types(text) == {EventType.ACCUSE}
    assert types("The Taliban attacked the government in Kabul.") == {EventType.ASSAULT}


@pytest.mark.parametrize(
    "text",
    [
        "The company had urged fans to stay away from the site in Japan.",
        "The plane flew to Caracas on Monday. It flew back to Tehran.",
        "The sisters spoke with Haaretz in Tel Aviv.",
        "The children were vaccinated.",
    ],
)
def test_private_dealings_are_no_events(text: str) -> None:
    assert not types(text) & {EventType.REQUEST, EventType.CONSULT, EventType.AID}


def test_a_charge_is_not_told_beside_its_conviction() -> None:
    text = "A court in Managua convicted Pedro Quintero on Monday. Prosecutors in Nicaragua had accused Quintero of fraud."
    assert EventType.ACCUSE not in types(text)


def test_an_ultimatum_is_a_threat() -> None:
    text = "The Czech Republic will withdraw its peacekeepers from Bosnia unless NATO protects them, its minister said."
    assert EventType.THREATEN in types(text)
