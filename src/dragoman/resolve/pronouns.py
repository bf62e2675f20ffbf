"""Whom a pronoun stands for: every mention near it is weighed by documented features, and the best entity wins.

The features and their weights, one column for each kind of pronoun, stand in `knowledge/data/pronouns.csv`; they were fitted
to the coreference chains of the GUM corpus by `training/pronouns.py`. A mention's score is the sum of its features' weights;
an entity's share is the sum of the exponentials of its mentions' scores (a mention-ranking model: Denis and Baldridge 2008,
Durrett and Klein 2013).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from dragoman.errors import KnowledgeError
from dragoman.knowledge.cues import cue_verbs
from dragoman.knowledge.gender import gendered_words, given_names
from dragoman.knowledge.tables import key, rows
from dragoman.records import Entity, MentionKind, Span
from dragoman.resolve.identity import Identity
from dragoman.resolve.mentions import Found, sentence_numbers

#: Kinds of pronouns: of one person, of one thing or body, of several.
KINDS = ("person", "thing", "several")
_KIND = {
    **dict.fromkeys("he she him her his hers himself herself".split(), 0),
    **dict.fromkeys("it its itself".split(), 1),
    **dict.fromkeys("they them their theirs themselves".split(), 2),
}
_GENDER = {**dict.fromkeys("he him his himself".split(), "m"), **dict.fromkeys("she her hers herself".split(), "f")}
_REFLEXIVE = frozenset("himself herself itself themselves".split())
#: How many sentences back an antecedent may stand, and how many mentions back at most.
REACH = 5
_MOST = 60
FEATURES = (
    *("same_sentence", "one_back", "two_back", "further", "distance", "between", "ahead", "new_paragraph"),
    *("subject", "object", "oblique", "possessor", "conjunct", "main_subject", "first", "embedded"),
    *(
        "both_subjects",
        "both_objects",
        "both_possessors",
        "subject_of_possessive",
        "fellow_argument",
        "reflexive",
        "governs",
        "last_subject",
    ),
    *("named", "nominal", "pronoun", "full_name", "definite", "same_word", "gender_agrees", "gender_unknown"),
    *("frequency", "most_frequent", "so_far", "opens_article", "group", "organisation", "place", "nationality", "coordinated"),
    *("speaker_of_quote", "same_quote", "out_of_quote", "into_quote", "both_speak"),
    *(
        "fronted",
        "main_subject_here",
        "other_subject_here",
        "main_subject_before",
        "object_here",
        "possessor_here",
        "chain_is_topic",
        "predicate",
    ),
    *("lone_name_agrees", "lone_name_differs"),
)
#: The weight of there being no antecedent.
NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Options:
    """The mentions that a pronoun may stand for, and their features: one row a mention, columns as `FEATURES`."""

    mentions: NDArray[np.int64]
    features: NDArray[np.float64]


@cache
def weights() -> NDArray[np.float64]:
    """One row for each kind of pronoun, columns as `FEATURES`, and last that of `NOBODY`."""
    table = {row["feature"]: (line, row) for line, row in rows("pronouns.csv", ("feature", *KINDS, "meaning"))}
    missing = [f for f in (*FEATURES, NOBODY) if f not in table]
    if missing or len(table) > len(FEATURES) + 1:
        raise KnowledgeError(f"pronouns.csv: must have a row for each of {', '.join((*FEATURES, NOBODY))}, and no other")
    out = np.zeros((len(KINDS), len(FEATURES) + 1))
    for n, feature in enumerate((*FEATURES, NOBODY)):
        line, row = table[feature]
        try:
            out[:, n] = [float(row[kind]) for kind in KINDS]
        except ValueError as error:
            raise KnowledgeError(f"pronouns.csv:{line}: the weights of {feature} must be numbers") from error
    return out


def kind_of(pronoun: str) -> int | None:
    """The number of a pronoun's kind among `KINDS`; None for pronouns of the first and second person."""
    return _KIND.get(pronoun.lower())


def follow(
    doc: Doc, found: Sequence[Found], identities: Sequence[Identity | None], keys: Sequence[str], marked: Sequence[Span]
) -> dict[int, int | tuple[int, ...]]:
    """Number of a pronoun → number of the mention that it follows, or those of several coordinated ones."""
    text = Weighing(doc, found, identities, keys, marked)
    out: dict[int, int | tuple[int, ...]] = {}
    for i in text.pronouns:
        options = text.options(i)
        if not len(options.mentions):
            continue
        w = weights()[text.kind[i]]
        scores = np.exp(options.features @ w[:-1])
        shares: dict[str, float] = defaultdict(float)
        for j, score in zip(options.mentions.tolist(), scores.tolist(), strict=True):
            shares[text.entity_key(i, j)] += score
        best = max(shares, key=lambda k: shares[k])
        if shares[best] <= np.exp(w[-1]):
            continue
        own = [(s, j) for j, s in zip(options.mentions.tolist(), scores.tolist(), strict=True) if text.entity_key(i, j) == best]
        j = max(own)[1]
        group = text.coordinated[j] if text.kind[i] == 2 and j in text.coordinated and best.startswith("&") else None
        text.assign(i, j)
        out[i] = group if group is not None else j
    return out


class Weighing:
    """The mentions of one article with what does not change between pronouns, worked out once."""

    def __init__(
        self, doc: Doc, found: Sequence[Found], identities: Sequence[Identity | None], keys: Sequence[str], marked: Sequence[Span]
    ) -> None:
        self.doc, self.found = doc, found
        self.keys = list(keys)
        n = len(found)
        self.kind = [_KIND.get(f.name.lower(), -1) if f.kind is MentionKind.PRONOUN else -1 for f in found]
        self.pronouns = [i for i, f in enumerate(found) if self.kind[i] >= 0 and doc[f.head].dep_ != "expl"]
        heads = [doc[f.head] for f in found]
        self.start = np.array([f.start for f in found], dtype=np.int64)
        self.stop = np.array([f.stop for f in found], dtype=np.int64)
        sentence, paragraph = _numbered(doc)
        self.sentence = sentence[self.start] if n else np.zeros(0, dtype=np.int64)
        self.paragraph = paragraph[self.start] if n else np.zeros(0, dtype=np.int64)
        self.role = np.array([_role(h) for h in heads], dtype=np.int64)
        self.clause = [_clause(h) for h in heads]
        clauses = np.array([c.i for c in self.clause], dtype=np.int64)
        self.clauses = clauses
        self.main = np.array([c.dep_ == "ROOT" or (c.dep_ == "conj" and c.head.dep_ == "ROOT") for c in self.clause], dtype=bool)
        self.entity = np.array([list(Entity).index(f.entity) for f in found], dtype=np.int64)
        self.form = np.array([list(MentionKind).index(f.kind) for f in found], dtype=np.int64)
        self.plural = np.array([f.plural for f in found], dtype=bool)
        self.full = np.array([f.kind is MentionKind.NAMED and " " in f.name for f in found], dtype=bool)
        self.definite = np.array([f.definite for f in found], dtype=bool)
        self.genders = _genders(doc, found, self.keys)
        self.gender = np.array([_code(self.genders.get(k)) for k in self.keys], dtype=np.int64)
        self.lone = np.array([self._lone(f, k) for f, k in zip(found, self.keys, strict=True)], dtype=np.int64)
        self.quote = _quotes(doc, found, marked)
        self.speaks = np.array(
            [r == 1 and c.lemma_.lower() in cue_verbs() for r, c in zip(self.role, self.clause, strict=True)], dtype=bool
        )
        self.coordinated = _coordinated(doc, found)
        self.predicate = np.array([_is_predicate(h) for h in heads], dtype=bool)
        self.joined = np.array([i in self.coordinated for i in range(n)], dtype=bool)
        self.first = np.ones(n, dtype=bool)
        self.first[1:] = self.sentence[1:] != self.sentence[:-1]
        reach = np.maximum.accumulate(self.stop) if n else self.stop
        self.embedded = np.zeros(n, dtype=bool)
        self.embedded[1:] = reach[:-1] >= self.stop[1:]
        self.known = np.array([i is not None for i in identities], dtype=bool)
        total = Counter(k for k, f in zip(self.keys, found, strict=True) if f.kind is not MentionKind.PRONOUN)
        self.count = np.array([total[k] for k in self.keys], dtype=np.float64)
        self.number = {k: m for m, k in enumerate(dict.fromkeys(self.keys))}
        self.chain = np.array([self.number[k] for k in self.keys], dtype=np.int64)
        self.opening = (self._opening(False), self._opening(True))
        self.resolved = np.array([f.kind is not MentionKind.PRONOUN for f in found], dtype=bool)

    def _lone(self, f: Found, chain: str) -> int:
        """The gender that a name of one word would have if it were a given name, where nothing better is known."""
        if f.entity is not Entity.PERSON or f.kind is not MentionKind.NAMED or chain in self.genders or chain.count(" ") != 1:
            return 0
        return _code(given_names().get(chain.split()[1]))

    def entity_key(self, pronoun: int, j: int) -> str:
        """What the shares of mentions are summed by: their chain; for "they" a coordination counts for itself."""
        if self.kind[pronoun] == 2 and j in self.coordinated:
            return "& " + " ".join(sorted(self.keys[m] for m in self.coordinated[j]))
        return self.keys[j]

    def assign(self, pronoun: int, j: int) -> None:
        """Lets a pronoun stand for what mention `j` stands for; it may then be an antecedent itself."""
        if self.kind[pronoun] == 2 and j in self.coordinated:
            return
        self.keys[pronoun] = self.keys[j]
        self.chain[pronoun] = self.chain[j]
        self.count[pronoun] = self.count[j]
        self.resolved[pronoun] = True
        self.known[pronoun] = self.known[j]
        gender = _GENDER.get(self.found[pronoun].name.lower())
        if gender is not None and not self.genders.get(self.keys[j]):
            self.genders[self.keys[j]] = gender
            self.gender[self.chain == self.chain[j]] = _code(gender)
        self.gender[pronoun] = _code(gender)

    def options(self, i: int) -> Options:
        """The mentions that pronoun number `i` may stand for."""
        kind, f = self.kind[i], self.found[i]
        low = max(0, i - _MOST)
        high = int(np.searchsorted(self.sentence, self.sentence[i], side="right"))
        near = np.arange(low, high)
        fits = self.resolved[near] & (self.sentence[near] >= self.sentence[i] - REACH) & (near != i)
        fits &= ~((self.start[near] <= f.start) & (self.stop[near] >= f.stop))
        # behind the pronoun only what it may point ahead to from a fronted phrase
        fits &= (near < i) | ((self.form[near] == 0) & (self.start[near] >= f.stop))
        if kind:
            fits &= ~np.isin(self.chain[near], self._complements(i))
        entity = self.entity[near]
        if kind == 0:
            gender = _code(_GENDER[f.name.lower()])
            fits &= (entity == 0) & ~self.plural[near] & (self.gender[near] != 3 - gender)
            if self.quote[i] and (speaker := self._speaker(i, near)) is not None:
                fits &= self.chain[near] != speaker
        elif kind == 1:
            fits &= (entity != 0) & ~self.plural[near] & ((entity != 3) | (self.form[near] != 0))
        else:
            fits &= self.plural[near] | self.joined[near] | (entity == 1) | (entity == 4) | (entity == 3)
        near = near[fits]
        return Options(near, self._features(i, near, kind))

    def _complements(self, i: int) -> NDArray[np.int64]:
        """The chains named in what a possessive pronoun possesses: "its invasion of Ukraine" is not Ukraine's."""
        head = self.doc[self.found[i].head]
        if head.dep_ != "nmod:poss" or head.head.i <= head.i:
            return np.zeros(0, dtype=np.int64)
        stop = head.head.right_edge.i + 1
        high = int(np.searchsorted(self.start, stop))
        named: NDArray[np.int64] = self.chain[i + 1 : high][self.form[i + 1 : high] == 0]
        return named

    def _features(self, i: int, near: NDArray[np.int64], kind: int) -> NDArray[np.float64]:
        f = self.found[i]
        if not len(near):
            return np.zeros((0, len(FEATURES)))
        ahead = near > i
        back = self.sentence[i] - self.sentence[near]
        role, own = self.role[near], int(self.role[i])
        form, entity = self.form[near], self.entity[near]
        reflexive = f.name.lower() in _REFLEXIVE
        same_clause = self.clauses[near] == self.clauses[i]
        gap = np.where(ahead, self.start[near] - f.stop, f.start - self.stop[near])
        quote = self.quote[near]
        mine = self.quote[i]
        subjects = near[(role == 1) & ~ahead]
        last_subject = self.chain[subjects[-1]] if len(subjects) else -1
        counts = self.count[near]
        before = self.chain[:i][self.resolved[:i]]
        so_far = np.bincount(before, minlength=len(self.number))[self.chain[near]]
        governs = self._governs(i, near)
        mine_is = _code(_GENDER.get(f.name.lower()))
        values = [
            back == 0,
            back == 1,
            back == 2,
            back > 2,
            np.log1p(np.maximum(gap, 0)),
            np.log1p(len(near) - 1 - np.arange(len(near))),
            ahead,
            self.paragraph[near] != self.paragraph[i],
            role == 1,
            role == 2,
            role == 3,
            role == 4,
            role == 5,
            (role == 1) & self.main[near],
            self.first[near],
            self.embedded[near],
            (role == 1) & (own == 1),
            (role == 2) & (own == 2),
            (role == 4) & (own == 4),
            (role == 1) & same_clause & (own == 4),
            same_clause & (own != 4) & (role != 4) & (not reflexive),
            same_clause & reflexive & (role == 1),
            governs,
            self.chain[near] == last_subject,
            form == 0,
            form == 1,
            form == 2,
            self.full[near],
            self.definite[near] & (form == 1),
            (form == 2) & (own == role),
            (self.gender[near] > 0) & (kind == 0),
            (self.gender[near] == 0) & (kind == 0),
            np.log1p(counts),
            counts == counts.max(),
            np.log1p(so_far),
            self.chain[near] == self.opening[kind == 0],
            entity == 4,
            entity == 1,
            entity == 2,
            entity == 3,
            self.joined[near],
            (mine > 0) & (quote != mine) & self.speaks[near] & (self.paragraph[near] == self.paragraph[i]),
            (mine > 0) & (quote == mine),
            (quote > 0) & (mine == 0),
            (mine > 0) & (quote == 0),
            self.speaks[near] & self.speaks[i],
            ahead & (role == 1) & (same_clause | governs),
            (back == 0) & ~ahead & (role == 1) & self.main[near],
            (back == 0) & ~ahead & (role == 1) & ~self.main[near],
            (back == 1) & (role == 1) & self.main[near],
            (back == 0) & ~ahead & ((role == 2) | (role == 3)),
            (back == 0) & ~ahead & (role == 4),
            counts / max(1.0, counts.max()),
            self.predicate[near],
            (kind == 0) & (self.lone[near] == mine_is) & (self.lone[near] > 0),
            (kind == 0) & (self.lone[near] == 3 - mine_is),
        ]
        return np.array(values, dtype=np.float64).T

    def _speaker(self, i: int, near: NDArray[np.int64]) -> int | None:
        """The chain of the one who speaks around the quote that a pronoun stands in, where it is one: "he" there is another."""
        around = near[(self.paragraph[near] == self.paragraph[i]) & (self.quote[near] == 0) & self.speaks[near]]
        chains = set(self.chain[around].tolist())
        return chains.pop() if len(chains) == 1 else None

    def _opening(self, person: bool) -> int:
        """The chain of the article's first name of a person, or of anything else."""
        fits = np.flatnonzero((self.form == 0) & ((self.entity == 0) == person))
        return int(self.chain[fits[0]]) if len(fits) else -1

    def _governs(self, i: int, near: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether each mention is the subject of a clause above the pronoun's own."""
        above = np.zeros(len(near), dtype=bool)
        clauses = self.clauses[near]
        at = self.clause[i]
        while at.head.i != at.i:
            at = _clause(at.head)
            above |= clauses == at.i
        governing: NDArray[np.bool_] = (self.role[near] == 1) & above
        return governing


def _code(gender: str | None) -> int:
    return 1 if gender == "m" else 2 if gender == "f" else 0


def _numbered(doc: Doc) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The number of each token's sentence and paragraph."""
    breaks = doc.to_array("IS_SPACE") != 0
    for i in np.flatnonzero(breaks).tolist():
        breaks[i] = "\n" in doc[i].text
    return sentence_numbers(doc), np.cumsum(breaks, dtype=np.int64)


_ROLES = {
    "nsubj": 1,
    "nsubj:pass": 1,
    "nsubj:outer": 1,
    "csubj": 1,
    "obj": 2,
    "iobj": 2,
    "obl": 3,
    "nmod": 3,
    "obl:agent": 3,
    "nmod:poss": 4,
    "conj": 5,
}


def _role(head: Token) -> int:
    """1 subject, 2 object, 3 oblique, 4 possessor, 5 conjunct, 0 else."""
    return _ROLES.get(head.dep_, 0)


def _is_predicate(head: Token) -> bool:
    """Whether a phrase says what somebody is rather than names somebody: "was the leader", "as leader", an apposition."""
    return head.dep_ == "appos" or any(c.dep_ == "cop" or (c.dep_ == "case" and c.lower_ == "as") for c in head.children)


def _clause(token: Token) -> Token:
    """The head of the clause that a token stands in."""
    at = token
    while at.head.i != at.i:
        at = at.head
        if at.pos_ in ("VERB", "AUX") or at.dep_ in ("ROOT", "ccomp", "advcl", "acl", "acl:relcl", "xcomp", "parataxis"):
            return at
    return at


def _genders(doc: Doc, found: Sequence[Found], keys: Sequence[str]) -> dict[str, str]:
    """Chain → "m" or "f", by honorific or noun, else by given name."""
    out: dict[str, str] = {}
    named: dict[str, str] = {}
    for f, k in zip(found, keys, strict=True):
        if f.entity is not Entity.PERSON or f.kind is MentionKind.PRONOUN:
            continue
        words = [key(doc[t].text) for t in range(f.start, f.stop)]
        bare = key(f.name).split()
        gender = next((g for w in words if w not in bare[1:] and (g := gendered_words().get(w))), None)
        gender = gender or (gendered_words().get(f.name.split()[-1]) if f.kind is MentionKind.NOMINAL else None)
        if gender is not None:
            out.setdefault(k, gender)
        elif f.kind is MentionKind.NAMED and len(bare) > 1 and (gender := given_names().get(bare[0])):
            named.setdefault(k, gender)
    return named | out


def _quotes(doc: Doc, found: Sequence[Found], marked: Sequence[Span]) -> NDArray[np.int64]:
    """The number, from 1, of the stretch between quotation marks that each mention stands in; 0 outside."""
    starts = np.array([s.start for s in marked], dtype=np.int64)
    stops = np.array([s.stop for s in marked], dtype=np.int64)
    at = np.array([doc[f.start].idx for f in found], dtype=np.int64)
    if not len(starts) or not len(at):
        return np.zeros(len(at), dtype=np.int64)
    n = np.searchsorted(starts, at, side="right")
    inside = (n > 0) & (at < stops[np.maximum(n - 1, 0)])
    return np.where(inside, n, 0)


def _coordinated(doc: Doc, found: Sequence[Found]) -> Mapping[int, tuple[int, ...]]:
    """Number of the first of coordinated named or nominal mentions → the numbers of all."""
    at = {f.head: i for i, f in enumerate(found) if f.kind is not MentionKind.PRONOUN}
    out: dict[int, list[int]] = {}
    for i, f in enumerate(found):
        head = doc[f.head]
        if f.kind is not MentionKind.PRONOUN and head.dep_ == "conj" and (first := at.get(head.head.i)) is not None:
            out.setdefault(first, [first]).append(i)
    return {k: tuple(v) for k, v in out.items()}
