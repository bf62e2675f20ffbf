"""Which language a text is in.

A language that the caller gives is believed. Of other texts, short ones in Latin script count as English, since a headline
full of foreign names looks like anything; py3langid tells the rest, and what it takes for another language is looked at
once more for the words that only English uses.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from dragoman.errors import LanguageError

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH = "en"

#: From this length on, in characters, a text in Latin script is looked at.
SHORTEST_DETECTED = 200

#: The language of a text that is in none that can be told.
UNKNOWN = "und"

# Three windows of this many characters tell the language of a text of any length.
_WINDOW = 3_000
# Evenly spread over its 140 languages, a guess would have 0.007.
_LEAST_CONFIDENCE = 0.02

# Frequent words of English that mean nothing, or are rare, in the other languages in Latin script.
_ENGLISH_WORDS = frozenset(
    "the of and to that with from this which their they who his has have were been would said when what there these those".split()
)
# They are a fifth of the words of English news, names aside, and up to a twentieth elsewhere, English quotes among them.
_ENGLISH_SHARE = 0.12
_FEWEST_ENGLISH = 3
_WORD = re.compile(r"[^\W\d_]+")

_ENGLISH_NAMES = frozenset({"en", "eng", "english"})


def detect(text: str, given: str | None) -> str:
    """The language of `text`, as ISO 639-1 (639-3 where that has no code): "en", "fr", "tl".

    `given` is what the caller says it is, believed without a look at the text ("en-GB" is "en"). Otherwise text of less
    than `SHORTEST_DETECTED` characters in Latin script is "en"; "und" is returned where nothing can be told.
    """
    if given is not None and given.strip():
        primary = re.split(r"[-_.]", given.strip().lower(), maxsplit=1)[0]
        return ENGLISH if primary in _ENGLISH_NAMES else primary
    if len(text) < SHORTEST_DETECTED and _is_latin(text):
        return ENGLISH
    sample = _in_lower_case(_sample(text))
    if not _WORD.search(sample):
        return UNKNOWN
    if _has_english_grammar(sample):
        return ENGLISH  # whatever the identifier would say, whose model takes half a second to load
    code: str = _identifier().classify(sample)[0]
    return code


def require_english(text: str, given: str | None, where: str) -> str:
    """The language of `text`, "en"; `given` as in `detect`, `where` names the input.

    Raises `LanguageError`, which names the language, for any other.
    """
    code = detect(text, given)
    if code == ENGLISH:
        return code
    if given is not None and given.strip():
        raise LanguageError(f"given as {code}; only English (en) is read", where)
    found = "its language cannot be told (und)" if code == UNKNOWN else f"detected as {code}"
    raise LanguageError(f"{found}; only English is read: if it is English, say so with --lang en or lang in its line", where)


@cache
def _identifier() -> LanguageIdentifier:
    """An identifier of our own: the package's is changed by anybody who calls its set_languages."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # here, since its model takes half a second to load

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True, min_confidence=_LEAST_CONFIDENCE)


def _is_latin(text: str) -> bool:
    """Whether at least half the letters are Latin; a text without letters passes."""
    letters = [c for c in text if c.isalpha()]
    return 2 * sum("LATIN" in unicodedata.name(c, "") for c in letters) >= len(letters)


def _sample(text: str) -> str:
    """The beginning, middle and end of a long text."""
    if len(text) <= 3 * _WINDOW:
        return text
    middle = (len(text) - _WINDOW) // 2
    return "\n".join((text[:_WINDOW], text[middle : middle + _WINDOW], text[-_WINDOW:]))


def _in_lower_case(text: str) -> str:
    """`text`, in lower case if most of it is in capitals, which the identifier takes for other languages."""
    upper = sum(map(str.isupper, text))
    return text.lower() if upper > sum(map(str.islower, text)) else text


def _has_english_grammar(text: str) -> bool:
    """Whether enough of the words that are no names are English function words, as in news full of foreign names."""
    words = [word for word in _WORD.findall(text) if not word[0].isupper()]
    english = sum(word in _ENGLISH_WORDS for word in words)
    return english >= _FEWEST_ENGLISH and english >= _ENGLISH_SHARE * len(words)
