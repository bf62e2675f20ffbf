"""Who is meant: names as of a day, titles, adjectives, capitals that act, chains that share their actor."""

from __future__ import annotations

import datetime

import pytest

from dragoman.reader import read
from dragoman.records import Actor, ActorKind, Entity, Mention, Reading
from dragoman.resolve.identity import Identity, Setting, identify


def who(name: str, entity: Entity, on: str | None = None) -> Identity | None:
    return identify(name, entity, Setting(datetime.date.fromisoformat(on) if on else None))[0]


def reading(text: str, published: str | None = "2024-08-14") -> Reading:
    return read(text, published=published, lang="en")


def mention(found: Reading, words: str) -> Mention:
    """The first mention whose words end so, titles being its own."""
    return next(m for m in found.mentions if found.article.text[m.start : m.stop].endswith(words))


def actor(found: Reading, words: str) -> Actor | None:
    name = mention(found, words).actor
    return found.actors[name] if name is not None else None


# --- names as of a day ---


@pytest.mark.parametrize(
    ("name", "entity", "on", "wanted"),
    [
        ("Bush", Entity.PERSON, "1990-08-02", "George H. W. Bush"),
        ("Bush", Entity.PERSON, "2003-03-20", "George W. Bush"),
        ("George Bush", Entity.PERSON, "1990-08-02", "George H. W. Bush"),
        ("George Bush", Entity.PERSON, "2003-03-20", "George W. Bush"),
        ("Putin", Entity.PERSON, "2024-08-14", "Vladimir Putin"),
        ("Netanyahu", Entity.PERSON, "2024-08-14", "Benjamin Netanyahu"),
        ("Macron", Entity.PERSON, "2020-01-01", "Emmanuel Macron"),
        ("Soviet Union", Entity.PLACE, "1985-03-11", "Soviet Union"),
        ("Russia", Entity.PLACE, "2024-08-14", "Russia"),
        ("Hamas", Entity.ORG, "2024-08-14", "Hamas"),
    ],
)
def test_names_as_of_a_day(name: str, entity: Entity, on: str, wanted: str) -> None:
    found = who(name, entity, on)
    assert found is not None and found.name == wanted


@pytest.mark.parametrize(
    ("name", "entity", "on", "code"),
    [
        ("Soviet Union", Entity.PLACE, "1985-03-11", "SUN"),
        ("Moscow", Entity.PLACE, "1985-03-11", "SUN"),
        ("Moscow", Entity.PLACE, "2024-08-14", "RUS"),
        ("Zaire", Entity.PLACE, "1990-01-01", "COD"),
        ("Congo", Entity.PLACE, "2024-08-14", "COD"),
        ("Burma", Entity.PLACE, "1988-08-08", "MMR"),
        ("Czechoslovakia", Entity.PLACE, "1968-08-20", "CSK"),
        ("East Germany", Entity.PLACE, "1985-01-01", "DDR"),
        ("Yugoslavia", Entity.PLACE, "1985-01-01", "YUG"),
        ("Germany", Entity.PLACE, "2024-08-14", "DEU"),
        ("Palestine", Entity.PLACE, "2024-08-14", "PSE"),
        ("Kosovo", Entity.PLACE, "2024-08-14", "KOS"),
        ("the United States", Entity.PLACE, "2024-08-14", "USA"),
        ("U.S.", Entity.PLACE, "2024-08-14", "USA"),
        ("US", Entity.PLACE, "2024-08-14", "USA"),
        ("UK", Entity.PLACE, "2024-08-14", "GBR"),
        ("RUSSIA", Entity.PLACE, "2024-08-14", "RUS"),
        ("PUTIN", Entity.PERSON, "2024-08-14", "RUS"),
        ("Erdogan", Entity.PERSON, "2024-08-14", "TUR"),
        ("Erdoğan", Entity.PERSON, "2024-08-14", "TUR"),
        ("Türkiye", Entity.PLACE, "2024-08-14", "TUR"),
        ("Côte d’Ivoire", Entity.PLACE, "2024-08-14", "CIV"),
        ("Cote d'Ivoire", Entity.PLACE, "2024-08-14", "CIV"),
        ("Israeli", Entity.NORP, "2024-08-14", "ISR"),
        ("French", Entity.NORP, "2024-08-14", "FRA"),
        ("Iranians", Entity.NORP, "2024-08-14", "IRN"),
        ("Soviet", Entity.NORP, "1985-03-11", "SUN"),
        ("Palestinian", Entity.NORP, "2024-08-14", "PSE"),
        ("United Nations", Entity.ORG, "2024-08-14", "UNO"),
        ("UN", Entity.ORG, "2024-08-14", "UNO"),
        ("European Union", Entity.ORG, "2024-08-14", "EUR"),
        ("NATO", Entity.ORG, "2024-08-14", "IGO"),
        ("Hamas", Entity.ORG, "2024-08-14", "PSE"),
        ("al-Qaeda", Entity.ORG, "2024-08-14", "IMG"),
        ("Kremlin", Entity.ORG, "2024-08-14", "RUS"),
    ],
)
def test_codes(name: str, entity: Entity, on: str, code: str) -> None:
    found = who(name, entity, on)
    assert found is not None and found.code == code


@pytest.mark.parametrize(
    ("on", "role"),
    [
        ("2004-01-01", "President of Russia"),
        ("2010-01-01", "Prime Minister of Russia"),
        ("2024-08-14", "President of Russia"),
        (None, "President of Russia"),
    ],
)
def test_offices_are_those_of_the_day(on: str | None, role: str) -> None:
    found = who("Vladimir Putin", Entity.PERSON, on)
    assert found is not None
    assert (found.role, found.code, found.country, found.sectors, found.wikidata) == (role, "RUS", "RUS", ("GOV",), "Q7747")


def test_a_state_has_its_number() -> None:
    found = who("Russia", Entity.PLACE, "2024-08-14")
    assert found is not None and (found.kind, found.cow, found.sectors) == (ActorKind.STATE, 365, ())


def test_hamas_is_a_rebel_of_palestine() -> None:
    found = who("Hamas", Entity.ORG, "2024-08-14")
    assert found is not None and (found.code, found.sectors[0]) == ("PSE", "REB")


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("Quentin Blorpington", Entity.PERSON),
        ("Blorpington", Entity.PERSON),
        ("Ruritania", Entity.PLACE),
        ("Ruritanian", Entity.NORP),
        ("Blorp Industries", Entity.ORG),
        ("", Entity.PERSON),
    ],
)
@pytest.mark.parametrize("on", [None, "1990-01-01", "2024-08-14"])
def test_unknown_names_are_nobody(name: str, entity: Entity, on: str | None) -> None:
    assert who(name, entity, on) is None


# --- in a text ---


def test_an_actor_of_the_contract() -> None:
    found = actor(reading("President Vladimir Putin met Mahmoud Abbas in Geneva."), "Putin")
    assert found is not None
    assert (found.name, found.kind, found.code, found.country, found.sectors, found.role) == (
        "Vladimir Putin",
        ActorKind.PERSON,
        "RUS",
        "RUS",
        ("GOV",),
        "President of Russia",
    )
    assert (found.wikidata, found.as_of) == ("Q7747", "2024-08-14")


def test_a_president_s_number_is_his_country_s() -> None:
    found = actor(reading("Vladimir Putin met Mahmoud Abbas in Geneva."), "Putin")
    assert found is not None and found.cow == 365


def test_as_of_is_null_without_a_day() -> None:
    found = actor(reading("Vladimir Putin met Mahmoud Abbas in Geneva.", None), "Putin")
    assert found is not None and (found.as_of, found.role) == (None, "President of Russia")


def test_a_capital_acts_or_is_a_place() -> None:
    acting = actor(reading("Moscow rejected the plan on Monday."), "Moscow")
    assert acting is not None and acting.code == "RUS"
    assert actor(reading("The ministers met in Moscow on Monday."), "Moscow") is None


def test_a_capital_acts_here_and_is_a_place_there() -> None:
    found = reading("Moscow rejected the plan on Monday. The ministers met in Moscow on Tuesday.")
    one, other = (m for m in found.mentions if found.article.text[m.start : m.stop] == "Moscow")
    assert one.actor is not None and found.actors[one.actor].code == "RUS"
    assert other.actor is None


@pytest.mark.parametrize(
    ("text", "code", "sector"),
    [
        ("French Foreign Minister Quentin Blorpington arrived on Monday.", "FRA", "GOV"),
        ("Israeli army spokesman Quentin Blorpington spoke on Monday.", "ISR", "MIL"),
    ],
)
def test_title_and_nationality_tell_who_an_unknown_person_is(text: str, code: str, sector: str) -> None:
    found = actor(reading(text), "Quentin Blorpington")
    assert found is not None and (found.code, found.country, found.kind) == (code, code, ActorKind.PERSON)
    assert sector in found.sectors


def test_an_unknown_name_without_a_title_is_no_actor() -> None:
    assert actor(reading("Quentin Blorpington arrived on Monday."), "Quentin Blorpington") is None


def test_a_title_belongs_to_its_name() -> None:
    found = reading("Russian President Vladimir Putin met Abbas on Monday.")
    m = mention(found, "Putin")
    assert found.article.text[m.start : m.stop] == "Russian President Vladimir Putin"


@pytest.mark.parametrize(
    ("text", "code", "sector"), [("The Israeli army left on Monday.", "ISR", "MIL"), ("Egyptian police left on Monday.", "EGY", "COP")]
)
def test_agent_nouns_with_a_nationality(text: str, code: str, sector: str) -> None:
    found = reading(text)
    coded = [a for a in found.actors.values() if sector in a.sectors]
    assert [a.code for a in coded] == [code]


def test_headlines_in_capitals() -> None:
    found = reading("RUSSIA ATTACKS UKRAINE")
    assert {a.code for a in found.actors.values()} == {"RUS", "UKR"}


def test_a_chain_shares_its_actor() -> None:
    found = reading("Vladimir Putin arrived in Cairo on Monday. Putin met Mahmoud Abbas. He praised Abbas.")
    first, second = (m for m in found.mentions if found.article.text[m.start : m.stop].endswith("Putin"))
    he = mention(found, "He")
    assert first.chain == second.chain == he.chain
    assert first.actor is not None and first.actor == second.actor == he.actor
    assert mention(found, "Abbas").chain != first.chain


def test_all_mentions_of_all_chains_share_their_actor(examples: dict[str, Reading]) -> None:
    for found in examples.values():
        for chain in {m.chain for m in found.mentions}:
            assert len({m.actor for m in found.mentions if m.chain == chain and m.actor is not None}) <= 1


def test_his_brother_is_another() -> None:
    found = reading("Putin arrived in Cairo on Monday. Abbas met his brother.")
    assert mention(found, "Putin").chain != mention(found, "Abbas").chain


def test_a_single_name_is_not_taken_for_a_namesake_of_another_country() -> None:
    found = identify("Abdullah", Entity.PERSON, Setting(datetime.date(2023, 5, 11)), "king", ("JOR",))[0]
    assert found is not None and (found.code, found.sectors) == ("JOR", ("GOV",))
