"""Mentions → chains and actors: what an article treats as one, and who that is."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from dragoman.knowledge.actors import agents
from dragoman.knowledge.tables import key
from dragoman.records import Actor, Entity, Mention, MentionKind, Trace
from dragoman.resolve.identity import Identity, described, identify, known_state
from dragoman.resolve.mentions import Found, find_mentions
from dragoman.resolve.trace import trace_of
from dragoman.text import row_id, span

#: Relations of a place name that locates rather than acts.
_LOCATES = frozenset(("in at from near around outside across through via to into toward towards inside over").split())


@dataclass(frozen=True, slots=True)
class Cast:
    """All mentions of an article, in order, with their tokens and actors.

    `found[i]` belongs to `mentions[i]`; `at` maps a head token to the innermost mention it heads.
    """

    mentions: tuple[Mention, ...]
    found: tuple[Found, ...]
    actors: dict[str, Actor]
    at: dict[int, int]

    def actor(self, i: int) -> Actor | None:
        """The actor of mention number `i`."""
        name = self.mentions[i].actor
        return self.actors[name] if name is not None else None


def resolve(doc: Doc, read: frozenset[int], article: str, on: datetime.date | None) -> Cast:
    """Finds mentions among the tokens `read`, chains them, and resolves each chain as of the day `on`."""
    found = find_mentions(doc, read)
    full = _full_names(found)
    identities: list[Identity | None] = [_identity(doc, f, full, on) for f in found]
    keys = [_chain_key(f, i, full) for f, i in zip(found, identities, strict=True)]
    _follow_pronouns(doc, found, identities, keys)
    actors: dict[str, Actor] = {}
    mentions: list[Mention] = []
    number: dict[str, int] = {}
    chain_actor: dict[str, str] = {}
    for f, identity, chain in zip(found, identities, keys, strict=True):
        at = span(doc[f.start].idx, doc[f.stop - 1].idx + len(doc[f.stop - 1]))
        actor = None
        if identity is not None and not _merely_locates(doc, f, identity):
            actor = chain_actor.get(chain)
            if actor is None or actors[actor].code != identity.code:
                actor = row_id("a", article, chain, identity.name, identity.code, identity.role)
                actors.setdefault(actor, _actor(identity, on, trace_of(f"actor.{identity.how}", identity.confidence, [at])))
                chain_actor.setdefault(chain, actor)
        mentions.append(
            Mention(
                id=row_id("m", article, at.start, at.stop),
                start=at.start,
                stop=at.stop,
                kind=f.kind,
                entity=f.entity,
                chain=number.setdefault(chain, len(number)),
                actor=actor,
            )
        )
    at_head: dict[int, int] = {}
    for i, f in enumerate(found):
        if f.head not in at_head or f.kind is MentionKind.NAMED:
            at_head[f.head] = i
    for i, f in enumerate(found):
        for t in range(f.start, f.stop):
            if f.kind is MentionKind.NAMED and doc[t].ent_type_:
                at_head.setdefault(t, i)
    return Cast(tuple(mentions), tuple(found), actors, at_head)


def _actor(identity: Identity, on: datetime.date | None, trace: Trace) -> Actor:
    return Actor(
        name=identity.name,
        kind=identity.kind,
        code=identity.code,
        country=identity.country,
        cow=identity.cow,
        sectors=identity.sectors,
        role=identity.role,
        wikidata=identity.wikidata,
        as_of=on.isoformat() if on else None,
        trace=trace,
    )


def _full_names(found: Sequence[Found]) -> dict[str, str]:
    """Last word of a person's name → the longest name that ends so."""
    full: dict[str, str] = {}
    for f in found:
        if f.entity is Entity.PERSON and f.kind is MentionKind.NAMED:
            last = key(f.name).split()[-1:]
            if last and len(f.name) > len(full.get(last[0], "")):
                full[last[0]] = f.name
    return full


def _country(doc: Doc, f: Found, on: datetime.date | None) -> str | None:
    """The country that the words in and before a mention name."""
    for i in f.parts:
        token = doc[i]
        text = next((e.text for e in doc.ents if e.start <= i < e.end), token.text)
        known = known_state(text, Entity.NORP if token.ent_type_ == "NORP" else Entity.PLACE, on)
        if known is not None:
            return known.code
    return None


def _identity(doc: Doc, f: Found, full: dict[str, str], on: datetime.date | None) -> Identity | None:
    if f.kind is MentionKind.PRONOUN:
        return None
    country = _country(doc, f, on)
    if f.kind is MentionKind.NOMINAL:
        return identify_nominal(f, country)
    name = full.get((key(f.name).split() or [""])[-1], f.name) if f.entity is Entity.PERSON else f.name
    title = f.title or (_head_title(f) if f.entity is Entity.ORG else None)
    return identify(name, f.entity, on, title, country)


def identify_nominal(f: Found, country: str | None) -> Identity | None:
    """An agent noun's identity: its sectors, and the country of the words in it."""
    return described(f.name, f.entity, f.title, country)


def _head_title(f: Found) -> str | None:
    """The agent noun that an organisation's own name holds ("Supreme Court" → "court")."""
    words = key(f.name).split()
    for size in (2, 1):
        for i in range(len(words) - size, -1, -1):
            phrase = " ".join(words[i : i + size])
            if phrase in agents() and agents()[phrase].entity != "person":
                return phrase
    return None


def _chain_key(f: Found, identity: Identity | None, full: dict[str, str]) -> str:
    if f.kind is MentionKind.PRONOUN:
        return f"pronoun {f.start}"
    if f.kind is MentionKind.NOMINAL:
        return f"nominal {identity.name if identity else f.name} {identity.code if identity else ''}"
    if f.entity is Entity.PERSON:
        return "person " + key(full.get((key(f.name).split() or [""])[-1], f.name))
    if identity is not None and identity.how.startswith("table."):
        return f"{identity.kind} {identity.name}"
    return "name " + key(f.name)


def _merely_locates(doc: Doc, f: Found, identity: Identity) -> bool:
    """A capital behind a preposition of place, or in a dateline, is a place and no actor."""
    if f.entity is not Entity.PLACE or not identity.how.endswith(("capital", "government")):
        return False
    head = doc[f.head]
    return any(child.dep_ == "case" and child.lower_ in _LOCATES for child in head.children)


def _follow_pronouns(doc: Doc, found: list[Found], identities: list[Identity | None], keys: list[str]) -> None:
    """Gives a pronoun the chain of what it most likely stands for: the nearest fitting subject, this sentence first.

    He and she look for persons, it and its for states and bodies that act; a whole sentence back at most, the one before
    the nearest paragraph's edge included.
    """
    for i, f in enumerate(found):
        if f.kind is not MentionKind.PRONOUN or (f.entity is Entity.OTHER and doc[f.start].lower_ not in ("it", "its", "itself")):
            continue
        best: tuple[float, int] | None = None
        here = doc[f.start].sent
        for j in range(i - 1, -1, -1):
            other = found[j]
            if other.start < here.start and doc[other.start].sent.end < here.start - 120:
                break
            if (
                other.stop > f.start
                or (other.kind is MentionKind.PRONOUN and keys[j].startswith("pronoun"))
                or not _fits(f, other, identities[j])
            ):
                continue
            score = _salience(doc, other, here.start) - 0.004 * (f.start - other.start)
            if best is None or score > best[0]:
                best = (score, j)
        if best is not None:
            keys[i], identities[i] = keys[best[1]], identities[best[1]]


def _fits(pronoun: Found, other: Found, identity: Identity | None) -> bool:
    if pronoun.entity is Entity.PERSON:
        return other.entity is Entity.PERSON
    return other.kind is MentionKind.NAMED and other.entity in (Entity.PLACE, Entity.ORG) and identity is not None


def _salience(doc: Doc, f: Found, sentence_start: int) -> float:
    head = doc[f.head]
    score = 1.0 if head.dep_.startswith("nsubj") else 0.4 if head.dep_ in ("obj", "iobj", "obl:agent") else 0.0
    if f.start >= sentence_start:
        score += 0.5
    return score + (0.3 if f.kind is MentionKind.NAMED else 0.0)
