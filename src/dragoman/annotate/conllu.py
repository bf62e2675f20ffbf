"""A `Doc` as CoNLL-U: ten columns a word; MISC holds its offsets in the text and its name tag."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token


def to_conllu(doc: Doc, name: str) -> str:
    """The document with the id `name`. White-space tokens are left out; `start` and `stop` are code points of the text."""
    lines = [f"# newdoc id = {' '.join(name.split())}"]
    for number, sentence in enumerate(doc.sents, 1):
        words = [token for token in sentence if not token.is_space]
        if not words:
            continue
        lines.append(f"# sent_id = {' '.join(name.split())}-{number}")
        lines.append(f"# text = {' '.join(sentence.text.split())}")
        lines.extend(_rows(words))
        lines.append("")
    return "\n".join(lines) + "\n"


def _rows(words: list[Token]) -> Iterator[str]:
    number = {token.i: n for n, token in enumerate(words, 1)}
    for token in words:
        root = token.head.i == token.i
        misc = [] if token.whitespace_ else ["SpaceAfter=No"]
        misc += [f"start={token.idx}", f"stop={token.idx + len(token)}"]
        if token.ent_iob_ in ("B", "I"):
            misc.append(f"NER={token.ent_iob_}-{token.ent_type_}")
        relation = "root" if root else token.dep_
        yield "\t".join(
            (
                str(number[token.i]),
                token.text,
                token.lemma_ or "_",
                token.pos_,
                "_",
                "_",
                "0" if root else str(number[token.head.i]),
                relation,
                "_",
                "|".join(misc),
            )
        )
