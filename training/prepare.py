"""Corpora → two files of training documents, cut by the package's own tokenizer.

    python training/prepare.py --corpora PATH --out training/work

PATH holds `treebank/*.conllu` (UD English EWT and GUM), `entities/*.bio` and `articles/worldwide.jsonl` (the raw texts
behind the worldwide newswire tags, for their white space). Writes `treebank-{train,dev}.jsonl` and
`entities-{train,dev}.jsonl`, a document a line, `labels.json` and `lemmas.tsv`.
"""

from __future__ import annotations

import argparse
import collections
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.annotate.lemmas import rule_between
from dragoman.annotate.tokenizer import tokenize

#: A lemma rule seen less often is left out; its words train no lemma.
LEAST_LEMMA_COUNT = 2
#: Labels whose subtype tells the reader something; all others lose it.
SUBTYPES = {
    "nsubj:pass",
    "csubj:pass",
    "aux:pass",
    "obl:agent",
    "acl:relcl",
    "advcl:relcl",
    "nmod:poss",
    "compound:prt",
    "cc:preconj",
    "det:predet",
    "obl:unmarked",
    "nmod:unmarked",
    "flat:foreign",
    "nsubj:outer",
}

Json = dict[str, object]


def blocks(path: Path) -> Iterator[list[str]]:
    block: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def relation(label: str) -> str:
    label = label.replace(":tmod", ":unmarked").replace(":npmod", ":unmarked")  # one idea, two treebanks
    return label if label in SUBTYPES else label.split(":")[0]


def sentence(block: list[str]) -> list[list[object]]:
    """[form, gap before (0 none, 1 space), upos, lemma rule, head (-1 root), relation] a word; split contractions are words."""
    rows = [line.split("\t") for line in block if not line.startswith("#")]
    glued: dict[int, tuple[str, int, int, bool]] = {}
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            for i in range(first, last + 1):
                glued[i] = (row[1], first, last, "SpaceAfter=No" not in row[9])
    words: list[list[object]] = []
    space = True
    for row in rows:
        if not row[0].isdigit():
            continue
        i = int(row[0])
        form = row[1]
        gap = int(space)
        space = "SpaceAfter=No" not in row[9]
        if i in glued:
            _surface, first, last, after = glued[i]
            gap = gap if i == first else 0
            space = after if i == last else False
        words.append([form, gap, row[3], rule_between(form, row[2]) if row[2] != "_" else None, int(row[6]) - 1, relation(row[7])])
    return words


def treebank(path: Path) -> Iterator[Json]:
    """A document a `# newdoc`: sentences of words; the first word of a paragraph has the gap 2 (a line's end)."""
    name, sentences = "", []
    for block in blocks(path):
        if any(line.startswith("# newdoc") for line in block) and sentences:
            yield {"corpus": name, "sentences": sentences}
            sentences = []
        name = "gum" if "gum" in path.name else "ewt"
        words = sentence(block)
        if words and any(line.startswith("# newpar") for line in block):
            words[0][1] = 2
        sentences.append(words)
    if sentences:
        yield {"corpus": name, "sentences": sentences}


def tagged_paragraphs(path: Path) -> Iterator[list[tuple[str, str]]]:
    for block in blocks(path):
        rows = [line.split("\t") for line in block if not line.startswith("# ")]
        yield [(row[0], row[1]) for row in rows if len(row) == 2]


_NO_SPACE_BEFORE = re.compile(r"^([.,;:!?%)\]}’”]|'s|’s|n't|n’t|'re|'ve|'ll|'d|'m|\.\.\.)", re.I)
_NO_SPACE_AFTER = set("([{$£€“‘#")


def spell(words: list[str]) -> tuple[str, list[int]]:
    """Text of bare words by the customs of English spacing, and where each word starts."""
    text, starts, open_quote = "", [], False
    glue = True
    for i, word in enumerate(words):
        before = "" if glue or _NO_SPACE_BEFORE.match(word) else " "
        glue = word in _NO_SPACE_AFTER
        if word == '"':
            before = " " if not open_quote and text else ""
            glue = not open_quote
            open_quote = not open_quote
        elif (
            word == "-"
            and 0 < i < len(words) - 1
            and words[i - 1][-1:].isalnum()
            and words[i + 1][:1].isalnum()
            and (words[i - 1].islower() or words[i + 1].islower())
        ):
            before, glue = "", True
        starts.append(len(text) + len(before))
        text += before + word
    return text, starts


def spans(words: list[tuple[str, str]], starts: list[int]) -> list[tuple[int, int, str]]:
    out: list[tuple[int, int, str]] = []
    for (form, tag), start in zip(words, starts, strict=True):
        if tag == "O":
            continue
        kind = tag[2:]
        if tag[0] == "I" and out and out[-1][2] == kind and out[-1][1] <= start <= out[-1][1] + 2:
            out[-1] = (out[-1][0], start + len(form), kind)
        else:
            out.append((start, start + len(form), kind))
    return out


def spelled_document(corpus: str, paragraphs: list[list[tuple[str, str]]]) -> Json:
    text, found = "", []
    for words in paragraphs:
        if text:
            text += "\n\n"
        spelled, starts = spell([w for w, _ in words])
        found += [(s + len(text), e + len(text), k) for s, e, k in spans(words, starts)]
        text += spelled
    return entity_document(corpus, text, found)


def entity_document(corpus: str, text: str, found: list[tuple[int, int, str]]) -> Json:
    """Words of our tokenizer with BIO tags: a word belongs to the span that it overlaps."""
    tags = [""] * len(text)
    for start, stop, kind in found:
        tags[start] = "B-" + kind
        for i in range(start + 1, stop):
            tags[i] = "I-" + kind
    words: list[list[object]] = []
    gap = 2
    for token in tokenize(text):
        if token.is_space:
            gap = 2 if "\n" in token.text else 1
            continue
        inside = [t for t in tags[token.idx : token.idx + len(token)] if t]
        words.append([token.text, gap, inside[0] if inside else "O"])
        gap = 1 if token.whitespace_ else 0
    for i, word in enumerate(words):
        tag = str(word[2])
        if tag.startswith("I-") and (i == 0 or str(words[i - 1][2])[2:] != tag[2:]):
            word[2] = "B-" + tag[2:]
    return {"corpus": corpus, "words": words}


def worldwide(corpora: Path, part: str) -> Iterator[Json]:
    """The tagged paragraphs laid back onto the raw articles where these spell the same, by customary spacing elsewhere."""
    paragraphs = list(tagged_paragraphs(corpora / "entities" / f"worldwide-{part}.bio"))
    squashed = "".join(w for p in paragraphs for w, _ in p)
    raw_at: dict[int, str] = {}
    for line in (corpora / "articles" / "worldwide.jsonl").open(encoding="utf-8"):
        text = json.loads(line)["text"]
        at = squashed.find(re.sub(r"\s+", "", text)[:40])
        if at >= 0:
            raw_at[at] = text
    groups: list[tuple[int, list[list[tuple[str, str]]]]] = []
    at = 0
    for p in paragraphs:
        if at in raw_at or not groups:
            groups.append((at, []))
        groups[-1][1].append(p)
        at += sum(len(w) for w, _ in p)
    for at, group in groups:
        text = raw_at.get(at, "").replace("\r\n", "\n")
        words = [w for p in group for w in p]
        if text and re.sub(r"\s+", "", text) == "".join(w for w, _ in words):
            starts, cursor = [], 0
            for form, _ in words:
                while text[cursor].isspace():
                    cursor += 1
                starts.append(cursor)
                done = 0
                while done < len(form):
                    done += not text[cursor].isspace()
                    cursor += 1
            yield entity_document("worldwide", text, spans(words, starts))
        else:
            yield spelled_document("worldwide", group)


def grouped(paragraphs: Iterable[list[tuple[str, str]]], size: int) -> Iterator[list[list[tuple[str, str]]]]:
    group: list[list[tuple[str, str]]] = []
    for p in paragraphs:
        group.append(p)
        if len(group) == size:
            yield group
            group = []
    if group:
        yield group


_MARK = re.compile(r"\[(PER|ORG|LOC|NORP) ([^\]]+)\]")


def own_sentences(folder: Path) -> Iterator[Json]:
    """Our own sentences, marked inline: `[ORG Hamas] freed …`; only four classes are marked, so the corpus is another."""
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            text, found, at = "", [], 0
            for m in _MARK.finditer(line):
                text += line[at : m.start()]
                found.append((len(text), len(text) + len(m[2]), m[1]))
                text += m[2]
                at = m.end()
            yield entity_document("own", text + line[at:], found)


#: Part of a form's occurrences that must agree on its lemma for the form to be listed.
LEMMA_AGREEMENT = 0.75


def lemma_table(paths: Iterable[Path]) -> list[tuple[str, str, str]]:
    """(form, tag, lemma), lower case, of all words of treebanks whose lemma is settled; names are left to the rules."""
    seen: dict[tuple[str, str], collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for path in paths:
        for block in blocks(path):
            for line in block:
                row = line.split("\t")
                if row[0].isdigit() and row[3] not in ("PROPN", "PUNCT", "NUM", "SYM", "X") and row[2] != "_":
                    seen[row[1].replace("’", "'").lower(), row[3]][row[2].lower()] += 1
    out = []
    for (form, tag), lemmas in seen.items():
        lemma, count = lemmas.most_common(1)[0]
        if count >= LEMMA_AGREEMENT * lemmas.total():
            out.append((form, tag, lemma))
    return sorted(out)


def write(path: Path, documents: Iterable[Json]) -> list[Json]:
    documents = list(documents)
    path.write_text("".join(json.dumps(d, ensure_ascii=False) + "\n" for d in documents), encoding="utf-8")
    print(f"{path}: {len(documents)} documents")
    return documents


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("training/work"))
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    trees, bio = args.corpora / "treebank", args.corpora / "entities"
    train = write(args.out / "treebank-train.jsonl", [d for n in ("ewt", "gum") for d in treebank(trees / f"{n}-train.conllu")])
    for n in ("ewt", "gum"):
        write(args.out / f"treebank-{n}-dev.jsonl", treebank(trees / f"{n}-dev.conllu"))
    tagged: list[Json] = [*worldwide(args.corpora, "train"), *own_sentences(Path(__file__).parent / "sentences")]
    for corpus, file, size in (
        ("gmb", "gmb-train", 1),
        ("gum", "gum-train", 8),
        ("uner", "uner-ewt-test", 4),
        ("re3d", "re3d-train", 4),
        ("wikigold", "wikigold", 4),
    ):
        tagged += [spelled_document(corpus, group) for group in grouped(tagged_paragraphs(bio / f"{file}.bio"), size)]
    write(args.out / "entities-train.jsonl", tagged)
    write(args.out / "entities-dev.jsonl", worldwide(args.corpora, "dev"))
    words = [w for d in train for s in d["sentences"] for w in s]  # type: ignore[attr-defined]
    lemmas = collections.Counter(w[3] for w in words if w[3] is not None)
    tags: dict[str, list[str]] = {}
    for d in tagged:
        tags.setdefault(str(d["corpus"]), [])
        tags[str(d["corpus"])] = sorted({*tags[str(d["corpus"])], *(str(w[2]) for w in d["words"])} - {"O"})  # type: ignore[attr-defined]
    for corpus, seen in tags.items():
        kinds = sorted({t[2:] for t in seen})
        tags[corpus] = ["O", *(f"{b}-{k}" for k in kinds for b in "BI")]
    table = lemma_table([trees / "ewt-train.conllu", trees / "gum-train.conllu"])
    (args.out / "lemmas.tsv").write_text("".join("\t".join(row) + "\n" for row in table), encoding="utf-8")
    labels = {
        "upos": sorted({str(w[2]) for w in words}),
        "lemma": sorted(r for r, n in lemmas.items() if n >= LEAST_LEMMA_COUNT),
        "relation": sorted({str(w[5]) for w in words}),
        "entity": tags,
    }
    (args.out / "labels.json").write_text(json.dumps(labels, ensure_ascii=False, indent=1), encoding="utf-8")
    print({k: len(v) for k, v in labels.items()})


if __name__ == "__main__":
    main()
