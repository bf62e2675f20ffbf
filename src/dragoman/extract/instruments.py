"""Modes from what an act was done with: the bomb of a bomb attack, the drones that struck."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dragoman.extract.predicates import Coded
from dragoman.extract.syntax import children, preposition
from dragoman.knowledge.instruments import instruments, types_with_instruments

_WITH = frozenset((None, "with", "by", "in", "using", "from", "over", "via", "through", "of"))
#: Modes that a weaker one says nothing beside: a suicide bomber's bomb, a drone's missile.
_SAYS_ALL = {
    "suicide-attack": ("explosives", "primitive"),
    "drone": ("aerial", "heavy-weapons", "explosives"),
    "aerial": ("heavy-weapons", "explosives"),
    "crowd-control": ("firearms", "explosives"),
}


def instruments_of(c: Coded) -> tuple[str, ...]:
    """The modes that the nouns right under an event's words tell, beside those of its entry."""
    if c.entry.type not in types_with_instruments():
        return ()
    table = instruments()
    modes = (next((m for w in _names(t) if (m := table.get((c.entry.type, w))) is not None), None) for t in _beside(c))
    found = dict.fromkeys(m for m in modes if m is not None)
    kept = without_weaker((*c.modes, *found))
    return tuple(m for m in kept if m in found)


def without_weaker(modes: Sequence[str]) -> tuple[str, ...]:
    """Modes without those that a stronger one says nothing beside."""
    less = {weaker for mode in modes for weaker in _SAYS_ALL.get(mode, ())}
    return tuple(dict.fromkeys(m for m in modes if m not in less))


def _beside(c: Coded) -> Iterator[Token]:
    for t in (*c.words, *c.parts):
        if t.pos_ == "NOUN":
            yield t
        for d in t.children:
            if d.dep_ in ("obl", "nmod", "compound", "amod", "nsubj", "obl:agent", "obj") and preposition(d) in _WITH:
                yield d
                yield from children(d, "conj", "compound")
        for d in children(t, "advcl", "xcomp"):
            if d.lower_ == "using":
                yield from children(d, "obj")
                yield from (e for o in children(d, "obj") for e in children(o, "conj"))


def _names(token: Token) -> Iterator[str]:
    """A noun by its lemma, with the word before it and alone: water cannon are no cannon."""
    if token.i > token.sent.start:
        yield f"{token.nbor(-1).lemma_.lower()} {token.lemma_.lower()}"
    yield token.lemma_.lower()
