"""The linguistic layer's promises: text kept, trees, sentences, odd input, no change with what stands around."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from dragoman.annotate.annotator import CLASSES, annotate
from dragoman.annotate.conllu import to_conllu
from dragoman.annotate.encoder import shipped
from dragoman.annotate.parts import find_parts
from dragoman.annotate.tokenizer import LONGEST_RUN, tokenize
from dragoman.records import Reading

PARITY = Path(__file__).parent / "parity.json"


def annotated(text: str) -> Doc:
    return annotate(text, find_parts(text, None))


def check(doc: Doc, text: str) -> None:
    assert doc.text == text
    if not text.strip():
        return  # white space has no tree
    for sentence in doc.sents:
        roots = [t for t in sentence if t.head.i == t.i]
        assert len(roots) == 1 and roots[0].dep_ == "ROOT"
        for token in sentence:
            assert token.head.sent.start == sentence.start
            steps, at = 0, token
            while at.head.i != at.i:
                at, steps = at.head, steps + 1
                assert steps <= len(sentence)
    assert all(e.label_ in CLASSES for e in doc.ents)


@given(st.text(max_size=200))
def test_any_text_keeps_its_characters_and_gets_trees(text: str) -> None:
    check(annotated(text), text)


@given(
    st.lists(
        st.sampled_from(
            [
                "President",
                "Putin",
                "met",
                "Abbas",
                ",",
                ".",
                "\n",
                "\n\n",
                "  ",
                "in",
                "Moscow",
                "“",
                "”",
                "the",
                "U.N.",
                "12",
                "don't",
                "🕊️",
                "محمد",
                "e\u0301t\u0301",
            ]
        ),
        max_size=60,
    )
)
def test_any_jumble_of_news_words_gets_trees(words: list[str]) -> None:
    text = " ".join(words)
    check(annotated(text), text)


def test_a_plain_sentence() -> None:
    doc = annotated("Russian President Vladimir Putin met Mahmoud Abbas in Moscow on Tuesday. They discussed Gaza.")
    assert len(list(doc.sents)) == 2
    met = next(t for t in doc if t.text == "met")
    assert (met.pos_, met.lemma_, met.dep_) == ("VERB", "meet", "ROOT")
    assert {(e.text, e.label_) for e in doc.ents} >= {
        ("Vladimir Putin", "PER"),
        ("Mahmoud Abbas", "PER"),
        ("Moscow", "LOC"),
        ("Gaza", "LOC"),
    }
    assert any(t.dep_ == "nsubj" and t.head.text == "met" for t in doc)


def test_no_sentence_crosses_a_paragraph() -> None:
    doc = annotated("The minister said that\n\nTroops left the city")
    assert len(list(doc.sents)) == 2


def test_long_sentences_and_paragraphs_are_read_whole() -> None:
    text = "The minister met " + "and ".join(f"the envoy of Country{i} " for i in range(400)) + "."
    check(annotated(text), text)
    paragraph = "The army attacked the rebels near the border on Monday. " * 300
    doc = annotated(paragraph)
    check(doc, paragraph)
    assert len(list(doc.sents)) == 300


def test_a_word_without_end_costs_no_time() -> None:
    text = "x" * 200_000 + " said so."
    doc = annotated(text)
    check(doc, text)
    assert max(len(t) for t in doc) <= LONGEST_RUN


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=300))
@settings(max_examples=100)
def test_the_tokenizer_never_changes_the_text(text: str) -> None:
    assert tokenize(text).text == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The U.S. re-elected him!!", ["The", "U.S.", "re-elected", "him", "!!"]),
        ("pro-Russian and/or anti-war", ["pro", "-", "Russian", "and", "/", "or", "anti", "-", "war"]),
        ("He didn’t go—not yet—he couldn't.", ["He", "did", "n’t", "go", "—", "not", "yet", "—", "he", "could", "n't", "."]),
        ("U.N.’s 1,200 al-Shabaab fighters", ["U.N.", "’s", "1,200", "al", "-", "Shabaab", "fighters"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [t.text for t in tokenize(text)] == words


def test_conllu_points_at_the_text(examples: dict[str, Reading]) -> None:
    text = examples["attack"].article.text
    rows = [line.split("\t") for line in to_conllu(annotated(text), "a b").split("\n") if line and not line.startswith("#")]
    assert rows and all(len(row) == 10 for row in rows)
    for row in rows:
        misc = dict(x.split("=", 1) for x in row[9].split("|"))
        assert text[int(misc["start"]) : int(misc["stop"])] == row[1]
    assert any("NER=B-LOC" in row[9] for row in rows)
    numbers = [int(row[0]) for row in rows]
    assert all(int(row[6]) >= 0 for row in rows) and sum(n == 1 for n in numbers) == sum(row[6] == "0" for row in rows)


def test_the_shipped_model_agrees_with_pytorch() -> None:
    """Numbers stored by training/export.py from the PyTorch model, 32 bits, on sentences of ours; no PyTorch is needed here."""
    stored = json.loads(PARITY.read_text(encoding="utf-8"))
    encoder = shipped()
    agreeing, words, distance = 0, 0, []
    for case in stored:
        found = encoder.judge(case["pieces"], case["shapes"], case["gaps"], case["word_at"])
        heads = np.array(case["heads"])
        agreeing += int(
            (found.arcs.argmax(1) == heads).sum()
            + (found.upos == np.array(case["upos"])).sum()
            + (found.entity.argmax(1) == np.array(case["entity"])).sum()
        )
        words += 3 * len(heads)
        distance.append(float(np.abs(found.entity - np.array(case["entity_scores"])).mean()))
    assert agreeing / words >= 0.97, "the 8-bit model has drifted from the one it was made from: export it anew"
    assert max(distance) < 0.6
