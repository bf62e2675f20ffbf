"""Phrases that point back: "the president" after one, "the group", "the country", "the two sides"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Doc, Token

from dragoman.knowledge.actors import agents, anaphors
from dragoman.knowledge.lexicon import sides_of_words
from dragoman.knowledge.tables import key
from dragoman.records import ActorKind, Entity, MentionKind
from dragoman.resolve.identity import Identity, rank_of
from dragoman.resolve.mentions import Found, sentence_numbers

#: How many sentences back a phrase may point.
_REACH = 12
#: How many for "both sides", who may be anybody.
_NEAR = 1
#: Nouns that any head of state or government, and any body, is called by.
_LEADERS = frozenset(("leader", "ruler", "strongman", "chief"))
_GROUPS = frozenset("group organization organisation movement body faction militia alliance bloc agency party".split())
_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "pair": 2, "duo": 2, "trio": 3}
#: Prepositions by which a place name locates rather than acts.
_LOCATES = frozenset(("in at from near around outside across through via to into toward towards inside over").split())
#: Ways of naming a state that are a place where they merely locate.
PLACES = ("capital", "government", "city", "region")
_ACTING = (Entity.PERSON, Entity.ORG, Entity.PLACE, Entity.NORP)


def owners_of(doc: Doc, found: Sequence[Found], identities: Sequence[Identity | None], keys: Sequence[str]) -> dict[int, int]:
    """Number of a definite phrase → number of the mention before it that it points back to."""
    sentence = _sentences(doc, found)
    out: dict[int, int] = {}
    named = {f.head: i for i, f in enumerate(found) if f.kind is MentionKind.NAMED}
    for i, f in enumerate(found):
        if f.kind is not MentionKind.NOMINAL or f.plural:
            continue
        if (beside := _named_beside(doc, f, found, named)) is not None:
            out[i] = beside
            continue
        if not f.definite:
            continue
        fits = _fitting(f, identities[i])
        for j in range(i - 1, -1, -1):
            if sentence[j] < sentence[i] - _REACH:
                break
            other = found[j]
            if other.kind is MentionKind.NAMED and not _overlap(f, other) and fits(other, identities[j]):
                out[i] = j
                break
    return out


def _named_beside(doc: Doc, f: Found, found: Sequence[Found], named: dict[int, int]) -> int | None:
    """The name that a phrase is in apposition with: "the leader of the team, Graziano Battistini"."""
    head = doc[f.head]
    for other in (head.head if head.dep_ == "appos" else None, *(c for c in head.children if c.dep_ == "appos")):
        if other is not None and (i := named.get(other.i)) is not None and _same_class(f, found[i]):
            return i
    return None


def _same_class(f: Found, name: Found) -> bool:
    return (f.entity is Entity.PERSON) == (name.entity is Entity.PERSON) and name.entity in (Entity.PERSON, Entity.ORG)


def _sentences(doc: Doc, found: Sequence[Found]) -> list[int]:
    numbers = sentence_numbers(doc)
    return [int(numbers[f.start]) for f in found]


def _overlap(a: Found, b: Found) -> bool:
    return a.start < b.stop and b.start < a.stop


def _fitting(f: Found, own: Identity | None) -> Callable[[Found, Identity | None], bool]:
    """What a mention must be for a phrase to point back to it."""
    noun = f.name
    country = own.code if own is not None else None
    if f.title is None:
        return _is_state if anaphors().get(noun) == "state" else _is_nobody
    agent = agents()[noun]
    words = set(key(noun).split())

    def person(other: Found, identity: Identity | None) -> bool:
        if other.entity is not Entity.PERSON:
            return False
        if country is not None and (identity is None or country not in (identity.code, identity.country)):
            return False
        role = identity.role if identity is not None else None
        if noun in _LEADERS:
            return rank_of(role) == "head" or (role is not None and "leader" in key(role).split())
        held = set(key(f"{other.title or ''} {role or ''}").split())
        return words <= held and not ("prime" in held and noun == "president")

    def body(other: Found, identity: Identity | None) -> bool:
        if other.entity is not Entity.ORG:
            return False
        if country is not None and identity is not None and country not in (identity.code, identity.country):
            return False
        if words <= set(key(other.name).split()):
            return True
        known = identity is not None and identity.kind in (ActorKind.GROUP, ActorKind.ORG)
        return noun in _GROUPS and known and country is None

    return person if agent.entity == "person" else body


def _is_state(other: Found, identity: Identity | None) -> bool:
    return identity is not None and identity.kind is ActorKind.STATE and other.entity in (Entity.PLACE, Entity.NORP)


def _is_nobody(other: Found, identity: Identity | None) -> bool:
    return False


def members_of(
    doc: Doc, found: Sequence[Found], identities: Sequence[Identity | None], keys: Sequence[str]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """(number of a phrase such as "the two countries", numbers of the last so many fitting mentions before it)."""
    sentence = _sentences(doc, found)
    named = {f.head: i for i, f in enumerate(found) if f.kind is MentionKind.NAMED}
    for i, f in enumerate(found):
        if f.kind is MentionKind.NOMINAL and f.plural and len(whose := _of_several(doc[f.head], named)) > 1:
            yield i, whose
            continue
        if f.kind is not MentionKind.NOMINAL or not f.plural or (wanted := _number(doc, f)) is None:
            continue
        kind = anaphors().get(f.name) or ("person" if f.title is not None and agents()[f.title].entity == "person" else None)
        if kind is None or (kind == "person" and not f.definite):
            continue
        taken: dict[str, int] = {}
        told: dict[str, int] = {}
        for j in range(i - 1, -1, -1):
            if sentence[j] < sentence[i] - (_NEAR if kind == "any" else _REACH) or (kind != "state" and len(taken) == wanted):
                break
            # persons, sides and parties are those that one sentence before names together
            if kind != "state" and taken and sentence[j] != sentence[next(iter(taken.values()))]:
                taken.clear()
            other, identity = found[j], identities[j]
            if other.kind is not MentionKind.NAMED or not _is_of(kind, other, identity) or _overlap(other, f) or _locates(doc, other):
                continue
            if kind != "any" or (sentence[j] < sentence[i] and doc[other.head].dep_ not in ("amod", "compound")):
                taken.setdefault(keys[j], j)
                told[keys[j]] = told.get(keys[j], 0) + 1
        if kind == "state" and len(taken) > wanted:
            # of several states, those that are spoken of most; of as many, the nearer
            most = sorted(taken, key=lambda k: (-told[k], -taken[k]))[:wanted]
            taken = {k: taken[k] for k in most}
        if len(taken) == wanted:
            yield i, tuple(sorted(taken.values()))


def _of_several(noun: Token, named: dict[int, int]) -> tuple[int, ...]:
    """Those that people are of, where they are several: "the leaders of *Japan* and *Ireland*", "officials from …"."""
    for child in noun.children:
        if child.dep_ == "nmod" and any(c.dep_ == "case" and c.lower_ in ("of", "from") for c in child.children):
            whose = (child, *(c for c in child.children if c.dep_ == "conj"))
            if all(t.i in named for t in whose):
                return tuple(named[t.i] for t in whose)
    return ()


def _locates(doc: Doc, f: Found) -> bool:
    """Whether a place name stands behind a preposition of place, which is not one of an act's own: "criticism *from* Moscow"."""
    if f.entity is not Entity.PLACE:
        return False
    lead = next((c for c in doc[f.head].children if c.dep_ == "case" and c.lower_ in _LOCATES), None)
    if lead is None:
        return False
    words = {doc[lead.i - 1].lemma_.lower() if lead.i > 0 else "", doc[f.head].head.lemma_.lower()}
    return not any((word, lead.lower_) in sides_of_words() for word in words)


def _number(doc: Doc, f: Found) -> int | None:
    words = [doc[t].lower_ for t in range(f.start, f.head + 1)]
    return next((_NUMBERS[w] for w in words if w in _NUMBERS), None)


def _is_of(kind: str, other: Found, identity: Identity | None) -> bool:
    if kind == "person":
        return other.entity is Entity.PERSON
    if identity is None:
        return False
    if kind == "state":
        return identity.kind is ActorKind.STATE
    return other.entity in _ACTING and (identity.kind is not ActorKind.OTHER)


def merely_locates(doc: Doc, f: Found, identity: Identity) -> bool:
    """A capital or city behind a preposition of place, or in a dateline, is a place and no actor."""
    return identity.how.endswith(PLACES) and _locates(doc, f)
