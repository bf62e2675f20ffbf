"""Which words the encoder reads together.

Whole paragraphs are packed into windows as long as they fit. A longer paragraph is read through windows that overlap;
each word is judged in the window where it stands farthest from an edge, and each sentence in one that holds it whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

#: Word pieces of one window. Longer ones cost more in attention than they save; shorter ones see less.
WINDOW = 180
#: Pieces that neighbouring windows of one paragraph share; sentences up to this length are always whole in one.
OVERLAP = 72
#: Words after which a paragraph is cut, at the last sentence end before, so that memory stays bounded.
LONGEST_PARAGRAPH = 1500

_SENTENCE_ENDS = frozenset(".!?")


@dataclass(frozen=True, slots=True)
class Window:
    """Words [start, stop); `own` is the part of them that is judged here."""

    start: int
    stop: int
    own_start: int
    own_stop: int


@dataclass(frozen=True, slots=True)
class Group:
    """Windows whose words [start, stop) hold whole paragraphs; `breaks` are the words where a paragraph begins."""

    start: int
    stop: int
    breaks: tuple[int, ...]
    windows: tuple[Window, ...]


def cut_paragraphs(starts: Sequence[int], words: Sequence[str]) -> list[int]:
    """Paragraph starts with further ones wherever a paragraph is longer than `LONGEST_PARAGRAPH` words."""
    out: list[int] = []
    for start, stop in zip(starts, [*starts[1:], len(words)], strict=True):
        out.append(start)
        while stop - start > LONGEST_PARAGRAPH:
            cut = next(
                (i + 1 for i in range(start + LONGEST_PARAGRAPH - 1, start + LONGEST_PARAGRAPH // 2, -1) if words[i] in _SENTENCE_ENDS),
                start + LONGEST_PARAGRAPH,
            )
            out.append(cut)
            start = cut
    return out


def groups(starts: Sequence[int], sizes: Sequence[int]) -> Iterator[Group]:
    """Groups of the words with piece counts `sizes`, paragraphs beginning at `starts` (the first at 0)."""
    pending: list[int] = []
    pieces = 0
    stops = [*starts[1:], len(sizes)]
    for start, stop in zip(starts, stops, strict=True):
        size = sum(sizes[start:stop])
        if pending and pieces + size > WINDOW:
            yield _packed(pending, start)
            pending, pieces = [], 0
        if size > WINDOW:
            yield Group(start, stop, (start,), tuple(overlapping(start, stop, sizes)))
        else:
            pending.append(start)
            pieces += size
    if pending:
        yield _packed(pending, len(sizes))


def _packed(breaks: list[int], stop: int) -> Group:
    return Group(breaks[0], stop, tuple(breaks), (Window(breaks[0], stop, breaks[0], stop),))


def overlapping(start: int, stop: int, sizes: Sequence[int]) -> list[Window]:
    """Windows of at most `WINDOW` pieces over words [start, stop), sharing `OVERLAP` pieces; what each owns tiles the words."""
    bounds: list[tuple[int, int]] = []
    at = start
    while True:
        end, pieces = at, 0
        while end < stop and (pieces + sizes[end] <= WINDOW or end == at):
            pieces += sizes[end]
            end += 1
        bounds.append((at, end))
        if end == stop:
            break
        back, shared = end, 0
        while back - 1 > at and shared + sizes[back - 1] <= OVERLAP:
            back -= 1
            shared += sizes[back]
        at = max(back, at + 1)
    out: list[Window] = []
    own = start
    for i, (a, b) in enumerate(bounds):
        own_stop = stop if i + 1 == len(bounds) else max(own, (bounds[i + 1][0] + b + 1) // 2)
        out.append(Window(a, b, own, own_stop))
        own = own_stop
    return out
