"""Checkpoint → the ONNX files that the package ships, in 32 and 8 bits.

    python training/export.py --work training/work --out src/dragoman/annotate/model

Writes to the work folder `annotator-32.onnx`, `relations-32.onnx`, and to `--out` the 8-bit `annotator.onnx` (weights of
matrix products and embeddings; dynamic activations), `relations.onnx`, `vocabulary.txt`, `labels.json`, `lemmas.tsv`.
"""

from __future__ import annotations

import argparse
import functools
import json
import shutil
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dragoman.annotate.pieces import Pieces, load_vocabulary
from model import RELATION_SIZE, Annotator, Layer, layers_of, load_labels, mean_weights
from train import base_model


class FusedAttention(torch.autograd.Function):
    """Stands for onnxruntime's own attention operator in the exported graph; it adds the three biases itself.

    There is no mask: windows are run one at a time, without padding, which is as fast, and makes what is said of a
    window (its 8-bit scales too) depend on that window alone.
    """

    @staticmethod
    def forward(ctx, query, key, value, bias, heads):  # type: ignore[no-untyped-def]
        batch, length, size = query.shape
        parts = (t + b for t, b in zip((query, key, value), bias.chunk(3), strict=True))
        q, k, v = (t.view(batch, length, heads, size // heads).transpose(1, 2) for t in parts)
        mixed = torch.softmax(q @ k.transpose(2, 3) / (size // heads) ** 0.5, -1) @ v
        return mixed.transpose(1, 2).reshape(batch, length, size)

    @staticmethod
    def symbolic(g, query, key, value, bias, heads):  # type: ignore[no-untyped-def]
        return g.op("com.microsoft::MultiHeadAttention", query, key, value, bias, num_heads_i=heads).setType(query.type())


class FastGelu(torch.autograd.Function):
    """Stands for onnxruntime's GELU by tanh, which the model was trained with."""

    @staticmethod
    def forward(ctx, x):  # type: ignore[no-untyped-def]
        return nn.functional.gelu(x, approximate="tanh")

    @staticmethod
    def symbolic(g, x):  # type: ignore[no-untyped-def]
        return g.op("com.microsoft::FastGelu", x).setType(x.type())


class NarrowEmbedding(nn.Module):
    """An embedding table in 8 bits with a scale of its own for each row, which costs the names nothing; one scale for all did."""

    def __init__(self, table: nn.Embedding) -> None:
        super().__init__()
        weight = table.weight.detach()
        scale = weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("table", torch.round(weight / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, rows: Tensor) -> Tensor:
        return self.table[rows].to(torch.float32) * self.scale[rows]


def fused_forward(layer: Layer, x: Tensor, _: Tensor) -> Tensor:
    weights = (layer.query, layer.key, layer.value)
    bias = torch.cat([w.bias for w in weights])
    mixed = FusedAttention.apply(*(x @ torch.cat([w.weight for w in weights]).t()).chunk(3, -1), bias, layer.heads)  # one product for three
    x = layer.attention_norm(x + layer.output(mixed))
    return layer.norm(x + layer.narrow(FastGelu.apply(layer.widen(x))))


class Words(nn.Module):
    """What one run over windows gives: everything but the relations, which wait for the tree."""

    def __init__(self, model: Annotator) -> None:
        super().__init__()
        self.model = model
        for layer in model.encoder.layers:
            layer.forward = functools.partial(fused_forward, layer)  # type: ignore[method-assign]

    def forward(self, pieces: Tensor, shapes: Tensor, gaps: Tensor, word_at: Tensor) -> tuple[Tensor, ...]:
        m = self.model
        x = m.words(pieces, shapes, gaps, word_at)
        scores, dependent, head = m.arcs(x)
        return m.sentence(x)[..., 0], m.upos(x).argmax(-1), m.lemma(x).argmax(-1), m.entity["worldwide"](x), scores, dependent, head


class Relations(nn.Module):
    def __init__(self, model: Annotator) -> None:
        super().__init__()
        self.model = model

    def forward(self, dependent: Tensor, head: Tensor) -> Tensor:
        return self.model.relations(dependent, head).argmax(-1)


def load(checkpoint: Path, labels_path: Path, last: bool = False) -> Annotator:
    """The model with the weights of a checkpoint, their mean or the last step's, ready to read."""
    labels, entity_labels = load_labels(labels_path)
    weights = torch.load(checkpoint, weights_only=True)["model"] if last else mean_weights(checkpoint)
    model = Annotator(labels, entity_labels, layers_of(weights))
    model.load_state_dict(weights)
    model.eval()
    return model


def export_32(model: Annotator, out: Path, name: str) -> tuple[Path, Path]:
    words, relations = out / f"{name}.onnx", out / "relations-32.onnx"
    shape = (2, 9)
    pieces = torch.randint(5, 200, shape)
    example = (pieces, torch.ones(shape, dtype=torch.long), torch.ones(shape, dtype=torch.long), torch.randint(1, 8, (2, 6)))
    names = ["pieces", "shapes", "gaps", "word_at"]
    outputs = ["sentence", "upos", "lemma", "entity", "arcs", "dependent", "head"]
    axes = (
        {n: {0: "windows", 1: "pieces"} for n in names[:3]}
        | {"word_at": {0: "windows", 1: "words"}}
        | {n: {0: "windows", 1: "words"} for n in outputs}
    )
    axes["arcs"] = {0: "windows", 1: "words", 2: "heads"}
    axes["head"] = {0: "windows", 1: "heads"}
    torch.onnx.export(
        Words(model), example, str(words), input_names=names, output_names=outputs, dynamic_axes=axes, opset_version=17, dynamo=False
    )
    ends = (torch.randn(5, RELATION_SIZE), torch.randn(5, RELATION_SIZE))
    torch.onnx.export(
        Relations(model),
        ends,
        str(relations),
        input_names=["dependent", "head"],
        output_names=["relation"],
        dynamic_axes={n: {0: "arcs"} for n in ("dependent", "head", "relation")},
        opset_version=17,
        dynamo=False,
    )
    return words, relations


def quantize(words: Path, relations: Path, out: Path, reduce_range: bool) -> None:
    """Products with weights and embeddings in 8 bits; what is computed of two activations stays in 32."""
    out.mkdir(parents=True, exist_ok=True)
    for source, name in ((words, "annotator.onnx"), (relations, "relations.onnx")):
        quantize_dynamic(
            source,
            out / name,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=reduce_range,
            op_types_to_quantize=["MatMul"],
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
        )


#: Sentences of ours on which the shipped model must agree with this one.
PARITY_SENTENCES = (
    "Russian President Vladimir Putin met Palestinian leader Mahmoud Abbas in Moscow on Tuesday .",
    "At least 14 soldiers were killed when gunmen attacked an army base in western Niger , the defence ministry said .",
    "The European Union imposed sanctions on three Belarusian officials after police beat protesters in Minsk .",
    "“ We believe in you , ” Abbas told Putin .",
    "KABUL : TALIBAN FIGHTERS SEIZED TWO DISTRICTS",
    "Uganda 's Supreme Court rejected a petition by the opposition Forum for Democratic Change .",
)


def parity(model: Annotator, base: Path) -> list[dict[str, object]]:
    """What the PyTorch model says of the parity sentences, with the input it was given."""
    pieces = Pieces(load_vocabulary(base / "vocab.txt"))
    cases: list[dict[str, object]] = []
    for text in PARITY_SENTENCES:
        rows, shapes, gaps, at = [pieces.first], [0], [0], []
        for i, word in enumerate(text.split()):
            found, shape = pieces(word)
            at.append(len(rows))
            rows += found
            shapes += [shape] * len(found)
            gaps += [3 if i == 0 else 2] * len(found)
        feed = [[*rows, pieces.last], [*shapes, 0], [*gaps, 0], at]
        x = model.words(*(torch.tensor([f]) for f in feed))
        entity = model.entity["worldwide"](x)[0]
        cases.append(
            {
                **dict(zip(("pieces", "shapes", "gaps", "word_at"), feed, strict=True)),
                "upos": model.upos(x)[0].argmax(-1).tolist(),
                "heads": model.arcs(x)[0][0].argmax(-1).tolist(),
                "entity": entity.argmax(-1).tolist(),
                "entity_scores": [[round(v, 3) for v in r] for r in entity.tolist()],
            }
        )
    return cases


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=Path("training/work"))
    parser.add_argument("--base", type=Path, default=None)
    parser.add_argument("--out", type=Path, default=Path("src/dragoman/annotate/model"))
    parser.add_argument("--last", action="store_true", help="the weights of the last step, not their mean")
    parser.add_argument("--full-range", action="store_true", help="8 instead of 7 bits a weight: exact only on processors with VNNI")
    parser.add_argument("--parity", type=Path, default=Path("tests/annotate/parity.json"))
    args = parser.parse_args()
    labels, entity_labels = load_labels(args.work / "labels.json")
    model = load(args.work / "annotator.pt", args.work / "labels.json", args.last)
    with torch.no_grad():
        args.parity.write_text(
            json.dumps(parity(model, args.base or base_model())), encoding="utf-8"
        )  # before layers are exchanged for export
        words, relations = export_32(model, args.work, "annotator-32")
        model.encoder.pieces = NarrowEmbedding(model.encoder.pieces)  # type: ignore[assignment]
        narrow, _ = export_32(model, args.work, "annotator-narrow")
    quantize(narrow, relations, args.out, not args.full_range)
    shutil.copy((args.base or base_model()) / "vocab.txt", args.out / "vocabulary.txt")
    (args.out / "labels.json").write_text(
        json.dumps({**labels, "entity": entity_labels["worldwide"]}, ensure_ascii=False, indent=0), encoding="utf-8"
    )
    shutil.copy(args.work / "lemmas.tsv", args.out / "lemmas.tsv")
    for path in sorted(args.out.iterdir()):
        print(path.name, path.stat().st_size)
    onnx.checker.check_model(str(words))


if __name__ == "__main__":
    main()
