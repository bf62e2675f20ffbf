"""Events: the lexicon's predicates in the tree, with who did it to whom, when, whether, and by whose word."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from dragoman.extract.factuality import Modality, factuality, is_infinitive, modality
from dragoman.extract.periods import period_of
from dragoman.extract.scene import Scene
from dragoman.extract.slots import mentions_of, satisfied, words_of
from dragoman.extract.syntax import ancestors, conjuncts
from dragoman.extract.voices import token_span, voices
from dragoman.knowledge import ontology
from dragoman.knowledge.lexicon import PREPOSITIONS, Entry, by_word, word_parts
from dragoman.records import Basis, Event, EventType, Factuality, MentionKind, Reduction, Span, Tense
from dragoman.resolve.chains import Cast
from dragoman.resolve.trace import trace_of
from dragoman.text import row_id

_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
#: Types that speak of another act, which is then no event of its own ("urged Israel to withdraw").
_SPEAKING = frozenset(
    (EventType.AGREE, EventType.REQUEST, EventType.REJECT, EventType.THREATEN, EventType.ACCUSE, EventType.CONCEDE, EventType.SUPPORT)
)
#: Acts of the future that are commitments now (manual, "reductions").
_REDUCES = dict.fromkeys((EventType.CONSULT, EventType.SUPPORT, EventType.COOPERATE, EventType.AID), EventType.AGREE) | {
    EventType.RETREAT: EventType.CONCEDE
}
#: Acts that it is a threat to vow, and the mode of the threat.
_THREATENED = {EventType.ASSAULT: "violence", EventType.COERCE: "restrict", EventType.SANCTION: "relations"}
_VOWING = frozenset(("vow", "threaten", "pledge", "promise", "swear", "warn"))
#: Days after which an event is history (contract).
HISTORICAL_DAYS = 30


@dataclass(frozen=True, slots=True)
class _Coded:
    """An entry that holds at a predicate, with its event noun where it has one, and the mentions of both sides."""

    entry: Entry
    predicate: Token
    noun: Token | None
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    weight: float


def find_events(scene: Scene) -> tuple[Event, ...]:
    """All events of an article, in text order; several tellings of one are one row."""
    coded = _spoken_of_left_out(list(_coded(scene.doc, scene.read, scene.cast)))
    predicates = frozenset(t.i for c in coded for t in (c.predicate, c.noun) if t is not None)
    rows = [_event(c, scene, predicates) for c in coded]
    return _one_row_each(rows, scene.cast)


def _coded(doc: Doc, read: frozenset[int], cast: Cast) -> Iterator[_Coded]:
    """The best entry at each predicate; a noun that a verb's entry took as its event noun is no predicate any more."""
    found: list[_Coded] = []
    for token in doc:
        if token.i not in read or token.pos_ not in _POS:
            continue
        entries = by_word().get((_POS[token.pos_], token.lemma_.lower()), ())
        options = [c for e in entries for c in _hold(e, token, cast)]
        if options:
            found.append(max(options, key=lambda c: c.weight))
    used = {c.noun.i for c in found if c.noun is not None}
    # of a verb and its own object noun both coded alike, the fuller stands
    taken = {c.predicate.i: c for c in found}
    for c in found:
        if c.predicate.i in used:
            continue
        head = taken.get(c.predicate.head.i)
        if (
            c.entry.pos == "noun"
            and head is not None
            and head.entry.type is c.entry.type
            and c.predicate.dep_ in ("obj", "obl", "nsubj")
            and not (c.actors and c.recipients)
        ):
            continue
        own = taken.get(c.noun.i) if c.noun is not None else None
        yield _completed(c, own) if own is not None and own.entry.type is c.entry.type else c


def _completed(c: _Coded, noun: _Coded) -> _Coded:
    """A verb's coding with the sides that only its event noun tells: "Norway's *pledge* to Indonesia was *made*"."""
    if c.entry.reciprocal or noun.entry.reciprocal:
        return c
    actors = c.actors or tuple(m for m in noun.actors if m not in c.recipients)
    return replace(c, actors=actors, recipients=c.recipients or tuple(m for m in noun.recipients if m not in actors))


def _hold(entry: Entry, token: Token, cast: Cast) -> Iterator[_Coded]:
    if entry.pos == "noun" and token.ent_type_:
        return
    if not _phrase_holds(entry, token) or (entry.particle and not _particle(token, entry.particle)):
        return
    nouns: list[Token | None] = [None]
    if entry.objects:
        held = words_of(token, None, entry.particle if entry.particle in PREPOSITIONS else "object") or words_of(token, None, "object")
        nouns = [t for o in held for t in conjuncts(o) if _is_object(entry, t)]
        if not nouns:
            return
    for noun in nouns[:1]:
        if not satisfied(entry, token, noun, cast):
            return
        if entry.reciprocal:
            both = [m for slot in dict.fromkeys((*entry.actor, *entry.recipient)) for m in _side((slot,), token, noun, cast)]
            actors, recipients = list(dict.fromkeys(both)), []
        else:
            actors = _side(entry.actor, token, noun, cast)
            chains = {cast.mentions[m].chain for m in actors}
            recipients = [m for m in _side(entry.recipient, token, noun, cast) if m not in actors and not _points_to(m, chains, cast)]
        if (not actors and not recipients) or (entry.reciprocal and not recipients and len(actors) < _sides(entry)):
            return
        weight = (
            3.0 * bool(entry.objects)
            + 2.0 * bool(entry.particle)
            + len(entry.needs)
            + bool(actors)
            + (bool(recipients) or (entry.reciprocal and len(actors) > 1))
            + 0.5 * (len(entry.words[0].split()) > 1)
        )
        yield _Coded(entry, token, noun, tuple(actors), tuple(recipients), weight)


def _points_to(m: int, chains: set[int], cast: Cast) -> bool:
    """Whether a mention is a pronoun for one of these chains: nobody acts on whom "its" says acts."""
    return cast.mentions[m].kind is MentionKind.PRONOUN and cast.mentions[m].chain in chains


def _phrase_holds(entry: Entry, token: Token) -> bool:
    """Whether one of the entry's words, all of its parts where it has several ("car bomb", "sit-in"), stands at the token."""
    lemma = token.lemma_.lower()
    return any(parts == (lemma,) if len(parts) == 1 else lemma in parts and _stands_at(parts, token) for parts in word_parts(entry))


def _sides(entry: Entry) -> int:
    """How many parties a reciprocal entry must find: two where nothing but its subject can hold them."""
    return 2 if entry.actor == ("subject",) and not entry.recipient else 1


def _is_object(entry: Entry, token: Token) -> bool:
    """Whether a noun is one of the entry's objects, of one word, hyphened or of several ("courtesy call")."""
    if token.lemma_.lower() in entry.objects or _hyphenated(token) in entry.objects:
        return True
    return any(" " in name and _stands_at(tuple(name.split()), token) for name in entry.objects)


def _hyphenated(token: Token) -> str:
    """A word with what hyphens join to it, lower case: "u-turn" at "turn"."""
    doc, first = token.doc, token.i
    while first >= 2 and doc[first - 1].text == "-" and not doc[first - 1].whitespace_ and not doc[first - 2].whitespace_:
        first -= 2
    return "".join(t.lower_ for t in doc[first : token.i]) + token.lemma_.lower()


def _stands_at(parts: tuple[str, ...], token: Token) -> bool:
    doc = token.doc
    for k in range(len(parts)):
        first = token.i - k
        if first < 0 or first + len(parts) > len(doc):
            continue
        if all(part in (doc[first + j].lemma_.lower(), doc[first + j].lower_) for j, part in enumerate(parts)):
            return True
    return False


def _particle(token: Token, particle: str) -> bool:
    return any(
        c.lower_ == particle and 0 < c.i - token.i < 6 for c in token.doc[token.i + 1 : token.i + 6] if c.sent.start == token.sent.start
    )


def _side(slots: Sequence[str], token: Token, noun: Token | None, cast: Cast) -> list[int]:
    for slot in slots:
        if slot.startswith("+"):
            continue
        found = mentions_of(words_of(token, noun, slot), cast)
        if found:
            return found
    return []


def _spoken_of_left_out(coded: list[_Coded]) -> list[_Coded]:
    """Leaves out acts that another predicate merely asks for, refuses, threatens, promises or alleges."""
    speakers = {t.i: c for c in coded if c.entry.type in _SPEAKING for t in (c.predicate, c.noun) if t is not None}
    out = []
    for c in coded:
        at, hidden = c.predicate, False
        for head in ancestors(c.predicate):
            over = speakers.get(head.i)
            if (
                over is not None
                and over is not c
                and at.dep_ in ("xcomp", "ccomp", "obj", "obl", "advcl", "acl", "nmod")
                and _is_content(at, over)
            ):
                hidden = True
                break
            if at.dep_ in ("conj", "parataxis", "ROOT", "acl:relcl"):
                break
            at = head
        if not hidden:
            out.append(c)
    return out


def _is_content(token: Token, over: _Coded) -> bool:
    """Whether a word below a speaking predicate is what is spoken of, not when, where or why."""
    if token.dep_ in ("xcomp", "ccomp", "obj"):
        return True
    if token.dep_ in ("advcl", "acl"):
        return any(c.dep_ == "mark" and c.lower_ in ("to", "of", "for", "against") for c in token.children)
    return any(c.dep_ == "case" and c.lower_ in ("of", "for", "to", "against") for c in token.children) and token.i > over.predicate.i


def _event(c: _Coded, scene: Scene, predicates: frozenset[int]) -> Event:
    found = modality(c.predicate)
    heard, quote = voices(c.predicate, scene.cast, scene.quotes)
    evidence = [token_span(t) for t in (c.predicate, c.noun) if t is not None]
    at = (
        Span(start=min(s.start for s in evidence), stop=max(s.stop for s in evidence))
        if c.noun is None or abs(c.noun.i - c.predicate.i) < 8
        else evidence[0]
    )
    period = period_of(c.predicate, scene, found.tense, predicates)
    what = factuality(found, heard)
    type_, reduced = c.entry.type, None
    if what is Factuality.FUTURE and type_ in _REDUCES:
        reduced = Reduction(type=type_, period=period, factuality=what)
        type_, found, period = _REDUCES[type_], replace(found, tense=Tense.PRESENT), period_of(None, scene, Tense.PRESENT)
        what = factuality(found, heard)
    modes = c.entry.modes if reduced is None else ()
    if type_ in _THREATENED and _vowed(c.predicate):
        type_, modes, found = EventType.THREATEN, (_THREATENED[type_],), replace(found, tense=Tense.PAST)
        what, period = factuality(found, heard), period_of(c.predicate.head, scene, Tense.PAST, predicates)
    lag = (scene.day - datetime.date.fromisoformat(period.latest)).days if scene.day and period and period.latest else None
    historical = None if lag is None else lag >= HISTORICAL_DAYS
    names = [[scene.cast.mentions[m].id for m in side] for side in (c.actors, c.recipients)]
    return Event(
        id=row_id("e", scene.article, at.start, at.stop, type_, *names[0], "|", *names[1]),
        start=at.start,
        stop=at.stop,
        also=(),
        type=type_,
        modes=modes,
        contexts=c.entry.contexts,
        cameo=_cameo(c.entry, type_, modes),
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
        historical=historical,
        lag_days=lag,
        reduced_from=reduced,
        attributions=heard,
        quote=quote,
        trace=trace_of(c.entry.id, _confidence(c, found), evidence),
    )


def _cameo(entry: Entry, type_: EventType, modes: tuple[str, ...]) -> str | None:
    """The entry's CAMEO code; of a row whose type the coder changed, that of the type and mode it changed to."""
    if type_ is entry.type:
        return entry.cameo or None
    code = ontology.kinds()[type_, modes[0] if modes else None].cameo
    return code if len(code) > 2 else code + "0"


def _vowed(predicate: Token) -> bool:
    return predicate.dep_ in ("xcomp", "ccomp", "advcl") and predicate.head.lemma_.lower() in _VOWING and is_infinitive(predicate)


def _confidence(c: _Coded, found: Modality) -> float:
    """Fuller frames are surer: a documented guess until rows are judged by hand."""
    sure = (
        0.6
        + 0.1 * bool(c.actors)
        + 0.1 * bool(c.recipients)
        + 0.05 * bool(c.entry.objects or c.entry.particle)
        + 0.05 * bool(c.entry.needs)
    )
    return sure - 0.1 * (found.tense is Tense.FUTURE)


def _one_row_each(rows: list[Event], cast: Cast) -> tuple[Event, ...]:
    """Rows that tell one event (type, parties and stated day agree) as one: the fullest, the others in `also`."""
    actor_of = {m.id: (m.actor or f"chain {m.chain}") for m in cast.mentions}
    code = {k: a.code or a.name for k, a in cast.actors.items()}

    def parties(side: tuple[str, ...]) -> frozenset[str]:
        return frozenset(code.get(actor_of[m], actor_of[m]) for m in side)

    groups: list[list[Event]] = []
    for row in rows:
        home = next((g for g in groups if _same_event(g[0], row, parties)), None)
        if home is None:
            groups.append([row])
        else:
            home.append(row)
    out = []
    for group in groups:
        best = max(
            group,
            key=lambda r: (
                len(r.actors) + len(r.recipients),
                r.period is not None and r.period.basis is Basis.STATED,
                r.trace.confidence,
                -r.start,
            ),
        )
        also = tuple(sorted(Span(start=r.start, stop=r.stop) for r in group if r is not best))
        out.append(replace(best, also=also))
    return tuple(sorted(out, key=lambda r: (r.start, r.stop, r.id)))


def _same_event(a: Event, b: Event, parties: Callable[[tuple[str, ...]], frozenset[str]]) -> bool:
    if a.type is not b.type or a.factuality is not b.factuality:
        return False
    both = [(parties(r.actors), parties(r.recipients)) for r in (a, b)]
    shared = [x == y or not x or not y for x, y in zip(*both, strict=True)]
    if not all(shared) or not any(x and x == y for x, y in zip(*both, strict=True)):
        return False
    days = [r.period.earliest for r in (a, b) if r.period is not None and r.period.basis is Basis.STATED]
    return len(days) < 2 or days[0] == days[1]
