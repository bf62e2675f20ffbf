"""What is asked for, refused, threatened, promised or alleged: no events of their own, but they say to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from dragoman.extract.predicates import SPEAKING, Coded
from dragoman.extract.syntax import ancestors, children, is_passive, preposition
from dragoman.knowledge.modality import Effect, effects
from dragoman.records import Entity, EventType, MentionKind
from dragoman.resolve.chains import Cast

#: Types that are done to somebody, whom what they speak of may name ("threatened to bomb Iran").
_ADDRESSED = frozenset((EventType.AGREE, EventType.REQUEST, EventType.REJECT, EventType.THREATEN, EventType.CONCEDE))
_CONTENT = ("xcomp", "ccomp", "obj", "obl", "advcl", "acl", "nmod")
#: What leads in why and when somebody speaks: what it names is told as a fact.
_CIRCUMSTANCE = frozenset(
    "after over following since during amid amidst despite because response retaliation wake due given when while".split()
)
#: Words at which a sentence turns from what is spoken of to when, why and by whose word.
_TURNS = frozenset(
    "if unless after before because as while when where since until although though despite amid according said who which".split()
)
_PLACING = frozenset("in at near from by during after before since inside outside across".split())
_LEADS = frozenset(("of", "for", "to", "against"))


def without_contents(coded: Sequence[Coded], cast: Cast) -> list[Coded]:
    """Leaves out acts that another predicate merely asks for, refuses, threatens, promises or alleges; whom they are to be done
    to stands in for the recipient that such a predicate does not name."""
    speakers = {t.i: n for n, c in enumerate(coded) if c.entry.type in SPEAKING for t in c.words}
    over = [_spoken_of_by(c, coded, speakers) for c in coded]
    under: dict[int, list[Coded]] = defaultdict(list)
    for n, inner in zip(over, coded, strict=True):
        if n is not None:
            under[n].append(inner)
    out = []
    for n, c in enumerate(coded):
        if over[n] is not None:
            continue
        contents = under[n]
        alone = not c.entry.reciprocal or len({cast.party(m) for m in c.actors}) == 1
        told = c.predicate.pos_ == "VERB" and is_passive(c.predicate)  # "students were told to …": they are meant, known or not
        if not c.recipients and alone and not told and c.entry.type in _ADDRESSED:
            c = replace(c, recipients=_whom(c, contents, cast))
        out.append(replace(c, content=contents[0]) if contents else c)
    return out


def _spoken_of_by(c: Coded, coded: Sequence[Coded], speakers: dict[int, int]) -> int | None:
    """The number of the speaking predicate whose content an act is."""
    at = c.predicate
    for head in ancestors(c.predicate):
        n = speakers.get(head.i)
        if n is not None and coded[n] is not c and at.dep_ in _CONTENT:
            if _is_content(at, coded[n]) and not _is_fact(coded[n]):
                return n
            if at.pos_ in ("VERB", "AUX") and at.dep_ != "xcomp":
                return None
        if at.dep_ in ("obl", "nmod", "advcl") and _led_by(at) & _CIRCUMSTANCE:
            return None
        if at.dep_ in ("parataxis", "ROOT", "acl:relcl") or (
            at.dep_ == "conj" and at.pos_ in ("VERB", "AUX") and at.head.pos_ in ("VERB", "AUX") and not _shares_to(at)
        ):
            return None
        at = head
    return None


def _led_by(token: Token) -> set[str]:
    """The words of the preposition or conjunction that leads a phrase or clause in."""
    leads = children(token, "case", "mark")
    words = {t.lower_ for lead in leads for t in (lead, *children(lead, "fixed"))}
    return words | {lead.nbor(-1).lower_ for lead in leads if lead.lower_ == "to" and lead.i > 0}  # "in response to"


def _shares_to(verb: Token) -> bool:
    """Whether a coordinated verb goes on with an infinitive: "urged Iran to stop and *withdraw*"."""
    head = verb.head
    return head.dep_ in ("xcomp", "acl", "advcl") and not any(c.dep_.startswith("nsubj") or c.dep_ == "aux" for c in verb.children)


def _is_fact(over: Coded) -> bool:
    """Whether what a predicate speaks of took place: what is condemned, praised or regretted has."""
    place = "noun" if over.predicate.pos_ == "NOUN" else "verb"
    words = [(place, over.predicate), *([("noun", over.noun)] if over.noun is not None else [])]
    return any(effects(p).get(t.lemma_.lower()) is Effect.FACTIVE for p, t in words)


def _is_content(token: Token, over: Coded) -> bool:
    """Whether a word below a speaking predicate is what is spoken of, not when, where or why."""
    if token.dep_ in ("xcomp", "ccomp", "obj"):
        return True
    if token.dep_ in ("advcl", "acl"):
        return any(c.dep_ in ("mark", "case") and c.lower_ in _LEADS for c in token.children)
    return any(c.dep_ == "case" and c.lower_ in _LEADS for c in token.children) and token.i > over.predicate.i


def _whom(c: Coded, contents: Sequence[Coded], cast: Cast) -> tuple[int, ...]:
    """Whom an act spoken of is to be done to, or is to do it: the recipients of its predicate, else the nearest actor in it."""
    mine = {cast.party(m) for m in c.actors}
    asks = c.entry.type is EventType.REQUEST  # of who is to act, not of who is acted on
    for inner in contents:
        for side in (inner.actors,) if asks else (inner.recipients, inner.actors):
            found = tuple(m for m in side if cast.party(m) not in mine and cast.mentions[m].actor is not None)
            if found:
                return found
    for clause in _clauses(c):
        for token in _breadth(clause):
            m = cast.at.get(token.i)
            if m is None or m in c.actors or cast.party(m) in mine:
                continue
            actor = cast.actor(m)
            if actor is not None and actor.code is not None and cast.mentions[m].entity is not Entity.OTHER:
                return (m,)
    return next_named(c, mine, cast) or (_who_may_avert(c, mine, cast) if c.entry.type is EventType.THREATEN else ())


def whom_threatened(c: Coded, cast: Cast) -> tuple[int, ...]:
    """Whom a vowed act that names nobody is to be done to: who is named next, else whose doing would avert it."""
    mine = {cast.party(m) for m in c.actors}
    return next_named(c, mine, cast) or _who_may_avert(c, mine, cast)


def _who_may_avert(c: Coded, mine: set[str], cast: Cast) -> tuple[int, ...]:
    """The subject of an "if" or "unless" behind a threat: "unless *Israel* withdrew"."""
    doc, last = c.predicate.doc, max(t.i for t in c.words)
    lead = next((t.i for t in doc[last + 1 : c.predicate.sent.end] if t.lower_ in ("if", "unless", "until")), None)
    if lead is None:
        return ()
    for i in range(lead + 1, c.predicate.sent.end):
        if doc[i].pos_ in ("VERB", "AUX") and not doc[i].ent_type_:
            return ()
        m = cast.at.get(i)
        actor = cast.actor(m) if m is not None else None
        if m is not None and actor is not None and actor.code is not None and cast.party(m) not in mine:
            return (m,)
    return ()


def next_named(c: Coded, mine: set[str], cast: Cast) -> tuple[int, ...]:
    """The first actor named behind a predicate before its sentence turns to conditions and reasons, wherever the tree hung it."""
    last = max(t.i for t in c.words)
    doc = c.predicate.doc
    for i in range(last + 1, c.predicate.sent.end):
        token = doc[i]
        if token.lower_ in _TURNS or token.text in (";", ":"):
            return ()
        m = cast.at.get(i)
        if m is None or cast.party(m) in mine or cast.found[m].head != i:
            continue
        actor = cast.actor(m)
        lead = doc[cast.found[m].start - 1].lower_ if cast.found[m].start > 0 else ""
        if actor is not None and actor.code is not None and cast.mentions[m].kind is not MentionKind.PRONOUN and lead not in _PLACING:
            return (m,)
    return ()


def _clauses(c: Coded) -> list[Token]:
    """What a speaking predicate speaks of: its clause, else its object."""
    anchors = c.words
    found = [t for a in anchors for t in children(a, "xcomp", "ccomp", "acl")]
    found += [t for a in anchors for t in children(a, "advcl") if t.i > a.i and "to" in _led_by(t)]
    return found or [t for a in anchors for t in children(a, "obj", "nmod") if t not in anchors]


def _breadth(top: Token) -> list[Token]:
    """The words of a clause, nearest to its head first, without clauses of condition, time and reason, and places."""
    level, out = [top], []
    while level:
        out += level
        level = [
            d
            for t in level
            for d in t.children
            if d.dep_ not in ("advcl", "acl:relcl", "parataxis", "punct", "nsubj")
            and preposition(d) not in ("in", "at", "near", "after", "before", "since")
        ]
    return out
