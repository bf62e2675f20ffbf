"""Weights by which a row is judged sure or not → `knowledge/data/confidence.csv`.

    python training/confidence.py ARTICLES.jsonl JUDGED.jsonl... --out src/dragoman/knowledge/data/confidence.csv [--folds 5]

ARTICLES has objects with `id` and `text`; JUDGED the judgements of their events by hand, a line each: `article`, `event` (the
row's id) and whether `type`, `actor` and `recipient` are right. Rows whose ids are no longer given are passed over. Fits a
logistic regression with an L2 penalty; prints what cross-validation by article gives.
"""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.extract.confidence import features
from dragoman.extract.events import coded_of
from dragoman.reader import scene_of
from dragoman.records import Report

#: Strength of the penalty, rounds and step of the descent.
PENALTY, ROUNDS, STEP = 0.03, 3000, 0.5


def fit(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights by descent on the penalised log loss."""
    weights = np.zeros(x.shape[1])
    for _ in range(ROUNDS):
        slope = x.T @ (1 / (1 + np.exp(-(x @ weights))) - y) / len(y)
        slope[1:] += PENALTY * weights[1:]
        weights -= STEP * slope
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("judged", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=5)
    args = parser.parse_args()
    texts = {r["id"]: r["text"] for line in args.articles.open(encoding="utf-8") for r in [json.loads(line)]}
    verdicts = {}
    for path in args.judged:
        for line in path.open(encoding="utf-8"):
            row = json.loads(line)
            if "event" in row:
                verdicts[row["article"], row["event"]] = row["type"] and row["actor"] and row["recipient"]
    values, right, article = [], [], []
    for name in sorted({a for a, _ in verdicts}):
        scene = scene_of(Report(text=texts[name], where=name, key=None, title=None, lang="en", published=None))
        for event, given in coded_of(scene):
            if (name, event.id) in verdicts:
                values.append(dict(features(*given, scene)))
                right.append(float(verdicts[name, event.id]))
                article.append(name)
    names = ["one", *sorted({k for v in values for k in v} - {"one"})]
    x = np.array([[v.get(n, 0.0) for n in names] for v in values])
    y = np.array(right)
    places = sorted(set(article))
    fold = np.array([places.index(a) % args.folds for a in article])
    chance = np.zeros(len(y))
    for k in range(args.folds):
        chance[fold == k] = 1 / (1 + np.exp(-(x[fold == k] @ fit(x[fold != k], y[fold != k]))))
    print(f"{len(y)} rows of {len(verdicts)} judged; right {y.mean():.3f}")
    for least in (0.0, 0.3, 0.4, 0.5, 0.6):
        kept = chance >= least
        share, of_right = kept.mean(), (y * kept).sum() / y.sum()
        print(f"chance >= {least}: {share:.2f} of rows, {y[kept].mean():.3f} of them right, {of_right:.2f} of right ones")
    with args.out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("feature", "weight"))
        writer.writerows((n, f"{w:.4f}") for n, w in zip(names, fit(x, y), strict=True))


if __name__ == "__main__":
    main()
