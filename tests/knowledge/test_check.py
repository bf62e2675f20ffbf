"""The check of the tables of actors: the shipped ones have no fault, planted ones are found, and they hold as much as is promised."""

from __future__ import annotations

import datetime
import re
import subprocess
import sys
from collections.abc import Callable

import pytest

from dragoman.knowledge.actors import ACTOR_TABLES, agents, day_of
from dragoman.knowledge.check import codes, faults_of, is_shared, shipped_faults
from dragoman.knowledge.tables import alternatives, key, rows
from dragoman.resolve.identity import rank_of

#: The members of the United Nations, by ISO 3166.
UN_MEMBERS = frozenset(
    (
        "AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN BTN BWA CAF CAN "
        "CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESP EST ETH FIN FJI FRA FSM "
        "GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR JPN KAZ KEN KGZ "
        "KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MOZ "
        "MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY QAT ROU RUS RWA SAU SDN "
        "SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON TTO TUN TUR TUV TZA UGA "
        "UKR URY USA UZB VCT VEN VNM VUT WSM YEM ZAF ZMB ZWE"
    ).split()
)
#: Tables that say what is known of the world, row by row; the others are weights and rules.
FACTS = (
    *ACTOR_TABLES,
    "states",
    "regions",
    "agents",
    "anaphors",
    "successors",
    "ontology",
    "quantities",
    "measures",
    "cues",
    "given_names",
)

Row = dict[str, str]


def table(name: str) -> list[tuple[int, Row]]:
    return list(rows(f"{name}.csv", ()))


def holder(
    name: str = "A Bee", role: str = "Grand Zorb of France", country: str = "FRA", start: str = "2000", end: str = "", **more: str
) -> Row:
    return {"name": name, "country": country, "role": role, "sectors": "GOV", "start": start, "end": end, "precision": "day"} | more


# --- the shipped tables ---


def test_the_shipped_tables_have_no_fault() -> None:
    assert shipped_faults() == []


def test_the_check_as_a_program() -> None:
    done = subprocess.run([sys.executable, "-m", "dragoman.knowledge.check"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "") and "no fault" in done.stdout


# --- planted faults ---


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (holder(name=" "), ("no name",)),
        (holder(country="FRX"), ("country 'FRX'",)),
        (holder(code="ZZZ"), ("code 'ZZZ'",)),
        (holder(sectors="GOV|XYZ"), ("'XYZ'",)),
        (holder(sectors="gov"), ("'gov'",)),
        (holder(wikidata="7747"), ("'7747'", "Q7747")),
        (holder(wikidata="Q12x"), ("'Q12x'",)),
        (holder(precision="week"), ("'week'", "day, month, year")),
        (holder(start="2001-02-30"), ("'2001-02-30'",)),
        (holder(end="soon"), ("'soon'",)),
        (holder(start="2001", end="2000"), ("2001", "2000", "before")),
        (holder(start="2001-05", end="2001-04"), ("2001-05", "2001-04", "before")),
        (holder(start="2001-05-02", end="2001-05-01"), ("2001-05-02", "2001-05-01", "before")),
    ],
)
def test_a_fault_of_a_row_is_found(row: Row, words: tuple[str, ...]) -> None:
    (told,) = faults_of("x.csv", [(2, holder(name="C Dee", role="Other")), (7, row)])
    assert told.startswith("x.csv:7: ") and not [w for w in words if w not in told]


def test_several_faults_of_a_row_are_all_found() -> None:
    assert len(faults_of("x.csv", [(2, holder(country="FRX", sectors="XYZ", wikidata="7", start="soon"))])) == 4


@pytest.mark.parametrize(
    "row",
    [
        holder(),
        holder(start="2001", end="2001"),
        holder(start="2001-05", end="2001"),
        holder(country="", code="IGO", role="", sectors=""),
        holder(wikidata="Q7747", code="FRA", precision=""),
        {"name": "Zorblax"},
    ],
)
def test_a_row_that_is_well_is_not_told(row: Row) -> None:
    assert faults_of("x.csv", [(2, row)]) == []


def overlaps(*tenures: Row) -> list[str]:
    return faults_of("x.csv", list(enumerate(tenures, 2)))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("2000-01-01", "2004-01-01"), ("2003-12-30", "2008-01-01")),
        (("2000", "2004"), ("2002", "2006")),
        (("2000", ""), ("2002", "2003")),
        (("", "2004"), ("2002", "2006")),
        (("2000-01-01", "2010-01-01"), ("2002-01-01", "2003-01-01")),
        (("2000-01-01", "2004-01-01"), ("2000-01-01", "2004-01-01")),
    ],
)
@pytest.mark.parametrize("swapped", [False, True])
def test_two_in_one_office_are_found_with_both_lines(first: tuple[str, str], second: tuple[str, str], swapped: bool) -> None:
    tenures = [holder("A Bee", start=first[0], end=first[1]), holder("C Dee", start=second[0], end=second[1])]
    (told,) = overlaps(*(reversed(tenures) if swapped else tenures))
    found = re.fullmatch(r"x\.csv:([23]): .*\(line ([23])\).*", told)
    assert found is not None and set(found.groups()) == {"2", "3"}
    assert "A Bee" in told and "C Dee" in told and "Grand Zorb of France" in told


def test_an_overlap_behind_a_short_tenure_is_found() -> None:
    found = overlaps(holder("A", start="2000", end="2010"), holder("B", start="2002", end="2003"), holder("C", start="2005", end="2006"))
    assert [told.split(": ")[0] for told in found] == ["x.csv:3", "x.csv:4"]
    assert all("line 2" in told for told in found)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (holder(end="2004-05-06", start="2000-01-01"), holder("C Dee", start="2004-05-06")),
        (holder(end="2004-05"), holder("C Dee", start="2004-05")),
        (holder(end="2004"), holder("C Dee", start="2004")),
        (holder(end="2004-12-31", precision="year"), holder("C Dee", start="2004-01-01", precision="year")),
        (holder(end="2004-05-30", precision="month"), holder("C Dee", start="2004-05-01", precision="month")),
        (holder(), holder("C Dee", role="Other office of France")),
        (holder(), holder("C Dee", country="DEU")),
        (holder(role=""), holder("C Dee", role="")),
    ],
)
def test_successors_and_other_offices_are_no_overlap(first: Row, second: Row) -> None:
    assert overlaps(first, second) == []


@pytest.mark.parametrize(
    ("country", "role"),
    [
        ("SMR", "Captain Regent of San Marino"),
        ("CHE", "Member of the Swiss Federal Council"),
        ("FRA", "Vice President of France"),
        ("FRA", "Russian opposition figure"),
        ("BIH", "President of Bosnia (Presidency member)"),
    ],
)
def test_an_office_listed_as_shared_may_have_several(country: str, role: str) -> None:
    assert is_shared(country, role)
    assert overlaps(holder(country=country, role=role), holder("C Dee", country=country, role=role)) == []


def test_a_shared_office_of_one_country_is_none_of_another() -> None:
    assert is_shared("LBY", "Prime Minister of Libya") and not is_shared("FRA", "Prime Minister of France")


def planted(monkeypatch: pytest.MonkeyPatch, *more: Row) -> list[str]:
    """The faults of the shipped tables with rows put behind those of office_holders.csv, each its first row with other cells."""
    from dragoman.knowledge import check

    def with_more(name: str, columns: tuple[str, ...]) -> list[tuple[int, Row]]:
        shipped = list(rows(name, columns))
        return [*shipped, *((99_990 + n, shipped[0][1] | row) for n, row in enumerate(more))] if name == "office_holders.csv" else shipped

    monkeypatch.setattr(check, "rows", with_more)
    return shipped_faults()


def test_a_repeated_row_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    told = planted(monkeypatch, {})
    assert any(t.startswith("office_holders.csv:99990: repeats line 2") for t in told)


def test_a_row_without_a_source_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert planted(monkeypatch, holder(role="Keeper of Zorbs", source=" ")) == ["office_holders.csv:99990: no source"]


def test_codes_are_of_states_and_of_bodies_of_none() -> None:
    assert {"FRA", "SUN", "PSE", "KOS", "IGO", "UNO", "NGO"} | UN_MEMBERS <= codes() and "" not in codes() and "FRX" not in codes()


# --- what is promised of them ---


@pytest.mark.parametrize(("name", "least"), [("bodies", 400), ("armed_groups", 400)])
def test_so_many_are_shipped(name: str, least: int) -> None:
    assert len({key(row["name"]) for _, row in table(name)}) >= least


def test_so_many_agent_nouns_are_shipped() -> None:
    assert len(agents()) >= 500


@pytest.mark.parametrize("name", FACTS)
def test_every_row_has_a_source(name: str) -> None:
    assert not [f"{name}.csv:{line}" for line, row in table(name) if not row["source"].strip()]


def holding(matches: Callable[[Row], object], past: str = "1990-12-31") -> set[str]:
    """Members of the UN with a tenure that a test holds of and that reaches past a day."""
    out = set()
    for line, row in table("office_holders"):
        end = day_of(row["end"], f"office_holders.csv:{line}", last=True)
        if row["country"] in UN_MEMBERS and (end is None or end > datetime.date.fromisoformat(past)) and matches(row):
            out.add(row["country"])
    return out


def is_minister(role: str, of: str) -> bool:
    """Whether a role is that of the minister of a matter, and no deputy's."""
    words = role.lower()
    return bool(re.search(rf"\b(minister|secretary)\b.*\b({of})\b|\b({of}) (minister|secretary)\b", words)) and not re.search(
        r"\b(deputy|vice|under|shadow|junior)\b", words
    )


def test_every_member_of_the_un_has_a_head_of_state_or_government() -> None:
    assert len(UN_MEMBERS) == 193
    heads = holding(lambda row: rank_of(row["role"]) == "head" or row["role"].startswith("Captain Regent"))
    assert heads == UN_MEMBERS


@pytest.mark.parametrize(
    ("of", "least"),
    [("foreign|external", 80), ("defen[cs]e", 80)],
)
def test_states_with_a_minister(of: str, least: int) -> None:
    assert len(holding(lambda row: is_minister(row["role"], of))) >= least


def test_states_with_a_leader_of_a_party_the_opposition_or_an_armed_group() -> None:
    leader = re.compile(
        r"\b(co-?)?(leader|chair\w*|president|(general|first) secretary|secretary[- ]general|commander|head|founder)\b", re.I
    )
    found = holding(lambda row: {"PTY", "OPP", "REB"} & set(alternatives(row["sectors"])) and leader.search(row["role"]))
    assert len(found) >= 80
