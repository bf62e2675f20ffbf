"""Weights by which an article is judged news of politics or not → `knowledge/data/codeability.csv`.

    python training/codeability.py TEXTS.jsonl... --out src/dragoman/knowledge/data/codeability.csv [--folds 5]

TEXTS has an object with `text` and `label` a line: "codeable", or one of sport, entertainment, markets, weather, lifestyle,
opinion. Fits a multinomial logistic regression (L2) over the features of `extract/codeability.py` by gradient descent; prints
what cross-validation gives, by article.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.extract.codeability import features
from dragoman.extract.events import find_events
from dragoman.knowledge.topics import FEATURES, TOPICS
from dragoman.reader import scene_of
from dragoman.records import Report

#: Strength of the penalty on weights, rounds and step of the descent.
PENALTY, ROUNDS, STEP = 0.02, 4000, 0.5


def fit(x: NDArray[np.float64], y: NDArray[np.int64]) -> NDArray[np.float64]:
    """Weights (topics, features) by descent on the penalised log loss; classes count by the root of their number."""
    weights = np.zeros((len(TOPICS), x.shape[1]))
    target = np.eye(len(TOPICS))[y]
    count = np.maximum(1, target.sum(axis=0))
    each = (1 / np.sqrt(count))[y]
    each = each / each.mean()
    scale = np.maximum(x.std(axis=0), 1e-6)
    scale[0] = 1.0
    z = x / scale
    for _ in range(ROUNDS):
        scores = z @ weights.T
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        slope = ((powers / powers.sum(axis=1, keepdims=True) - target) * each[:, None]).T @ z / len(y)
        slope[:, 1:] += PENALTY * weights[:, 1:]
        weights -= STEP * slope
    return weights / scale


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=5)
    args = parser.parse_args()
    x, y = [], []
    for path in args.texts:
        for line in path.open(encoding="utf-8"):
            row = json.loads(line)
            scene = scene_of(Report(text=row["text"], where=str(path), key=None, title=None, lang="en", published=None))
            x.append(features(scene, find_events(scene)))
            y.append(TOPICS.index("public" if row["label"] == "codeable" else row["label"]))
    values, wanted = np.array(x), np.array(y)
    fold = np.random.default_rng(0).integers(0, args.folds, len(wanted))
    got = np.zeros_like(wanted)
    for k in range(args.folds):
        got[fold == k] = (values[fold == k] @ fit(values[fold != k], wanted[fold != k]).T).argmax(axis=1)
    right = (got == 0) == (wanted == 0)
    print(f"codeable or not {right.mean():.3f}; kind {(got == wanted).mean():.3f}  (n={len(wanted)}, {args.folds} folds)")
    print(Counter((TOPICS[a], TOPICS[b]) for a, b in zip(wanted.tolist(), got.tolist(), strict=True) if a != b).most_common(12))
    weights = fit(values, wanted)
    with args.out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("topic", *FEATURES))
        for topic, row in zip(TOPICS, weights, strict=True):
            writer.writerow((topic, *(f"{v:.4f}" for v in row)))


if __name__ == "__main__":
    main()
