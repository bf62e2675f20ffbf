"""The codebook: every column of a store with its type, codes and meaning, from the same schema that makes the tables."""

from __future__ import annotations

from dragoman import __version__
from dragoman.knowledge import ontology
from dragoman.records import EventType
from dragoman.store.schema import TABLES, VERSION, Table
from dragoman.store.views import VIEWS


def labels() -> dict[str, str]:
    """Column of a table or view → what it means, in one line; a view's wins."""
    return {c.name: c.note for t in (*TABLES, *VIEWS) for c in t.columns}


def codebook() -> str:
    """The codebook as Markdown."""
    parts = [
        f"# Codebook\n\nTables of a Dragoman store (schema {VERSION}, Dragoman {__version__}). Offsets count Unicode code points of the"
        " article's text from 0; `stop` is one past the last. Days are ISO 8601. A list in a CSV cell is joined with `; `.\n"
    ]
    for title, tables in (("Views", VIEWS), ("Tables", TABLES)):
        parts.append(f"## {title}\n")
        parts += [_table(t) for t in tables]
    parts.append(_types())
    parts.append(
        "## Licence\n\nThe rows are yours, as far as the articles' owners let you; the types, modes and scores are PLOVER 2.0's (Open Event"
        " Data Alliance, CC BY-SA 4.0), the numbers of states the Correlates of War project's and Gleditsch & Ward's.\n"
    )
    return "\n".join(parts)


def _table(table: Table) -> str:
    rows = [f"| `{c.name}` | {c.type} | {c.note} | {c.codes} |" for c in table.columns]
    key = f" Key: {', '.join(f'`{k}`' for k in table.key)}." if table.key else ""
    return (
        f"### {table.name}\n\nA row is {table.note}.{key}\n\n| column | type | what it holds | codes, unit |\n|---|---|---|---|\n"
        + "\n".join(rows)
        + "\n"
    )


def _types() -> str:
    rows = [f"| {t} | {ontology.quad(t)} | {ontology.score(t, ()):g} |" for t in EventType]
    return "## Event types\n\n| type | quad class | score without a mode |\n|---|---|---|\n" + "\n".join(rows) + "\n"
