"""Training documents → windows of words → padded tensors, shuffled and altered anew in each epoch from one seed."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

import augment
from dragoman.annotate.pieces import Pieces

IGNORED = -100
LONGEST = 250


@dataclass
class Window:
    corpus: str
    words: list[list[Any]]  # tree words: form, gap, upos, lemma, head in the window, relation, sentence; tagged words: form, gap, tag


@dataclass
class Batch:
    corpus: str
    pieces: Tensor
    shapes: Tensor
    gaps: Tensor
    word_at: Tensor
    real: Tensor  # (windows, words): not padding
    sentence_of: Tensor | None = None
    upos: Tensor | None = None
    lemma: Tensor | None = None
    head: Tensor | None = None  # 0 the root, else 1 + the word in the window
    relation: Tensor | None = None
    allowed: Tensor | None = None  # (windows, words, tags): tags that the annotation allows


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.open(encoding="utf-8")]


def tree_windows(documents: list[dict[str, Any]], pieces: Pieces, rng: random.Random | None) -> Iterator[Window]:
    """Consecutive sentences of a document, up to a length drawn anew for each window (the longest where `rng` is None)."""
    for d in documents:
        words: list[list[Any]] = []
        size = 0
        limit = LONGEST if rng is None else rng.choice((24, 60, 120, 180, LONGEST))
        n = 0
        for sentence in d["sentences"]:
            rows = [list(w) for w in sentence]
            if rng is not None:
                rows = altered_sentence(rows, rng)
            length = sum(len(pieces(w[0])[0]) for w in rows)
            if length > LONGEST:
                continue
            if size + length > limit and words:
                yield Window(d["corpus"], words)
                words, size, n = [], 0, 0
                limit = LONGEST if rng is None else rng.choice((24, 60, 120, 180, LONGEST))
            base = len(words)
            if rng is not None and base and rng.random() < 0.05:
                rows[0][1] = 2
            words += [[*w[:4], w[4] + base if w[4] >= 0 else -1, w[5], n] for w in rows]
            size += length
            n += 1
        if words:
            yield Window(d["corpus"], words)


def altered_sentence(rows: list[list[Any]], rng: random.Random) -> list[list[Any]]:
    draw = rng.random()
    last_is_leaf = len(rows) > 2 and rows[-1][2] == "PUNCT" and all(w[4] != len(rows) - 1 for w in rows)
    if draw < 0.03 and last_is_leaf:
        return rows[:-1]
    if draw < 0.05:
        return augment.shout(rows, rng)
    if draw < 0.08 and len(rows) <= 18:
        return augment.title_case(rows[:-1] if last_is_leaf else rows)
    if draw < 0.09:
        return [[w[0].lower(), *w[1:]] for w in rows]
    return augment.retype(rows, rng) if draw < 0.3 else rows


def tagged_windows(documents: list[dict[str, Any]], pieces: Pieces, rng: random.Random | None) -> Iterator[Window]:
    """Runs of paragraphs up to a drawn length; long paragraphs are cut."""
    for d in documents:
        limit = LONGEST if rng is None else rng.choice((60, 120, 180, LONGEST, LONGEST))
        words: list[list[Any]] = []
        size = 0
        for paragraph in paragraphs(d["words"]):
            if rng is not None and d["corpus"] != "own":
                paragraph = altered_paragraph(paragraph, rng)
            length = sum(len(pieces(w[0])[0]) for w in paragraph)
            if size + length > limit and words:
                yield Window(d["corpus"], words)
                words, size = [], 0
            for w in paragraph:
                count = len(pieces(w[0])[0])
                if size + count > LONGEST:
                    yield Window(d["corpus"], words)
                    words, size = [], 0
                words.append(w)
                size += count
        if words:
            yield Window(d["corpus"], words)


def paragraphs(words: list[list[Any]]) -> Iterator[list[list[Any]]]:
    begun = 0
    for i in range(1, len(words) + 1):
        if i == len(words) or words[i][1] == 2:
            yield words[begun:i]
            begun = i


def altered_paragraph(words: list[list[Any]], rng: random.Random) -> list[list[Any]]:
    draw = rng.random()
    if draw < 0.12:
        words = augment.rename(words, rng, 2)
    draw = rng.random()
    if draw < 0.03:
        return augment.shout(words, rng)
    if draw < 0.06 and len(words) <= 20:
        return augment.title_case(words)
    return augment.retype(words, rng) if draw < 0.2 else words


class Maker:
    """Makes batches: label names become rows, words become pieces."""

    def __init__(self, pieces: Pieces, labels: dict[str, list[str]], entity_labels: dict[str, list[str]]) -> None:
        self.pieces = pieces
        self.rows = {k: {v: i for i, v in enumerate(values)} for k, values in labels.items()}
        self.tags = {k: {v: i for i, v in enumerate(values)} for k, values in entity_labels.items()}
        free = ("O", "DATE", "FAC", "MISC", "MONEY", "PRODUCT")
        self.unmarked = [t for t in entity_labels["worldwide"] if t.split("-")[-1] in free]

    def length(self, window: Window) -> int:
        return sum(len(self.pieces(w[0])[0]) for w in window.words) + 2

    def batches(self, windows: list[Window], size: int) -> Iterator[list[Window]]:
        """Windows of one corpus and like length together, about `size` pieces with their padding."""
        group: list[Window] = []
        longest = 0
        for w in sorted(windows, key=lambda w: (w.corpus, self.length(w))):
            length = self.length(w)
            if group and (w.corpus != group[0].corpus or max(longest, length) * (len(group) + 1) > size):
                yield group
                group, longest = [], 0
            group.append(w)
            longest = max(longest, length)
        if group:
            yield group

    def tensors(self, windows: list[Window]) -> Batch:
        count, longest, most = len(windows), max(map(self.length, windows)), max(len(w.words) for w in windows)
        long = lambda *shape, fill=0: torch.full(shape, fill, dtype=torch.long)  # noqa: E731
        b = Batch(
            windows[0].corpus,
            long(count, longest),
            long(count, longest),
            long(count, longest),
            long(count, most),
            torch.zeros(count, most, dtype=torch.bool),
        )
        for n, window in enumerate(windows):
            ids, shapes, gaps, at = [self.pieces.first], [0], [0], []
            for w in window.words:
                rows, shape = self.pieces(w[0])
                at.append(len(ids))
                ids += rows
                shapes += [shape] * len(rows)
                gaps += [w[1] + 1] * len(rows)
            ids.append(self.pieces.last)
            b.pieces[n, : len(ids)] = torch.tensor(ids)
            b.shapes[n, : len(shapes)] = torch.tensor(shapes)
            b.gaps[n, : len(gaps)] = torch.tensor(gaps)
            b.word_at[n, : len(at)] = torch.tensor(at)
            b.real[n, : len(at)] = True
        if len(windows[0].words[0]) == 7:
            b.sentence_of = long(count, most, fill=-1)
            b.upos, b.lemma, b.head, b.relation = (long(count, most, fill=IGNORED) for _ in range(4))
            for n, window in enumerate(windows):
                for i, (_, _, upos, lemma, head, relation, sentence) in enumerate(window.words):
                    b.sentence_of[n, i] = sentence
                    b.upos[n, i] = self.rows["upos"][upos]
                    b.lemma[n, i] = self.rows["lemma"].get(lemma, IGNORED)
                    b.head[n, i] = head + 1
                    b.relation[n, i] = self.rows["relation"][relation]
        else:
            rows = self.tags["worldwide" if b.corpus == "own" else b.corpus]
            b.allowed = torch.zeros(count, most, len(rows), dtype=torch.bool)
            for n, window in enumerate(windows):
                for i, w in enumerate(window.words):
                    tags = self.unmarked if b.corpus == "own" and w[2] == "O" else [w[2]]
                    for t in tags:
                        b.allowed[n, i, rows[t]] = True
        return b
