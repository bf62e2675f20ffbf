"""Direct quotes: utterances between quotation marks, with the words that say who spoke them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dragoman.extract.slots import mentions_of
from dragoman.extract.syntax import children, objects, subjects
from dragoman.knowledge.cues import cue_verbs
from dragoman.records import Entity, MentionKind, Part, Quote, QuoteKind, QuoteStance, Span
from dragoman.resolve.chains import Cast
from dragoman.resolve.trace import trace_of
from dragoman.text import quote_id, span

#: Characters around a quote within which who said it is looked for.
_REACH = 600
#: Words of a stretch below which it is a term or a title, not an utterance.
LEAST_WORDS = 4
_BETWEEN = re.compile(r"^[\s,]*[^.!?:;“”\"]{1,80},\s*$")
_ENDS = re.compile(r"[.,!?…—-]\s*$")


@dataclass(frozen=True, slots=True)
class _Said:
    """Who said it: the cue, the speaker's mention number and words, and the addressee's mention number."""

    cue: Token
    speaker: int | None
    source: Span | None
    addressee: int | None


def find_quotes(doc: Doc, stretches: Sequence[Span], parts: Sequence[Part], cast: Cast, article: str) -> tuple[Quote, ...]:
    """Direct quotes among the stretches between quotation marks; pieces parted only by a cue are one quote."""
    text = doc.text
    utterances = [s for s in stretches if _is_utterance(text, s)]
    inside = {t.i for s in stretches for t in doc.char_span(s.start, s.stop, alignment_mode="contract") or ()}
    groups: list[list[Span]] = []
    for s in utterances:
        if groups and _continues(text, groups[-1][-1], s):
            groups[-1].append(s)
        else:
            groups.append([s])
    out: list[Quote] = []
    last: tuple[int, _Said] | None = None
    for pieces in groups:
        part = next((n for n, p in enumerate(parts) if p.start <= pieces[0].start < p.stop), 0)
        said = _said(doc, text, pieces, parts[part], cast, inside)
        if said is None and last is not None and part - last[0] <= 1:
            said = last[1]
        if said is not None:
            last = (part, said)
        out.append(_quote(pieces, said, cast, article))
    return tuple(out)


def _is_utterance(text: str, s: Span) -> bool:
    """Whether marked words stand for themselves: a sentence's worth, begun with a capital or closed with its own stop."""
    words = text[s.start : s.stop].split()
    if len(words) < LEAST_WORDS:
        return len(words) > 1 and words[-1][-1] in "!?," and words[0][:1].isupper()
    begins = words[0].lstrip("'‘([…. ")[:1].isupper()
    ends = bool(_ENDS.search(text[s.start : s.stop])) or text[s.stop + 1 : s.stop + 2] in (",", "")
    before = text[max(0, s.start - 3) : s.start - 1].rstrip()
    return (
        (begins and (ends or before[-1:] in (",", ":")))
        or (ends and before[-1:] in (",", ":"))
        or (ends and len(words) > 8 and before[-1:] in ("", "."))
    )


def _continues(text: str, before: Span, after: Span) -> bool:
    between = text[before.stop + 1 : after.start - 1]
    if "\n" in between:
        return not between.strip() and text[before.stop : before.stop + 1] not in '”"'
    return bool(_BETWEEN.match(between)) and text[after.start : after.start + 1].islower()


def _quote(pieces: list[Span], said: _Said | None, cast: Cast, article: str) -> Quote:
    cue = span(said.cue.idx, said.cue.idx + len(said.cue)) if said else None
    stance = QuoteStance.ASSERTS
    if said is not None:
        stance = cue_verbs()[said.cue.lemma_.lower()].stance
    speaker = cast.mentions[said.speaker].id if said is not None and said.speaker is not None else None
    return Quote(
        id=quote_id(article, pieces),
        kind=QuoteKind.DIRECT,
        content=tuple(pieces),
        source=said.source if said else None,
        speaker=speaker,
        cue=cue,
        addressee=cast.mentions[said.addressee].id if said is not None and said.addressee is not None else None,
        stance=stance,
        trace=trace_of("quote.direct", 0.9 if speaker else 0.6, [*pieces, *([cue] if cue else [])]),
    )


def _said(doc: Doc, text: str, pieces: list[Span], part: Part, cast: Cast, inside: set[int]) -> _Said | None:
    """The nearest reporting verb outside all marks in the paragraph that has a subject: behind the quote, between its pieces, before it."""
    start, stop = max(part.start, pieces[0].start - _REACH), min(part.stop, pieces[-1].stop + _REACH)
    tokens = [t for t in doc.char_span(start, stop, alignment_mode="expand") or () if t.i not in inside and not t.is_space]
    cues = [t for t in tokens if t.lemma_.lower() in cue_verbs() and t.pos_ in ("VERB", "AUX")]
    best: tuple[float, _Said] | None = None
    for cue in cues:
        cost = _distance(cue, pieces, text)
        if cost is None:
            continue
        said = _speaker(cue, cast, doc, inside)
        cost += 0 if said.speaker is not None else 25
        if best is None or cost < best[0]:
            best = (cost, said)
    return best[1] if best is not None else None


def _distance(cue: Token, pieces: list[Span], text: str) -> float | None:
    """How far a cue stands from a quote, in characters; a sentence end between them makes it far, a cue behind costs least."""
    if cue.idx >= pieces[-1].stop:
        between = text[pieces[-1].stop + 1 : cue.idx]
        return None if re.search(r"[.!?]\s+[A-Z“\"]", between) else len(between) * 0.5
    if cue.idx < pieces[0].start:
        between = text[cue.idx + len(cue) : pieces[0].start - 1]
        stops = len(re.findall(r"[.!?][”\"]?\s+[A-Z“\"]", between))
        return len(between) * 0.5 + 5 + 60 * stops if stops < 2 else None
    return 0.0


def _speaker(cue: Token, cast: Cast, doc: Doc, inside: set[int]) -> _Said:
    words = [t for t in subjects(cue) if t.i not in inside]
    found = _persons(mentions_of(words, cast), cast)
    source = None
    if words:
        phrase = [
            t
            for t in words[0].subtree
            if t.i not in inside
            and abs(t.i - words[0].i) < 25
            and t.dep_ not in ("acl:relcl", "appos")
            and not _below(t, words[0], ("acl:relcl", "appos", "parataxis"))
        ]
        source = span(min(t.idx for t in phrase), max(t.idx + len(t) for t in phrase)) if phrase else None
    if not found:
        found = _beside(cue, cast, doc)
        source = source if found == [] else span(cast.mentions[found[0]].start, cast.mentions[found[0]].stop)
    told = [t for t in (*children(cue, "iobj"), *(objects(cue) if cue.lemma_.lower() == "tell" else [])) if t.i not in inside]
    speaker = found[0] if found else None
    addressee = next((i for i in mentions_of(told, cast) if i != speaker), None)
    if addressee is None and cue.lemma_.lower() == "tell":
        addressee = next((i for i, f in enumerate(cast.found) if f.start == cue.i + 1 and i != speaker), None)
    return _Said(cue, speaker, source, addressee)


def _below(token: Token, top: Token, relations: tuple[str, ...]) -> bool:
    at = token
    while at.i != top.i and at.head.i != at.i:
        if at.dep_ in relations:
            return True
        at = at.head
    return False


def _persons(found: list[int], cast: Cast) -> list[int]:
    return [i for i in found if cast.mentions[i].entity is not Entity.NORP or cast.mentions[i].kind is MentionKind.NOMINAL] or found


def _beside(cue: Token, cast: Cast, doc: Doc) -> list[int]:
    """The mention right before or behind a cue that the tree gave no subject ("said Putin")."""
    for i in (cue.i - 1, cue.i + 1):
        for n, f in enumerate(cast.found):
            if f.start <= i < f.stop and f.entity in (Entity.PERSON, Entity.ORG, Entity.GROUP) and 0 <= i < len(doc):
                return [n]
    return []
