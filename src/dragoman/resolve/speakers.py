"""First and second person inside a quote: its speaker and addressee."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.records import Mention, MentionKind, Quote
from dragoman.resolve.chains import Cast

_FIRST = frozenset("i me my mine myself".split())
_SECOND = frozenset("you your yours yourself".split())


def with_speakers(cast: Cast, quotes: Sequence[Quote]) -> Cast:
    """The cast with "I" inside each quote given its speaker's chain and actor, and "you" its addressee's.

    "We" is the speaker with others, whom nothing names; it stays alone.
    """
    by_id = {m.id: m for m in cast.mentions}
    mentions = list(cast.mentions)
    for i, (m, f) in enumerate(zip(cast.mentions, cast.found, strict=True)):
        word = f.name.lower()
        if m.kind is not MentionKind.PRONOUN or word not in _FIRST | _SECOND:
            continue
        quote = next((q for q in quotes if any(s.start <= m.start < s.stop for s in q.content)), None)
        if quote is not None and (meant := _meant(quote, word in _FIRST, by_id)) is not None:
            mentions[i] = replace(m, chain=meant.chain, actor=meant.actor, entity=meant.entity)
    return replace(cast, mentions=tuple(mentions))


def _meant(quote: Quote, first: bool, by_id: dict[str, Mention]) -> Mention | None:
    mention = quote.speaker if first else quote.addressee
    return by_id.get(mention) if mention is not None else None
