"""PLOVER contexts of an event: from its entry, its actors, and the words of its sentence, paragraph and article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dragoman.extract.phrase_counts import count_phrases
from dragoman.extract.predicates import Coded
from dragoman.knowledge.contexts import of_sectors, phrases
from dragoman.records import Actor, EventType, Part

#: What a word is worth in the event's own sentence, elsewhere in its paragraph, and elsewhere in the article; a context needs
#: `_ENOUGH` in all, of which the sentence and paragraph must give a half.
_SENTENCE, _PARAGRAPH, _ARTICLE, _ENOUGH = 1.0, 0.5, 0.1, 2.0
#: No more of the article's words than this count for a context.
_MOST = 10


@dataclass(frozen=True, slots=True)
class Topics:
    """Weights of contexts by sentence (its first token), by part (its number) and in all of an article."""

    of_sentence: Mapping[int, Counter[str]]
    of_part: Mapping[int, Counter[str]]
    of_article: Counter[str]
    part_of: Mapping[int, int]


def topics_of(doc: Doc, read: frozenset[int], parts: Sequence[Part]) -> Topics:
    """What the words of an article say of its contexts; each word counts once a sentence."""
    of_sentence: dict[int, Counter[str]] = {}
    of_part: dict[int, Counter[str]] = defaultdict(Counter)
    whole: Counter[str] = Counter()
    part_of: dict[int, int] = {}
    n = 0
    for sentence in doc.sents:
        while n + 1 < len(parts) and parts[n].stop <= sentence.start_char:
            n += 1
        here = count_phrases(doc, sentence.start, sentence.end, read, phrases())
        of_sentence[sentence.start] = here
        part_of[sentence.start] = n
        of_part[n].update(here)
        whole.update(here)
    return Topics(of_sentence, of_part, whole, part_of)


def contexts_of(c: Coded, type_: EventType, actors: Sequence[Actor], topics: Topics) -> tuple[str, ...]:
    """The contexts of an event, those of its entry first, the others by name."""
    found = set()
    for actor in actors:
        for sector in actor.sectors[:1]:
            found |= {context for context, types in of_sectors().get(sector, ()) if not types or type_ in types}
    start = _sentence(c.predicate)
    near, around = topics.of_sentence.get(start, Counter()), topics.of_part.get(topics.part_of.get(start, -1), Counter())
    for context in near.keys() | around.keys():
        close = _SENTENCE * near[context] + _PARAGRAPH * (around[context] - near[context])
        far = _ARTICLE * min(_MOST, topics.of_article[context] - around[context])
        if close >= _ENOUGH / 2 and close + far >= _ENOUGH:
            found.add(context)
    return (*c.entry.contexts, *sorted(found - set(c.entry.contexts)))


def _sentence(token: Token) -> int:
    return int(token.sent.start)
