"""What the encoder sees of a word: its word pieces, the shape that the uncased base model lost, the gap before it.

The pieces are those of BERT's uncased vocabulary (Devlin et al. 2019; greedy longest match first), found once for
every word form and remembered.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

PAD, UNKNOWN, FIRST, LAST = "[PAD]", "[UNK]", "[CLS]", "[SEP]"

#: Shapes of a word, in the order of the shape embedding's rows; row 0 is for padding and the two edge pieces.
SHAPES = ("edge", "lower", "Title", "UPPER", "mixed", "digit", "sign", "Initial")
#: What stands before a word: nothing, white space, or a line's end.
GAPS = ("edge", "none", "space", "line")

#: Longer words are unknown, as in the base model's own tokenizer.
_LONGEST_WORD = 100
#: Pieces kept of one word: enough for any name, and a bound for what is none.
_MOST_PIECES = 12

#: Typographic variants that say the same; the base model saw the plain ones far more often.
_PLAIN = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‚": "'",
        "`": "'",
        "´": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "–": "-",
        "‐": "-",
        "‑": "-",
        "―": "—",
        "…": "...",
    }
)


def shape(word: str) -> int:
    """The row of `SHAPES` for a word."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 5 if any(c.isdigit() for c in word) else 6
    if any(c.isdigit() for c in word):
        return 5 if len(letters) * 2 < len(word) else 4
    upper = sum(c.isupper() for c in letters)
    if upper == 0:
        return 1
    if upper == len(letters):
        return 3 if upper > 1 else 7
    return 2 if upper == 1 and letters[0].isupper() else 4


def plain(word: str) -> str:
    """Lower case, without accents, with plain quotation marks and dashes: what the base model's vocabulary spells."""
    if word == "--":
        return "—"
    word = word.translate(_PLAIN).lower()
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if unicodedata.category(c) not in ("Mn", "Cf", "Cc"))


def load_vocabulary(path: Path) -> dict[str, int]:
    """Piece → row of the embedding table, from a file of one piece a line."""
    with path.open(encoding="utf-8") as lines:
        return {line.rstrip("\n"): row for row, line in enumerate(lines)}


class Pieces:
    """Word form → piece rows, with a memory of forms seen; the memory holds at most `remembered` forms."""

    def __init__(self, vocabulary: dict[str, int], remembered: int = 200_000) -> None:
        self.first, self.last, self.pad = vocabulary[FIRST], vocabulary[LAST], vocabulary[PAD]
        self._vocabulary = vocabulary
        self._unknown = (vocabulary[UNKNOWN],)
        self._remembered = remembered
        self._seen: dict[str, tuple[tuple[int, ...], int]] = {}

    def __call__(self, word: str) -> tuple[tuple[int, ...], int]:
        """The word's piece rows (at least one) and the row of its shape."""
        known = self._seen.get(word)
        if known is None:
            if len(self._seen) >= self._remembered:
                self._seen.clear()
            known = self._seen[word] = (self._cut(plain(word)), shape(word))
        return known

    def _cut(self, word: str) -> tuple[int, ...]:
        if not word or len(word) > _LONGEST_WORD:
            return self._unknown
        rows: list[int] = []
        for run in _runs(word):
            rows.extend(self._cut_run(run))
        return tuple(rows[:_MOST_PIECES])

    def _cut_run(self, run: str) -> tuple[int, ...]:
        rows: list[int] = []
        at = 0
        while at < len(run):
            stop = len(run)
            while stop > at:
                row = self._vocabulary.get(run[at:stop] if at == 0 else "##" + run[at:stop])
                if row is not None:
                    break
                stop -= 1
            else:
                return self._unknown
            rows.append(row)
            at = stop
        return tuple(rows)


def _runs(word: str) -> list[str]:
    """Letters and digits together, every other sign by itself, as the base model's tokenizer parts them."""
    if word.isalnum():
        return [word]
    runs: list[str] = []
    begun = -1
    for i, c in enumerate(word):
        if c.isalnum():
            if begun < 0:
                begun = i
        else:
            if begun >= 0:
                runs.append(word[begun:i])
                begun = -1
            runs.append(c)
    if begun >= 0:
        runs.append(word[begun:])
    return runs
