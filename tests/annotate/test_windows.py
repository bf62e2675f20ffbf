"""Windows cover every word once, and hold what they promise."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dragoman.annotate.windows import LONGEST_PARAGRAPH, OVERLAP, WINDOW, cut_paragraphs, groups

PARAGRAPHS = st.lists(st.lists(st.integers(1, 12), min_size=1, max_size=400), min_size=1, max_size=8)


def flat(paragraphs: list[list[int]]) -> tuple[list[int], list[int]]:
    starts, sizes = [], []
    for p in paragraphs:
        starts.append(len(sizes))
        sizes += p
    return starts, sizes


@given(PARAGRAPHS)
def test_every_word_is_judged_once(paragraphs: list[list[int]]) -> None:
    starts, sizes = flat(paragraphs)
    owned = [i for g in groups(starts, sizes) for w in g.windows for i in range(w.own_start, w.own_stop)]
    assert owned == list(range(len(sizes)))


@given(PARAGRAPHS)
def test_windows_fit_and_neighbours_overlap(paragraphs: list[list[int]]) -> None:
    starts, sizes = flat(paragraphs)
    for g in groups(starts, sizes):
        for w in g.windows:
            assert w.start <= w.own_start <= w.own_stop <= w.stop
            assert sum(sizes[w.start : w.stop]) <= WINDOW or w.stop - w.start == 1
        for a, b in zip(g.windows, g.windows[1:], strict=False):
            assert a.start < b.start < a.stop + 1
            assert sum(sizes[b.start : a.stop]) <= OVERLAP + max(sizes)


@given(PARAGRAPHS)
def test_a_short_run_of_words_is_whole_in_some_window(paragraphs: list[list[int]]) -> None:
    starts, sizes = flat(paragraphs)
    for g in groups(starts, sizes):
        at = g.start
        while at < g.stop:
            end, pieces = at, 0
            while end < g.stop and pieces + sizes[end] <= OVERLAP - 24:
                pieces += sizes[end]
                end += 1
            if all(b <= at or b >= end for b in g.breaks):
                assert any(w.start <= at and end <= w.stop for w in g.windows)
            at += 1 + (end - at) // 2


def test_a_paragraph_without_end_is_cut_at_a_sentence_end() -> None:
    words = (["word"] * 999 + ["."]) * 5
    assert cut_paragraphs([0], words) == [0, 1000, 2000, 3000, 4000]
    cuts = [*cut_paragraphs([0], ["word"] * 5000), 5000]
    assert max(b - a for a, b in pairwise(cuts)) <= LONGEST_PARAGRAPH
