"""The views that researchers query, column by column; `views.sql` makes them."""

from __future__ import annotations

from dragoman.store.schema import TABLES, Column, Table

_BY_NAME = {(t.name, c.name): c for t in TABLES for c in t.columns}


def _of(table: str, *names: str) -> tuple[Column, ...]:
    return tuple(_BY_NAME[table, n] for n in names)


def _side(side: str) -> tuple[Column, ...]:
    return (
        Column(f"{side}s", "VARCHAR", f"the words of the {side}s, joined with '; '"),
        Column(f"{side}_names", "VARCHAR", f"who the {side}s are, by the tables' names, joined with '; '"),
        Column(f"{side}_codes", "VARCHAR", f"PLOVER entity codes of the {side}s, joined with '; '", "UNK where nobody is named or known"),
        Column(f"{side}_countries", "VARCHAR", f"states of the {side}s, joined with '; '", "ISO 3166 alpha-3"),
        Column(f"{side}_sectors", "VARCHAR", f"sectors of the {side}s, joined with ',' each and '; '", "PLOVER sectors"),
    )


def _state(side: str) -> tuple[Column, ...]:
    return (
        Column(f"{side}_cow", "INTEGER", f"number of the {side}'s state", "Correlates of War"),
        Column(f"{side}_gw", "INTEGER", f"number of the {side}'s state", "Gleditsch & Ward"),
    )


def _text(column: Column) -> Column:
    return Column(column.name, "VARCHAR", column.note + ", joined with '; '", column.codes)


VIEWS: tuple[Table, ...] = (
    Table(
        "events_tidy",
        "an event, lists joined",
        (
            *_of("events", "event_id", "article_id"),
            *_of("articles", "outlet", "published", "url", "caller_key"),
            *_of("events", "event_type"),
            *map(_text, _of("events", "modes", "contexts")),
            *_of("events", "cameo", "quad_class", "score"),
            *_side("actor"),
            *_side("recipient"),
            Column("place", "VARCHAR", "where, by the gazetteer's name"),
            Column("place_country", "VARCHAR", "state of that place", "ISO 3166 alpha-3"),
            *_of("places", "lat", "lon"),
            *_of("events", "period_earliest", "period_latest", "period_precision", "period_basis"),
            *_of("events", "factuality", "polarity", "certainty", "tense", "historical", "lag_days"),
            *_of("events", "reduced_type", "reduced_factuality", "reduced_earliest", "reduced_latest"),
            Column("voices", "VARCHAR", "whose word it is, outermost first, with the stance; empty: the outlet's own"),
            *_of("events", "quote_id", "words", "start_char", "stop_char", "rule", "rule_version", "confidence"),
        ),
        ("event_id",),
    ),
    Table(
        "dyad_month",
        "a directed pair of states in a month, by quad class and factuality",
        (
            Column("month", "DATE", "first day of the month, of the events or else of publication"),
            Column("actor_country", "VARCHAR", "state of an actor", "ISO 3166 alpha-3"),
            Column("recipient_country", "VARCHAR", "state of a recipient; of a mutual event, of another actor", "ISO 3166 alpha-3"),
            *_state("actor"),
            *_state("recipient"),
            *_of("events", "quad_class", "factuality"),
            Column("event_count", "BIGINT", "how many events"),
            Column("score_sum", "DOUBLE", "sum of the scores of those that happened (factuality actual); empty where there are none"),
        ),
        ("month", "actor_country", "recipient_country", "quad_class", "factuality"),
    ),
    Table(
        "source_day",
        "an outlet's day: what came in, what was read, what was found",
        (
            *_of("articles", "outlet", "published"),
            Column("article_count", "BIGINT", "articles read"),
            Column("codeable_count", "BIGINT", "of these, news of politics and conflict"),
            Column("rejection_count", "BIGINT", "inputs that were not read"),
            Column("event_count", "HUGEINT", "events found"),
            Column("quote_count", "HUGEINT", "quotes found"),
            Column("figure_count", "HUGEINT", "figures found"),
        ),
        ("outlet", "published"),
    ),
)
