"""Words: spaCy's English tokenizer, adjusted where the UD treebanks (EWT, GUM) cut differently.

The tokenizer never changes the text: the words and the white space between them spell it to the character.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from spacy.lang.en import English
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from spacy.vocab import create_vocab

#: Abbreviations that keep their full stop in the treebanks and that spaCy would cut.
ABBREVIATIONS = (
    "etc. al. Nos. Ft. Lt. Maj. Brig. Cmdr. Col. Capt. Sr. Reps. Sens. Mlle. Vol. vol. ed. Ave. Blvd. Mon. Tue. Tues. Wed. "
    "Thu. Thur. Thurs. Fri. Sat. Ph. Sec. approx. ca. esp. Insp. Supt. Sgt. Cpl. Adm. Hon. Amb. Pres. Gov. Gen. GEN. Rev. "
    "Prof. Dr. Mr. Mrs. Ms. St. a.k.a. p.m. a.m. P.M. A.M. U.N. U.S. U.K. E.U. D.C. N.Y. Jan. Feb. Mar. Apr. Jun. Jul. Aug. "
    "Sept. Sep. Oct. Nov. Dec."
).split()

#: Prefixes whose hyphen stays inside the word in both treebanks. "pro-" and "anti-" are cut all the same: the
#: name behind them ("pro-Russian") has to be a word of its own.
HYPHEN_PREFIXES = "e|co|re|pre|semi|mis|sub|mid"

#: A run of characters without white space longer than this is no word of any language; it is cut in pieces of this
#: size before spaCy sees it, so that no input costs quadratic time.
LONGEST_RUN = 400

_LONG_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")
_LETTERS = r"A-Za-zÀ-ÖØ-öø-ÿĀ-ž"


#: Runs of one kind of sign that the treebanks hold for a single word ("!!", "...", "====").
SIGN_RUNS = r"(?:[!?]{2,}|[=*_~]{2,}|-{2,}|<{2,}|>{2,})"


def _cut_inside(defaults: Sequence[str | re.Pattern[str]]) -> re.Pattern[str]:
    """spaCy's infix rules with its hyphen rule exchanged for one that spares `HYPHEN_PREFIXES`."""
    prefixes = "".join(rf"(?<!\b{prefix})" for prefix in HYPHEN_PREFIXES.split("|"))
    hyphen = rf"(?i:(?<=[{_LETTERS}0-9]){prefixes}-(?=[{_LETTERS}0-9]))"
    dash = rf"(?<=[{_LETTERS}0-9%\)\]])(?:–|—|--+)"
    slash = rf"(?<=[{_LETTERS}])/(?=[{_LETTERS}])"
    return compile_infix_regex([*(rule for rule in defaults if isinstance(rule, str) and "–" not in rule), dash, hyphen, slash])


@lru_cache(maxsize=1)
def _tokenizer() -> Tokenizer:
    """Made in one go: each rule changed on a finished tokenizer would load its exceptions anew, a quarter of a second in all."""
    defaults = English.Defaults
    rules = {word: rule for word, rule in (defaults.tokenizer_exceptions or {}).items() if "/" not in word}  # "and/or" is three words
    return Tokenizer(
        create_vocab("en", defaults),
        rules=rules | {word: [{ORTH: word}] for word in ABBREVIATIONS},
        prefix_search=compile_prefix_regex([SIGN_RUNS, *(defaults.prefixes or [])]).search,
        suffix_search=compile_suffix_regex([SIGN_RUNS, *(defaults.suffixes or [])]).search,
        infix_finditer=_cut_inside(defaults.infixes or []).finditer,
        token_match=defaults.token_match,
        url_match=defaults.url_match,
    )


def tokenize(text: str) -> Doc:
    """Cuts `text` into words; `Doc.text` equals `text`, white-space words included."""
    tokenizer = _tokenizer()
    if _LONG_RUN.search(text) is None:
        doc: Doc = tokenizer(text)
        return doc
    words: list[str] = []
    spaces: list[bool] = []
    at = 0
    for run in _LONG_RUN.finditer(text):
        _extend(words, spaces, tokenizer(text[at : run.start()]))
        for start in range(run.start(), run.end(), LONGEST_RUN):
            words.append(text[start : min(start + LONGEST_RUN, run.end())])
            spaces.append(False)
        at = run.end()
    _extend(words, spaces, tokenizer(text[at:]))
    return Doc(tokenizer.vocab, words=words, spaces=spaces)


def _extend(words: list[str], spaces: list[bool], doc: Doc) -> None:
    for token in doc:
        words.append(token.text)
        spaces.append(bool(token.whitespace_))
