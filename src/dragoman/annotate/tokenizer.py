"""Words: spaCy's English tokenizer, adjusted where the UD treebanks (EWT, GUM) cut differently.

The tokenizer never changes the text: the words and the white space between them spell it to the character.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from spacy.vocab import Vocab

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
def language() -> Language:
    """The blank English pipeline whose tokenizer cuts all words here; its vocabulary is shared by all Docs."""
    nlp = spacy.blank("en")
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, Tokenizer)
    tokenizer.infix_finditer = _cut_inside(nlp.Defaults.infixes or []).finditer
    tokenizer.suffix_search = compile_suffix_regex([SIGN_RUNS, *(nlp.Defaults.suffixes or [])]).search
    tokenizer.prefix_search = compile_prefix_regex([SIGN_RUNS, *(nlp.Defaults.prefixes or [])]).search
    tokenizer.rules = {word: rule for word, rule in (tokenizer.rules or {}).items() if "/" not in word}  # "and/or" is three words
    for word in ABBREVIATIONS:
        tokenizer.add_special_case(word, [{ORTH: word}])
    return nlp


def vocabulary() -> Vocab:
    """The vocabulary that every Doc of this process shares."""
    return language().vocab


def tokenize(text: str) -> Doc:
    """Cuts `text` into words; `Doc.text` equals `text`, white-space words included."""
    nlp = language()
    if _LONG_RUN.search(text) is None:
        return nlp.tokenizer(text)
    words: list[str] = []
    spaces: list[bool] = []
    at = 0
    for run in _LONG_RUN.finditer(text):
        _extend(words, spaces, nlp.tokenizer(text[at : run.start()]))
        for start in range(run.start(), run.end(), LONGEST_RUN):
            words.append(text[start : min(start + LONGEST_RUN, run.end())])
            spaces.append(False)
        at = run.end()
    _extend(words, spaces, nlp.tokenizer(text[at:]))
    return Doc(nlp.vocab, words=words, spaces=spaces)


def _extend(words: list[str], spaces: list[bool], doc: Doc) -> None:
    for token in doc:
        words.append(token.text)
        spaces.append(bool(token.whitespace_))
