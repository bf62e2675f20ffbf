"""Fits the weights of pronoun resolution → `knowledge/data/pronouns.csv`.

    python training/pronouns.py --corpora PATH --out src/dragoman/knowledge/data/pronouns.csv

PATH holds `treebank/gum-{train,dev}.conllu` (GUM, CC BY 4.0), whose coreference chains are learned from, and
`coref/gap-development.tsv` (GAP, Apache-2.0: he and she between two names), of which the first half is learned from and the
second half is left for measuring. The texts are annotated by the package itself, so that the weights know its mistakes. A
pronoun's mentions are weighed as `dragoman.resolve.pronouns` does; what is maximised is the likelihood that one of those in
the pronoun's own chain is chosen, or nobody where none of them is.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from dragoman.annotate.annotator import annotate
from dragoman.annotate.parts import find_parts
from dragoman.extract.marks import marked
from dragoman.knowledge.directory import shipped
from dragoman.records import MentionKind, PartKind
from dragoman.resolve.chains import first_keys
from dragoman.resolve.mentions import find_mentions
from dragoman.resolve.pronouns import FEATURES, KINDS, NOBODY, Weighing

#: An entity's opening bracket with its features, closed at once where it has one word; or a closing bracket.
_BRACKET = re.compile(r"\((\d+)-[^()]*(\))?|(\d+)\)")
#: Strength of the pull of weights to zero, for a weight's square.
PULL = 0.02
#: How many times a pronoun counts that has several named entities to choose from.
HARD = 3.0
#: How many rows of GAP are learned from, and how many times each counts.
GAP_ROWS, GAP = 1000, 3.0
#: Kinds of GUM's texts that are no prose: their turns of speech teach little of news.
SPOKEN = frozenset(("conversation", "vlog", "podcast", "reddit"))
READ = (PartKind.TITLE, PartKind.DEK, PartKind.BODY)


@dataclass(frozen=True)
class Gold:
    """A document's text, and its mentions as (start, stop, chain)."""

    name: str
    text: str
    mentions: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True)
class Case:
    """One pronoun: its kind, its candidates' features, and which of them are right."""

    kind: int
    features: np.ndarray
    right: np.ndarray
    hard: bool
    times: float


def documents(path: Path) -> Iterator[Gold]:
    """Documents of a CoNLL-U file with GUM's `Entity=` in MISC."""
    name, text, open_, mentions = "", "", [], []
    for line in (*path.read_text(encoding="utf-8").splitlines(), "# newdoc id = "):
        if line.startswith("# newdoc"):
            if name and name.split("_")[1] not in SPOKEN:
                yield Gold(name, text.rstrip(), tuple(mentions))
            name, text, open_, mentions = line.partition("=")[2].strip(), "", [], []
        elif line.startswith("# newpar") and not line.startswith("# newpar_block") and text:
            text = text.rstrip() + "\n\n"
        elif line[:1].isdigit():
            cells = line.split("\t")
            if "-" in cells[0] or "." in cells[0]:
                continue
            start = len(text)
            text += cells[1]
            for match in _BRACKET.finditer(cells[9].partition("Entity=")[2].split("|")[0]):
                if match[1] and match[2]:
                    mentions.append((start, len(text), int(match[1])))
                elif match[1]:
                    open_.append((start, int(match[1])))
                else:
                    n = max((i for i, (_, chain) in enumerate(open_) if chain == int(match[3])), default=None)
                    if n is not None:
                        mentions.append((open_[n][0], len(text), open_.pop(n)[1]))
            if "SpaceAfter=No" not in cells[9]:
                text += " "


def cases(gold: Gold) -> Iterator[Case]:
    """The pronouns of a document with their candidates, each pronoun before them resolved as gold has it."""
    parts = find_parts(gold.text, None)
    doc = annotate(gold.text, parts)
    kept = [(p.start, p.stop) for p in parts if p.kind in READ]
    read = frozenset(t.i for t in doc if not t.is_space and any(a <= t.idx < b for a, b in kept))
    found = find_mentions(doc, read, shipped())
    identities, keys = first_keys(doc, found, None, shipped())
    weighing = Weighing(doc, found, identities, keys, marked(gold.text, parts))
    chain = [_chain(gold, doc[f.start].idx, doc[f.stop - 1].idx + len(doc[f.stop - 1]), doc[f.head].idx) for f in found]
    for i in weighing.pronouns:
        options = weighing.options(i)
        if not len(options.mentions):
            continue
        own = chain[i]
        js = options.mentions.tolist()
        right_keys = {weighing.keys[j] for j in js if own is not None and chain[j] == own}
        right = np.array([(own is not None and chain[j] == own) or weighing.keys[j] in right_keys for j in js])
        if weighing.kind[i] == 2:
            right &= ~np.array([j in weighing.coordinated and chain[j] != own for j in js])
            right |= np.array([j in weighing.coordinated and _joint(gold, doc, found, weighing.coordinated[j], own) for j in js])
        hard = len({weighing.keys[j] for j in js if found[j].kind is MentionKind.NAMED}) > 1
        yield Case(weighing.kind[i], options.features, right, hard, HARD if hard else 1.0)
        nearest = [j for j, r in zip(js, right.tolist(), strict=True) if r]
        if nearest:
            weighing.assign(i, nearest[-1])


def gap_cases(path: Path, first: list[np.ndarray]) -> Iterator[Case]:
    """The pronouns of GAP's first rows of which one name is right; those before them stand for whom the weights `first`
    (those of GUM alone) take them for."""
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[:GAP_ROWS]
    for row in rows:
        text = row["Text"]
        parts = find_parts(text, None)
        doc = annotate(text, parts)
        found = find_mentions(doc, frozenset(t.i for t in doc if not t.is_space), shipped())
        identities, keys = first_keys(doc, found, None, shipped())
        weighing = Weighing(doc, found, identities, keys, marked(text, parts))
        right_keys = {
            weighing.keys[j]
            for side in "AB"
            if row[f"{side}-coref"].upper() == "TRUE" and (j := _over(doc, found, int(row[f"{side}-offset"]), row[side])) is not None
        }
        for i in weighing.pronouns:
            options = weighing.options(i)
            if not len(options.mentions):
                continue
            if doc[found[i].start].idx == int(row["Pronoun-offset"]):
                right = np.array([weighing.keys[j] in right_keys for j in options.mentions.tolist()])
                if right.any():
                    yield Case(weighing.kind[i], options.features, right, True, GAP)
                break
            nearest = int(np.argmax(options.features @ first[weighing.kind[i]][:-1]))
            weighing.assign(i, int(options.mentions[nearest]))


def _over(doc, found, start: int, words: str) -> int | None:  # type: ignore[no-untyped-def]
    """The number of the smallest mention over the words at an offset."""
    stop = start + len(words)
    over = [j for j, f in enumerate(found) if doc[f.start].idx <= start and stop <= doc[f.stop - 1].idx + len(doc[f.stop - 1])]
    return min(over, key=lambda j: found[j].stop - found[j].start, default=None)


def _chain(gold: Gold, start: int, stop: int, head: int) -> int | None:
    """The gold chain whose mention overlaps a span most, if it is the span's by half at least."""
    best = (0.5, 0, None)
    for a, b, chain in gold.mentions:
        if a <= head < b and a < stop and start < b:
            share = (min(b, stop) - max(a, start)) / (max(b, stop) - min(a, start))
            best = max(best, (share, -(b - a), chain), key=lambda x: x[:2])
    return best[2]


def _joint(gold: Gold, doc, found, members: tuple[int, ...], own: int | None) -> bool:  # type: ignore[no-untyped-def]
    start = doc[found[members[0]].start].idx
    last = doc[found[members[-1]].stop - 1]
    return any(c == own and abs(a - start) < 5 and abs(b - last.idx - len(last)) < 5 for a, b, c in gold.mentions)


def fit(all_cases: list[Case], kind: int) -> np.ndarray:
    """Weights of one kind of pronoun, the last one NOBODY's."""
    own = [c for c in all_cases if c.kind == kind]
    w = torch.zeros(len(FEATURES) + 1, dtype=torch.float64, requires_grad=True)
    tensors = [(torch.tensor(c.features), torch.tensor(c.right), c.times) for c in own]
    optimiser = torch.optim.LBFGS([w], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        total = PULL * len(own) ** 0.5 * (w**2).sum()
        for x, right, times in tensors:
            scores = x @ w[:-1]
            everything = torch.logsumexp(torch.cat([scores, w[-1:]]), 0)
            wanted = torch.logsumexp(scores[right], 0) if right.any() else w[-1]
            total = total + times * (everything - wanted)
        total.backward()
        return total

    optimiser.step(loss)
    return w.detach().numpy()


def accuracy(all_cases: list[Case], kind: int, w: np.ndarray) -> tuple[float, int]:
    """Share of pronouns whose likeliest candidate is right (or nobody where there is none), and their number."""
    own = [c for c in all_cases if c.kind == kind]
    hits = 0
    for c in own:
        scores = c.features @ w[:-1]
        chosen = int(np.argmax(scores))
        hits += bool(c.right[chosen]) if scores[chosen] > w[-1] else not c.right.any()
    return hits / max(1, len(own)), len(own)


def main() -> None:
    """Fits, prints accuracy, writes the table; the meanings of its rows are kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    torch.manual_seed(0)
    sets = {
        part: [case for gold in documents(args.corpora / "treebank" / f"gum-{part}.conllu") for case in cases(gold)]
        for part in ("train", "dev")
    }
    first = [fit(sets["train"], kind) for kind in range(len(KINDS))]
    sets["train"] += gap_cases(args.corpora / "coref" / "gap-development.tsv", first)
    with args.out.open(encoding="utf-8", newline="") as file:
        meanings = {row["feature"]: row["meaning"] for row in csv.DictReader(file)}
    fitted = [fit(sets["train"], kind) for kind in range(len(KINDS))]
    for kind, name in enumerate(KINDS):
        for part, found in sets.items():
            share, n = accuracy(found, kind, fitted[kind])
            hard, m = accuracy([c for c in found if c.hard], kind, fitted[kind])
            print(f"{name:8} {part:6} {share:.3f} of {n}; with several names to choose from {hard:.3f} of {m}")
    with args.out.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("feature", *KINDS, "meaning"))
        for n, feature in enumerate((*FEATURES, NOBODY)):
            out.writerow((feature, *(f"{w[n]:.3f}" for w in fitted), meanings.get(feature, "")))


if __name__ == "__main__":
    main()
