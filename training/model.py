"""The encoder and its heads in PyTorch: a MiniLM body, a shape and a gap embedding at its input, six heads on words.

Biaffine attachment follows Dozat & Manning (2017). Every tensor of words is (windows, words, …); word 0 of an arc
matrix' last axis is the root.
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from dragoman.annotate.pieces import GAPS, SHAPES

ARC_SIZE = 192
RELATION_SIZE = 96


class Dropout(nn.Module):
    """Dropout whose masks are stretches of one random tensor drawn at the start: drawing anew each time cost a seventh of training."""

    POOL = 8_000_000

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate
        self.pool: Tensor | None = None

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.rate == 0:
            return x
        if self.pool is None or self.pool.dtype != x.dtype:
            self.pool = (torch.rand(self.POOL) >= self.rate).to(x.dtype) / (1 - self.rate)
        if x.numel() >= self.POOL:
            return nn.functional.dropout(x, self.rate)
        start = int(torch.randint(self.POOL - x.numel(), (1,)))
        return x * self.pool[start : start + x.numel()].view(x.shape)


class Layer(nn.Module):
    def __init__(self, size: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.output = (nn.Linear(size, size) for _ in range(4))
        self.attention_norm, self.norm = nn.LayerNorm(size, eps=1e-12), nn.LayerNorm(size, eps=1e-12)
        self.widen, self.narrow = nn.Linear(size, inner), nn.Linear(inner, size)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, size = x.shape
        q, k, v = (f(x).view(batch, length, self.heads, size // self.heads).transpose(1, 2) for f in (self.query, self.key, self.value))
        mixed = torch.softmax(q @ k.transpose(2, 3) / (size // self.heads) ** 0.5 + bias.to(q.dtype), -1).to(v.dtype) @ v
        x = self.attention_norm(x + self.dropout(self.output(mixed.transpose(1, 2).reshape(batch, length, size))))
        return self.norm(x + self.dropout(self.narrow(nn.functional.gelu(self.widen(x), approximate="tanh"))))


class Encoder(nn.Module):
    """Pieces → vectors (windows, pieces, 384)."""

    def __init__(
        self,
        vocabulary: int = 30522,
        size: int = 384,
        layers: int = 6,
        heads: int = 12,
        inner: int = 1536,
        positions: int = 512,
        dropout: float = 0.1,
    ) -> None:
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, size)
        self.positions = nn.Embedding(positions, size)
        self.shapes = nn.Embedding(len(SHAPES), size)
        self.gaps = nn.Embedding(len(GAPS), size)
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.gaps.weight)
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size, heads, inner, dropout) for _ in range(layers))
        self.dropout = Dropout(dropout)

    def mask(self, pieces: Tensor) -> Tensor:
        """What attention adds to a score: much less than nothing where the key is padding."""
        return (pieces == 0).to(torch.float32)[:, None, None, :] * -10000.0

    def forward(self, pieces: Tensor, shapes: Tensor, gaps: Tensor) -> Tensor:
        bias = self.mask(pieces)
        place = self.positions.weight[: pieces.shape[1]]
        x = self.pieces(pieces) + place + self.shapes(shapes) + self.gaps(gaps)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def load_base(self, folder: Path) -> None:
        """Takes the weights of the base model (BERT's names) into this encoder."""
        base = load_file(str(folder / "model.safetensors"))
        base = {k.removeprefix("bert."): v for k, v in base.items()}
        own = {
            "pieces.weight": "embeddings.word_embeddings.weight",
            "norm.weight": "embeddings.LayerNorm.weight",
            "norm.bias": "embeddings.LayerNorm.bias",
        }
        parts = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "output": "attention.output.dense",
            "attention_norm": "attention.output.LayerNorm",
            "widen": "intermediate.dense",
            "narrow": "output.dense",
            "norm": "output.LayerNorm",
        }
        for i in range(len(self.layers)):
            for mine, theirs in parts.items():
                for kind in ("weight", "bias"):
                    own[f"layers.{i}.{mine}.{kind}"] = f"encoder.layer.{i}.{theirs}.{kind}"
        state = {mine: base[theirs] for mine, theirs in own.items()}
        state["positions.weight"] = base["embeddings.position_embeddings.weight"]
        # BERT adds a segment embedding; here all text is segment 0, so its row goes into the positions
        state["positions.weight"] = state["positions.weight"] + base["embeddings.token_type_embeddings.weight"][0]
        missing, unexpected = self.load_state_dict(state, strict=False)
        assert set(missing) == {"shapes.weight", "gaps.weight"} and not unexpected, (missing, unexpected)


class Annotator(nn.Module):
    def __init__(
        self, labels: dict[str, list[str]], entity_labels: dict[str, list[str]], layers: int = 6, size: int = 384, dropout: float = 0.25
    ) -> None:
        super().__init__()
        self.encoder = Encoder(size=size, layers=layers)
        self.dropout = Dropout(dropout)
        self.sentence = nn.Linear(size, 1)
        self.upos = nn.Linear(size, len(labels["upos"]))
        self.lemma = nn.Linear(size, len(labels["lemma"]))
        self.entity = nn.ModuleDict({name: nn.Linear(size, len(tags)) for name, tags in entity_labels.items()})
        self.root = nn.Parameter(torch.zeros(size))
        mlp = lambda out: nn.Sequential(nn.Linear(size, out), nn.ReLU(), Dropout(dropout))  # noqa: E731
        self.arc_dependent, self.arc_head = mlp(ARC_SIZE), mlp(ARC_SIZE)
        self.arc = nn.Linear(ARC_SIZE, ARC_SIZE, bias=False)
        self.arc_bias = nn.Linear(ARC_SIZE, 1, bias=False)
        self.relation_dependent, self.relation_head = mlp(RELATION_SIZE), mlp(RELATION_SIZE)
        count = len(labels["relation"])
        self.relation = nn.Parameter(torch.randn(count, RELATION_SIZE + 1, RELATION_SIZE + 1) * 0.02)

    def words(self, pieces: Tensor, shapes: Tensor, gaps: Tensor, word_at: Tensor) -> Tensor:
        """The vector of each word's first piece."""
        x = self.encoder(pieces, shapes, gaps)
        return torch.gather(x, 1, word_at.unsqueeze(-1).expand(-1, -1, x.shape[-1]))

    def arcs(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Arc scores (windows, words, 1 + words), and what the relation of an arc is judged by: dependents, heads (root first)."""
        root = self.root.to(x.dtype).expand(x.shape[0], 1, x.shape[2])
        heads_in = torch.cat([root, x], 1)
        dependent, head = self.arc_dependent(x), self.arc_head(heads_in)
        scores = self.arc(dependent) @ head.transpose(1, 2) + self.arc_bias(head).transpose(1, 2)
        return scores, self.relation_dependent(x), self.relation_head(heads_in)

    def relations(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Relation scores (arcs, labels) of chosen arcs from their ends (arcs, RELATION_SIZE)."""
        one = torch.ones_like(dependent[:, :1])
        d, h = torch.cat([dependent, one], 1), torch.cat([head, one], 1)
        count, wide, _ = self.relation.shape
        left = d @ self.relation.to(d.dtype).permute(1, 0, 2).reshape(wide, count * wide)
        return (left.view(-1, count, wide) * h.unsqueeze(1)).sum(-1)


def load_labels(path: Path) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """(labels of the grammar heads, labels of each corpus' entity head); our own sentences go to the newswire head."""
    labels = json.loads(path.read_text(encoding="utf-8"))
    return {k: labels[k] for k in ("upos", "lemma", "relation")}, {k: v for k, v in labels["entity"].items() if k != "own"}


def layers_of(state: dict[str, Tensor]) -> int:
    """How many layers the encoder has whose weights these are."""
    return 1 + max(int(k.split("encoder.layers.")[1].split(".")[0]) for k in state if "encoder.layers." in k)


def mean_weights(checkpoint: Path) -> dict[str, Tensor]:
    """The mean of the last steps' weights of a checkpoint."""
    mean = torch.load(checkpoint, weights_only=True)["mean"]
    return {k.removeprefix("module."): v for k, v in mean.items() if k != "n_averaged"}
