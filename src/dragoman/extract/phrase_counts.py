"""How often the phrases of a table stand in a stretch of an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from spacy.tokens import Doc

from dragoman.knowledge.phrases import Phrase


def count_phrases(doc: Doc, start: int, stop: int, read: frozenset[int], table: Mapping[str, tuple[Phrase, ...]]) -> Counter[str]:
    """Summed weights by label of the phrases among the tokens [start, stop) that are `read`; each phrase counts once."""
    out: Counter[str] = Counter()
    seen: set[tuple[str, ...]] = set()
    lemmas = [doc[i].lemma_.lower() for i in range(start, stop)]
    forms = [doc[i].lower_ for i in range(start, stop)]
    for i in range(start, stop):
        if i not in read:
            continue
        lemma, form = lemmas[i - start], forms[i - start]
        found = table.get(lemma, ())
        if form != lemma:
            found = (*found, *table.get(form, ()))
        for phrase in found:
            words = phrase.lemmas
            key = (phrase.label, *words)
            if key in seen or i + len(words) > stop:
                continue
            if len(words) == 1 or all(w in (lemmas[i - start + j], forms[i - start + j]) for j, w in enumerate(words)):
                seen.add(key)
                out[phrase.label] += phrase.weight
    return out
