"""What extraction looks at: one annotated article with its cast, dates and quotes."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc

from dragoman.knowledge.lexicon import Lexicon
from dragoman.records import Part, PartKind, Quote, Time
from dragoman.resolve.chains import Cast


@dataclass(frozen=True, slots=True)
class Scene:
    """An article as the later steps see it. `read` are the tokens that may give rows, `day` the one dates are reckoned from."""

    doc: Doc
    read: frozenset[int]
    cast: Cast
    times: tuple[Time, ...]
    quotes: tuple[Quote, ...]
    article: str
    day: datetime.date | None
    parts: tuple[Part, ...]
    lexicon: Lexicon

    def part_at(self, offset: int) -> int:
        """The number of the part that a code point stands in, or the last one before it; -1 before them all."""
        return bisect_right(self.parts, offset, key=lambda p: p.start) - 1

    def in_title(self, offset: int, *more: PartKind) -> bool:
        """Whether a code point stands in the title, or in a part of one of `more` kinds."""
        n = self.part_at(offset)
        return n >= 0 and offset < self.parts[n].stop and self.parts[n].kind in (PartKind.TITLE, *more)
