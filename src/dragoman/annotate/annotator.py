"""Text and its parts → a spaCy `Doc` with words, sentences, UD tags, lemmas and trees, and named entities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IDX, IS_SPACE, LEMMA, ORTH, POS, SPACY
from spacy.parts_of_speech import IDS as POS_IDS
from spacy.tokens import Doc
from spacy.vocab import Vocab

from dragoman.annotate.consistency import Name, consistent
from dragoman.annotate.encoder import Encoder, Judgement, shipped
from dragoman.annotate.names import allowed_steps, best_tags
from dragoman.annotate.repairs import repaired
from dragoman.annotate.tokenizer import tokenize
from dragoman.annotate.tree import decode
from dragoman.annotate.windows import Group, Window, cut_paragraphs, groups
from dragoman.records import Part

Ints = NDArray[np.int64]

#: Classes of names that are given out; the model knows others, which other layers find by rule.
CLASSES = ("PER", "ORG", "LOC", "NORP")

#: How sure the model must be (log odds) of a sentence's start where no mark ended the one before: a capital alone ("expelled
#: Russian diplomats") is no start. Chosen with the lexicon's
#: examples, which it helps, against EWT dev (web text without full stops), which it costs 0.2 points of LAS.
START_WITHOUT_END = 1.5

_ENDS = frozenset(".!?…:;\"”’')]—-*|•–")

_BEGIN, _INSIDE, _OUTSIDE = 3, 1, 2  # spaCy's codes


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a Doc that are not white space: which tokens they are, their forms, pieces, shapes and gaps."""

    token: Ints
    forms: list[str]
    pieces: list[tuple[int, ...]]
    shapes: list[int]
    gaps: list[int]
    starts: list[int]  # the words at which a paragraph begins


@dataclass(slots=True)
class _Found:
    """What is decided of each word of a Doc; heads are words, -1 the root."""

    upos: Ints
    lemma: Ints
    head: Ints
    relation: Ints
    tag: Ints


def annotate(text: str, parts: Sequence[Part]) -> Doc:
    """Annotates a text whose paragraphs are `parts` (in order); no sentence or name crosses from one part to another.

    Gives a `Doc` whose `text` is `text` to the character, white-space tokens included; `pos_`, `lemma_`, `head`,
    `dep_` (UD labels, "ROOT" at the root), `ents` (PER, ORG, LOC, NORP) and sentence starts are set.
    """
    doc = tokenize(text)
    encoder = shipped()
    words = _words(doc, [part.start for part in parts], encoder)
    if not len(words.token):
        return doc
    found = _Found(*(np.zeros(len(words.token), dtype=np.int64) for _ in range(5)))
    sizes = [len(p) for p in words.pieces]
    for group in groups(words.starts, sizes):
        _read_group(group, words, encoder, found)
    return _filled(doc, words, found, encoder)


def _words(doc: Doc, part_starts: list[int], encoder: Encoder) -> _Words:
    table = doc.to_array([ORTH, IDX, SPACY, IS_SPACE]).astype(np.uint64)
    token = np.flatnonzero(table[:, 3] == 0).astype(np.int64)
    orth: list[int] = table[token, 0].tolist()
    strings = doc.vocab.strings
    form_of = {form: strings[form] for form in set(orth)}
    forms = [form_of[form] for form in orth]
    seen = [encoder.pieces(form) for form in forms]
    offsets = table[token, 1].astype(np.int64)
    starts = sorted({int(i) for i in np.searchsorted(offsets, part_starts)} - {len(token)} | ({0} if len(token) else set()))
    starts = cut_paragraphs(starts, forms) if starts else []
    gaps = np.ones(len(token), dtype=np.int64)
    previous = token - 1
    glued = (table[previous, 2] == 0) & (table[previous, 3] == 0)
    gaps[~glued] = 2
    gaps[starts] = 3
    return _Words(token, forms, [p for p, _ in seen], [s for _, s in seen], gaps.tolist(), starts)


def _judge(window: Window, words: _Words, encoder: Encoder) -> Judgement:
    pieces, shapes, gaps, word_at = [encoder.pieces.first], [0], [0], []
    for i in range(window.start, window.stop):
        rows = words.pieces[i]
        word_at.append(len(pieces))
        pieces += rows
        shapes += [words.shapes[i]] * len(rows)
        gaps += [words.gaps[i]] * len(rows)
    return encoder.judge([*pieces, encoder.pieces.last], [*shapes, 0], [*gaps, 0], word_at)


def _read_group(group: Group, words: _Words, encoder: Encoder, found: _Found) -> None:
    """Judges the words of a group and writes what is decided of them into `found`."""
    judged = [_judge(w, words, encoder) for w in group.windows]
    own = [(w.own_start - w.start, w.own_stop - w.start) for w in group.windows]
    here = slice(group.start, group.stop)
    found.upos[here] = np.concatenate([j.upos[a:b] for j, (a, b) in zip(judged, own, strict=True)])
    found.lemma[here] = np.concatenate([j.lemma[a:b] for j, (a, b) in zip(judged, own, strict=True)])
    entity = np.concatenate([j.entity[a:b] for j, (a, b) in zip(judged, own, strict=True)])
    steps = _steps(tuple(encoder.entity))
    for start, stop in zip(group.breaks, [*group.breaks[1:], group.stop], strict=True):
        found.tag[start:stop] = best_tags(entity[start - group.start : stop - group.start], steps)
    starts = np.concatenate([j.sentence[a:b] for j, (a, b) in zip(judged, own, strict=True)])
    begins = starts > np.where(_behind_an_end(words.forms[here]), 0.0, START_WITHOUT_END)
    begins[[b - group.start for b in group.breaks]] = True
    bounds = [*(np.flatnonzero(begins) + group.start).tolist(), group.stop]
    dependents, heads = [], []
    for a, b in _within(bounds, group.windows):
        window, judgement = next((w, j) for w, j in zip(group.windows, judged, strict=True) if w.start <= a and b <= w.stop)
        first, last = a - window.start, b - window.start
        columns = np.concatenate(([0], np.arange(first + 1, last + 1)))
        tree = np.array(decode(judgement.arcs[first:last, columns]))
        found.head[a:b] = np.where(tree >= 0, tree + a, -1)
        dependents.append(judgement.dependent[first:last])
        heads.append(judgement.head[np.where(tree >= 0, tree + first + 1, 0)])
    found.relation[here] = encoder.relate(np.concatenate(dependents), np.concatenate(heads))
    relation, head = repaired(found.relation[here], found.head[here] - group.start, words.forms[here], encoder.rows)
    found.relation[here], found.head[here] = relation, np.where(head >= 0, head + group.start, -1)


def _behind_an_end(forms: Sequence[str]) -> NDArray[np.bool_]:
    """Whether each word follows one that may end a sentence."""
    return np.array([True, *(form[-1] in _ENDS for form in forms)][: len(forms)], dtype=bool)


@lru_cache(maxsize=4)
def _steps(tags: tuple[str, ...]) -> NDArray[np.float32]:
    return allowed_steps(list(tags))


def _within(bounds: list[int], windows: Sequence[Window]) -> list[tuple[int, int]]:
    """Sentences [a, b) between `bounds`; one that no window holds whole is cut where its window ends."""
    out: list[tuple[int, int]] = []
    for a, b in pairwise(bounds):
        while not any(w.start <= a and b <= w.stop for w in windows):
            reach = max(w.stop for w in windows if w.start <= a)
            out.append((a, reach))
            a = reach
        out.append((a, b))
    return out


def _filled(doc: Doc, words: _Words, found: _Found, encoder: Encoder) -> Doc:
    """The Doc with all attributes set at once. White space hangs on the word before it, or on the first word."""
    vocab = doc.vocab
    count = len(doc)
    position = np.full(count, -1, dtype=np.int64)
    position[words.token] = np.arange(len(words.token))
    tokens = np.arange(count)
    last_word = np.maximum.accumulate(np.where(position >= 0, tokens, -1))
    last_word[last_word < 0] = words.token[0]
    head = last_word - tokens  # of white space; of words it is set next
    absolute = np.where(found.head >= 0, words.token[found.head], words.token)
    head[words.token] = absolute - words.token
    space = vocab.strings.add("dep")
    columns = {
        POS: np.full(count, POS_IDS["SPACE"], dtype=np.uint64),
        LEMMA: np.zeros(count, dtype=np.uint64),
        HEAD: head.astype(np.int64).view(np.uint64),
        DEP: np.full(count, space, dtype=np.uint64),
        ENT_IOB: np.full(count, _OUTSIDE, dtype=np.uint64),
        ENT_TYPE: np.zeros(count, dtype=np.uint64),
    }
    is_space = position < 0
    if is_space.any():
        columns[LEMMA][is_space] = doc.to_array([ORTH])[is_space].reshape(-1)
    pos = np.array([POS_IDS[name] for name in encoder.upos], dtype=np.uint64)
    columns[POS][words.token] = pos[found.upos]
    columns[LEMMA][words.token] = _lemmas(words.forms, found, encoder, vocab)
    names = np.array([vocab.strings.add("ROOT" if name == "root" else name) for name in encoder.relation], dtype=np.uint64)
    relation = names[found.relation]
    relation[found.head < 0] = vocab.strings.add("ROOT")
    wrong_root = (found.head >= 0) & (relation == vocab.strings["ROOT"])
    relation[wrong_root] = space
    columns[DEP][words.token] = relation
    iob, kind = _entities(found.tag, words, encoder, vocab)
    columns[ENT_IOB][words.token] = iob
    columns[ENT_TYPE][words.token] = kind
    _join_across_space(columns[ENT_IOB], columns[ENT_TYPE], is_space)
    attributes = list(columns)
    return doc.from_array(attributes, np.stack([columns[a] for a in attributes], axis=1))  # type: ignore[arg-type]


def _lemmas(forms: list[str], found: _Found, encoder: Encoder, vocab: Vocab) -> NDArray[np.uint64]:
    keys = list(zip(forms, found.upos.tolist(), found.lemma.tolist(), strict=True))
    add, upos, rules = vocab.strings.add, encoder.upos, encoder.lemma
    made = {key: add(encoder.lemma_of(key[0], upos[key[1]], rules[key[2]])) for key in set(keys)}
    return np.array([made[key] for key in keys], dtype=np.uint64)


def _entities(tag: Ints, words: _Words, encoder: Encoder, vocab: Vocab) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """spaCy's codes of names, begin or inside, and their classes."""
    out = np.full(len(tag), _OUTSIDE, dtype=np.uint64)
    kinds = np.zeros(len(tag), dtype=np.uint64)
    ids = {label: vocab.strings.add(label) for label in CLASSES}
    found = _spans([encoder.entity[t] for t in tag.tolist()], frozenset(words.starts))
    for start, stop, label in consistent(found, words.forms, frozenset(words.starts)):
        out[start], out[start + 1 : stop] = _BEGIN, _INSIDE
        kinds[start:stop] = ids[label]
    return out, kinds


def _spans(tags: Sequence[str], starts: frozenset[int]) -> list[Name]:
    """Names of the classes that are given out; none crosses the start of a paragraph."""
    out: list[Name] = []
    for i, tag in enumerate(tags):
        if tag[2:] not in CLASSES:
            continue
        goes_on = tag[0] == "I" and out and out[-1][1] == i and out[-1][2] == tag[2:] and i not in starts
        if goes_on:
            out[-1] = (out[-1][0], i + 1, tag[2:])
        else:
            out.append((i, i + 1, tag[2:]))
    return out


def _join_across_space(iob: NDArray[np.uint64], kind: NDArray[np.uint64], is_space: NDArray[np.bool_]) -> None:
    """A name goes on over double white space inside it."""
    for i in np.flatnonzero(is_space[:-1]).tolist():
        after = next((j for j in range(i + 1, len(iob)) if not is_space[j]), None)
        if after is not None and iob[after] == _INSIDE:
            iob[i], kind[i] = _INSIDE, kind[after]
