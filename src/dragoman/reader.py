"""A report → its reading, each step a pure function of what came before."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from spacy.tokens import Doc

from dragoman.annotate.annotator import annotate
from dragoman.annotate.language import require_english
from dragoman.annotate.parts import dateline_pieces, find_parts
from dragoman.errors import EmptyError
from dragoman.extract.codeability import codeability
from dragoman.extract.events import find_events
from dragoman.extract.figures import find_figures
from dragoman.extract.marks import marked
from dragoman.extract.quotes import find_quotes
from dragoman.extract.scene import Scene
from dragoman.extract.times import find_times
from dragoman.knowledge import lexicon as lexicons
from dragoman.knowledge.directory import Directory, with_own
from dragoman.knowledge.lexicon import Lexicon
from dragoman.records import SCHEMA, Article, Part, PartKind, Reading, Report
from dragoman.resolve.chains import resolve
from dragoman.resolve.speakers import with_speakers
from dragoman.text import article_id

#: Parts whose words give rows of every kind.
READ = frozenset((PartKind.TITLE, PartKind.DEK, PartKind.BODY))


def read(
    text: str,
    *,
    published: str | None = None,
    title: str | None = None,
    lang: str | None = None,
    key: str | None = None,
    actors: Path | str | None = None,
    lexicon: Path | str | None = None,
    keep_uncodeable: bool = False,
) -> Reading:
    """Reads the text of one report.

    `published` is an ISO date; `lang` a language code that is believed; `title` the headline where it is not in the text;
    `actors` a CSV file of one's own actors, whose names win over the shipped ones; `lexicon` one of one's own event entries,
    laid over the shipped ones; `keep_uncodeable` gives the events of articles of sport, markets and the like all the same.

    Raises:
        EmptyError: there is nothing to read.
        LanguageError: the text is not English.
        KnowledgeError: the file of actors or that of entries has faults.
    """
    directory = with_own(Path(actors)) if actors is not None else None
    entries = lexicons.with_own(Path(lexicon)) if lexicon is not None else None
    report = Report(text=text, where=key or "text", key=key, title=title, lang=lang, published=published)
    return read_report(report, directory, entries, keep_uncodeable)


def read_report(
    report: Report, directory: Directory | None = None, lexicon: Lexicon | None = None, keep_uncodeable: bool = False
) -> Reading:
    """Reads a report as it came in, with the actors of `directory` and the entries of `lexicon` (the shipped ones where none
    are given), and with `keep_uncodeable` the events of articles of sport and the like too; raises as `read` does."""
    scene, article = _scene(report, directory, lexicon)
    events = find_events(scene)
    codeable, standing = codeability(scene, events)
    return Reading(
        schema=SCHEMA,
        article=article,
        codeable=codeable,
        mentions=scene.cast.mentions,
        actors=scene.cast.actors,
        times=scene.times,
        places=(),
        events=events if keep_uncodeable else standing,
        quotes=scene.quotes,
        figures=find_figures(scene),
        relations=(),
    )


def scene_of(report: Report) -> Scene:
    """An article as extraction sees it, for learning from it; raises as `read`."""
    return _scene(report, None, None)[0]


def _scene(report: Report, directory: Directory | None, lexicon: Lexicon | None) -> tuple[Scene, Article]:
    text = report.text
    if not text.strip():
        raise EmptyError("there is no text; give an article", report.where)
    parts = find_parts(text, report.title)
    lang = require_english(text, report.lang, report.where)
    if all(p.kind in (PartKind.BOILERPLATE, PartKind.CAPTION) for p in parts):
        raise EmptyError("there is nothing but boilerplate; give the article itself", report.where)
    name = article_id(text)
    published, day = report.published, _day_of(report, text, parts, name)
    doc = annotate(text, parts)
    readable = _tokens(doc, parts, READ)
    times = find_times(text, parts, name, day)
    stretches = marked(text, parts)
    cast = resolve(doc, readable, name, day, stretches, directory)
    quotes = find_quotes(doc, stretches, parts, cast, name)
    cast = with_speakers(cast, quotes)
    article = Article(
        id=name,
        key=report.key,
        title=report.title or _title(text, parts),
        outlet=report.outlet,
        url=report.url,
        lang=lang,
        published=published,
        text=text,
        parts=parts,
    )
    return Scene(doc, readable, cast, times, quotes, name, day, parts, lexicon or lexicons.shipped()), article


def annotate_report(report: Report) -> Doc:
    """The linguistic layer of a report alone; raises as `read` does."""
    if not report.text.strip():
        raise EmptyError("there is no text; give an article", report.where)
    require_english(report.text, report.lang, report.where)
    return annotate(report.text, find_parts(report.text, report.title))


def _title(text: str, parts: Sequence[Part]) -> str | None:
    return next((text[p.start : p.stop] for p in parts if p.kind is PartKind.TITLE), None)


def _day_of(report: Report, text: str, parts: Sequence[Part], name: str) -> datetime.date | None:
    """The day that dates are reckoned from: publication, else the dateline's date where it is a whole one."""
    if report.published is not None:
        return datetime.date.fromisoformat(report.published)
    for part in parts:
        if part.kind is PartKind.DATELINE and (piece := dateline_pieces(text, part).date) is not None:
            found = find_times(text, (Part(start=piece.start, stop=piece.stop, kind=PartKind.DATELINE),), name, None)
            if found and found[0].earliest and found[0].earliest == found[0].latest:
                return datetime.date.fromisoformat(found[0].earliest)
    return None


def _tokens(doc: Doc, parts: Sequence[Part], kinds: frozenset[PartKind]) -> frozenset[int]:
    """Tokens of the parts of these kinds, white space left out."""
    out: set[int] = set()
    spans = [(p.start, p.stop) for p in parts if p.kind in kinds]
    n = 0
    for token in doc:
        while n < len(spans) and spans[n][1] <= token.idx:
            n += 1
        if n < len(spans) and spans[n][0] <= token.idx and not token.is_space:
            out.add(token.i)
    return frozenset(out)
