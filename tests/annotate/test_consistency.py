"""Names of one article agree."""

from __future__ import annotations

from dragoman.annotate.consistency import consistent


def classes(text: str, found: list[tuple[int, int, str]]) -> list[tuple[str, str]]:
    forms = text.split()
    return [(" ".join(forms[a:b]), label) for a, b, label in consistent(found, forms)]


def test_the_majority_overrules() -> None:
    text = "Kano fell . Kano burned . Kano spoke ."
    assert classes(text, [(0, 1, "LOC"), (3, 4, "LOC"), (6, 7, "PER")]) == [("Kano", "LOC")] * 3


def test_one_against_one_is_left_alone() -> None:
    assert classes("Kano and Kano", [(0, 1, "LOC"), (2, 3, "PER")]) == [("Kano", "LOC"), ("Kano", "PER")]


def test_what_the_tables_know_as_a_state_is_a_place() -> None:
    assert classes("DRC and Uganda", [(0, 1, "ORG"), (2, 3, "LOC")]) == [("DRC", "LOC"), ("Uganda", "LOC")]


def test_an_unseen_mention_of_a_name_seen_elsewhere_is_one() -> None:
    text = "Renamo won . Renamo lost . Then Renamo left ."
    assert classes(text, [(0, 1, "ORG"), (3, 4, "ORG")]) == [("Renamo", "ORG")] * 3


def test_a_word_mostly_seen_as_none_stays_none() -> None:
    text = "May May May May May and Theresa May ; Rose May"
    assert ("May", "PER") in classes(text, [(7, 8, "PER"), (10, 11, "PER")])
    assert len(classes(text, [(7, 8, "PER"), (10, 11, "PER")])) == 2


def test_a_name_without_letters_is_none() -> None:
    assert classes("the 12 's Kano", [(0, 1, "ORG"), (1, 2, "ORG"), (2, 3, "ORG"), (3, 4, "LOC")]) == [("Kano", "LOC")]
