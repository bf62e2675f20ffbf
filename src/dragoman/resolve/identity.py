"""Who a mention is, as of a date: a name of the tables, or what its title, nationality and head noun tell."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from dragoman.knowledge.actors import Known, Name, agents, country_names, cow_numbers, names
from dragoman.knowledge.tables import key
from dragoman.records import ActorKind, Entity

#: How well each way of naming fits a mention of each entity class; a way not listed does not fit.
FITS: dict[Entity, dict[str, float]] = {
    Entity.PERSON: {"name": 1.0, "surname": 0.7},
    Entity.PLACE: {"name": 1.0, "capital": 0.9, "government": 0.9, "adjective": 0.6, "alias": 0.5, "demonym": 0.4},
    Entity.NORP: {"adjective": 1.0, "demonym": 1.0, "name": 0.6, "alias": 0.6},
    Entity.ORG: {"name": 1.0, "alias": 0.9, "government": 1.0, "capital": 0.4},
}
#: Which tables a mention of each class may name.
TABLES: dict[Entity, frozenset[str]] = {
    Entity.PERSON: frozenset(("office_holders",)),
    Entity.PLACE: frozenset(("states", "bodies", "armed_groups")),
    Entity.NORP: frozenset(("states", "armed_groups")),
    Entity.ORG: frozenset(("bodies", "armed_groups", "states")),
}
_DIRECTIONS = frozenset(
    (
        "north south east west northern southern eastern western central northeast northwest southeast southwest northeastern "
        "northwestern southeastern southwestern"
    ).split()
)
#: Days around a tenure within which its holder is still, or already, called by it.
_MARGIN = datetime.timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who is meant: fields as in `records.Actor`. `how` names the way it was found, `confidence` how sure it is.

    `acts` is false for a capital or place name that stands for a state only where it acts.
    """

    name: str
    kind: ActorKind
    code: str | None
    country: str | None
    cow: int | None
    sectors: tuple[str, ...]
    role: str | None
    wikidata: str | None
    how: str
    confidence: float


def identify(name: str, entity: Entity, on: datetime.date | None, title: str | None = None, country: str | None = None) -> Identity | None:
    """Who a name of an entity class is on a day (without one: by the latest row known).

    `title` and `country` are what stands beside it; they decide between candidates, and stand in where none is known.
    """
    found = _best(candidates(name, entity), on, country)
    if found is not None:
        known, fit = found.known, FITS[entity][found.how]
        sectors = known.sectors if known.table != "states" else _state_sectors(found)
        return Identity(
            known.name,
            known.kind,
            known.code,
            known.country,
            known.cow or cow_numbers().get(known.country or ""),
            sectors,
            known.role,
            known.wikidata,
            f"table.{known.table}.{found.how}",
            round(fit, 2),
        )
    if title is not None or (country is not None and entity is Entity.ORG):
        return described(name, entity, title, country)
    return None


def _state_sectors(found: Name) -> tuple[str, ...]:
    return ("GOV", *found.known.sectors) if found.how in ("capital", "government") else found.known.sectors


def candidates(name: str, entity: Entity) -> list[Name]:
    """Names of the tables that these words can be, in the order of the tables."""
    if entity not in FITS:
        return []
    fits, tables = FITS[entity], TABLES[entity]
    found = [n for n in names().get(key(name), ()) if n.how in fits and n.known.table in tables]
    if not found and entity is Entity.PLACE:
        words = name.split()
        if len(words) > 1 and words[0].lower() in _DIRECTIONS:
            return [n for n in candidates(" ".join(words[1:]), entity) if n.how == "name"]
    return found


def _best(found: list[Name], on: datetime.date | None, country: str | None) -> Name | None:
    """The candidate that fits best, that holds on the day, and is of the country named beside it."""
    if not found:
        return None
    scored = [(_score(n, on, country), -i, n) for i, n in enumerate(found)]
    best = max(scored, key=lambda s: s[:2])
    if best[0] <= 0:
        return None
    if best[2].how == "surname":
        rivals = {s[2].known.name for s in scored if s[0] == best[0]}
        if len(rivals) > 1:
            return None
    return best[2]


def _score(n: Name, on: datetime.date | None, country: str | None) -> float:
    known = n.known
    score = {"name": 4.0, "alias": 4.0, "government": 3.0, "capital": 3.0, "adjective": 3.5, "demonym": 3.5, "surname": 2.0}[n.how]
    if on is not None:
        holds = known.holds(on)
        near = known.holds(on - _MARGIN) or known.holds(on + _MARGIN)
        if known.table == "states" and not holds:
            return 0.0
        score += 1.5 if holds else 0.7 if near else 0.0
        if n.how == "surname" and not (holds or near):
            return 0.0
        if known.start is not None and on < known.start and not near:
            score -= 1.0  # not yet in office: the earlier office counts, or none
    elif known.end is None:
        score += 1.0
    if known.start is not None:
        score += known.start.toordinal() / 1e7  # of several rows the latest
    if country is not None and n.how == "surname" and country not in (known.code, known.country):
        return 0.0  # "Jordan's King Abdullah" is no Abdullah of Malaysia
    if country is not None:
        score += 1.0 if known.code == country or known.country == country else -1.5
    return score


def described(name: str, entity: Entity, title: str | None, country: str | None) -> Identity | None:
    """Who somebody is by nothing but an agent noun and a country: sectors from the one, code from the other."""
    agent = agents().get(title) if title is not None else None
    if agent is None and country is None:
        return None
    kind = {Entity.PERSON: ActorKind.PERSON, Entity.ORG: ActorKind.ORG, Entity.GROUP: ActorKind.GROUP}.get(entity, ActorKind.OTHER)
    sectors = agent.sectors if agent is not None else ()
    cow = cow_numbers().get(country) if country else None
    role = f"{title} ({country_names().get(country, country)})" if title and country else title
    return Identity(
        name, kind, country, country if country in country_names() else None, cow, sectors, role, None, "described", 0.6 if country else 0.4
    )


def known_state(name: str, entity: Entity, on: datetime.date | None) -> Known | None:
    """The state that a nationality, country or capital names, or None."""
    found = _best([n for n in candidates(name, entity) if n.known.table == "states"], on, None)
    return found.known if found is not None else None
