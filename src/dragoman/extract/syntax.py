"""Questions asked of a UD tree: who does it, to whom, under which preposition, in which clause."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.knowledge.cues import cue_verbs

#: Verbs whose infinitive is done by their object ("urged Iran to stop").
OBJECT_CONTROL = frozenset(
    (
        "urge ask tell order force compel allow permit enable help persuade convince encourage invite instruct command press "
        "pressure request beg advise warn direct require authorize authorise cause lead push prompt call summon appoint elect"
    ).split()
)
#: Nouns of time, which behind a verb are no objects.
WHEN = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow day week month year hour minute time night "
    "morning evening afternoon decade home january february march april may june july august september october november december".split()
)
#: Prepositions that make of what the tree calls an object none.
_OBLIQUE = frozenset("from into on with at by in against after before during through under".split())


def children(token: Token, *relations: str) -> list[Token]:
    """Children of a token by their relation, in order."""
    return [c for c in token.children if c.dep_ in relations]


def preposition(token: Token) -> str | None:
    """The preposition that leads a noun in, lower case ("ahead of" → "of": the last word of a fixed one counts)."""
    for c in token.children:
        if c.dep_ == "case" and c.lower_ not in ("'s", "’s", "'", "’"):
            fixed = children(c, "fixed")
            return (fixed[-1] if fixed else c).lower_
    return None


def is_passive(verb: Token) -> bool:
    """Whether a verb form is passive: by its subject or auxiliary, or a bare participle behind a noun ("people killed by …")."""
    marks = {c.dep_ for c in verb.children}
    if "aux:pass" in marks or any(preposition(c) == "by" for c in children(verb, "obl:agent")):
        return True
    if (
        any(c.dep_ in ("aux", "cop") and c.lemma_.lower() == "be" for c in verb.children)
        and verb.pos_ == "VERB"
        and not verb.lower_.endswith("ing")
        and not any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children)
        and verb.nbor(-1 if verb.i else 0).lower_ != "to"
    ):
        return True  # "was urged", its auxiliary mislabelled
    if "nsubj:pass" in marks or "csubj:pass" in marks:
        return "obl:agent" not in marks  # "partnered with" is none, whatever its subject was taken for
    if verb.dep_ in ("acl", "advcl", "amod", "ROOT") and not verb.lower_.endswith("ing") and verb.lower_ != verb.lemma_.lower():
        marked = any(c.dep_ in ("mark", "nsubj", "aux", "obj") for c in verb.children)
        return not marked and verb.dep_ != "ROOT"
    return (
        verb.dep_ == "conj"
        and verb.head.pos_ == "VERB"
        and not children(verb, "nsubj", "aux", "obj")
        and is_passive(verb.head)
        and verb.lower_ != verb.lemma_.lower()
    )


def by_phrases(verb: Token) -> list[Token]:
    """What *by* leads in below a verb, whatever the relation."""
    found = [c for c in verb.children if c.dep_ in ("obl:agent", "obl", "nsubj:pass", "nsubj", "obj") and preposition(c) == "by"]
    if found or verb.i + 2 >= verb.sent.end or verb.nbor().lower_ != "by":
        return found
    agent = verb.nbor().head  # right behind the verb, wherever the tree hung it
    return [agent] if agent.i > verb.i + 1 and agent.lemma_.lower() not in WHEN and not agent.like_num else []


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Who does what a verb says: its own subject, or the one it shares. Of a passive verb the *by* phrase."""
    if is_passive(verb):
        return by_phrases(verb)
    return _surface_subjects(verb, depth)


def objects(verb: Token) -> list[Token]:
    """What a verb is done to: its object, or the subject of a passive; of a participle the noun it describes."""
    if is_passive(verb):
        return _surface_subjects(verb, 0)
    own = children(verb, "obj", "iobj")
    bare = [c for c in own if preposition(c) not in _OBLIQUE]
    if own:
        return bare
    close = [c for c in children(verb, "obl", "nsubj", "obl:unmarked") if c.i > verb.i and _is_bare_object(verb, c)]
    if close:
        return close[:1]
    if (
        verb.dep_ == "acl:relcl"
        and not any(c.dep_ == "obj" for c in verb.children)
        and any(c.dep_.startswith("nsubj") for c in verb.children)
    ):
        return [verb.head]
    shared = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB"]
    return children(shared[0], "obj") if shared and shared[0].i - verb.i <= 3 else []


def _is_bare_object(verb: Token, noun: Token) -> bool:
    """Whether a noun right behind a verb, without a preposition and no date, is its object, whatever the tree calls it."""
    if noun.pos_ not in ("NOUN", "PROPN", "PRON") or preposition(noun) is not None or noun.left_edge.i != verb.i + 1:
        return False
    return not noun.like_num and noun.lemma_.lower() not in WHEN and verb.lemma_ not in ("be", "become", "remain")


def _surface_subjects(verb: Token, depth: int) -> list[Token]:
    own = [c for c in children(verb, "nsubj", "nsubj:pass", "nsubj:outer") if preposition(c) != "by" and not _is_mistaken_object(verb, c)]
    if own:
        if own[0].lower_ in ("that", "which", "who", "whom") and (named := _antecedent(verb, own[0])) is not None:
            return [named]
        before = [c for c in own if c.i < verb.i]
        return (before or own)[-1:]  # of two, the nearer: the other is that of a sentence that was not parted from this one
    if depth > 6:
        return []
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
        return _surface_subjects(head, depth + 1)
    if verb.dep_ in ("xcomp", "advcl", "ccomp", "csubj") and head.pos_ in ("VERB", "AUX", "ADJ"):
        if verb.dep_ == "xcomp" and head.lemma_.lower() in OBJECT_CONTROL:
            return objects(head)
        if verb.dep_ == "ccomp" and not any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children):
            return []
        return _surface_subjects(head, depth + 1)
    if verb.dep_ in ("acl", "acl:relcl", "amod") and head.pos_ in ("NOUN", "PROPN", "PRON"):
        return [head]
    if verb.dep_ == "parataxis" and head.pos_ == "VERB":
        return _surface_subjects(head, depth + 1)
    return []


def _is_mistaken_object(verb: Token, noun: Token) -> bool:
    """Whether a noun right behind an active verb was taken for its subject; verbs of speech may stand before theirs."""
    return noun.left_edge.i == verb.i + 1 and verb.lemma_.lower() not in cue_verbs() and verb.pos_ == "VERB" and _is_bare_object(verb, noun)


def _antecedent(verb: Token, relative: Token) -> Token | None:
    """What a relative pronoun stands for: the noun that its clause describes, else the noun right before it."""
    if verb.dep_ == "acl:relcl":
        return verb.head
    if verb.dep_ in ("acl", "advcl:relcl", "advcl", "ccomp") and relative.lower_ in ("who", "which"):
        before = next((relative.nbor(-k) for k in (1, 2) if relative.i - k >= relative.sent.start and relative.nbor(-k).text != ","), None)
        if before is not None and before.pos_ in ("NOUN", "PROPN"):
            while before.dep_ in ("flat", "compound") and before.head.i < relative.i:
                before = before.head
            return before
    return None


def under(token: Token, word: str) -> list[Token]:
    """What a preposition leads in below a verb or noun."""
    found = [c for c in token.children if c.dep_ in ("obl", "nmod", "obl:agent", "advcl", "obl:unmarked", "obj") and preposition(c) == word]
    return found


def conjuncts(token: Token) -> list[Token]:
    """A token and what is coordinated with it; not what "not" sets apart: "it was Putin, *not Biden*"."""
    out = [token]
    for c in token.children:
        if c.dep_ == "conj" and all(c.doc[i].lower_ != "not" for i in range(max(0, c.left_edge.i - 1), c.i)):
            out.extend(conjuncts(c))
    return out


def ancestors(token: Token) -> Iterator[Token]:
    """The token's heads, nearest first."""
    at = token
    while at.head.i != at.i:
        at = at.head
        yield at


def is_not(word: Token) -> bool:
    """Whether a word is a "not" or "never" that denies what it hangs on: "not only" does not."""
    if word.dep_ != "advmod" or word.lower_ not in ("not", "n't", "n’t", "never"):
        return False
    return not (word.i + 1 < word.sent.end and word.nbor().lower_ in ("only", "just", "merely", "least"))


def is_negated(verb: Token) -> bool:
    """Whether "not", "never" or a "no" on subject or object denies the verb."""
    for c in verb.children:
        if is_not(c):
            return True
        if c.dep_ in ("obj", "nsubj", "nsubj:pass", "obl") and any(
            d.dep_ in ("det", "advmod") and d.lower_ in ("no", "neither") for d in c.children
        ):
            return True
    return False


def clause_head(token: Token) -> Token:
    """The verb (or other clause head) that a word stands under; itself if it heads a clause."""
    at = token
    while (
        at.head.i != at.i
        and at.dep_ not in ("ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj", "csubj:pass")
        and not (at.dep_ == "conj" and at.pos_ in ("VERB", "AUX"))
    ):
        at = at.head
    return at
