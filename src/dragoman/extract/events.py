"""Events: the lexicon's predicates in the tree, with who did it to whom, when, whether, and by whose word."""

from __future__ import annotations

import datetime
from dataclasses import replace

from dragoman.extract.confidence import confidence
from dragoman.extract.content import whom_threatened, without_contents
from dragoman.extract.contexts import Topics, contexts_of, topics_of
from dragoman.extract.denials import with_denials
from dragoman.extract.factuality import Modality, factuality, is_wish, modality
from dragoman.extract.history import is_history
from dragoman.extract.instruments import instruments_of
from dragoman.extract.periods import period_of
from dragoman.extract.predicates import SPEAKING, Coded, coded_predicates
from dragoman.extract.rulings import REDUCES, committed, content_modes, own_word, standing, threatened
from dragoman.extract.scene import Scene
from dragoman.extract.speech import spoken_acts
from dragoman.extract.tellings import Telling, one_row_each
from dragoman.extract.voices import token_span, voices
from dragoman.knowledge import ontology
from dragoman.knowledge.tellings import telling_nouns
from dragoman.records import Certainty, Event, EventType, Factuality, PartKind, Polarity, Reduction, Span, Tense
from dragoman.resolve.trace import trace_of
from dragoman.text import event_id

#: Words between a verb and its event noun beyond which the verb alone is the event's span.
_NEAR = 8
_POINTING = frozenset(("the", "this", "that", "these", "those", "both", "such"))


#: What is weighed of a row besides its article.
Given = tuple[Coded, Modality, EventType, bool]


def find_events(scene: Scene) -> tuple[Event, ...]:
    """All events of an article, in text order; several tellings of one are one row."""
    tellings = [telling for telling, _ in _tellings(scene)]
    rows = one_row_each(with_denials(tellings, scene), scene.cast)
    named = {(i := event_id(scene.article, r.start, r.stop, r.type, r.actors, r.recipients)): replace(r, id=i) for r in reversed(rows)}
    return tuple(reversed(named.values()))


def coded_of(scene: Scene) -> list[tuple[Event, Given]]:
    """All tellings of an article as rows, with what their confidence rests on: for learning its weights."""
    return [(telling.row, given) for telling, given in _tellings(scene)]


def _tellings(scene: Scene) -> list[tuple[Telling, Given]]:
    lexical = coded_predicates(scene.doc, scene.read, scene.cast, scene.lexicon)
    spoken = spoken_acts(scene)
    over = {c.predicate.i for c in spoken}
    coded = [*(c for c in lexical if c.predicate.i not in over), *spoken]
    coded = standing(without_contents(coded, scene.cast), scene.cast)
    predicates = frozenset(t.i for c in coded for t in c.words)
    topics = topics_of(scene.doc, scene.read, scene.parts)
    return [_telling(c, scene, predicates, topics) for c in coded]


def _telling(c: Coded, scene: Scene, predicates: frozenset[int], topics: Topics) -> tuple[Telling, Given]:
    anchor = c.parts[0] if c.parts else c.noun if c.noun is not None else c.predicate
    points_back = anchor.lemma_.lower() in telling_nouns()[c.entry.type] and any(
        d.lower_ in _POINTING for d in anchor.children if d.i < anchor.i
    )
    title = scene.in_title(c.predicate.idx, PartKind.DEK)
    told = anchor if anchor.pos_ != "NOUN" or ("noun", anchor.lemma_.lower()) in scene.lexicon.by_word else c.predicate
    row, given = _event(c, scene, predicates, topics)
    return Telling(row, _stem(told.lemma_.lower()), points_back, title, c.predicate.sent.start), given


def _stem(word: str) -> str:
    """What a verb and its noun share: "visit", "visited"; "criticize", "criticism"."""
    return word[:5]


def _event(c: Coded, scene: Scene, predicates: frozenset[int], topics: Topics) -> tuple[Event, Given]:
    found = modality(c.predicate, c.entry.type)
    heard, quote = voices(c.predicate, scene.cast, scene.quotes)
    if c.entry.type in SPEAKING:
        heard = own_word(c, heard, scene.cast)
    if c.entry.pos == "clause":
        found = replace(found, polarity=Polarity.POSITIVE, certainty=Certainty.CERTAIN, tense=Tense.PAST)
    evidence = [token_span(t) for t in (*c.words, *c.parts)]
    at = _span(c)
    others = predicates - {t.i for t in (*c.words, *c.parts)}
    period = period_of(c.predicate, scene, found.tense, others)
    what = factuality(found, heard)
    type_, modes, reduced, rule = c.entry.type, tuple(dict.fromkeys((*content_modes(c), *instruments_of(c)))), None, c.entry.id
    threat = threatened(c, found, heard, scene.cast, lambda m: factuality(m, heard))
    if threat is not None:
        c = c if c.recipients else replace(c, recipients=whom_threatened(c, scene.cast))
        type_, modes, found = EventType.THREATEN, threat, replace(found, tense=Tense.PAST)
        heard = own_word(c, heard, scene.cast)
        what, period = factuality(found, heard), period_of(c.predicate.head, scene, Tense.PAST, predicates)
    elif type_ in REDUCES and (what is Factuality.FUTURE or (what is Factuality.HYPOTHETICAL and is_wish(found))):
        reduced = Reduction(type=type_, period=period, factuality=what)
        heard = own_word(c, heard, scene.cast)
        type_, period = REDUCES[type_], period_of(None, scene, Tense.PRESENT)
        found = replace(found, tense=Tense.PRESENT, certainty=Certainty.CERTAIN if is_wish(found) else found.certainty)
        what, modes = factuality(found, heard), ()
    elif what is Factuality.ACTUAL and (act := committed(c)) is not None:
        later = period_of(act[1].predicate, scene, Tense.FUTURE, predicates) if act[1] is not None else None
        reduced = Reduction(type=act[0], period=later, factuality=Factuality.FUTURE)
    lag = (scene.day - datetime.date.fromisoformat(period.latest)).days if scene.day and period and period.latest else None
    names = [[scene.cast.mentions[m].id for m in side] for side in (c.actors, c.recipients)]
    actors = [a for m in (*c.actors, *c.recipients) if (a := scene.cast.actor(m)) is not None]
    given = (c, found, type_, quote is not None)
    row = Event(
        id=event_id(scene.article, at.start, at.stop, type_, *names),
        start=at.start,
        stop=at.stop,
        also=(),
        type=type_,
        modes=modes,
        contexts=contexts_of(c, type_, actors, topics),
        cameo=_cameo(c, type_, modes),
        quad=ontology.quad(type_),
        score=ontology.score(type_, modes),
        actors=tuple(names[0]),
        recipients=tuple(names[1]),
        place=None,
        period=period,
        polarity=found.polarity,
        certainty=found.certainty,
        tense=found.tense,
        factuality=what,
        historical=is_history(c, scene, period, lag),
        lag_days=lag,
        reduced_from=reduced,
        attributions=heard,
        quote=quote,
        trace=trace_of(rule, confidence(*given, scene), [*evidence, *(token_span(t) for t in found.evidence)]),
    )
    return row, given


def _span(c: Coded) -> Span:
    spans = [token_span(t) for t in c.words]
    if c.noun is not None and abs(c.noun.i - c.predicate.i) >= _NEAR:
        return spans[0]
    return Span(start=min(s.start for s in spans), stop=max(s.stop for s in spans))


def _cameo(c: Coded, type_: EventType, modes: tuple[str, ...]) -> str | None:
    """The entry's CAMEO code; of a row whose type the coder changed, that of the type and mode it changed to."""
    if type_ is c.entry.type:
        return c.entry.cameo or None
    code = ontology.kinds()[type_, modes[0] if modes else None].cameo
    return code if len(code) > 2 else code + "0"
