"""Which words of a report stand for one: names long and short, phrases and pronouns that point back, who speaks, what a mention spans."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.annotate.annotator import annotate
from dragoman.annotate.parts import find_parts
from dragoman.knowledge.tables import rows
from dragoman.reader import read
from dragoman.records import Actor, Event, Mention, MentionKind, Reading
from dragoman.resolve.chains import resolve
from dragoman.resolve.pronouns import FEATURES, KINDS, NOBODY


def reading(text: str, published: str = "2024-08-14") -> Reading:
    return read(text, published=published, lang="en")


def words_of(found: Reading, m: Mention) -> str:
    return found.article.text[m.start : m.stop]


def mention(found: Reading, words: str, nth: int = 0) -> Mention:
    """The mention of exactly these words, the first of them where no other is asked for."""
    fits = [m for m in found.mentions if words_of(found, m) == words]
    assert len(fits) > nth, f"{words!r} is no mention; those are {[words_of(found, m) for m in found.mentions]}"
    return fits[nth]


def actor(found: Reading, words: str, nth: int = 0) -> Actor | None:
    name = mention(found, words, nth).actor
    return found.actors[name] if name is not None else None


def code(found: Reading, words: str, nth: int = 0) -> str | None:
    who = actor(found, words, nth)
    return who.code if who is not None else None


def event(found: Reading, kind: str) -> Event:
    """The last event of a type."""
    return [e for e in found.events if e.type == kind][-1]


def named(found: Reading, ids: tuple[str, ...]) -> list[str]:
    by_id = {m.id: m for m in found.mentions}
    return [words_of(found, by_id[i]) for i in ids]


# --- names ---

LEADERS = "Vladimir Putin arrived in Minsk on Monday. Putin met Alexander Lukashenko. Lukashenko thanked Putin."


@pytest.mark.parametrize(
    ("text", "on", "one"),
    [
        (LEADERS, "2024-08-14", "Vladimir Putin|Putin"),
        (LEADERS, "2024-08-14", "Alexander Lukashenko|Lukashenko"),
        (
            "Saddam Hussein addressed the nation on Sunday. Saddam rejected the demand. Hussein said Iraq would resist.",
            "2003-03-16",
            "Saddam Hussein|Saddam|Hussein",
        ),
        ("Aliyev criticised Armenia on Monday. Heydar Aliyev met reporters.", "1998-01-05", "Aliyev|Heydar Aliyev"),
        (
            "Volodymyr Zelenskiy thanked Joe Biden on Monday. Volodymyr praised Joe.",
            "2024-08-14",
            "Volodymyr Zelenskiy|Volodymyr",
        ),
        (
            "The World Food Programme suspended deliveries to Gaza on Tuesday. The WFP said two drivers were killed.",
            "2024-08-14",
            "World Food Programme|WFP",
        ),
        (
            "The International Monetary Fund approved a loan for Kenya on Friday. The IMF urged Kenya to cut spending.",
            "2024-08-14",
            "International Monetary Fund|IMF",
        ),
        (
            "The International Atomic Energy Agency criticised Iran on Monday. The IAEA urged Tehran to cooperate.",
            "2024-08-14",
            "International Atomic Energy Agency|IAEA",
        ),
        (
            "The European Union imposed sanctions on Russia on Monday. The EU accused Moscow of aggression.",
            "2024-08-14",
            "European Union|EU",
        ),
        (
            "The African Union condemned the coup on Monday. The AU suspended Sudan. The bloc urged Sudan to free prisoners.",
            "2024-08-14",
            "African Union|AU|The bloc",
        ),
        (
            "The United Nations Security Council met on Monday. The Security Council urged Pyongyang to stop.",
            "2024-08-14",
            "United Nations Security Council|Security Council",
        ),
        (
            "Médecins Sans Frontières suspended its work on Monday. MSF condemned the attack.",
            "2024-08-14",
            "Médecins Sans Frontières|its|MSF",
        ),
    ],
)
def test_names_of_one(text: str, on: str, one: str) -> None:
    found = reading(text, on)
    mentions = [mention(found, words) for words in one.split("|")]
    assert len({m.chain for m in mentions}) == 1
    assert len({m.actor for m in mentions}) == 1 and mentions[0].actor is not None


def test_an_acronym_goes_to_a_name_that_no_table_knows() -> None:
    found = reading("The Blorp Workers Congress condemned the law on Monday. The BWC accused Russia of spying.")
    assert mention(found, "BWC").chain == mention(found, "Blorp Workers Congress").chain


def test_two_of_one_surname_are_two() -> None:
    found = reading("Hillary Clinton met Bill Clinton on Monday. Hillary Clinton praised him. Bill Clinton thanked her.", "1999-03-22")
    hillary, bill = mention(found, "Hillary Clinton"), mention(found, "Bill Clinton")
    assert hillary.chain != bill.chain
    assert mention(found, "him").chain == bill.chain and mention(found, "her").chain == hillary.chain


# --- phrases that point back ---


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("President Emmanuel Macron visited Berlin on Thursday. The president praised Germany.", "President Emmanuel Macron|The president"),
        (
            "Chancellor Olaf Scholz met reporters on Thursday. The chancellor rejected the proposal.",
            "Chancellor Olaf Scholz|The chancellor",
        ),
        (
            "Prime Minister Narendra Modi visited Washington on Monday. The prime minister thanked Joe Biden.",
            "Prime Minister Narendra Modi|The prime minister",
        ),
        (
            "Russian President Vladimir Putin visited Beijing on Monday. The Russian leader met Xi Jinping.",
            "Russian President Vladimir Putin|The Russian leader",
        ),
        (
            "Chinese President Xi Jinping visited Moscow on Monday. The Chinese leader praised Vladimir Putin.",
            "Chinese President Xi Jinping|The Chinese leader",
        ),
        ("Hezbollah fired rockets at Israel on Sunday. The group said it targeted a base.", "Hezbollah|The group|it"),
        ("Al-Shabaab attacked a hotel on Monday. The group killed two soldiers.", "Al-Shabaab|The group"),
        ("Hamas attacked Israel on Monday. The movement abducted two soldiers.", "Hamas|The movement"),
    ],
)
def test_phrases_that_point_back(text: str, one: str) -> None:
    found = reading(text, "2024-08-14")
    assert len({mention(found, words).chain for words in one.split("|")}) == 1
    assert len({mention(found, words).actor for words in one.split("|")}) == 1


PAIR = "French President Emmanuel Macron met British Prime Minister Keir Starmer on Monday."


def test_a_title_tells_two_leaders_apart() -> None:
    found = reading(PAIR + " The prime minister accused Russia. The president condemned Iran. The British leader thanked France.")
    assert code(found, "The prime minister") == code(found, "The British leader") == "GBR"
    assert code(found, "The president") == "FRA"
    assert mention(found, "The prime minister").chain == mention(found, "British Prime Minister Keir Starmer").chain


def test_a_country_s_leader_is_not_another_country_s() -> None:
    found = reading(PAIR + " The German leader condemned Iran.")
    leader = mention(found, "The German leader")
    assert leader.chain not in {m.chain for m in found.mentions if m.id != leader.id}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("France and Germany signed a treaty on Friday. The two countries agreed to share intelligence.", {"FRA", "DEU"}),
        ("Iran and Russia signed a pact on Friday. Both countries condemned the United States.", {"IRN", "RUS"}),
        ("Israel and Egypt signed an agreement on Monday. The two nations condemned Iran.", {"ISR", "EGY"}),
        ("Vladimir Putin met Xi Jinping in Beijing on Monday. Both leaders condemned the United States.", {"RUS", "CHN"}),
        ("Emmanuel Macron met Olaf Scholz on Monday. The two leaders condemned Russia.", {"FRA", "DEU"}),
        ("Antony Blinken met Sergei Lavrov on Friday. The two men condemned Iran.", {"USA", "RUS"}),
    ],
)
def test_two_of_them_act(text: str, wanted: set[str]) -> None:
    found = reading(text)
    kind = "AGREE" if "agreed" in text else "ACCUSE"
    actors = {m.id: m.actor for m in found.mentions}
    names = [actors[i] for i in event(found, kind).actors]
    assert {found.actors[n].code for n in names if n is not None} == wanted


# --- pronouns ---

SUMMIT = "Angela Merkel met Barack Obama in Berlin on Wednesday."


@pytest.mark.parametrize(
    ("text", "on", "pronoun", "owner"),
    [
        (SUMMIT + " She thanked Obama for his support.", "2013-06-19", "She", "Angela Merkel"),
        (SUMMIT + " She thanked Obama for his support.", "2013-06-19", "his", "Barack Obama"),
        (SUMMIT + " He praised her leadership.", "2013-06-19", "He", "Barack Obama"),
        (SUMMIT + " He praised her leadership.", "2013-06-19", "her", "Angela Merkel"),
        ("Theresa May met Donald Trump on Friday. She praised the alliance.", "2018-07-13", "She", "Theresa May"),
        ("Sanna Marin met Joe Biden on Monday. He praised Finland.", "2022-05-02", "He", "Joe Biden"),
        (
            "Quentin Blorpington visited Oslo on Monday. Mary Blorpington accused Russia. She condemned Iran.",
            "2024-08-14",
            "She",
            "Mary Blorpington",
        ),
        ("Kamala Harris met Volodymyr Zelenskiy on Monday. Her aide criticised Russia.", "2024-06-17", "Her", "Kamala Harris"),
        ("Iran tested a missile on Sunday. It threatened to attack Israel.", "2024-08-14", "It", "Iran"),
        ("Iran tested a missile on Sunday. Its army attacked Israel.", "2024-08-14", "Its", "Iran"),
        ("Russia invaded Ukraine on Thursday. It bombed Kharkiv.", "2022-02-24", "It", "Russia"),
        ("Hamas released three hostages on Saturday. It accused Israel of violating the truce.", "2024-08-14", "It", "Hamas"),
        ("NATO deployed ships on Tuesday. Its spokesman condemned Russia.", "2024-08-14", "Its", "NATO"),
        ("Emmanuel Macron defended himself on Tuesday.", "2024-08-14", "himself", "Emmanuel Macron"),
        ("Michelle Bachelet praised herself on Monday.", "2008-01-07", "herself", "Michelle Bachelet"),
        ("Israel defended itself on Sunday.", "2024-08-14", "itself", "Israel"),
        ("The African Union praised itself on Monday.", "2024-08-14", "itself", "African Union"),
    ],
)
def test_whom_a_pronoun_stands_for(text: str, on: str, pronoun: str, owner: str) -> None:
    found = reading(text, on)
    p, o = mention(found, pronoun), mention(found, owner)
    assert p.kind is MentionKind.PRONOUN
    assert (p.chain, p.actor) == (o.chain, o.actor)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("John Kerry and Sergei Lavrov met in Geneva on Saturday. They condemned Syria.", {"USA", "RUS"}),
        ("Vladimir Putin and Xi Jinping met in Beijing on Monday. They condemned Japan.", {"RUS", "CHN"}),
        ("Angela Merkel and Francois Hollande visited Kyiv on Monday. They criticised Russia.", {"DEU", "FRA"}),
    ],
)
def test_they_are_a_coordinated_pair(text: str, pair: set[str]) -> None:
    doc = annotate(text, find_parts(text, None))
    cast = resolve(doc, frozenset(t.i for t in doc), "x", datetime.date(2013, 9, 16))
    they = next(i for i, f in enumerate(cast.found) if f.name == "They")
    members = [cast.actor(m) for m in cast.members[they]]
    assert {a.code for a in members if a is not None} == pair


@pytest.mark.parametrize("kin", ["brother", "spokesman", "lawyer"])
def test_whose_somebody_is_does_not_act(kin: str) -> None:
    found = reading(f"Nicolas Maduro spoke on Monday. His {kin} criticised Joe Biden.")
    assert mention(found, "His").chain == mention(found, "Nicolas Maduro").chain != mention(found, f"His {kin}").chain
    assert named(found, event(found, "ACCUSE").actors) == [f"His {kin}"]


def test_the_brother_of_somebody_is_not_they() -> None:
    found = reading("Police arrested the brother of Nicolas Maduro on Monday.")
    brother, of = mention(found, "the brother of Nicolas Maduro"), mention(found, "Nicolas Maduro")
    assert brother.chain != of.chain and brother.actor != of.actor
    assert event(found, "COERCE").recipients == (brother.id,)


# --- inside quotes ---


@pytest.mark.parametrize(
    ("text", "pronoun", "owner"),
    [
        ('"I will not resign," Pedro Sanchez told reporters on Monday.', "I", "Pedro Sanchez"),
        ('"I will never leave you," Vladimir Putin told Bashar al-Assad on Monday.', "I", "Vladimir Putin"),
        ('"I will never leave you," Vladimir Putin told Bashar al-Assad on Monday.', "you", "Bashar al-Assad"),
        ('"You must leave my country," Joe Biden told Nicolas Maduro on Monday.', "You", "Nicolas Maduro"),
        ('"You must leave my country," Joe Biden told Nicolas Maduro on Monday.', "my", "Joe Biden"),
        ('"My country will win," Volodymyr Zelenskiy said on Monday.', "My", "Volodymyr Zelenskiy"),
        ('Volodymyr Zelenskiy told Joe Biden: "You saved my country."', "You", "Joe Biden"),
        ('Bashar al-Assad spoke on Monday. "I did not order the attack," he said.', "I", "Bashar al-Assad"),
    ],
)
def test_first_and_second_person_inside_a_quote(text: str, pronoun: str, owner: str) -> None:
    found = reading(text)
    p, o = mention(found, pronoun), mention(found, owner)
    assert (p.chain, p.actor, p.entity) == (o.chain, o.actor, o.entity)


@pytest.mark.parametrize(
    "text",
    [
        '"We will defend our country," Volodymyr Zelenskiy said on Monday.',
        '"We want peace," Benjamin Netanyahu said on Monday. "We reject war," he added.',
        "We condemn the attack. Vladimir Putin spoke on Monday.",
    ],
)
def test_we_stays_alone(text: str) -> None:
    found = reading(text)
    we = mention(found, "We")
    assert we.actor is None
    assert [m.id for m in found.mentions if m.chain == we.chain] == [we.id]


# --- what a mention spans ---


@pytest.mark.parametrize(
    "words",
    [
        "Russian President Vladimir Putin",
        "Palestinian President Mahmoud Abbas, 88",
        "Russian Foreign Minister Sergei Lavrov, 74",
        "Former French President Nicolas Sarkozy",
        "U.N. spokesman Quentin Blorpington",
        "Finnish lawmaker Sanna Blorpinen",
        "Veteran leader Abbas, 88",
    ],
)
def test_title_and_age_belong_to_the_name(words: str) -> None:
    found = reading(f"{words}, condemned the attack on Monday." if words[-1].isdigit() else f"{words} condemned the attack on Monday.")
    assert mention(found, words).kind is MentionKind.NAMED


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Sergei Lavrov, who has served since 2004, met Antony Blinken on Monday.", "Sergei Lavrov"),
        ("Vladimir Putin, who rules Russia, condemned Ukraine on Monday.", "Vladimir Putin"),
        ("Soldiers who had fled the city returned on Monday.", "Soldiers"),
        ("Rebels who had seized the town attacked soldiers on Monday.", "Rebels"),
        ("The army, which had seized the town, attacked rebels on Monday.", "The army"),
        ("Police arrested a journalist who had criticised the government on Monday.", "a journalist"),
    ],
)
def test_a_relative_clause_does_not_belong_to_a_mention(text: str, wanted: str) -> None:
    found = reading(text)
    assert wanted in [words_of(found, m) for m in found.mentions]
    assert not any({"who", "which"} & set(words_of(found, m).split()) for m in found.mentions)


@pytest.mark.parametrize("noun", ["the Russian foreign minister", "Russia's foreign minister", "the foreign minister of Russia"])
def test_an_apposition_is_no_second_person(noun: str) -> None:
    found = reading(f"Sergei Lavrov, {noun}, condemned the attack on Monday.")
    lavrov = next(m for m in found.mentions if words_of(found, m).startswith("Sergei Lavrov"))
    others = [m for m in found.mentions if m.id != lavrov.id and "minister" in words_of(found, m)]
    assert {m.chain for m in others} <= {lavrov.chain}
    assert event(found, "ACCUSE").actors == (lavrov.id,)


# --- capitals ---


@pytest.mark.parametrize(
    ("capital", "wanted"),
    [("Moscow", "RUS"), ("Washington", "USA"), ("Beijing", "CHN"), ("Ankara", "TUR"), ("London", "GBR"), ("Paris", "FRA")],
)
def test_a_capital_acts_or_locates(capital: str, wanted: str) -> None:
    found = reading(f"{capital} rejected the proposal on Monday. Ministers met in {capital} on Tuesday.")
    assert (code(found, capital), actor(found, capital, 1)) == (wanted, None)
    other = reading(f"Protesters marched near {capital} on Monday. {capital} expelled a diplomat on Tuesday.")
    assert (actor(other, capital), code(other, capital, 1)) == (None, wanted)


# --- any text ---

NAMES = ("Vladimir Putin", "Angela Merkel", "Quentin Blorpington", "Hamas", "the United Nations", "France", "Moscow", "Russian police")
SENTENCES = (
    "{a} met {b} in Geneva on Monday.",
    "{a} and {b} condemned the attack.",
    "He accused {a} of lying to her.",
    "They said {a} would attack {b}.",
    "The group praised {a}, the minister of {b}.",
    '"I will never leave you," {a} told {b}.',
    "The two countries thanked {a} for its help.",
    "{a}, 71, who had criticised {b}, defended himself.",
    "The president of {a} arrived in {b} with his brother.",
)
TEXTS = st.lists(st.tuples(st.sampled_from(SENTENCES), st.sampled_from(NAMES), st.sampled_from(NAMES)), min_size=1, max_size=5).map(
    lambda parts: " ".join(s.format(a=a, b=b) for s, a, b in parts)
)


@given(TEXTS)
def test_mentions_of_any_text(text: str) -> None:
    found = reading(text)
    assert len({m.id for m in found.mentions}) == len(found.mentions)
    for m in found.mentions:
        assert 0 <= m.start < m.stop <= len(found.article.text)
        assert words_of(found, m).strip() == words_of(found, m) != ""
        assert m.actor is None or m.actor in found.actors
    assert all(a.start <= b.start for a, b in pairwise(found.mentions))
    assert {m.actor for m in found.mentions} - {None} <= set(found.actors)
    ids = {m.id for m in found.mentions}
    assert all({*e.actors, *e.recipients} <= ids for e in found.events)
    assert all(q.speaker in ids | {None} and q.addressee in ids | {None} for q in found.quotes)
    again = reading(text)
    assert (again.mentions, again.actors) == (found.mentions, found.actors)


# --- the table of weights ---


def test_every_feature_of_pronouns_has_weights_and_a_meaning() -> None:
    table = [row for _, row in rows("pronouns.csv", ("feature", *KINDS, "meaning"))]
    assert sorted(row["feature"] for row in table) == sorted((*FEATURES, NOBODY))
    assert all(row["meaning"].strip() for row in table)


# --- sides ---


def test_both_sides_are_those_that_a_sentence_names_together() -> None:
    found = reading("Hamas and Fatah held talks in Cairo on Friday. The two sides condemned Israel.")
    assert named(found, event(found, "ACCUSE").actors) == ["Hamas", "Fatah"]


def test_sides_that_nothing_names_are_nobody() -> None:
    found = reading("The leaders discussed the fighting in Sudan. The United Nations has urged both sides to respect a ceasefire.")
    assert named(found, event(found, "REQUEST").recipients) in ([], ["both sides"])


def test_a_nationality_before_a_title_does_not_act_for_its_bearer() -> None:
    text = "Russian President Vladimir Putin, during a meeting with Palestinian President Mahmoud Abbas on Tuesday, expressed deep concern."
    met = event(reading(text), "CONSULT")
    assert "Russian" not in named(reading(text), met.actors)
