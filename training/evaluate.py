"""What the exported model reaches with gold words and sentences, in 8 and in 32 bits.

    python training/evaluate.py --work training/work --model src/dragoman/annotate/model

Prints UPOS, UAS and LAS (labels with the subtypes that we keep) on the dev parts of EWT and GUM, F1 of exact names (four
classes, the tags alone) on the newswire dev part, for each width, and what 8 bits lose.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import numpy as np

import batches
from dragoman.annotate.encoder import Encoder, Judgement
from dragoman.annotate.names import allowed_steps, best_tags
from dragoman.annotate.tree import decode
from train import spans


def judge(encoder: Encoder, window: batches.Window) -> Judgement:
    pieces, shapes, gaps, at = [encoder.pieces.first], [0], [0], []
    for w in window.words:
        rows, shape = encoder.pieces(w[0])
        at.append(len(pieces))
        pieces += rows
        shapes += [shape] * len(rows)
        gaps += [w[1] + 1] * len(rows)
    return encoder.judge([*pieces, encoder.pieces.last], [*shapes, 0], [*gaps, 0], at)


def trees(encoder: Encoder, path: Path) -> dict[str, float]:
    words = upos = uas = las = 0
    for window in batches.tree_windows(batches.read(path), encoder.pieces, None):
        found = judge(encoder, window)
        number = np.array([w[6] for w in window.words])
        gold = np.array([w[4] for w in window.words])
        heads = np.full(len(gold), -1)
        for n in np.unique(number):
            at = np.flatnonzero(number == n)
            tree = np.array(decode(found.arcs[np.ix_(at, np.concatenate(([0], at + 1)))]))
            heads[at] = np.where(tree >= 0, tree + at[0], -1)
        relation = encoder.relate(found.dependent, found.head[heads + 1])
        right = heads == gold
        words += len(gold)
        upos += sum(encoder.upos[i] == w[2] for i, w in zip(found.upos, window.words, strict=True))
        uas += int(right.sum())
        las += sum(bool(ok) and encoder.relation[r] == w[5] for ok, r, w in zip(right, relation, window.words, strict=True))
    return {"upos": upos / words, "uas": uas / words, "las": las / words}


def names(encoder: Encoder, path: Path) -> float:
    right = given = asked = 0
    steps = allowed_steps(encoder.entity)
    for window in batches.tagged_windows(batches.read(path), encoder.pieces, None):
        have = spans([encoder.entity[i] for i in best_tags(judge(encoder, window).entity, steps)])
        want = spans([w[2] for w in window.words])
        right, given, asked = right + len(want & have), given + len(have), asked + len(want)
    return 2 * right / (given + asked)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=Path("training/work"))
    parser.add_argument("--model", type=Path, default=Path("src/dragoman/annotate/model"))
    args = parser.parse_args()
    reached: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        wide = Path(folder) / "model"
        shutil.copytree(args.model, wide)
        for name in ("annotator", "relations"):
            shutil.copy(args.work / f"{name}-32.onnx", wide / f"{name}.onnx")
        for bits, where in (("8", args.model), ("32", wide)):
            encoder = Encoder(where)
            figures = {f"{n} {k}": v for n in ("ewt", "gum") for k, v in trees(encoder, args.work / f"treebank-{n}-dev.jsonl").items()}
            figures["names F1"] = names(encoder, args.work / "entities-dev.jsonl")
            reached[bits] = figures
            print(f"{bits:>2} bits  " + "  ".join(f"{k} {v:.4f}" for k, v in figures.items()))
    print("8 bits lose, in points:  " + "  ".join(f"{k} {100 * (reached['32'][k] - v):.2f}" for k, v in reached["8"].items()))


if __name__ == "__main__":
    main()
