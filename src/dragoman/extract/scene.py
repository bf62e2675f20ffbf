"""What extraction looks at: one annotated article with its cast, dates and quotes."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from spacy.tokens import Doc

from dragoman.knowledge.lexicon import Lexicon
from dragoman.records import Part, Quote, Time
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
