"""The tables of a store: every column with its type, its unit or codes, and what it means. DDL and codebook come from here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

#: Number of the schema that this version writes.
VERSION = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, DuckDB type, what it means, and its codes or unit where it has some."""

    name: str
    type: str
    note: str
    codes: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what a row of it is, its columns, and those that are its key."""

    name: str
    note: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]


def _c(name: str, type_: str, note: str, codes: str = "") -> Column:
    return Column(name, type_, note, codes)


_ARTICLE = _c("article_id", "VARCHAR", "article that the row is of", "articles.article_id")
_SPAN = (
    _c("start_char", "INTEGER", "first character, counted from 0", "Unicode code points of articles.text"),
    _c("stop_char", "INTEGER", "one past the last character", "Unicode code points of articles.text"),
)
_TRACE = (
    _c("rule", "VARCHAR", "rule or lexicon entry that gave the row"),
    _c("rule_version", "VARCHAR", "version of that rule"),
    _c("confidence", "DOUBLE", "how sure the row is", "0 to 1"),
    _c("evidence", "JSON", "words that the decision rests on", "list of {start, stop}"),
)
_ALSO = _c("also", "JSON", "where the article tells it again", "list of {start, stop}")
_VOICES = _c("attributions", "JSON", "whose word it is; empty: the outlet's own", "list of {chain, stance, cue}")
_DAYS = "ISO 8601 date; empty: open or unknown"


def _period(prefix: str = "period_") -> tuple[Column, ...]:
    return (
        _c(f"{prefix}earliest", "DATE", "first day on which it may have been", _DAYS),
        _c(f"{prefix}latest", "DATE", "last day on which it may have been", _DAYS),
        _c(f"{prefix}precision", "VARCHAR", "how closely the words date it", "day, week, month, quarter, year, decade, century, range"),
        _c(f"{prefix}basis", "VARCHAR", "what dates it", "stated, inferred, report_day"),
        _c(f"{prefix}time_id", "VARCHAR", "date expression that dates it", "times.time_id"),
    )


def _side(name: str, note: str) -> Table:
    return Table(
        name,
        note,
        (
            _c("event_id", "VARCHAR", "event", "events.event_id"),
            _ARTICLE,
            _c("place_in_list", "INTEGER", "place among the event's, from 1"),
            _c("mention_id", "VARCHAR", "mention", "mentions.mention_id"),
        ),
        ("event_id", "place_in_list"),
    )


_RUNS = Table(
    "runs",
    "one way of coding one set of inputs",
    (
        _c("run_id", "VARCHAR", "id, derived from the manifest"),
        _c("coder_id", "VARCHAR", "hash of what decides a reading: version, weights, lexicon, tables, settings"),
        _c("begun", "TIMESTAMP", "when it was first begun", "UTC"),
        _c("ended", "TIMESTAMP", "when it was finished; empty: it was not", "UTC"),
        _c("manifest", "JSON", "version, weights, lexicon, tables, settings and inputs, each by hash"),
    ),
    ("run_id",),
)
_ARTICLES = Table(
    "articles",
    "an article that was read",
    (
        _c("article_id", "VARCHAR", "id, derived from the text"),
        _c("run_id", "VARCHAR", "run that read it last", "runs.run_id"),
        _c("coder_id", "VARCHAR", "coder that read it last", "runs.coder_id"),
        _c("caller_key", "VARCHAR", "the id that its file gives it"),
        _c("origin", "VARCHAR", "file, and line or record where it holds several"),
        _c("title", "VARCHAR", "headline"),
        _c("outlet", "VARCHAR", "paper, agency or site, as the input says"),
        _c("url", "VARCHAR", "address, as the input says"),
        _c("lang", "VARCHAR", "language", "ISO 639-1"),
        _c("published", "DATE", "day of publication", _DAYS),
        _c("characters", "INTEGER", "length of the text", "code points"),
        _c("body", "VARCHAR", "the text; empty where the store keeps none"),
        _c("snippet", "VARCHAR", "its first 200 characters"),
        _c("parts", "JSON", "title, dek, dateline, body, caption, boilerplate", "list of {start, stop, kind}"),
        _c("codeable", "BOOLEAN", "whether it is news of politics and conflict"),
        _c("codeable_reason", "VARCHAR", "what it is else", "sport, entertainment, markets, weather, lifestyle, opinion"),
    ),
    ("article_id",),
)
_MENTIONS = Table(
    "mentions",
    "words that stand for somebody or something",
    (
        _c("mention_id", "VARCHAR", "id, derived from article and span"),
        _ARTICLE,
        *_SPAN,
        _c("words", "VARCHAR", "the words themselves"),
        _c("kind", "VARCHAR", "kind of words", "named, nominal, pronoun"),
        _c("entity", "VARCHAR", "what they name", "person, org, place, norp, group, other"),
        _c("chain", "INTEGER", "number of what the article treats as one"),
        _c("actor_id", "VARCHAR", "who is meant", "actors.actor_id"),
    ),
    ("mention_id",),
)
_ACTORS = Table(
    "actors",
    "who a chain of mentions stands for, as of the day of publication",
    (
        _c("actor_id", "VARCHAR", "id, derived from article, chain and who it is"),
        _ARTICLE,
        _c("name", "VARCHAR", "name in the tables, or the words' own"),
        _c("kind", "VARCHAR", "what it is", "person, state, org, group, other"),
        _c("code", "VARCHAR", "PLOVER entity code", "ISO 3166 alpha-3, UNO, EUR, IGO, NGO, MNC, IMG, …"),
        _c("country", "VARCHAR", "state that it belongs to", "ISO 3166 alpha-3"),
        _c("cow", "INTEGER", "that state's number", "Correlates of War"),
        _c("gw", "INTEGER", "that state's number", "Gleditsch & Ward"),
        _c("sectors", "VARCHAR[]", "PLOVER sectors, most specific first", "GOV, MIL, REB, OPP, PTY, COP, JUD, …"),
        _c("office", "VARCHAR", "role or office"),
        _c("wikidata", "VARCHAR", "Wikidata item"),
        _c("as_of", "DATE", "day that this holds for", _DAYS),
        *_TRACE,
        _c("candidates", "JSON", "who was passed over, best first", "list of {name, score, why}"),
    ),
    ("actor_id",),
)
_TIMES = Table(
    "times",
    "a date expression and the days it may mean",
    (
        _c("time_id", "VARCHAR", "id, derived from article, span and days"),
        _ARTICLE,
        *_SPAN,
        _c("words", "VARCHAR", "the words themselves"),
        _c("earliest", "DATE", "first day", _DAYS),
        _c("latest", "DATE", "last day", _DAYS),
        _c("precision", "VARCHAR", "how closely", "day, week, month, quarter, year, decade, century, range"),
        *_TRACE,
    ),
    ("time_id",),
)
_PLACES = Table(
    "places",
    "a place that is named",
    (
        _c("place_id", "VARCHAR", "id"),
        _ARTICLE,
        *_SPAN,
        _c("words", "VARCHAR", "the words themselves"),
        _c("name", "VARCHAR", "the gazetteer's English name"),
        _c("country", "VARCHAR", "state", "ISO 3166 alpha-3"),
        _c("adm1", "VARCHAR", "first-order division"),
        _c("lat", "DOUBLE", "latitude", "degrees, WGS 84"),
        _c("lon", "DOUBLE", "longitude", "degrees, WGS 84"),
        _c("geonames", "INTEGER", "GeoNames id"),
        _c("precision", "VARCHAR", "how closely", "point, city, adm2, adm1, country, region, water"),
        *_TRACE,
    ),
    ("place_id",),
)
_EVENTS = Table(
    "events",
    "who did what to whom, once however often the article tells it",
    (
        _c("event_id", "VARCHAR", "id, derived from article, span, type and sides"),
        _ARTICLE,
        *_SPAN,
        _c("words", "VARCHAR", "the words that tell it"),
        _ALSO,
        _c("event_type", "VARCHAR", "PLOVER type", "AGREE, CONSULT, …, ASSAULT"),
        _c("modes", "VARCHAR[]", "PLOVER modes"),
        _c("contexts", "VARCHAR[]", "PLOVER contexts"),
        _c("cameo", "VARCHAR", "CAMEO code"),
        _c("quad_class", "INTEGER", "quad class", "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict"),
        _c("score", "DOUBLE", "PLOVER (Goldstein) score", "-10 to 10"),
        _c("place_id", "VARCHAR", "where", "places.place_id"),
        *_period(),
        _c("polarity", "VARCHAR", "whether the clause affirms it", "positive, negative"),
        _c("certainty", "VARCHAR", "how certain the clause makes it", "certain, probable, possible, conditional"),
        _c("tense", "VARCHAR", "when the clause puts it", "past, present, future"),
        _c("factuality", "VARCHAR", "whether it happened, by the report", "actual, negated, future, hypothetical"),
        _c("historical", "BOOLEAN", "ended 30 days or more before publication, or recalled"),
        _c("lag_days", "INTEGER", "published minus last day", "days"),
        _c("reduced_type", "VARCHAR", "act that this commitment is to", "PLOVER type"),
        _c("reduced_factuality", "VARCHAR", "whether that act happened", "actual, negated, future, hypothetical"),
        *_period("reduced_"),
        _c("quote_id", "VARCHAR", "quote that tells it", "quotes.quote_id"),
        *_TRACE,
    ),
    ("event_id",),
)
_EVENT_ATTRIBUTIONS = Table(
    "event_attributions",
    "a voice that an event rests on; none: the outlet's own word",
    (
        _c("event_id", "VARCHAR", "event", "events.event_id"),
        _ARTICLE,
        _c("place_in_list", "INTEGER", "place among the event's, from 1"),
        _c("stance", "VARCHAR", "what the voice makes of it", "asserts, denies, doubts"),
        _c("voices", "VARCHAR[]", "mentions, outermost first; empty: an unnamed voice", "mentions.mention_id"),
        _c("cue_start", "INTEGER", "first character of the words that say so"),
        _c("cue_stop", "INTEGER", "one past their last"),
    ),
    ("event_id", "place_in_list"),
)
_QUOTES = Table(
    "quotes",
    "who said what",
    (
        _c("quote_id", "VARCHAR", "id, derived from article and pieces"),
        _ARTICLE,
        _c("kind", "VARCHAR", "kind of quote", "direct, mixed, indirect"),
        _c("content", "JSON", "its pieces", "list of {start, stop}"),
        _c("words", "VARCHAR", "the words quoted, pieces joined by a blank"),
        _c("source_start", "INTEGER", "first character of the speaker's words"),
        _c("source_stop", "INTEGER", "one past their last"),
        _c("speaker_id", "VARCHAR", "speaker", "mentions.mention_id"),
        _c("cue_start", "INTEGER", "first character of the cue"),
        _c("cue_stop", "INTEGER", "one past its last"),
        _c("addressee_id", "VARCHAR", "to whom", "mentions.mention_id"),
        _c("stance", "VARCHAR", "what is done by saying it", "asserts, denies, doubts, asks, urges, intends"),
        *_TRACE,
    ),
    ("quote_id",),
)
_FIGURES = Table(
    "figures",
    "how many, with bounds",
    (
        _c("figure_id", "VARCHAR", "id, derived from article, span and measure"),
        _ARTICLE,
        *_SPAN,
        _c("words", "VARCHAR", "the words themselves"),
        _ALSO,
        _c("measure", "VARCHAR", "what is counted", "killed, injured, casualties, missing, abducted, detained, displaced, …"),
        _c("counted_in", "VARCHAR", "unit or currency"),
        _c("low", "DOUBLE", "lower bound"),
        _c("best", "DOUBLE", "best value"),
        _c("high", "DOUBLE", "upper bound"),
        _c("qualifier", "VARCHAR", "how the words bound it", "exact, about, nearly, over, at_least, under, up_to, between, vague"),
        _c("count_kind", "VARCHAR", "what it adds up", "total, new, part"),
        _c("part_of", "VARCHAR", "figure that it is a part of", "figures.figure_id"),
        _c("of_start", "INTEGER", "first character of what is counted"),
        _c("of_stop", "INTEGER", "one past its last"),
        _c("by_id", "VARCHAR", "who did it", "mentions.mention_id"),
        _c("event_id", "VARCHAR", "event that it counts", "events.event_id"),
        _c("place_id", "VARCHAR", "where", "places.place_id"),
        *_period(),
        _c("as_of", "DATE", "day of the count", _DAYS),
        _VOICES,
        _c("quote_id", "VARCHAR", "quote that tells it", "quotes.quote_id"),
        *_TRACE,
    ),
    ("figure_id",),
)
_RELATIONS = Table(
    "relations",
    "what is said of a tie between two parties",
    (
        _c("relation_id", "VARCHAR", "id"),
        _ARTICLE,
        *_SPAN,
        _c("words", "VARCHAR", "the words themselves"),
        _ALSO,
        _c("party_1_id", "VARCHAR", "one party", "mentions.mention_id"),
        _c("party_2_id", "VARCHAR", "the other", "mentions.mention_id"),
        _c("tie", "VARCHAR", "how the tie is", "allied, friendly, neutral, strained, hostile, broken"),
        _c("tie_change", "VARCHAR", "where it goes", "improving, steady, worsening"),
        *_period(),
        _c("factuality", "VARCHAR", "whether it is so, by the report", "actual, negated, future, hypothetical"),
        _VOICES,
        _c("quote_id", "VARCHAR", "quote that tells it", "quotes.quote_id"),
        *_TRACE,
    ),
    ("relation_id",),
)
_REJECTIONS = Table(
    "rejections",
    "an input that was not read, and why",
    (
        _c("rejection_id", "VARCHAR", "id, derived from the other columns"),
        _c("run_id", "VARCHAR", "run that met it", "runs.run_id"),
        _c("origin", "VARCHAR", "file, and line or record where it holds several"),
        _c("caller_key", "VARCHAR", "the id that its file gives it"),
        _c("kind", "VARCHAR", "kind of fault", "missing, encoding, empty, format, size, language, fetch, duplicate, internal"),
        _c("message", "VARCHAR", "what was wrong and what to do"),
        _c("outlet", "VARCHAR", "paper, agency or site, as the input says"),
        _c("published", "DATE", "day of publication", _DAYS),
        _c("article_id", "VARCHAR", "of a duplicate: the article whose text it has", "articles.article_id"),
    ),
    ("rejection_id",),
)
_JUDGEMENTS = Table(
    "judgements",
    "what a person said of a row; later ones supersede, none is overwritten",
    (
        _c("judgement_id", "VARCHAR", "id"),
        _ARTICLE,
        _c("row_id", "VARCHAR", "row that is judged"),
        _c("field", "VARCHAR", "field that is judged; empty: the row as a whole"),
        _c("verdict", "VARCHAR", "right, wrong, or the right value"),
        _c("judge", "VARCHAR", "who says so"),
        _c("judged", "TIMESTAMP", "when", "UTC"),
        _c("remark", "VARCHAR", "why"),
    ),
    ("judgement_id",),
)
_CHANGES = Table(
    "changes",
    "what became of a row when its article was read again by another coder",
    (
        _c("row_id", "VARCHAR", "the row's id"),
        _c("table_name", "VARCHAR", "table it stands or stood in"),
        _ARTICLE,
        _c("run_id", "VARCHAR", "run that read the article again", "runs.run_id"),
        _c("earlier_run_id", "VARCHAR", "run that had read it before", "runs.run_id"),
        _c("fate", "VARCHAR", "what became of it", "came, went, changed"),
        _c("earlier", "JSON", "the row as it was"),
    ),
    ("row_id", "run_id", "earlier_run_id"),
)

#: Tables whose rows are one article's, in the order in which they are written.
OF_ARTICLES: tuple[Table, ...] = (
    _ARTICLES,
    _MENTIONS,
    _ACTORS,
    _TIMES,
    _PLACES,
    _EVENTS,
    _side("event_actors", "an actor of an event"),
    _side("event_recipients", "a recipient of an event"),
    _EVENT_ATTRIBUTIONS,
    _QUOTES,
    _FIGURES,
    _RELATIONS,
)
#: All tables of a store.
TABLES: tuple[Table, ...] = (_RUNS, *OF_ARTICLES, _REJECTIONS, _JUDGEMENTS, _CHANGES)


#: Tables whose key DuckDB itself keeps unique: an index is held in memory, so the long tables' keys are for the audit.
_INDEXED = frozenset(("runs", "articles", "rejections"))


#: Columns of long texts, which DuckDB would not compress of its own accord.
_LONG = frozenset(("body", "parts"))


def ddl(table: Table) -> str:
    """The statement that makes a table."""
    columns = ", ".join(f"{c.name} {c.type}" + (" USING COMPRESSION zstd" if c.name in _LONG else "") for c in table.columns)
    key = f", PRIMARY KEY ({', '.join(table.key)})" if table.name in _INDEXED else ""
    return f"CREATE TABLE {table.name} ({columns}{key})"


@cache
def structure(table: Table) -> str:
    """What `from_json` needs to know of a table's rows."""
    cells = (f'"{c.name}":' + (f'["{c.type.removesuffix("[]")}"]' if c.type.endswith("[]") else f'"{c.type}"') for c in table.columns)
    return "[{" + ",".join(cells) + "}]"
