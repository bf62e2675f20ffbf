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
    read = [p for p in parts if p.kind not in (PartKind.CAPTION, PartKind.BOILERPLATE, PartKind.DATELINE)]
    out: list[Span] = []
    for n, part in enumerate(read):
        spans, left_open = _in_part(text, part.start, part.stop)
        out.extend(spans)
        after = text[read[n + 1].start] if n + 1 < len(read) else ""
        if left_open is not None and after == text[left_open] and part.stop - left_open < LONGEST_QUOTE:
            out.append(span(left_open + 1, part.stop))
    return tuple(s for s in out if s.stop > s.start)


def _in_part(text: str, start: int, stop: int) -> tuple[list[Span], int | None]:
    """The stretches closed within a paragraph, and where one is left open at its end."""
    spans: list[Span] = []
    opened, closer = -1, ""
    for at, mark in _marks(text, start, stop):
        if opened < 0:
            if mark in _OPEN:
                opened, closer = at, _OPEN[mark]
            elif mark == '"' and _may_open(text, at, start):
                opened, closer = at, '"'
        elif mark == closer:
            spans.append(span(opened + 1, at))
            opened = -1
        elif mark in _OPEN and closer != '"':
            opened, closer = at, _OPEN[mark]
    return spans, opened if opened >= 0 else None


def _marks(text: str, start: int, stop: int) -> Iterator[tuple[int, str]]:
    for i in range(start, stop):
        if text[i] in '"“”„«»':
            yield i, text[i]


def _may_open(text: str, at: int, start: int) -> bool:
    return at == start or (not text[at - 1].isalnum() and text[at - 1] not in ".,!?;")
