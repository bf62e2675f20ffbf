"""Whose police "the police" are: a report's own country for the offices and crowds that it names without one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from dragoman.records import ActorKind, Entity, MentionKind
from dragoman.resolve.identity import Identity
from dragoman.resolve.mentions import Found

#: Sectors that are of the country that a report is about where it says no other: its state, its parties, its public. Rebels,
#: refugees, spies and international bodies may be anybody's.
_DOMESTIC = frozenset(("GOV", "MIL", "COP", "JUD", "LEG", "PTY", "OPP", "LAB", "EDU", "JRN", "CVL"))
#: The least share of the named states and their people that the report's country has, and the fewest mentions of it.
_SHARE, _LEAST = 0.6, 3
#: Prepositions behind which stands where a sentence is set.
_SETS = frozenset(("in", "at", "near", "around", "outside", "across"))


def at_home(doc: Doc, found: Sequence[Found], identities: list[Identity | None], keys: Sequence[str]) -> None:
    """Gives phrases such as "the police" or "protesters" the one country that their sentence is set in, else the report's; a
    chain has that of its first phrase."""
    wanted = [i for i, f in enumerate(found) if _is_domestic(f, identities[i])]
    if not wanted:
        return
    country = _country(found, identities)
    set_in = _settings(doc, found, identities)
    chains: dict[str, Identity | None] = {}
    for i in wanted:
        chains.setdefault(keys[i], set_in.get(doc[found[i].head].sent.start) or country)
    for i, own in enumerate(identities):
        model = chains.get(keys[i])
        if own is not None and own.code is None and own.country is None and model is not None:
            identities[i] = replace(own, code=model.code, country=model.country, cow=model.cow, how="home", confidence=0.6)


def _is_domestic(f: Found, identity: Identity | None) -> bool:
    if identity is None or identity.code is not None or identity.country is not None:
        return False
    if (f.kind is MentionKind.NAMED and f.entity is not Entity.ORG) or "international" in f.name.lower():
        return False
    return bool(identity.sectors) and identity.sectors[0] in _DOMESTIC and identity.how == "described"


def _state_of(f: Found, identity: Identity | None) -> Identity | None:
    """The state that a mention names, by itself, its people or a place in it; what is an actor of its own names none."""
    if f.kind is not MentionKind.NAMED or identity is None or identity.country is None or identity.country != identity.code:
        return None
    return identity if f.entity in (Entity.PLACE, Entity.NORP) and identity.kind is not ActorKind.GROUP else None


def _country(found: Sequence[Found], identities: Sequence[Identity | None]) -> Identity | None:
    """The country that most of a report's names are of; none where two contend."""
    count: Counter[str] = Counter()
    model: dict[str, Identity] = {}
    for f, identity in zip(found, identities, strict=True):
        state = _state_of(f, identity)
        if state is not None and state.country is not None:
            count[state.country] += 1
            model.setdefault(state.country, state)
    if not count:
        return None
    (best, times), *_ = count.most_common(1)
    return model[best] if times >= _LEAST and times >= _SHARE * count.total() else None


def _settings(doc: Doc, found: Sequence[Found], identities: Sequence[Identity | None]) -> dict[int, Identity | None]:
    """Sentence (by its first token) → the state of the places it is set in ("in Lagos"); none where they are of several."""
    out: dict[int, Identity | None] = {}
    for f, identity in zip(found, identities, strict=True):
        state = _state_of(f, identity)
        if state is None or f.entity is not Entity.PLACE:
            continue
        if not any(c.dep_ == "case" and c.lower_ in _SETS for c in doc[f.head].children):
            continue
        first = doc[f.head].sent.start
        known = out.get(first, state)
        out[first] = state if known is not None and known.country == state.country else None
    return out
