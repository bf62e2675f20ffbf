"""Parts of articles: paragraphs, titles, standfirsts, datelines, and the patterns of boilerplate and captions."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.annotate.parts import LONGEST, Block, blocks, dateline_pieces, find_parts
from dragoman.knowledge.tables import rows
from dragoman.records import Part, PartKind

TABLE = [row for _, row in rows("boilerplate.csv", ("kind", "pattern", "example"))]
LEAD = "The ministers of both countries met on Tuesday and agreed to reopen the bridge across the river before the winter."
MORE = "They said that the talks had been frank and that a second meeting would be held before the end of the month."


def kinds(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(part.kind.value, text[part.start : part.stop]) for part in find_parts(text, title)]


def dateline(text: str) -> tuple[str, str | None, str | None] | None:
    """The first dateline of a text, its place, its date."""
    for part in find_parts(text, None):
        if part.kind is PartKind.DATELINE:
            found = dateline_pieces(text, part)
            place, date = (text[s.start : s.stop] if s else None for s in (found.place, found.date))
            return text[part.start : part.stop].strip(), place, date
    return None


def kind_within(block: str) -> str:
    """The kind of a block in the midst of an article."""
    return kinds("\n".join((LEAD, MORE, MORE, block, MORE)))[3][0]


# --- blocks ---


def test_a_line_is_a_paragraph() -> None:
    text = "  One line.\n\nTwo\r\nThree\rFour\u2028Five\u2029 Six\x0bSeven\x0cEight\xa0\n"
    assert [text[b.start : b.stop] for b in blocks(text)] == ["One line.", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight"]
    assert blocks("") == blocks(" \r\n\t\u2029") == ()
    assert blocks("a") == (Block(0, 1),)


WRAPPED = """Ministers agree to reopen the bridge across the river

MOSCOW, Aug. 3 -- The ministers of both countries met on Tuesday and
agreed to reopen the bridge across the river before the winter, when
ice makes the crossing by boat too dangerous for the villages.

They said that the talks had been frank and that a second meeting
would be held before the end of the month.
"""


def test_hard_wrapped_text_is_parted_by_blank_lines() -> None:
    for text in (WRAPPED, WRAPPED.replace("\n", "\r\n"), WRAPPED.replace("\n", "\r")):
        found = [text[b.start : b.stop] for b in blocks(text)]
        assert len(found) == 3
        assert found[1].startswith("MOSCOW, Aug. 3 -- ") and found[1].endswith("villages.")
        assert [kind for kind, _ in kinds(text)] == ["title", "dateline", "body", "body"]


def test_short_lines_are_no_wrapping() -> None:
    listed = "\n".join(f"Minister number {n} of the cabinet of the republic, in office since May" for n in range(9))
    assert len(blocks(listed)) == 9
    assert len(blocks(f"{LEAD}\n{MORE}\n{LEAD}\n{MORE}")) == 4


# --- titles and standfirsts ---


def test_title_dek_dateline_and_what_surrounds_them() -> None:
    text = "\n\n".join(
        (
            "Bridge Across the River to Reopen After ‘Frank’ Talks",
            "The two neighbours have kept ties with all sides, but recent acts have strained them.",
            f"Moscow: {LEAD}",
            MORE,
            "Also Read | Ferry Line to Close as Ice Comes Early",
            MORE,
            "Recent News",
        )
    )
    assert [kind for kind, _ in kinds(text)] == ["title", "dek", "dateline", "body", "body", "boilerplate", "body", "boilerplate"]
    assert dateline(text) == ("Moscow:", "Moscow", None)


@pytest.mark.parametrize(
    "title",
    [
        "Bridge to reopen before winter",
        "Will the bridge reopen?",
        "Minister: 'We will reopen the bridge'",
        "UKRAINE: What we know of the bridge",
        "Senate delays vote on aid to the U.S.",
        "Bridge - Ministers Announce Plan",
    ],
)
def test_headlines(title: str) -> None:
    assert kinds(f"{title}\n{LEAD}\n{MORE}")[0] == ("title", title)


def test_no_headlines() -> None:
    assert [k for k, _ in kinds(f"{LEAD}\n{MORE}")] == ["body", "body"]
    assert kinds("Bridge to reopen before winter") == [("body", "Bridge to reopen before winter")]
    assert kinds("Bridge to reopen", "Bridge to reopen") == [("body", "Bridge to reopen")]
    assert kinds("The bridge is open.\n" + LEAD)[0][0] == "body"
    unstopped = "MOSCOW - The ministers of both countries met and agreed to reopen the bridge before winter comes"
    assert kinds(f"{unstopped}\n{LEAD}")[0][0] == "dateline"
    assert [k for k, _ in kinds("apples\npears\nplums")] == ["body"] * 3
    assert kinds(f"They talked for hours. It was late\n{LEAD}")[0][0] == "body"


def test_the_callers_title_is_known_whatever_its_look() -> None:
    for said in ("The bridge is open.", "THE BRIDGE IS OPEN", "The Bridge is Open | Daily Example"):
        assert kinds(f"The bridge is open.\n{LEAD}", said)[0][0] == "title"
    assert kinds(f"Photo: A bridge reopens\n{LEAD}", "Photo: A bridge reopens")[0][0] == "title"
    assert kinds(f"Bridge to reopen\n{LEAD}", "Another title")[0][0] == "title"


def test_standfirsts() -> None:
    title = "Bridge to reopen before winter"
    assert kinds(f"{title}\nNeighbours agree after two days of talks\n{LEAD}")[1][0] == "dek"
    assert kinds(f"{title}\nThe neighbours agree after talks.\nBy Jane Doe\n{LEAD}")[1][0] == "dek"
    assert kinds(f"{title}\nThe neighbours agree after talks.\n{LEAD}")[1][0] == "body"
    assert kinds(f"{title}\n{LEAD * 4}\nMOSCOW: {LEAD}")[1][0] == "body"


def test_the_writers_name_alone_is_no_title() -> None:
    assert kinds(f"JANE DOE\n{LEAD}\n{MORE}")[0][0] == "boilerplate"
    assert kinds(f"Bridge Talks\nThe talks on the bridge have begun. {LEAD}")[0][0] == "title"


# --- datelines ---


@pytest.mark.parametrize(
    ("line", "place", "date"),
    [
        ("MOSCOW:", "MOSCOW", None),
        ("Moscow:", "Moscow", None),
        ("UNITED NATIONS, Aug. 3 --", "UNITED NATIONS", "Aug. 3"),
        ("KHARTOUM/CAIRO, April 25 -", "KHARTOUM/CAIRO", "April 25"),
        ("TBILISI, Georgia (Wire) —", "TBILISI, Georgia", None),
        ("GENEVA (Reuters) -", "GENEVA", None),
        ("afrol News, 27 January -", None, "27 January"),
        ("BEIRUT —", "BEIRUT", None),
        ("BEIRUT—", "BEIRUT", None),
        ("NEW DELHI, 12 March (PTI):", "NEW DELHI", "12 March"),
        ("(Reuters) -", None, None),
        ("(Prensa Latina)", None, None),
        ("SYDNEY and KUALA LUMPUR, Jul 26 2022 (IPS) -", "SYDNEY and KUALA LUMPUR", "Jul 26 2022"),
        ("CAIRO- 24 July 2022:", "CAIRO", "24 July 2022"),
        ("New York (November 25, 2021):", "New York", "November 25, 2021"),
        ("August 13, 2024 (KHARTOUM) –", "KHARTOUM", "August 13, 2024"),
        ("BANDAR SERI BEGAWAN, July 25 (Borneo Bulletin/ANN):", "BANDAR SERI BEGAWAN", "July 25"),
        ("Oyam & Gulu, Uganda , Jun 14 2022 (IPS) -", "Oyam & Gulu, Uganda", "Jun 14 2022"),
        ("San Cristóbal de las Casas.-", "San Cristóbal de las Casas", None),
        ("MOSCOW, August 13. /TASS/.", "MOSCOW", "August 13"),
        ("Accra, Feb. 13, GNA -", "Accra", "Feb. 13"),
        ("WASHINGTON, D.C. —", "WASHINGTON, D.C.", None),
        ("PORT-AU-PRINCE, Haiti (AP) —", "PORT-AU-PRINCE, Haiti", None),
        ("N'DJAMENA —", "N'DJAMENA", None),
        ("Mumbai, India –", "Mumbai, India", None),
        ("Cape Town -", "Cape Town", None),
        ("[NAIROBI]", "NAIROBI", None),
        ("RIO DE JANEIRO, Brazil, August 13, 2024 (Prensa Latina) -", "RIO DE JANEIRO, Brazil", "August 13, 2024"),
        ("The Hague, Monday, March 3 (dpa) -", "The Hague", "Monday, March 3"),
        ("DHAKA, July 26 (UNB)-", "DHAKA", "July 26"),
        ("JERUSALEM (JTA) —", "JERUSALEM", None),
        ("ISTANBUL, 2024-08-13 (AA) -", "ISTANBUL", "2024-08-13"),
        ("GAZA/JERUSALEM, Oct 3 (Reuters) -", "GAZA/JERUSALEM", "Oct 3"),
        ("al-Bab, Syria (AFP) -", "al-Bab, Syria", None),
        ("ON BOARD THE PAPAL PLANE (Reuters) -", "ON BOARD THE PAPAL PLANE", None),
        ("WASHINGTON — AP —", "WASHINGTON", None),
        ("Astana. 13 August. KAZINFORM -", "Astana", "13 August"),
        ("Addis Ababa July 19/2022 /ENA/", "Addis Ababa", "July 19/2022"),
        ("NEW YORK, Sept. 11, 2001 /Wire/ --", "NEW YORK", "Sept. 11, 2001"),
    ],
)
def test_datelines(line: str, place: str | None, date: str | None) -> None:
    for before in ("", "Bridge to reopen before winter\n"):
        assert dateline(f"{before}{line} {LEAD}\n{MORE}") == (line, place, date)


@pytest.mark.parametrize(
    "paragraph",
    [
        f"Police said: {LEAD}",
        f"Police: {LEAD}",
        f"Note: {LEAD}",
        f"NOTE: {LEAD}",
        f"Update: {LEAD}",
        f"Putin: 'We will reopen the bridge.' {LEAD}",
        f"Putin: We will reopen the bridge. {LEAD} President Vladimir Putin spoke.",
        "Biden — who was at the talks — said that the bridge would be open before the winter came to the villages.",
        "Biden — President since 2021 — said that the bridge would be open before the winter came to the villages.",
        "Marcos Jnr – who is expected to keep the policy of close ties – said that the bridge would be open in winter.",
        f"On Tuesday, July 25: {LEAD}",
        f"Monday: {LEAD}",
        f"July 15 — {LEAD}",
        f"Group A: {LEAD}",
        f"President Biden: {LEAD}",
        f"Prime Minister: {LEAD}",
        f"Interior Ministry - {LEAD}",
        f"NATO: {LEAD}",
        f"FIFA: {LEAD} Officials of FIFA were there.",
        f"ECONOMY — {LEAD} The economy grew.",
        f"World Health Organization (WHO) - {LEAD}",
        "The Ministers Of The Two Countries Of The Great River Valley: They met on Tuesday and agreed to reopen the bridge.",
        "The talks ended late: The ministers of both countries agreed to reopen the bridge across the river before winter.",
        "“Moscow: It is far,” said the minister of the other country, who had come by train and by boat and on foot.",
        f"Meghan Smith (30) - {LEAD}",
    ],
)
def test_no_datelines(paragraph: str) -> None:
    assert dateline(f"{paragraph}\n{MORE}") is None
    assert dateline(f"Bridge to reopen before winter\n{paragraph}\n{MORE}") is None


def test_speakers_come_again() -> None:
    assert dateline(f"SHAPIRO: {LEAD}\nKELLY: {MORE}\nSHAPIRO: {LEAD}\nKELLY: {MORE}") is None


def test_datelines_stand_near_the_beginning_or_open_a_roundups_section() -> None:
    assert dateline(f"{LEAD}\n{MORE}\nMOSCOW: {LEAD}") == ("MOSCOW:", "MOSCOW", None)
    assert dateline(f"{LEAD}\n{MORE}\n{MORE}\nMOSCOW: {LEAD}") is None
    text = f"News in brief from the region\nMOSCOW — {LEAD}\n{MORE}\n{MORE}\nBEIRUT — {LEAD}\n{MORE}\nRome: {LEAD}\nPARIS: {LEAD}"
    assert [words.strip() for kind, words in kinds(text) if kind == "dateline"] == ["MOSCOW —", "BEIRUT —"]


def test_a_dateline_may_fill_its_block() -> None:
    text = f"Bridge to reopen before winter\nMOSCOW, Aug. 3 (Reuters)\n{LEAD}"
    assert [kind for kind, _ in kinds(text)] == ["title", "dateline", "body"]
    assert dateline(text) == ("MOSCOW, Aug. 3 (Reuters)", "MOSCOW", "Aug. 3")


def test_pieces_of_no_dateline() -> None:
    found = dateline_pieces(LEAD, Part(start=0, stop=len(LEAD), kind=PartKind.BODY))
    assert found.place is None and found.date is None


# --- boilerplate and captions ---


@pytest.mark.parametrize("row", TABLE, ids=[f"{row['kind']}-{row['example'][:40]}" for row in TABLE])
def test_every_example_matches_its_pattern(row: dict[str, str]) -> None:
    assert row["kind"] in {"boilerplate", "links", "byline", "caption", "agency", "outlet", "label"}
    assert re.compile(row["pattern"], re.IGNORECASE).fullmatch(row["example"])
    if row["kind"] in {"boilerplate", "links", "byline", "caption"}:
        assert kind_within(row["example"]) == ("caption" if row["kind"] == "caption" else "boilerplate")


@pytest.mark.parametrize(
    "block",
    [
        "Also Read:‘Overwhelmed’: minister on his farewell",
        "READ ALSO",
        "Related: Two ferries collide",
        "Recent News",
        "Advertisement",
        "Most read",
        "Trending",
        "Trending now",
        "Sign up for our newsletter",
        "Subscribe to our newsletter",
        "Follow us on Telegram",
        "Share this article",
        "Share this:",
        "(Reporting by Jane Doe in Rome and J. R. Roe; editing by Ann Poe)",
        "Reporting by Jane Doe; Editing by Ann Poe",
        "Copyright 2021 Daily Example. All rights reserved.",
        "© 2021 AFP",
        "All rights reserved",
        "Click here to subscribe",
        "Published: July 18, 2022 5:36:50 pm",
        "Updated 3 hours ago",
        "Last updated on 12 August 2024 at 10:15 GMT",
        "5 min read",
        "By John Smith",
        "BY JOHN SMITH AND ANN POE",
        "By John Smith, Jane Doe and Ann Poe | Daily Example",
        "By Our Correspondent",
        "By our correspondent in Rome",
        "Written by Jane Doe | Rome |",
        "(KUNA)",
        "- AFP",
        "– Bernama",
        "Reuters",
        "Reuters/AFP",
        "© AFP",
        "jane.doe@example.com",
        "Contact the reporter at jane.doe@example.com",
        "Tel: +00 1234 5678",
        "Leave a comment",
        "12 Comments",
        "We use cookies to improve your experience.",
        "Tags: bridge, river, winter",
        "Source: Daily Example",
        "###",
        "Jane Doe and John Roe contributed to this report.",
    ],
)
def test_boilerplate(block: str) -> None:
    assert kind_within(block) == "boilerplate"


@pytest.mark.parametrize(
    "block",
    [
        "Photo: Jane Doe",
        "File photo of the bridge",
        "The bridge in winter (AP Photo/Jane Doe)",
        "Image: Daily Example",
        "The bridge in winter. Jane Doe / Getty Images",
        "FILE - The bridge across the river is seen in winter, Jan. 3, 2021.",
        "FILE PHOTO: The bridge across the river is seen in winter.",
        "Credit: Jane Doe/Daily Example",
        "A handout picture released by the ministry on August 3 shows the bridge.",
        "The bridge across the river pictured earlier this month. Photo: Wire",
    ],
)
def test_captions(block: str) -> None:
    assert kind_within(block) == "caption"


@pytest.mark.parametrize(
    "block",
    [
        "Share prices fell on Tuesday after the talks ended.",
        "Share this burden, the minister told his colleague.",
        "Related violence killed two people in the north.",
        "Read more than one book, the teacher told them.",
        "Most read the letter as a threat.",
        "Subscribe to the view that the bridge is safe, or do not cross it.",
        "Follow the money, the prosecutor said.",
        "Follow us, the soldiers told the villagers, and you will be safe.",
        "Sign up for the army, the minister told the students.",
        "Copyright law was the third subject of the talks.",
        "All rights reserved for citizens were taken from them in May.",
        "Reporting by Amnesty International has shown that the prisons are full.",
        "Reporting by human rights groups has shown that the prisons are full.",
        "Published on Monday, the report says that 20 people were killed.",
        "Updated figures show that 20 people were killed.",
        "By Monday, the army had taken the bridge.",
        "By Tuesday Night, Soldiers Had Gone",
        "By the time the soldiers came, the village was empty.",
        "By far the largest protest was held in the capital.",
        "Photos of the attack showed a burnt bus on the bridge.",
        "Images from the scene showed a burnt bus on the bridge.",
        "This photo was the first proof of the attack.",
        "File cabinets were taken from the ministry by soldiers.",
        "A handout photo published by the ministry showed a burnt bus.",
        "Credit markets fell on Tuesday after the talks ended.",
        "Source countries must take back their citizens, the minister said.",
        "Sources said that the talks had failed.",
        "Recent news of the attack has reached the capital.",
        "Trending upwards since May, prices rose again.",
        "Advertisement spending fell in May.",
        "Comments by the minister angered the opposition.",
        "Contact with the ship was lost on Tuesday.",
        "Click, went the gun, and the soldier ran.",
        "Tags were put on the bodies of the dead.",
        "Cookies were given to the children by soldiers.",
        "We use force only when we must, the general said.",
        "More news from the front reached the capital on Tuesday.",
        "Reuters reported that two soldiers were killed.",
        "AFP quotes the minister as saying that the talks failed.",
        "Hundreds of birds of prey were counted on the border. (KUNA)",
        "The author is a former minister who was jailed in 2019.",
        "The views expressed by the minister angered the opposition.",
        "The two contributed to the report of the commission in May.",
        "This story was told by the villagers to the soldiers.",
        "This report was published by the United Nations in May.",
        "Support for the president fell in May.",
        "Editors were arrested on Tuesday.",
        "Ends do not justify means, the minister said.",
        "Watch towers were built along the border.",
        "Listen to the people, the opposition told the king.",
        "Join us or die, the rebels told the villagers.",
        "Like us, they want peace, the minister said.",
        "Get out of the city, the army told them in their phone messages.",
        "Stay informed of your rights, the lawyer told them.",
        "Send the army to the border, he told the ministers.",
        "Popular anger has grown since May.",
        "Image matters to the president, his aide said.",
        "July 15, 2022",
        "2019",
        "Background",
        "Gallo Pinto",
        "– Forecast: 90 percent",
        "Recommended by the commission in May, the law was passed on Tuesday.",
        "Translated into three languages, the letter was read on Tuesday.",
        "Correspondents were told to leave the country by Tuesday.",
        "Staff were told to leave the embassy by Tuesday.",
        "Have the talks failed?",
        "What do you think? the minister asked the reporters.",
        "Log books of the ship were taken by the police.",
        "Print media were closed by the army.",
        "Opinion: divided.",
        "Phone lines were cut on 15 April.",
        "Register of voters was published on Tuesday.",
        "Become a member of the alliance and you are at war, he said.",
        "Help us, the villagers told the soldiers.",
        "Give peace a chance, the minister said.",
        "Donate blood, the hospital told the people.",
        "To keep reading the will of the people, he must go, the minister said.",
        "See more deaths than you can count and you stop counting, the doctor said.",
        "Watch: it is the army that will decide, the analyst said, and then it did decide on Tuesday.",
        "For more than two hours, soldiers from the north called on the villagers to leave the town.",
        "For more aid, visit the donors, he told the minister.",
    ],
)
def test_sentences_are_not_lost(block: str) -> None:
    assert kind_within(block) == "body"


def test_what_follows_a_heading_of_links_goes_with_it() -> None:
    lines = (LEAD, "Most read", "Ferry line to close", "Ice comes early this year", MORE, "A heading", LEAD, "Related", "Bread is dear")
    text = "\n".join(lines)
    expected = ["body", "boilerplate", "boilerplate", "boilerplate", "body", "body", "body", "boilerplate", "boilerplate"]
    assert [kind for kind, _ in kinds(text)] == expected


def test_a_description_shown_twice_is_a_caption() -> None:
    text = "\n".join((LEAD, MORE, "The bridge across the river", "The bridge across the river", "© Jane Doe/Daily Example", LEAD))
    assert [kind for kind, _ in kinds(text)] == ["body", "body", "caption", "caption", "caption", "body"]


def test_long_blocks_are_boilerplate_only_by_their_beginning() -> None:
    names = ", ".join(["Jane Doe in Rome"] * 40)
    assert kind_within(f"(Reporting by {names}; editing by Ann Poe)") == "boilerplate"
    assert kind_within(f"{LEAD * 6} Photo: Jane Doe") == "body"


@pytest.mark.parametrize(
    "block",
    [
        "x" * 100_000,
        "A" * 100_000,
        "- " * 50_000,
        "12, " * 25_000,
        "May, " * 20_000,
        "Jane Doe, " * 10_000,
        "(" * 100_000,
        "/ " * 50_000,
        "@a." * 33_000,
        "a\u00a0" * 50_000,
        "By " + "Jane Doe and " * 8_000,
        "ROME: " * 16_000,
        "#a " * 33_000,
        ". " * 50_000,
        "Rome " * 20_000 + ": The",
        "'" * 100_000,
    ],
)
def test_no_pattern_backtracks_badly(block: str) -> None:
    for text in (block, f"Bridge to reopen\n{block}\n{MORE}", f"{LEAD}\n{block[:LONGEST]}\n{block[: LONGEST - 1]}!"):
        begun = time.perf_counter()
        find_parts(text, None)
        assert time.perf_counter() - begun < 0.5


# --- properties ---

WORDS = ["MOSCOW", "Moscow", "(Reuters)", "Aug. 3", "/TASS/", "By John Smith", "Photo: X", "Most read", "Title of it", "12", "é", LEAD]
SIGNS = [":", " - ", "—", ", ", ".", "'", " ", "\n", "\r\n", "\u2028", "\x0b", "\x0c", "\x1c", "\x85", "\ufeff", "\u200b"]
PIECES = st.sampled_from(WORDS + SIGNS)


@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=30).map("".join)), st.one_of(st.none(), st.text(max_size=20)))
def test_parts_cover_the_text_in_order(text: str, title: str | None) -> None:
    parts = find_parts(text, title)
    covered = set[int]()
    stop = 0
    for part in parts:
        assert stop <= part.start < part.stop <= len(text)
        assert not text[part.start].isspace()
        covered.update(range(part.start, part.stop))
        stop = part.stop
    assert all(i in covered for i, c in enumerate(text) if not c.isspace())
    assert [b.start for b in blocks(text)] == sorted(b.start for b in blocks(text))
    for part in parts:
        if part.kind is PartKind.DATELINE:
            found = dateline_pieces(text, part)
            assert all(part.start <= s.start < s.stop <= part.stop for s in (found.place, found.date) if s)
