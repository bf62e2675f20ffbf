"""The shipped tables load, hold what they must, and a fault in one is named by file and line."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.annotate.parts import find_parts
from dragoman.errors import KnowledgeError
from dragoman.knowledge import (
    actors,
    check,
    confidence,
    contexts,
    cues,
    directory,
    gender,
    inflection,
    instruments,
    lexicon,
    manifest,
    modality,
    ontology,
    quantities,
    tables,
    tellings,
    topics,
)
from dragoman.knowledge.tables import alternatives, key, rows
from dragoman.records import EventType
from dragoman.resolve import identity, phrases, pronouns

DATA = Path(str(files("dragoman.knowledge"))) / "data"
#: Every table and what reads it.
LOOKUPS: dict[str, Callable[[], object]] = {
    "agents.csv": actors.agents,
    "anaphors.csv": actors.anaphors,
    "armed_groups.csv": directory.shipped,
    "bodies.csv": directory.shipped,
    "boilerplate.csv": lambda: find_parts("Troops left the city on Monday.", None),
    "codeability.csv": lambda: topics.codeability_weights().any(),
    "compounds.csv": phrases._compounds,
    "confidence.csv": confidence.confidence_weights,
    "context_sectors.csv": contexts.of_sectors,
    "context_words.csv": contexts.phrases,
    "cues.csv": lambda: [cues.cues(part) for part in cues.PARTS],
    "gendered_words.csv": gender.gendered_words,
    "given_names.csv": gender.given_names,
    "identity.csv": identity.weights,
    "instruments.csv": instruments.instruments,
    "irregular_verbs.csv": inflection.irregular_forms,
    "manifest.csv": manifest.manifest,
    "measures.csv": quantities.measures,
    "modality.csv": lambda: [modality.effects(place) for place in modality.PLACES],
    "name_orders.csv": actors.family_first,
    "noun_classes.csv": lexicon.noun_classes,
    "office_holders.csv": directory.shipped,
    "office_ranks.csv": identity._ranks,
    "ontology.csv": ontology.kinds,
    "phoenix_bodies.csv": directory.shipped,
    "phoenix_groups.csv": directory.shipped,
    "pronouns.csv": lambda: pronouns.weights().any(),
    "quantities.csv": quantities.number_words,
    "refusals.csv": modality.refusals,
    "regions.csv": directory.shipped,
    "shared_names.csv": identity._clues,
    "shared_offices.csv": check._shared_offices,
    "states.csv": directory.shipped,
    "successors.csv": actors.successors,
    "topic_words.csv": topics.topic_phrases,
    "tellings.csv": tellings.telling_nouns,
}
CACHED = (
    *(directory.shipped, actors.states, actors.regions, actors.country_names, actors.cow_numbers, actors.agents, actors.anaphors),
    *(
        actors.successors,
        manifest.manifest,
        check.codes,
        check._shared_offices,
        check.is_shared,
        *(
            cues.cues,
            contexts.phrases,
            contexts.of_sectors,
            instruments.instruments,
            tellings.telling_nouns,
            modality.effects,
            lexicon.noun_classes,
        ),
        gender._words,
        gender.given_names,
    ),
    *(identity.weights, identity._clues, identity._ranks, phrases._compounds, pronouns.weights),
    *(ontology.kinds, quantities._quantities, quantities.number_words, quantities.qualifiers, quantities.measures),
)
#: The 193 members of the United Nations, by ISO 3166.
UN_CODES = (
    "AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN BTN BWA CAF CAN "
    "CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESP EST ETH FIN FJI FRA FSM "
    "GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR JPN KAZ KEN KGZ "
    "KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MOZ "
    "MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY QAT ROU RUS RWA SAU SDN "
    "SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON TTO TUN TUR TUV TZA UGA "
    "UKR URY USA UZB VCT VEN VNM VUT WSM YEM ZAF ZMB ZWE "
)
UN_MEMBERS = UN_CODES.split()
#: Type → quad class and score, by the PLOVER 2.0 manual.
TYPES: dict[EventType, tuple[int, float]] = {
    EventType.AGREE: (1, 2.5),
    EventType.CONSULT: (1, 2.5),
    EventType.SUPPORT: (1, 5),
    EventType.CONCEDE: (1, 4.5),
    EventType.COOPERATE: (2, 9.5),
    EventType.AID: (2, 10),
    EventType.RETREAT: (2, 6.5),
    EventType.REQUEST: (3, 0),
    EventType.ACCUSE: (3, -3),
    EventType.REJECT: (3, -2),
    EventType.THREATEN: (3, -3.5),
    EventType.PROTEST: (4, -5),
    EventType.SANCTION: (4, -6),
    EventType.MOBILIZE: (4, -5.5),
    EventType.COERCE: (4, -7),
    EventType.ASSAULT: (4, -9),
}
#: Modes of each type with their scores, by the manual.
MODES: dict[EventType, str] = {
    EventType.AGREE: "",
    EventType.CONSULT: "visit 4 third-party 1 multilateral 4 phone 1.5",
    EventType.SUPPORT: "",
    EventType.CONCEDE: "",
    EventType.COOPERATE: "",
    EventType.AID: "",
    EventType.RETREAT: "withdraw 8 release 6.5 disarm 10 ceasefire 7.5 access 6.5 resign 4.5",
    EventType.REQUEST: "assist 0.5 change -1 yield -1 meet 0",
    EventType.ACCUSE: "disapprove -2 investigate -3.5 allege -3.5",
    EventType.REJECT: "assist -1.5 change -2 yield -2 meet -2",
    EventType.THREATEN: "restrict -3 arrest -3.5 relations -3.5 expel -3.5 territory -4 violence -3.5",
    EventType.PROTEST: "demo -5 riot -7 strike -5 hunger -4.5 boycott -4.5 obstruct -4.5 vandalize -5",
    EventType.SANCTION: "convict -6 expel -5.5 withdraw -6 discontinue -6",
    EventType.MOBILIZE: "troops -6.5 weapons -6.5 police -5.5 militia -6",
    EventType.COERCE: "seize -7 restrict -7 censor -6.5 curfew -6.5 martial-law -7.5 arrest -7 deport -7 withhold -7 "
    "misinformation -6.5 cyber -7",
    EventType.ASSAULT: "abduct -8.5 beat -7.5 torture -8.5 sexual -8.5 targeted -9.5 destroy -8.5 primitive -8 firearms -9 explosives -9 "
    "suicide-attack -9.5 aerial -9.5 drone -9.5 heavy-weapons -9.5 crowd-control -7.5 unconventional -10",
}
SHIPPED = sorted(p.name for p in DATA.glob("*.csv"))


def table(name: str) -> list[tuple[int, dict[str, str]]]:
    return list(rows(name, ()))


# --- all of them ---


@pytest.mark.parametrize("name", SHIPPED)
def test_a_table_loads_through_its_lookup(name: str) -> None:
    assert name in LOOKUPS, f"name in LOOKUPS what reads {name}"
    assert LOOKUPS[name]()


def test_every_type_has_its_lexicon_and_no_other_file_lies_there() -> None:
    assert {p.stem for p in (DATA / "lexicon").iterdir()} == {t.lower() for t in EventType}
    assert lexicon.entries()


@pytest.mark.parametrize("name", SHIPPED)
def test_cells_are_clean(name: str) -> None:
    for line, row in table(name):
        for column, cell in row.items():
            assert cell == cell.strip(), f"{name}:{line}: {column} has white space at its edge"
            assert "\ufffd" not in cell, f"{name}:{line}: {column} holds a replacement character"
            if column not in ("pattern", "example"):
                assert "||" not in cell and not cell.startswith("|") and not cell.endswith("|"), (
                    f"{name}:{line}: {column} has an empty alternative"
                )


# --- states ---


def test_each_present_member_of_the_un_is_whole() -> None:
    present = {row["code"]: (line, row) for line, row in table("states.csv") if not row["end"] and not row["parent"]}
    assert len(UN_MEMBERS) == 193
    assert not set(UN_MEMBERS) - set(present)
    for code in UN_MEMBERS:
        line, row = present[code]
        assert row["adjectives"] and row["capitals"] and row["cow"], f"states.csv:{line}"


def test_codes_of_states_are_three_capitals() -> None:
    for line, row in table("states.csv"):
        assert re.fullmatch(r"[A-Z]{3}", row["code"]), f"states.csv:{line}: {row['code']!r}"
        assert not row["parent"] or re.fullmatch(r"[A-Z]{3}", row["parent"]), f"states.csv:{line}: {row['parent']!r}"


@pytest.mark.parametrize("code", ["SUN", "YUG", "DDR", "CSK"])
def test_past_states_have_ended(code: str) -> None:
    assert next(row["end"] for _, row in table("states.csv") if row["code"] == code and row["name"])


@pytest.mark.parametrize(("code", "cow"), [("RUS", 365), ("USA", 2), ("ISR", 666), ("DEU", 255), ("CHN", 710)])
def test_numbers_of_the_correlates_of_war(code: str, cow: int) -> None:
    assert actors.cow_numbers()[code] == cow


# --- bodies, groups, agents ---


@pytest.mark.parametrize(
    ("name", "column"),
    [("agents.csv", "sectors"), ("bodies.csv", "sectors"), ("armed_groups.csv", "sectors"), ("office_holders.csv", "sectors")],
)
def test_sectors_are_plover_s(name: str, column: str) -> None:
    wrong = [f"{name}:{line}: {s}" for line, row in table(name) for s in alternatives(row[column]) if s not in ontology.SECTORS]
    assert not wrong


@pytest.mark.parametrize("name", ["bodies.csv", "armed_groups.csv", "office_holders.csv"])
def test_countries_are_states_or_plover_s_codes_of_none(name: str) -> None:
    states = {row["code"] for _, row in table("states.csv")}
    known = states | {"", "UNO", "EUR", "IGO", "IMG", "NGO", "ISM"}
    assert not [f"{name}:{line}: {row['country']}" for line, row in table(name) if row["country"] not in known]


@pytest.mark.parametrize("name", ["bodies.csv", "armed_groups.csv"])
def test_codes_of_bodies_are_states_or_plover_s(name: str) -> None:
    known = {row["code"] for _, row in table("states.csv")} | {"UNO", "EUR", "IGO", "NGO", "MNC", "ISM", "IMG"}
    assert not [f"{name}:{line}: {row['code']}" for line, row in table(name) if row["code"] and row["code"] not in known]


def test_agents_name_persons_bodies_or_groups() -> None:
    assert {agent.entity for agent in actors.agents().values()} == {"person", "org", "group"}


@pytest.mark.parametrize("name", ["states.csv", "armed_groups.csv", "office_holders.csv"])
def test_dates_are_ordered(name: str) -> None:
    for line, row in table(name):
        start, end = actors.day_of(row["start"], f"{name}:{line}"), actors.day_of(row["end"], f"{name}:{line}", last=True)
        assert start is None or end is None or start <= end, f"{name}:{line}: from {start} to {end}"


def test_each_office_is_named_and_begins() -> None:
    for line, row in table("office_holders.csv"):
        assert row["name"] and row["role"] and row["start"], f"office_holders.csv:{line}"
        assert row["precision"] in ("day", "month", "year"), f"office_holders.csv:{line}"
        assert not row["wikidata"] or re.fullmatch(r"Q[1-9]\d*", row["wikidata"]), f"office_holders.csv:{line}"


# --- the ontology ---


def test_the_sixteen_types() -> None:
    assert {type_ for type_, mode in ontology.kinds() if mode is None} == set(TYPES) == set(EventType)


@pytest.mark.parametrize("type_", EventType)
def test_quad_and_score_of_a_type(type_: EventType) -> None:
    assert (ontology.quad(type_), ontology.score(type_, ())) == TYPES[type_]


@pytest.mark.parametrize("type_", EventType)
def test_modes_and_their_scores(type_: EventType) -> None:
    words = MODES[type_].split()
    assert {m: k.score for (t, m), k in ontology.kinds().items() if t is type_ and m} == dict(
        zip(words[::2], map(float, words[1::2]), strict=True)
    )


@pytest.mark.parametrize(
    ("type_", "modes", "score"),
    [
        (EventType.ACCUSE, ("disapprove", "allege"), -3.5),
        (EventType.REQUEST, ("assist", "yield"), -1),
        (EventType.REQUEST, ("yield", "assist"), -1),
        (EventType.REQUEST, ("meet", "assist"), 0.5),
        (EventType.CONSULT, ("third-party", "visit"), 4),
        (EventType.ACCUSE, ("disapprove",), -2),
        (EventType.RETREAT, ("resign",), 4.5),
    ],
)
def test_the_mode_of_the_largest_magnitude_scores(type_: EventType, modes: tuple[str, ...], score: float) -> None:
    assert ontology.score(type_, modes) == score


def test_modes_share_the_quad_of_their_type() -> None:
    assert all(kind.quad == ontology.quad(type_) for (type_, _), kind in ontology.kinds().items())


def test_cooperate_aid_and_sanction_need_a_recipient() -> None:
    assert {t for (t, m), kind in ontology.kinds().items() if m is None and kind.needs_recipient} == {
        EventType.COOPERATE,
        EventType.AID,
        EventType.SANCTION,
    }


def test_there_are_37_contexts() -> None:
    assert len(ontology.contexts()) == 37
    assert {"military", "diplomatic", "economic", "trafficking"} <= ontology.contexts()


# --- faults ---


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder of our own, which all lookups read afresh."""
    (tmp_path / "data").mkdir()
    for path in DATA.glob("*.csv"):
        (tmp_path / "data" / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(tables, "files", lambda _package: tmp_path)
    for lookup in CACHED:
        lookup.cache_clear()
    yield tmp_path / "data"
    monkeypatch.undo()
    for lookup in CACHED:
        lookup.cache_clear()


HOLDERS = "name,aliases,country,role,sectors,start,end,precision,wikidata,source\n"
STATES = "code,name,names,adjectives,demonyms,capitals,government,cow,gw,start,end,parent,sectors,source\n"
FAULTS: list[tuple[str, str, int, Callable[[], object]]] = [
    (
        "ontology.csv",
        "type,mode,score,quad,recipient,cameo,source\nAGREE,,2.5,1,optional,03,x\nAGREED,,2.5,1,optional,03,x\n",
        3,
        ontology.kinds,
    ),
    ("ontology.csv", "type,mode,score,quad,recipient,cameo,source\nAGREE,,much,1,optional,03,x\n", 2, ontology.kinds),
    ("ontology.csv", "type,mode,quad,recipient,cameo,source\nAGREE,,1,optional,03,x\n", 1, ontology.kinds),
    ("ontology.csv", "type,mode,score,quad,recipient,cameo,source\n# a comment\n\nAGREE,,2.5,1\n", 4, ontology.kinds),
    ("ontology.csv", "", 1, ontology.kinds),
    ("quantities.csv", "words,kind,value,source\none,number,1,x\ntwo,number,deux,x\n", 3, quantities.number_words),
    ("quantities.csv", "words,kind,value,source\nabout,qualifier,perhaps,x\n", 2, quantities.qualifiers),
    ("measures.csv", "words,part,measure,source\nkill,verb,slain,x\n", 2, quantities.measures),
    ("cues.csv", "lemma,pos,stance,certainty,source\nsay,verb,says,certain,x\n", 2, cues.cue_verbs),
    ("agents.csv", "noun,sectors,entity,belongs,source\npresident,GOV,person,,x\nminister,GOV,x\n", 3, actors.agents),
    ("agents.csv", "noun,sectors,entity,belongs,source\npresident,GOV,human,,x\n", 2, actors.agents),
    ("states.csv", STATES + "XXX,Xland,,Xish,Xish,Xville,,many,,1900,,,,x\n", 2, directory.shipped),
    ("states.csv", STATES + "XXX,Xland,,Xish,Xish,Xville,,1,,long ago,,,,x\n", 2, directory.shipped),
    ("office_holders.csv", HOLDERS + "A B,,RUS,President,GOV,2001-02-30,,day,,x\n", 2, directory.shipped),
    ("office_holders.csv", HOLDERS + "A B,,RUS,President,GOV,2001-13,,day,,x\n", 2, directory.shipped),
    ("office_holders.csv", HOLDERS + "A B,,RUS,President,GOV,2000-01-01,2001-13,day,,x\n", 2, directory.shipped),
    (
        "office_holders.csv",
        HOLDERS + 'A B,"C\nD",RUS,President,GOV,2000-01-01,,day,,x\nE F,,RUS,President,GOV,2000,soon,day,,x\n',
        4,
        directory.shipped,
    ),
    (
        "armed_groups.csv",
        "code,name,aliases,country,sectors,start,end,kind,source\nIMG,Xers,,,REB,1990,19x5,group,x\n",
        2,
        directory.shipped,
    ),
    ("bodies.csv", "code,name,aliases,country,sectors,kind\nUNO,Body,,,,org,x\n", 2, directory.shipped),
]


@pytest.mark.parametrize(("name", "text", "line", "lookup"), FAULTS, ids=lambda x: x[-40:] if isinstance(x, str) else None)
def test_a_fault_is_named_by_file_and_line(shipped: Path, name: str, text: str, line: int, lookup: Callable[[], object]) -> None:
    (shipped / name).write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        lookup()
    assert f"{name}:{line}" in str(caught.value)


# --- keys, cells, dates ---


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Vladimir Putin", "vladimir putin"),
        ("  Vladimir\n Putin ", "vladimir putin"),
        ("RUSSIA", "russia"),
        ("the United States", "united states"),
        ("The Hague", "hague"),
        ("U.S.", "us"),
        ("Washington, D.C.", "washington dc"),
        ("Putin's", "putin"),
        ("Putin’s", "putin"),
        ("the Taliban’", "taliban"),
        ("Côte d’Ivoire", "cote divoire"),
        ("Bogotá", "bogota"),
        ("Erdoğan", "erdogan"),
        ("Guinea-Bissau", "guinea bissau"),
        ("Guinea–Bissau", "guinea bissau"),
        ("Theresa May", "theresa may"),
        ("", ""),
    ],
)
def test_keys(name: str, wanted: str) -> None:
    assert key(name) == wanted


@given(st.text(st.characters(categories=("Lu", "Ll")) | st.sampled_from(" -"), max_size=30))
def test_a_key_has_no_capitals_accents_or_double_spaces(name: str) -> None:
    once = key(name)
    assert once == once.casefold() and once == " ".join(once.split()) and "-" not in once


@pytest.mark.parametrize(("cell", "wanted"), [("", ()), ("a", ("a",)), ("a|b c", ("a", "b c")), (" a | |b|", ("a", "b"))])
def test_alternatives(cell: str, wanted: tuple[str, ...]) -> None:
    assert alternatives(cell) == wanted


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("1999", "1999-01-01", "1999-12-31"),
        ("1999-02", "1999-02-01", "1999-02-28"),
        ("2000-02", "2000-02-01", "2000-02-29"),
        ("1999-12", "1999-12-01", "1999-12-31"),
        ("1999-12-31", "1999-12-31", "1999-12-31"),
    ],
)
def test_date_cells(cell: str, first: str, last: str) -> None:
    assert actors.day_of(cell, "x.csv:1") == datetime.date.fromisoformat(first)
    assert actors.day_of(cell, "x.csv:1", last=True) == datetime.date.fromisoformat(last)
