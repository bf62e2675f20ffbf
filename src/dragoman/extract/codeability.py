"""Whether an article is news of politics and conflict at all, and which of its paragraphs are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from dragoman.extract.phrase_counts import count_phrases
from dragoman.extract.scene import Scene
from dragoman.knowledge.cues import cue_verbs
from dragoman.knowledge.topics import FEATURES, REASONS, TOPICS, codeability_weights, topic_phrases
from dragoman.records import ActorKind, Codeable, Event, PartKind

_FIRST = frozenset(("i", "we", "my", "our", "us", "me", "ourselves", "myself"))
_MODALS = frozenset(("must", "should", "ought", "let"))
#: How sure an article must be of another kind before it is left uncoded.
_SURE = 0.6
#: Words of topics that make a short text one of another kind.
_SHORT_LEAST = 7
#: Words below which a text is not weighed.
LEAST_WORDS = 60
#: Words of topics that make a paragraph one of another kind, or of the public world, and how many times the other's.
_OTHER_LEAST, _PUBLIC_LEAST, _TIMES = 4, 5, 2.0


def codeability(scene: Scene, events: Sequence[Event]) -> tuple[Codeable, tuple[Event, ...]]:
    """Whether an article is coded, why not, and the events that stand: none of an article of another kind but in its paragraphs
    of politics, none of a coded article in its paragraphs of sport and the like."""
    topics = _paragraphs(scene)
    if sum(scene.doc[i].is_alpha for i in scene.read) < LEAST_WORDS:
        return _short(scene, events)
    shares = probabilities(features(scene, events))
    reason = TOPICS[int(shares.argmax())]
    if reason == "public" or 1 - shares[0] < _SURE:
        return Codeable(value=True, reason=None), tuple(e for e in events if not _is_of_another_kind(_topic_at(e, topics, scene)))
    kept = tuple(e for e in events if reason != "opinion" and _is_public(_topic_at(e, topics, scene)))
    if kept:
        return Codeable(value=True, reason=None), kept
    return Codeable(value=False, reason=reason), ()


def _short(scene: Scene, events: Sequence[Event]) -> tuple[Codeable, tuple[Event, ...]]:
    """A text too short to be weighed is coded unless its words leave no doubt."""
    count: Counter[str] = Counter()
    for sentence in scene.doc.sents:
        count.update(count_phrases(scene.doc, sentence.start, sentence.end, scene.read, topic_phrases()))
    if _other(count) < _SHORT_LEAST or not _is_of_another_kind(count):
        return Codeable(value=True, reason=None), tuple(events)
    return Codeable(value=False, reason=max((t for t in REASONS if t != "opinion"), key=lambda t: count[t])), ()


def probabilities(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share of each of `TOPICS`, by the weights of the table."""
    scores = codeability_weights() @ values
    powers: NDArray[np.float64] = np.exp(scores - scores.max())
    powers /= powers.sum()
    return powers


def features(scene: Scene, events: Sequence[Event]) -> NDArray[np.float64]:
    """The values of `FEATURES` for an article."""
    doc, read = scene.doc, scene.read
    words = max(1, sum(doc[i].is_alpha for i in read))
    count: Counter[str] = Counter()
    for sentence in doc.sents:
        count.update(count_phrases(doc, sentence.start, sentence.end, read, topic_phrases()))
    per_hundred = 100 / max(60, words)
    own = _outside_quotes(scene)
    states = sum(1 for i, m in enumerate(scene.cast.mentions) if (a := scene.cast.actor(i)) is not None and a.kind is ActorKind.STATE)
    rates = (
        len(events),
        sum(t.lower_ in _FIRST for t in own),
        sum(t.lower_ in _MODALS for t in own),
        sum(t.text == "?" for t in own),
        sum(t.pos_ == "VERB" and t.lemma_.lower() in cue_verbs() for t in own),
        states,
    )
    total = max(1, count.total())
    values = [
        1.0,
        *(np.log1p(count[t] * per_hundred) for t in TOPICS),
        *(count[t] / total for t in TOPICS),
        *(np.log1p(r * per_hundred) for r in rates),
    ]
    assert len(values) == len(FEATURES)
    return np.array(values, dtype=np.float64)


def _outside_quotes(scene: Scene) -> list[Token]:
    """The tokens read that stand in no quote, in order."""
    spans = sorted((s.start, s.stop) for q in scene.quotes for s in q.content)
    out, n = [], 0
    for i in sorted(scene.read):
        at = scene.doc[i].idx
        while n < len(spans) and spans[n][1] <= at:
            n += 1
        if n == len(spans) or at < spans[n][0]:
            out.append(scene.doc[i])
    return out


def _paragraphs(scene: Scene) -> dict[int, Counter[str]]:
    """Words of topics by part; the title and dek speak for no paragraph."""
    out: dict[int, Counter[str]] = {}
    n = 0
    for sentence in scene.doc.sents:
        while n + 1 < len(scene.parts) and scene.parts[n].stop <= sentence.start_char:
            n += 1
        if scene.parts[n].kind is PartKind.BODY:
            found = count_phrases(scene.doc, sentence.start, sentence.end, scene.read, topic_phrases())
            out.setdefault(n, Counter()).update(found)
    return out


def _topic_at(event: Event, topics: dict[int, Counter[str]], scene: Scene) -> Counter[str]:
    """The words of topics of the paragraph that an event is told in."""
    return topics.get(scene.part_at(event.start), Counter())


def _other(count: Counter[str]) -> int:
    return max(count[t] for t in REASONS if t != "opinion")


def _is_of_another_kind(count: Counter[str]) -> bool:
    return _other(count) >= _OTHER_LEAST and _other(count) > _TIMES * count["public"]


def _is_public(count: Counter[str]) -> bool:
    return count["public"] >= _PUBLIC_LEAST and count["public"] > _TIMES * _other(count)
