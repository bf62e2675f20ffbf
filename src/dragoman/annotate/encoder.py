"""The shipped model, run by onnxruntime: words of a window → what the heads say of each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from dragoman.annotate.lemmas import Lemmatizer, load_table
from dragoman.annotate.pieces import Pieces, load_vocabulary
from dragoman.errors import ModelError
from dragoman.knowledge.inflection import irregular_forms
from dragoman.knowledge.lexicon import known_nouns, predicate_verbs

#: Version of the weights and of how they are read; part of every trace that rests on them.
VERSION = "1"

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the heads say of a window's n words.

    `sentence` (n): over 0 where a sentence starts; `upos`, `lemma` (n): rows of the labels; `entity` (n, tags): scores;
    `arcs` (n, 1 + n): score of each head, the root first; `dependent` (n, d), `head` (1 + n, d): what relations are judged by.
    """

    sentence: Floats
    upos: Ints
    lemma: Ints
    entity: Floats
    arcs: Floats
    dependent: Floats
    head: Floats


class Encoder:
    """The model in memory, on one thread: work is spread over processes, and one thread's sums are the same anywhere."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # windows differ in length, so remembered allocations would pile up; the fused skip-norm kernel is slower than its parts
        options.enable_mem_pattern = False
        try:
            labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
            self._words, self._relations = (
                onnxruntime.InferenceSession(
                    folder / f"{name}.onnx", options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
                )
                for name in ("annotator", "relations")
            )
            self.lemma_of = Lemmatizer(
                load_table(folder / "lemmas.tsv"), {"VERB": predicate_verbs(), "NOUN": known_nouns()}, irregular_forms()
            )
            self.pieces = Pieces(load_vocabulary(folder / "vocabulary.txt"))
        except Exception as error:  # onnxruntime raises many kinds
            raise ModelError(f"the annotator's model in {folder} cannot be loaded ({error}); install dragoman anew") from error
        self.upos: list[str] = labels["upos"]
        self.lemma: list[str] = labels["lemma"]
        self.relation: list[str] = labels["relation"]
        self.entity: list[str] = labels["entity"]
        self.rows = {name: row for row, name in enumerate(self.relation)}

    def judge(self, pieces: list[int], shapes: list[int], gaps: list[int], word_at: list[int]) -> Judgement:
        """Runs one window: pieces with the two edge pieces, shapes and gaps of each, and where each word's first piece is."""
        feed = {"pieces": [pieces], "shapes": [shapes], "gaps": [gaps], "word_at": [word_at]}
        out = self._words.run(None, {k: np.array(v, dtype=np.int64) for k, v in feed.items()})
        return Judgement(*(cast("Floats", o)[0] for o in out))

    def relate(self, dependent: Floats, head: Floats) -> Ints:
        """Rows of the relation labels for arcs given by their ends, (arcs, d) each."""
        return cast("Ints", self._relations.run(None, {"dependent": dependent, "head": head})[0])


@lru_cache(maxsize=1)
def shipped() -> Encoder:
    """The model inside the package, loaded once a process.

    Raises:
        ModelError: the files are missing or damaged.
    """
    with as_file(files("dragoman.annotate") / "model") as folder:
        return Encoder(folder)
