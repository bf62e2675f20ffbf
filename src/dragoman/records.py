"""What a reading is made of: frozen dataclasses whose fields are the keys of the JSON, and the enums of their values.

Offsets are Unicode code points into `Article.text`, half open. Lists are tuples and never `None`; an absent value is
`None`. Where a field says mention, it holds the id of a `Mention`; event, quote, place, time likewise.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

SCHEMA = "dragoman.reading/1"


class PartKind(StrEnum):
    TITLE = "title"
    DEK = "dek"
    DATELINE = "dateline"
    BODY = "body"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"


class MentionKind(StrEnum):
    NAMED = "named"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class Entity(StrEnum):
    PERSON = "person"
    ORG = "org"
    PLACE = "place"
    NORP = "norp"
    GROUP = "group"
    OTHER = "other"


class ActorKind(StrEnum):
    PERSON = "person"
    STATE = "state"
    ORG = "org"
    GROUP = "group"
    OTHER = "other"


class Precision(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    RANGE = "range"


class PlacePrecision(StrEnum):
    POINT = "point"
    CITY = "city"
    ADM2 = "adm2"
    ADM1 = "adm1"
    COUNTRY = "country"
    REGION = "region"
    WATER = "water"


class Basis(StrEnum):
    STATED = "stated"
    INFERRED = "inferred"
    REPORT_DAY = "report_day"


class EventType(StrEnum):
    """PLOVER 2.0's sixteen."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Polarity(StrEnum):
    POSITIVE = "positive"
    NEGATIVE = "negative"


class Certainty(StrEnum):
    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"


class Tense(StrEnum):
    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


class Factuality(StrEnum):
    ACTUAL = "actual"
    NEGATED = "negated"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"


class VoiceStance(StrEnum):
    ASSERTS = "asserts"
    DENIES = "denies"
    DOUBTS = "doubts"


class QuoteKind(StrEnum):
    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class QuoteStance(StrEnum):
    ASSERTS = "asserts"
    DENIES = "denies"
    DOUBTS = "doubts"
    ASKS = "asks"
    URGES = "urges"
    INTENDS = "intends"


class Measure(StrEnum):
    KILLED = "killed"
    INJURED = "injured"
    CASUALTIES = "casualties"
    MISSING = "missing"
    ABDUCTED = "abducted"
    DETAINED = "detained"
    DISPLACED = "displaced"
    REFUGEES = "refugees"
    PARTICIPANTS = "participants"
    TROOPS = "troops"
    MONEY = "money"
    OTHER = "other"


class Qualifier(StrEnum):
    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    OVER = "over"
    AT_LEAST = "at_least"
    UNDER = "under"
    UP_TO = "up_to"
    BETWEEN = "between"
    VAGUE = "vague"


class Count(StrEnum):
    TOTAL = "total"
    NEW = "new"
    PART = "part"


class TieState(StrEnum):
    ALLIED = "allied"
    FRIENDLY = "friendly"
    NEUTRAL = "neutral"
    STRAINED = "strained"
    HOSTILE = "hostile"
    BROKEN = "broken"


class TieChange(StrEnum):
    IMPROVING = "improving"
    STEADY = "steady"
    WORSENING = "worsening"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Code points [start, stop) of the article's text."""

    start: int
    stop: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Why a row is there: the rule and its version, how sure it is (0 to 1), and the words it rests on."""

    rule: str
    version: str
    confidence: float
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody whom words might have meant: the score, and the features that gave it."""

    name: str
    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorTrace(Trace):
    """A trace that also holds the candidates that were passed over, best first."""

    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report as it came in, before anything is decided. `key` is the caller's id; `published` an ISO date; a caller's
    `lang` is believed, and its `title` is no part of `text`. `where` names the input in messages ("a.jsonl:3")."""

    text: str
    where: str
    key: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    lang: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    start: int
    stop: int
    kind: PartKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What was read. `id` is derived from the text; `key` is the caller's own id."""

    id: str
    key: str | None
    title: str | None
    outlet: str | None
    url: str | None
    lang: str
    published: str | None
    text: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Codeable:
    value: bool
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that stand for somebody or something; mentions of one `chain` stand for one."""

    id: str
    start: int
    stop: int
    kind: MentionKind
    entity: Entity
    chain: int
    actor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who is meant, by PLOVER's codes (`code`, `sectors`), as of a date."""

    name: str
    kind: ActorKind
    code: str | None
    country: str | None
    cow: int | None
    sectors: tuple[str, ...]
    role: str | None
    wikidata: str | None
    as_of: str | None
    trace: ActorTrace


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A date expression and the days it may mean, both ends included; an open end is `None`."""

    id: str
    start: int
    stop: int
    earliest: str | None
    latest: str | None
    precision: Precision
    trace: Trace


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place with the gazetteer's names; `lat` and `lon` in degrees (WGS 84)."""

    id: str
    start: int
    stop: int
    name: str
    country: str | None
    adm1: str | None
    lat: float | None
    lon: float | None
    geonames: int | None
    precision: PlacePrecision
    trace: Trace


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """When something took place; `time` is the `Time` that says so, where one does."""

    earliest: str | None
    latest: str | None
    precision: Precision
    basis: Basis
    time: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One voice: who says so (outermost first; `None` an unnamed link), with what stance, by which words."""

    chain: tuple[str | None, ...]
    stance: VoiceStance
    cue: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduction:
    """The act that PLOVER folds into a commitment: "will meet" is an AGREE, reduced from this CONSULT."""

    type: EventType
    period: Period | None
    factuality: Factuality


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Who did what to whom. `score` is PLOVER's (-10 to 10), `quad` its class (1 to 4), `lag_days` days before publication."""

    id: str
    start: int
    stop: int
    also: tuple[Span, ...]
    type: EventType
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    cameo: str | None
    quad: int
    score: float
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    period: Period | None
    polarity: Polarity
    certainty: Certainty
    tense: Tense
    factuality: Factuality
    historical: bool | None
    lag_days: int | None
    reduced_from: Reduction | None
    attributions: tuple[Attribution, ...]
    quote: str | None
    trace: Trace


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Who said what. `source` is the speaker's words in the sentence, `speaker` their mention."""

    id: str
    kind: QuoteKind
    content: tuple[Span, ...]
    source: Span | None
    speaker: str | None
    cue: Span | None
    addressee: str | None
    stance: QuoteStance
    trace: Trace


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """How many, with bounds; `of` is the words of what is counted, `by` the mention of who did it."""

    id: str
    start: int
    stop: int
    also: tuple[Span, ...]
    measure: Measure
    unit: str | None
    low: int | float | None
    best: int | float | None
    high: int | float | None
    qualifier: Qualifier
    count: Count
    part_of: str | None
    of: Span | None
    by: str | None
    event: str | None
    place: str | None
    period: Period | None
    as_of: str | None
    attributions: tuple[Attribution, ...]
    quote: str | None
    trace: Trace


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What is said of a tie between two parties, as such."""

    id: str
    start: int
    stop: int
    also: tuple[Span, ...]
    parties: tuple[str, str]
    state: TieState | None
    change: TieChange | None
    period: Period | None
    factuality: Factuality
    attributions: tuple[Attribution, ...]
    quote: str | None
    trace: Trace


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one article says. `actors` is keyed by actor id."""

    schema: str
    article: Article
    codeable: Codeable
    mentions: tuple[Mention, ...]
    actors: dict[str, Actor]
    times: tuple[Time, ...]
    places: tuple[Place, ...]
    events: tuple[Event, ...]
    quotes: tuple[Quote, ...]
    figures: tuple[Figure, ...]
    relations: tuple[Relation, ...]
