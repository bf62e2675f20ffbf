"""Who vouches for what a clause says: reporting verbs above it, "according to", and the quote it stands in."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from dragoman.extract.slots import mentions_of, words_of
from dragoman.extract.syntax import children
from dragoman.knowledge.cues import cue_adverbs, cue_verbs
from dragoman.records import Attribution, Quote, QuoteStance, Span, VoiceStance
from dragoman.resolve.chains import Cast
from dragoman.text import span

_STANCES = {QuoteStance.DENIES: VoiceStance.DENIES, QuoteStance.DOUBTS: VoiceStance.DOUBTS}


def token_span(token: Token) -> Span:
    """A token's code points."""
    return span(token.idx, token.idx + len(token))


def voices(predicate: Token, cast: Cast, quotes: Sequence[Quote]) -> tuple[tuple[Attribution, ...], str | None]:
    """The voices behind the clause of a predicate, and the id of the quote that it stands in, if any."""
    quote = next((q for q in quotes if any(s.start <= predicate.idx < s.stop for s in q.content)), None)
    found: list[Attribution] = []
    links: list[tuple[str | None, VoiceStance, Span]] = []
    at = predicate
    while at.head.i != at.i:
        head = at.head
        found.extend(_according(at, cast))
        found.extend(_unnamed(at))
        if at.dep_ in ("ccomp", "parataxis", "dep") and _reports(head, at) and (quote is None or not _inside(head, quote)):
            speakers = mentions_of(words_of(head, None, "subject"), cast)
            links.append(
                (
                    cast.mentions[speakers[0]].id if speakers else None,
                    _STANCES.get(cue_verbs()[head.lemma_.lower()].stance, VoiceStance.ASSERTS),
                    token_span(head),
                )
            )
        elif at.dep_ == "ROOT":
            break
        at = head
    found.extend(_according(at, cast))
    found.extend(_unnamed(at))
    found.extend(_embedded_cue(at, predicate, cast))
    if links:
        found.insert(0, Attribution(chain=tuple(who for who, _, _ in reversed(links)), stance=links[0][1], cue=links[-1][2]))
    elif quote is not None and quote.speaker is not None and not found:
        found.append(Attribution(chain=(quote.speaker,), stance=VoiceStance.ASSERTS, cue=quote.cue or quote.content[0]))
    return tuple(dict.fromkeys(found)), quote.id if quote is not None else None


def _unnamed(clause: Token) -> list[Attribution]:
    """An unnamed voice: "reportedly"."""
    found = [c for c in children(clause, "advmod") if c.lower_ in cue_adverbs()]
    return [Attribution(chain=(None,), stance=VoiceStance.ASSERTS, cue=token_span(c)) for c in found]


def _inside(token: Token, quote: Quote) -> bool:
    return any(s.start <= token.idx < s.stop for s in quote.content)


def _reports(verb: Token, clause: Token) -> bool:
    cue = cue_verbs().get(verb.lemma_.lower())
    if cue is None or verb.pos_ not in ("VERB", "AUX"):
        return False
    return not any(c.dep_ == "mark" and c.lower_ in ("to", "if", "whether") for c in clause.children)


def _embedded_cue(root: Token, predicate: Token, cast: Cast) -> list[Attribution]:
    """A reporting clause put behind or into what it reports: "Troops left, the ministry said"."""
    out = []
    for c in children(root, "parataxis"):
        if c.lemma_.lower() in cue_verbs() and predicate.i not in {t.i for t in c.subtree} and not children(c, "ccomp", "obj"):
            speakers = mentions_of(words_of(c, None, "subject"), cast)
            stance = _STANCES.get(cue_verbs()[c.lemma_.lower()].stance, VoiceStance.ASSERTS)
            out.append(Attribution(chain=(cast.mentions[speakers[0]].id if speakers else None,), stance=stance, cue=token_span(c)))
    return out


def _according(clause: Token, cast: Cast) -> list[Attribution]:
    out = []
    for c in clause.children:
        if c.dep_ not in ("obl", "nmod", "advcl", "obl:unmarked"):
            continue
        lead = next((m for m in c.children if m.dep_ == "case" and m.lower_ in ("according", "per")), None)
        lead = lead or (c if c.lower_ == "according" else None)
        if lead is None:
            continue
        sources = mentions_of([c] if lead is not c else children(c, "obl"), cast)
        out.append(
            Attribution(chain=(cast.mentions[sources[0]].id if sources else None,), stance=VoiceStance.ASSERTS, cue=token_span(lead))
        )
    return out
