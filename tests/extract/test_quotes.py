"""Quotation marks are paired, and direct quotes have their content, speaker, cue and addressee."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.annotate.parts import find_parts
from dragoman.extract.marks import marked
from dragoman.reader import read
from dragoman.records import MentionKind, Part, PartKind, Quote, QuoteKind, QuoteStance, Reading


def reading(text: str) -> Reading:
    return read(text, published="2024-08-14", lang="en")


def pieces(text: str, quote: Quote) -> list[str]:
    """The pieces of a quote, edge commas being free."""
    return [text[s.start : s.stop].strip(" ,") for s in quote.content]


def words(found: Reading, mention: str | None) -> str | None:
    return next((found.article.text[m.start : m.stop] for m in found.mentions if m.id == mention), None)


def straight(text: str) -> str:
    return text.replace("“", '"').replace("”", '"')


# --- direct quotes ---

ONE = [
    ("“We will never leave our land,” Putin said on Tuesday.", "We will never leave our land", "Putin", "said"),
    ("“We will never leave our land,” said Putin.", "We will never leave our land", "Putin", "said"),
    ("“We will never leave our land,” said Vladimir Putin on Tuesday.", "We will never leave our land", "Vladimir Putin", "said"),
    ("Putin said: “We will never leave our land.”", "We will never leave our land.", "Putin", "said"),
    ("Putin said, “We will never leave our land.”", "We will never leave our land.", "Putin", "said"),
    ("On Tuesday, Putin declared: “We will never leave our land.”", "We will never leave our land.", "Putin", "declared"),
    ("“When will they leave our land?” Putin asked.", "When will they leave our land?", "Putin", "asked"),
    ("“This war must end now!” Abbas said.", "This war must end now!", "Abbas", "said"),
]


@pytest.mark.parametrize("curly", [True, False], ids=["curly", "straight"])
@pytest.mark.parametrize(("text", "content", "speaker", "cue"), ONE)
def test_a_direct_quote(text: str, content: str, speaker: str, cue: str, curly: bool) -> None:
    text = text if curly else straight(text)
    found = reading(text)
    (quote,) = found.quotes
    assert (quote.kind, pieces(text, quote), words(found, quote.speaker)) == (QuoteKind.DIRECT, [content], speaker)
    assert quote.cue is not None and text[quote.cue.start : quote.cue.stop] == cue
    assert quote.source is not None and speaker in text[quote.source.start : quote.source.stop]


@pytest.mark.parametrize("curly", [True, False], ids=["curly", "straight"])
@pytest.mark.parametrize(
    "text",
    [
        "“We will stay here,” Putin said, “until the war is over.”",
        "“We will stay here,” said Putin, “until the war is over.”",
    ],
)
def test_a_quote_split_by_its_cue_is_one(text: str, curly: bool) -> None:
    text = text if curly else straight(text)
    found = reading(text)
    (quote,) = found.quotes
    assert pieces(text, quote) == ["We will stay here", "until the war is over."]
    assert words(found, quote.speaker) == "Putin"


@pytest.mark.parametrize("curly", [True, False], ids=["curly", "straight"])
def test_two_sentences_after_one_another_are_two_quotes_of_one_speaker(curly: bool) -> None:
    text = "“We will never leave our land,” Putin said. “The war will go on until they go.”"
    text = text if curly else straight(text)
    found = reading(text)
    assert [p for q in found.quotes for p in pieces(text, q)] == ["We will never leave our land", "The war will go on until they go."]
    assert {words(found, q.speaker) for q in found.quotes} == {"Putin"}


@pytest.mark.parametrize("curly", [True, False], ids=["curly", "straight"])
def test_a_quote_across_paragraphs_is_one(curly: bool) -> None:
    text = "Putin said: “We will never leave our land.\n\n“They must know that we are here to stay.”\n\nThe ministers met later on Tuesday."
    text = text if curly else straight(text)
    found = reading(text)
    (quote,) = found.quotes
    assert pieces(text, quote) == ["We will never leave our land.", "They must know that we are here to stay."]
    assert words(found, quote.speaker) == "Putin"


def test_the_addressee_is_who_is_told() -> None:
    text = "Putin told Abbas: “We will always stand by your people.”"
    found = reading(text)
    (quote,) = found.quotes
    assert (words(found, quote.speaker), words(found, quote.addressee)) == ("Putin", "Abbas")


def test_an_addressee_behind_the_quote() -> None:
    found = reading("“We will always stand by your people,” Putin told Abbas.")
    (quote,) = found.quotes
    assert (words(found, quote.speaker), words(found, quote.addressee)) == ("Putin", "Abbas")


def test_a_quote_to_nobody_has_no_addressee() -> None:
    assert reading("“We will never leave our land,” Putin said.").quotes[0].addressee is None


def test_a_pronoun_speaks_for_its_chain() -> None:
    found = reading("Putin arrived in Cairo on Tuesday. “We will never leave our land,” he said.")
    (quote,) = found.quotes
    mention = next(m for m in found.mentions if m.id == quote.speaker)
    assert mention.kind is MentionKind.PRONOUN and words(found, quote.speaker) == "he"
    assert mention.chain == next(m.chain for m in found.mentions if found.article.text[m.start : m.stop] == "Putin")


def test_each_speaks_for_himself() -> None:
    text = "“We will never leave our land,” Abbas said.\n\n“The war must end this year,” Putin said."
    found = reading(text)
    assert [(pieces(text, q)[0], words(found, q.speaker)) for q in found.quotes] == [
        ("We will never leave our land", "Abbas"),
        ("The war must end this year", "Putin"),
    ]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("“We will never leave our land,” Putin said.", QuoteStance.ASSERTS),
        ("“When will they leave our land?” Putin asked.", QuoteStance.ASKS),
        ("“We will strike back very soon,” Putin vowed.", QuoteStance.INTENDS),
    ],
)
def test_stance(text: str, stance: QuoteStance) -> None:
    assert [q.stance for q in reading(text).quotes] == [stance]


@pytest.mark.parametrize(
    "text",
    [
        "The “temporary” wall was built in 2003.",
        'The "temporary" wall was built in 2003.',
        "The film “Paradise Now” won a prize in Berlin.",
        "The ministers met in Geneva on Monday.",
        "The guns were 5\" and 8\" long.",
    ],
)  # fmt: skip
def test_scare_quotes_and_titles_are_no_quotes(text: str) -> None:
    assert reading(text).quotes == ()


@pytest.mark.parametrize(
    "text",
    ["Putin said “we will never leave our land. He left.", "We will never leave our land,” Putin said.", "Putin said: “", "Putin left. ”"],
)
def test_unbalanced_marks_give_no_quote(text: str) -> None:
    assert reading(text).quotes == ()


@pytest.mark.parametrize("text", [t for t, *_ in ONE])
def test_content_is_without_its_marks(text: str) -> None:
    for version in (text, straight(text)):
        for quote in reading(version).quotes:
            for s in quote.content:
                assert not set("“”\"") & set(version[s.start : s.stop])  # fmt: skip
                assert version[s.start - 1] in '“"' and version[s.stop] in '”"'


def test_boilerplate_says_nothing() -> None:
    text = (
        "Ministers of both countries met in Geneva on Monday.\n\nThey met again.\n\nAlso Read | “We Will Never Leave Our Land,” Putin Says"
    )
    assert reading(text).quotes == ()


# --- marks ---


def between(text: str) -> list[str]:
    part = Part(start=0, stop=len(text), kind=PartKind.BODY)
    return [text[s.start : s.stop] for s in marked(text, (part,))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He said “yes” and “no”.", ["yes", "no"]),
        ('He said "yes" and "no".', ["yes", "no"]),
        ('"Yes," he said, "we go."', ["Yes,", "we go."]),
        ('("Yes," he said.)', ["Yes,"]),
        ("“He called it ‘peace’ then,” she said.", ["He called it ‘peace’ then,"]),
        ('"He called it “peace” then," she said.', ["He called it “peace” then,"]),
        ("“It’s the people’s land,” he said.", ["It’s the people’s land,"]),
        ("A 5\" pipe and an 8\" pipe.", []),
        ("He said “yes.", []),
        ("“We will stay, he said.", []),
        ("yes” he said", []),
        ("“”", []),
        ('""', []),
        ("", []),
        ("«Yes», he said.", ["Yes"]),
        ("“Yes,” — “no.”", ["Yes,", "no."]),
        ("“🕊️ for Zoë,” said محمد.", ["🕊️ for Zoë,"]),
    ],
)  # fmt: skip
def test_marks(text: str, wanted: list[str]) -> None:
    assert between(text) == wanted


def test_marks_do_not_reach_over_paragraphs_that_begin_without_one() -> None:
    text = "He said “we will stay.\n\nThe ministers met.\n\nShe said “yes” to them."
    assert [text[s.start : s.stop] for s in marked(text, find_parts(text, None))] == ["yes"]


@pytest.mark.parametrize("kind", [PartKind.CAPTION, PartKind.BOILERPLATE])
def test_marks_of_captions_and_boilerplate_are_passed_over(kind: PartKind) -> None:
    text = "“Yes,” he said."
    assert marked(text, (Part(start=0, stop=len(text), kind=kind),)) == ()


@given(st.text(st.sampled_from("ab .,A\n“”«»„\"'’"), max_size=60))
def test_stretches_are_in_order_in_the_text_and_hold_no_mark_of_their_kind(text: str) -> None:
    parts, at = [], 0
    for line in text.splitlines(keepends=True):
        parts.append(Part(start=at, stop=at + len(line), kind=PartKind.BODY))
        at += len(line)
    found = marked(text, parts)
    own = {"“": "“”", "„": "„”", "«": "«»", '"': '"'}
    end = 0
    for s in found:
        assert end < s.start < s.stop <= len(text)
        assert text[s.start - 1] in own
        assert not set(own[text[s.start - 1]]) & set(text[s.start : s.stop])
        assert any(p.start <= s.start and s.stop <= p.stop for p in parts)
        end = s.stop
