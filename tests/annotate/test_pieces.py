"""Word pieces, shapes, lemma rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.annotate import lemmas
from dragoman.annotate.encoder import shipped
from dragoman.annotate.pieces import SHAPES, plain, shape
from dragoman.knowledge.inflection import irregular_forms

PIECES = shipped().pieces


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("the", "lower"),
        ("The", "Title"),
        ("UN", "UPPER"),
        ("McCain", "mixed"),
        ("2024", "digit"),
        ("—", "sign"),
        ("A", "Initial"),
        ("F16", "digit"),
        ("Covid19", "mixed"),
        ("Ōsaka", "Title"),
    ],
)
def test_shapes(word: str, name: str) -> None:
    assert SHAPES[shape(word)] == name


@given(st.text(min_size=1, max_size=300))
def test_any_word_has_pieces(word: str) -> None:
    rows, number = PIECES(word)
    assert 1 <= len(rows) <= 12 and 0 < number < len(SHAPES)
    assert PIECES(word) == (rows, number)


def test_accents_case_and_marks_do_not_change_the_pieces() -> None:
    assert PIECES("Élysée")[0] == PIECES("elysee")[0]
    assert PIECES("“")[0] == PIECES('"')[0]
    assert plain("--") == "—"


@given(st.text("abcdefghij'’XYZ", min_size=1, max_size=12), st.text("abcdefghij'XYZ", min_size=1, max_size=12))
def test_a_rule_gives_back_the_lemma_it_was_made_from(form: str, lemma: str) -> None:
    rule = lemmas.rule_between(form, lemma)
    assert lemmas.apply(rule, form, "VERB") == lemma.lower()


def test_known_words_take_the_lemma_of_the_table() -> None:
    lemma_of = lemmas.Lemmatizer({("children", "NOUN"): "child"}, {}, {})
    assert lemma_of("Children", "NOUN", lemmas.KEEP) == "child"
    assert lemma_of("Berlins", "PROPN", "1|") == "Berlin"


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("airdropped", "airdrop"),
        ("finalized", "finalize"),
        ("vetoes", "veto"),
        ("ratified", "ratify"),
        ("shelling", "shell"),
        ("denies", "deny"),
        ("sided", "side"),
        ("overthrew", "overthrow"),
    ],
)
def test_an_unknown_form_of_a_known_verb_gives_its_base(form: str, base: str) -> None:
    assert lemmas.Lemmatizer({}, {"VERB": frozenset([base])}, irregular_forms())(form, "VERB", "0|") == base


def test_our_own_verbs_go_before_others() -> None:
    table = {("wags", "VERB"): "wag"}
    assert lemmas.Lemmatizer(table, {"VERB": frozenset(["wage"])}, {})("waged", "VERB", "0|") == "wage"
    assert lemmas.Lemmatizer({}, {}, {})("militiamen", "NOUN", "2|an") == "militiaman"
