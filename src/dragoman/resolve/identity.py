"""Which known actor a name is, as of a day: candidates, documented features, one table of weights, a decision.

The features and their weights stand in `knowledge/data/identity.csv`; each candidate keeps the ones it won or lost by.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from dragoman.errors import KnowledgeError
from dragoman.knowledge.actors import ACTOR_TABLES, BODY_TABLES, Known, Name, cow_numbers, predecessors, states, successors
from dragoman.knowledge.directory import Directory, shipped
from dragoman.knowledge.manifest import roster_until
from dragoman.knowledge.tables import alternatives, key, rows
from dragoman.records import ActorKind, Candidate, Entity
from dragoman.resolve.persons import namesakes

#: Which tables a mention of each class may name; a name of the user's own may be anything.
TABLES: dict[Entity, frozenset[str]] = {
    Entity.PERSON: frozenset(("office_holders",)),
    Entity.PLACE: frozenset(("states", "regions", *BODY_TABLES)),
    Entity.NORP: frozenset(("states", "regions", "armed_groups", "phoenix_groups")),
    Entity.ORG: frozenset(("states", "regions", *BODY_TABLES)),
}
_SHIPPED = frozenset(("states", "regions", *ACTOR_TABLES))
#: Days around a tenure within which its holder is still, or already, called by it.
_MARGIN = datetime.timedelta(days=31)
#: How long after an office a holder of less than a ministry is whom the name brings to mind.
_REMEMBERED = datetime.timedelta(days=365 * 10)
#: How far before a first office its holder is taken to be the same person and no namesake.
_YOUTH = datetime.timedelta(days=365 * 25)
#: Score that the best candidate must reach, and its lead over another where the words are not a full name.
LEAST_SCORE = 2.0
LEAST_LEAD = 0.15
#: Features of words that are a part of a name, or have it as a part.
PARTS = frozenset(("surname", "shorter", "longer"))
#: A surname that more officials than this bear is common.
COMMON_SURNAME = 8
#: Features of words that are less than a full name: they name somebody only while in office.
PARTIAL = frozenset(("surname", "longer", "shorter", "respelled", "initial"))
_LOSERS_KEPT = 4
DIRECTIONS = frozenset(
    (
        "north south east west northern southern eastern western central northeast northwest southeast southwest northeastern "
        "northwestern southeastern southwestern greater mainland"
    ).split()
)
#: Sectors that are given up with an office.
HELD = frozenset(("GOV", "LEG", "JUD", "MIL", "SPY", "COP"))


@dataclass(frozen=True, slots=True)
class Setting:
    """What a decision rests on besides the words: the directory, the day, and what the article names.

    `countries` are codes of the countries that the article names; `words` the keys of its words and names, `phrase` is
    the phrase itself.
    """

    on: datetime.date | None = None
    directory: Directory = field(default_factory=shipped)
    countries: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who is meant: fields as in `records.Actor`. `how` names the way it was found, `confidence` how sure it is, `losers`
    the candidates that were passed over."""

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
    losers: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its features and score."""

    known: Known
    features: tuple[str, ...]
    score: float

    @property
    def candidate(self) -> Candidate:
        """As it is printed."""
        role = f" ({self.known.role})" if self.known.role else ""
        return Candidate(name=self.known.name + role, score=round(self.score, 2), why=", ".join(self.features))


@cache
def weights() -> dict[str, float]:
    """Feature → weight."""
    out = {}
    for line, row in rows("identity.csv", ("feature", "weight", "meaning")):
        try:
            out[row["feature"]] = float(row["weight"])
        except ValueError as error:
            raise KnowledgeError(f"identity.csv:{line}: weight is {row['weight']!r}; it must be a number") from error
    return out


@cache
def _clues() -> dict[tuple[str, str], tuple[frozenset[str], bool]]:
    """(name, code) of a name that several bear → words that tell this bearer, and whether it is meant where nothing does."""
    table = rows("shared_names.csv", ("name", "code", "default", "clues", "why"))
    return {
        (key(row["name"]), row["code"]): (frozenset(key(c) for c in alternatives(row["clues"])), row["default"] == "yes")
        for _, row in table
    }


@cache
def _ranks() -> dict[str, str]:
    """The leading words of a role → its rank, head or minister."""
    table = rows("office_ranks.csv", ("office", "rank"))
    return {key(row["office"]): row["rank"] for _, row in table}


@lru_cache(maxsize=1 << 15)
def rank_of(role: str | None) -> str | None:
    """ "head" for an office of state or government, "minister" for one beneath, else None."""
    words = key(role or "").split()
    for size in range(min(4, len(words)), 0, -1):
        rank = _ranks().get(" ".join(words[:size]))
        if rank == "head" and words[size - 1] == "of" and not _is_state(" ".join(words[size:])):
            rank = None
        if rank is not None:
            return rank
    return None


@cache
def _realms() -> frozenset[str]:
    return frozenset(key(name) for _, names in states() for name, how in names if how == "name")


def _is_state(words: str) -> bool:
    """Whether words behind "President of" name a state, what stands in brackets or behind it put aside."""
    parts = words.removeprefix("the ").replace("(", "").split()
    return any(" ".join(parts[:size]) in _realms() for size in range(len(parts), 0, -1))


def candidates(
    name: str,
    setting: Setting,
    entity: Entity | None = None,
    title: str | None = None,
    countries: Sequence[str] = (),
    former: bool = False,
) -> list[Scored]:
    """Whom a name may mean, best first. `entity` is the class that the words were tagged as; `title`, `countries` and
    `former` are what stands in the phrase beside them."""
    tables = TABLES.get(entity, frozenset()) if entity is not None else _SHIPPED
    found: list[tuple[Name, tuple[str, ...]]] = []
    if entity in (None, Entity.PERSON):
        found.extend(namesakes(name, setting.directory))
    if entity is not Entity.PERSON:
        found += [(n, (n.how,)) for n in _named(name, setting.directory) if n.known.kind is not ActorKind.PERSON]
    scored = [
        s
        for n, features in found
        if n.known.table in tables or n.known.table not in _SHIPPED
        if (s := _scored(name, n.known, features, setting, entity, title, countries, former)) is not None
    ]
    return sorted(scored, key=lambda s: (-s.score, -_began(s.known), s.known.where))


def _began(known: Known) -> int:
    return known.start.toordinal() if known.start is not None else 0


def _named(name: str, directory: Directory) -> tuple[Name, ...]:
    """Names of the directory that the words are, a leading "northern" and the like put aside where need be."""
    found = directory.by_name.get(key(name), ())
    words = name.split()
    if not found and len(words) > 1 and words[0].lower() in DIRECTIONS:
        rest = directory.by_name.get(key(" ".join(words[1:])), ())
        return tuple(n for n in rest if n.known.table in ("states", "regions") and n.how in ("name", "region"))
    return found


def _scored(
    name: str,
    known: Known,
    features: tuple[str, ...],
    setting: Setting,
    entity: Entity | None,
    title: str | None,
    countries: Sequence[str],
    former: bool,
) -> Scored | None:
    """A candidate's score; None where the words cannot mean it."""
    out = list(features)
    time = _time_feature(known, setting.on)
    partial = bool(PARTIAL & set(features))
    if partial and (time == "ahead" or (time == "over" and not former and not _is_recent(known, setting.on, countries))):
        return None
    if time == "ahead" and known.table != "states" and not _is_young(known, setting.on):
        return None
    out += [time] if time else []
    out += _country(known, countries)
    # another country's police or party is not meant; a body of no state has members everywhere
    if "country_differs" in out and (partial or (known.table in BODY_TABLES and known.country is not None)):
        return None
    told = title is not None and known.role is not None and _same_office(title, known.role)
    if not (told or "country_agrees" in out or known.code in setting.countries) and _needs_support(name, known, features, time, entity):
        return None
    part = entity is Entity.PERSON and bool(PARTS & set(features))
    if part and not (told or "country_agrees" in out) and _is_anybodys(name, known, features, time, setting):
        return None
    if title is not None and known.role is not None:
        out.append("title_agrees" if _same_office(title, known.role) else "title_differs")
    if former and known.kind is ActorKind.PERSON:
        out.append("former_agrees" if time == "over" else "former_differs")
    rank = rank_of(known.role) if known.kind is ActorKind.PERSON else None
    if rank is not None:
        out.append(rank)
    elif known.kind is ActorKind.PERSON and _is_forgotten(known, setting.on):
        out.append("long_over")
    if known.code in setting.countries:
        out.append("context")
    clues, default = _clues().get((key(name), known.code or ""), (frozenset(), False))
    if clues and not (clues.isdisjoint(setting.words) and clues.isdisjoint(_words_and_pairs(setting.phrase))):
        out.append("clue")
    elif default:
        out.append("default")
    return Scored(known, tuple(out), sum(weights()[f] for f in out))


def _is_forgotten(known: Known, on: datetime.date | None) -> bool:
    """Whether an office ended so long before a day that its holder's name may well be another's."""
    return known.end is not None and on is not None and on - known.end > _REMEMBERED


def _needs_support(name: str, known: Known, features: tuple[str, ...], time: str | None, entity: Entity | None) -> bool:
    """Whether words are too little to name somebody with nothing beside them: a doubtful spelling anywhere; in an article,
    where most people are in no table, also a single name, a part of one, and one whose office is not of the day, but for
    who heads a state or government then."""
    doubtful = {"respelled", "initial"} & set(features)
    if doubtful and (PARTS & set(features) or (time is None and known.end is not None)):
        return True
    if entity is not Entity.PERSON:
        return False
    if rank_of(known.role) == "head" and not doubtful and time not in ("over", "ahead"):
        return False
    if " " not in key(name) or PARTS & set(features):
        return True
    return time in ("over", "ahead") and rank_of(known.role) != "head"


def _is_anybodys(name: str, known: Known, features: tuple[str, ...], time: str | None, setting: Setting) -> bool:
    """Whether a part of a name with no title or country beside it is more likely somebody's whom no table knows: another
    spelling of one; a surname that many officials bear, but for whoever heads a country of the article then; in an article of
    no date that of an old or lesser office."""
    if "respelled" in features and "surname" not in features:
        return True
    rank = rank_of(known.role)
    bearers = {n.known.name for n in setting.directory.by_name.get(key(name), ()) if n.how == "surname"}
    if "surname" in features and len(bearers) > COMMON_SURNAME:
        return rank != "head" or time != "holds" or known.code not in setting.countries
    if setting.on is not None:
        return False
    lesser = rank is None and "surname" in features
    return lesser or _is_forgotten(known, datetime.date.fromisoformat(f"{roster_until()}-01"))


def _is_recent(known: Known, on: datetime.date | None, countries: Sequence[str]) -> bool:
    """Whether an office ended a few years ago and the phrase names its country: "Iran's Rouhani" after his term."""
    return known.end is not None and on is not None and on - known.end < _REMEMBERED and "country_agrees" in _country(known, countries)


def _words_and_pairs(phrase: str) -> list[str]:
    words = key(phrase).split()
    return [*words, *(" ".join(words[i : i + 2]) for i in range(len(words) - 1))]


def _is_young(known: Known, on: datetime.date | None) -> bool:
    """Whether a day is before somebody's first office but within their grown life."""
    return known.kind is ActorKind.PERSON and known.start is not None and on is not None and on >= known.start - _YOUTH


def _time_feature(known: Known, on: datetime.date | None) -> str | None:
    if on is None:
        return "holds" if known.end is None else None
    if known.holds(on):
        return "holds"
    if known.holds(on - _MARGIN) or known.holds(on + _MARGIN):
        return "near"
    return "ahead" if known.start is not None and on < known.start else "over"


def _country(known: Known, countries: Sequence[str]) -> list[str]:
    if not countries or known.code is None:
        return []
    return ["country_agrees" if known.code in countries or known.country in countries else "country_differs"]


@cache
def _office_words(text: str) -> frozenset[str]:
    """What tells one office from another: its words, spelled one way."""
    spelled = {"defense": "defence", "premier": "prime", "foreign": "foreign", "chairperson": "chairman", "chairwoman": "chairman"}
    out = {spelled.get(w, w) for w in key(text).split()} - {"of", "the", "for", "and", "affairs", "acting"}
    return frozenset(out | {"minister"} if "prime" in out else out)


@lru_cache(maxsize=1024)
def _offices(directory: Directory, country: str) -> dict[frozenset[str], tuple[Known, ...]]:
    """What tells an office of a state → its tenures."""
    own = {w for n in _state_names(country) for w in key(n).split()}
    out: dict[frozenset[str], list[Known]] = defaultdict(list)
    for known in directory.officials.get(country, ()):
        if known.role is not None and rank_of(known.role) is not None:
            out[_office_words(known.role) - own].append(known)
    return {k: tuple(v) for k, v in out.items()}


def _state_names(country: str) -> list[str]:
    return [name for known, names in states() if known.code == country for name, how in names if how in ("name", "adjective")]


def holder_of(title: str, country: str, setting: Setting) -> Known | None:
    """Who held the office of a state on the setting's day, where the tables give exactly one and hold for the day."""
    if setting.on is None or setting.on.isoformat()[:7] > roster_until():
        return None
    found = [k for k in _offices(setting.directory, country).get(_office_words(title), ()) if k.holds(setting.on)]
    return found[0] if len({k.name for k in found}) == 1 else None


def _same_office(title: str, role: str) -> bool:
    return _office_words(title) <= _office_words(role)


def decide(found: Sequence[Scored]) -> Scored | None:
    """The best candidate where it is good enough and, if the words are not a full name, ahead of any other person."""
    if not found or found[0].score < LEAST_SCORE:
        return None
    best = found[0]
    if PARTIAL & set(best.features):
        rival = next((s for s in found if s.known.name != best.known.name), None)
        if rival is not None and best.score - rival.score < LEAST_LEAD and rival.known.code != best.known.code:
            return None
    return best


def holder(known: Known) -> Identity:
    """The identity of somebody who is named by nothing but an office."""
    return Identity(
        known.name,
        known.kind,
        known.code,
        known.country,
        known.cow,
        known.sectors,
        known.role,
        known.wikidata,
        "office",
        0.75,
    )


def identity_of(best: Scored, found: Iterable[Scored], on: datetime.date | None) -> Identity:
    """The identity that a candidate gives on a day, the others kept as losers."""
    known, code = best.known, _code_on(best.known, on)
    rest = [s for s in found if s is not best and (s.known.name, s.known.role, s.known.code) != (known.name, known.role, known.code)]
    sectors, role = _as_of(best, on)
    if known.table == "states" and {"capital", "government"} & set(best.features):
        sectors = ("GOV", *sectors)
    lead = best.score - rest[0].score if rest else 2.0
    return Identity(
        known.name,
        known.kind,
        code,
        code if known.country == known.code else known.country,
        (known.cow if code == known.code else None) or cow_numbers().get(code or ""),
        sectors,
        role,
        known.wikidata,
        f"{known.table}.{best.features[0]}",
        round(min(0.99, max(0.3, 0.6 + 0.05 * (best.score - 4.0) + 0.1 * min(lead, 2.0))), 2),
        tuple(s.candidate for s in rest[:_LOSERS_KEPT]),
    )


def _code_on(known: Known, on: datetime.date | None) -> str | None:
    """The code of an actor on a day: that of a state which has ended passes to its successor, and was not yet the
    successor's before."""
    if on is None or known.table in ("states", "regions") or known.code is None:
        return known.code
    ended = successors().get(known.code)
    if ended is not None and on > ended[0]:
        return ended[1]
    before = predecessors().get(known.code)
    return before[1] if before is not None and on <= before[0] else known.code


def _as_of(best: Scored, on: datetime.date | None) -> tuple[tuple[str, ...], str | None]:
    """Sectors and role of a candidate on a day: an office that is over makes a former holder, one to come makes nothing yet."""
    known = best.known
    if known.kind is not ActorKind.PERSON or on is None:
        return known.sectors, known.role
    if "over" in best.features:
        role = f"former {known.role}" if known.role else None
        return (("ELI",) if known.sectors[:1] and known.sectors[0] in HELD else known.sectors), role
    if "ahead" in best.features:
        return (), None
    return known.sectors, known.role


def identify(
    name: str,
    entity: Entity | None,
    setting: Setting,
    title: str | None = None,
    countries: Sequence[str] = (),
    former: bool = False,
) -> tuple[Identity | None, list[Scored]]:
    """Who a name is, or None, with all candidates best first; arguments as of `candidates`."""
    found = candidates(name, setting, entity, title, countries, former)
    best = decide(found)
    return (identity_of(best, found, setting.on) if best is not None else None), found
