"""Quotation marks of a text, paired: which stretches are between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.records import Part, PartKind, Span
from dragoman.text import span

_OPEN = {"“": "”", "„": "”", "«": "»"}
#: A mark left open for longer than this is no quotation mark.
LONGEST_QUOTE = 4000


def marked(text: str, parts: Sequence[Part]) -> tuple[Span, ...]:
    """Stretches between double quotation marks, the marks left out, in order.

    A quotation may run over several paragraphs, each of which begins with a mark; it then gives a stretch for each. A
    straight mark opens where white space or a bracket stands before it. Unpaired marks give nothing.
    """
    out: list[Span] = []
    carried = False
    for part in parts:
        if part.kind in (PartKind.CAPTION, PartKind.BOILERPLATE, PartKind.DATELINE):
            continue
        spans, open_end = _in_part(text, part.start, part.stop)
        if carried and not spans and not open_end:
            carried = False
        out.extend(spans)
        carried = open_end
    return tuple(s for s in out if s.stop > s.start)


def _in_part(text: str, start: int, stop: int) -> tuple[list[Span], bool]:
    spans: list[Span] = []
    opened, closer = -1, ""
    for at, mark in _marks(text, start, stop):
        if opened < 0:
            if mark in _OPEN:
                opened, closer = at, _OPEN[mark]
            elif mark == '"' and _may_open(text, at, start):
                opened, closer = at, '"'
        elif mark == closer or (mark == "“" and closer == "”" and _may_close(text, at, stop)):
            spans.append(span(opened + 1, at))
            opened = -1
        elif mark in _OPEN:
            opened, closer = at, _OPEN[mark]
    if opened >= 0 and stop - opened < LONGEST_QUOTE and not spans and opened <= start + 1:
        return [span(opened + 1, stop)], True  # the paragraph of a longer quotation
    return spans, False


def _marks(text: str, start: int, stop: int) -> Iterator[tuple[int, str]]:
    for i in range(start, stop):
        if text[i] in '"“”„«»':
            yield i, text[i]


def _may_open(text: str, at: int, start: int) -> bool:
    return at == start or (not text[at - 1].isalnum() and text[at - 1] not in ".,!?;")


def _may_close(text: str, at: int, stop: int) -> bool:
    return at + 1 == stop or not text[at + 1].isalnum()
