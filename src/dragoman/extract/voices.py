"""Who vouches for what a clause says: reporting verbs and nouns above it, "according to", and the quote it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dragoman.extract.slots import mentions_of, words_of
from dragoman.extract.syntax import ancestors, children, clause_head, is_passive, preposition
from dragoman.knowledge.cues import cue_verbs, cues
from dragoman.records import Attribution, Quote, QuoteStance, Span, VoiceStance
from dragoman.resolve.chains import Cast
from dragoman.text import span

_STANCES = {QuoteStance.DENIES: VoiceStance.DENIES, QuoteStance.DOUBTS: VoiceStance.DOUBTS}
#: Prepositions behind which stands whose a claim or report is.
_FROM = ("by", "from")
#: How many words before a sentence's end a report behind it may begin, and the longest name of who reports.
_TAIL, _LONGEST = 9, 12


def token_span(token: Token) -> Span:
    """A token's code points."""
    return span(token.idx, token.idx + len(token))


def voices(predicate: Token, cast: Cast, quotes: Sequence[Quote]) -> tuple[tuple[Attribution, ...], str | None]:
    """The voices behind the clause of a predicate, and the id of the quote that it stands in, if any."""
    quote = next((q for q in quotes if any(s.start <= predicate.idx < s.stop for s in q.content)), None)
    found: list[Attribution] = []
    links: list[tuple[str | None, VoiceStance, Span]] = []
    at = predicate
    while True:
        found.extend(_unnamed(at))
        found.extend(_behind(at, predicate, cast))
        if at.head.i == at.i or _is_aside(at):
            break
        head = at.head
        if quote is None or not _inside(head, quote):
            link = _verbal(head, at, cast) or _nominal(head, at, cast)
            if link is not None:
                links.append(link)
                found.extend(_denials_of(head, cast))
                if _goes_on_reporting(head):
                    break
        at = head
    found.extend(_according(predicate, cast))
    if not links and quote is None:
        found.extend(_at_the_end(predicate, cast))
    if links:
        whole = VoiceStance.ASSERTS
        for _, stance, _ in links:
            whole = stance if whole is VoiceStance.ASSERTS else whole
        found.insert(0, Attribution(chain=tuple(who for who, _, _ in reversed(links)), stance=whole, cue=links[-1][2]))
    elif quote is not None and quote.speaker is not None and not found:
        found.append(Attribution(chain=(quote.speaker,), stance=VoiceStance.ASSERTS, cue=quote.cue or quote.content[0]))
    return _independent(found, cast), quote.id if quote is not None else None


def _is_aside(clause: Token) -> bool:
    """Whether a relative clause behind a comma is the outlet's own word, whatever it hangs on: "said Orban, *who visited …*"."""
    pronouns = ("who", "whose", "which", "where", "whom")
    below = clause.subtree if clause.dep_ in ("acl:relcl", "advcl:relcl", "acl") else children(clause, "nsubj", "nsubj:pass")
    lead = next((t for t in below if t.lower_ in pronouns), None)
    return lead is not None and any(lead.nbor(-k).text == "," for k in (1, 2) if lead.i - k >= lead.sent.start)


def _goes_on_reporting(verb: Token) -> bool:
    """Whether a cue without a subject of its own goes on where the one before left off, though the tree put it into what that
    one reports: "said it was ready *and denied* that …"."""
    if verb.dep_ != "conj" or any(c.dep_.startswith("nsubj") for c in verb.children):
        return False
    return verb.head.dep_ in ("ccomp", "parataxis") and verb.head.head.lemma_.lower() in cue_verbs()


def _at_the_end(predicate: Token, cast: Cast) -> Iterator[Attribution]:
    """Who reports a sentence at its end, where the tree does not say so: "Two died, *the ministry said* on Monday."."""
    sentence = predicate.sent
    doc = predicate.doc
    for i in range(sentence.end - 1, max(predicate.i + 2, sentence.end - _TAIL), -1):
        verb = doc[i]
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in cue_verbs():
            continue
        named = _right_before(verb)
        if named and not any(c.dep_ in ("obj", "ccomp", "xcomp") and c.i > i for c in verb.children):
            yield Attribution(chain=(_speaker(named, cast),), stance=_stance(verb.lemma_.lower(), "verb"), cue=token_span(verb))
        return


def _right_before(verb: Token) -> list[Token]:
    """The noun right before a cue whose phrase a comma or quotation mark leads in."""
    noun = verb.nbor(-1) if verb.i > verb.sent.start else verb
    if noun.pos_ not in ("NOUN", "PROPN", "PRON") or noun.i == verb.i:
        return []
    i = noun.i
    while i > verb.sent.start and verb.doc[i - 1].text not in (",", '"', "”", ";", "—", "–"):
        i -= 1
        if verb.doc[i].pos_ in ("VERB", "AUX") or noun.i - i > _LONGEST:
            return []
    return [noun] if i > verb.sent.start else []


def _independent(found: Sequence[Attribution], cast: Cast) -> tuple[Attribution, ...]:
    """Each voice once; nobody unnamed beside one that is named."""

    def chain_of(mention: str) -> int:
        return cast.mentions[cast.number[mention]].chain

    named = any(a.chain[0] is not None for a in found if a.stance is VoiceStance.ASSERTS)
    out: dict[tuple[object, ...], Attribution] = {}
    for a in found:
        if named and a.chain == (None,) and a.stance is VoiceStance.ASSERTS:
            continue
        out.setdefault((a.stance, *(chain_of(m) if m is not None else None for m in a.chain)), a)
    return tuple(out.values())


def _speaker(words: Sequence[Token], cast: Cast) -> str | None:
    found = mentions_of(list(words), cast)
    return cast.mentions[found[0]].id if found else None


def _stance(lemma: str, part: str) -> VoiceStance:
    return _STANCES.get(cues(part)[lemma].stance, VoiceStance.ASSERTS)


def _verbal(verb: Token, clause: Token, cast: Cast) -> tuple[str | None, VoiceStance, Span] | None:
    """The link of a reporting verb over a clause; over an infinitive where it is passive ("is said to have") or denies."""
    lemma = verb.lemma_.lower()
    if lemma not in cue_verbs() or verb.pos_ not in ("VERB", "AUX"):
        return None
    stance = _stance(lemma, "verb")
    marks = {c.lower_ for c in clause.children if c.dep_ == "mark"}
    if clause.dep_ in ("ccomp", "parataxis", "dep") and not marks & {"to", "if", "whether"}:
        subject = _right_before(verb) if clause.i < verb.i else []
        return _speaker(subject or words_of(verb, None, "subject"), cast), stance, token_span(verb)
    if clause.dep_ == "xcomp" and is_passive(verb) and "to" in marks:
        return _speaker(words_of(verb, None, "by"), cast), stance, token_span(verb)
    if stance is VoiceStance.DENIES and clause.dep_ in ("xcomp", "obj", "advcl"):
        return _speaker(words_of(verb, None, "subject"), cast), stance, token_span(verb)
    return None


def _nominal(noun: Token, below: Token, cast: Cast) -> tuple[str | None, VoiceStance, Span] | None:
    """The link of a noun of saying over its clause or complement: "Kabul's claim that …", "reports of fighting"."""
    lemma = noun.lemma_.lower()
    if noun.pos_ != "NOUN" or lemma not in cues("noun"):
        return None
    if not (below.dep_ in ("acl", "ccomp") or (below.dep_ == "nmod" and preposition(below) in ("of", "about"))):
        return None
    if any(c.dep_ == "mark" and c.lower_ == "to" for c in below.children):
        return None
    own = [*children(noun, "nmod:poss"), *(c for c in children(noun, "nmod") if preposition(c) in _FROM)]
    return _speaker(own, cast), _stance(lemma, "noun"), token_span(noun)


def _denials_of(head: Token, cast: Cast) -> Iterator[Attribution]:
    """Who denies what a noun of saying holds: "a claim that Islamabad denied", "Islamabad denied claims that …"."""
    if head.pos_ != "NOUN":
        return
    over = [head.head] if head.dep_ in ("obj", "nsubj:pass") else []
    for verb in (*over, *children(head, "acl:relcl", "acl")):
        cue = cue_verbs().get(verb.lemma_.lower())
        if cue is not None and cue.stance in _STANCES:
            who = _speaker(words_of(verb, None, "subject"), cast)
            yield Attribution(chain=(who,), stance=_STANCES[cue.stance], cue=token_span(verb))


def _unnamed(clause: Token) -> Iterator[Attribution]:
    """An unnamed voice: "reportedly", "an alleged attack"."""
    for c in clause.children:
        if (c.dep_ == "advmod" and c.lower_ in cues("adverb")) or (c.dep_ == "amod" and c.lower_ in cues("adjective")):
            yield Attribution(chain=(None,), stance=VoiceStance.ASSERTS, cue=token_span(c))


def _inside(token: Token, quote: Quote) -> bool:
    return any(s.start <= token.idx < s.stop for s in quote.content)


def _behind(clause: Token, predicate: Token, cast: Cast) -> Iterator[Attribution]:
    """A reporting clause put behind or into what it reports: "Troops left, the ministry said"."""
    for c in children(clause, "parataxis"):
        if c.lemma_.lower() in cue_verbs() and predicate.i not in {t.i for t in c.subtree} and not children(c, "ccomp", "obj"):
            who = _speaker(words_of(c, None, "subject"), cast)
            yield Attribution(chain=(who,), stance=_stance(c.lemma_.lower(), "verb"), cue=token_span(c))


def _according(predicate: Token, cast: Cast) -> Iterator[Attribution]:
    """ "According to …" of the predicate's clause or of one above it; at either end of a sentence it holds for all of it."""
    sentence = predicate.sent
    lead = next(
        (
            t
            for t in sentence
            if t.lower_ in ("according", "per") and t.dep_ in ("case", "fixed", "advcl", "obl", "acl", "amod", "advmod", "mark")
        ),
        None,
    )
    if lead is None or (lead.lower_ == "per" and not (lead.i > 0 and lead.nbor(-1).lower_ == "as")):
        return
    source = lead.head if lead.dep_ in ("case", "mark") else next(iter(children(lead, "obl", "obj", "nmod", "xcomp")), None)
    if source is None or source.i < lead.i:
        return
    clause = clause_head(source)
    above = {predicate.i, *(t.i for t in ancestors(predicate))}
    edge = lead.i - sentence.start < 3 or sentence.end - max(t.i for t in source.subtree) < 4
    if clause.i in above or edge or predicate.i in {t.i for t in ancestors(source)}:
        yield Attribution(chain=(_speaker([source], cast),), stance=VoiceStance.ASSERTS, cue=token_span(lead))
