"""Predicates: the lexicon's entries that hold in the tree, each with the mentions of its sides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from dragoman.extract.slots import counted, mentions_of, satisfied, words_of
from dragoman.extract.syntax import children, conjuncts, objects, preposition
from dragoman.knowledge.lexicon import PREPOSITIONS, Entry, Lexicon, first_words, noun_classes, word_parts
from dragoman.records import EventType, MentionKind
from dragoman.resolve.chains import Cast

_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
#: Nouns that an event noun before them still names: "a bombing campaign", but no "attack helicopter".
_CARRIERS = frozenset(
    (
        "campaign operation attempt incident wave spree effort mission drive series movement bid row deal program programme package process"
    ).split()
)
#: Types that speak of another act, which is then no event of its own ("urged Israel to withdraw"), unless it is told as a fact.
SPEAKING = frozenset(
    (EventType.AGREE, EventType.REQUEST, EventType.REJECT, EventType.THREATEN, EventType.ACCUSE, EventType.CONCEDE, EventType.SUPPORT)
)
#: Participles that are hardly verbs any more: "the surrounding villages", "concerns surrounding the vote".
_PREPOSITIONAL = frozenset(("surrounding", "following", "including", "regarding", "concerning", "pending"))
#: Types whose verbs' objects are people, or their places and forces.
_FORCE = frozenset((EventType.ASSAULT, EventType.COERCE, EventType.CONSULT, EventType.RETREAT))
_MARCHING = frozenset(("demonstrate", "rally", "march", "strike"))
#: Objects by which an entry says that money is one.
_MONEY = frozenset(("million", "dollar", "money", "fund"))
#: Relations in which a noun stands right under a predicate for `Entry.excluded`.
_BESIDE = frozenset(
    ("nsubj", "nsubj:pass", "obj", "iobj", "compound", "amod", "nmod", "nmod:poss", "obl", "obl:agent", "advmod", "flat", "xcomp")
)
_BESIDE_LEADS = frozenset((None, "of", "to", "for", "in", "on", "with", "by", "from", "at", "against"))


@dataclass(frozen=True, slots=True)
class Coded:
    """An entry that holds at a predicate, with its event noun where it has one, and the mentions of both sides.

    `parts` are further predicates that tell the same act ("the *attack* killed …"), of which it has sides or modes; `content`
    is the act that it speaks of ("agreed to *meet*").
    """

    entry: Entry
    predicate: Token
    noun: Token | None
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    weight: float
    parts: tuple[Token, ...] = field(default=())
    modes: tuple[str, ...] = field(default=())
    content: Coded | None = field(default=None)

    @property
    def words(self) -> tuple[Token, ...]:
        """The predicate and its event noun."""
        return (self.predicate,) if self.noun is None else (self.predicate, self.noun)


def coded_predicates(doc: Doc, read: frozenset[int], cast: Cast, lexicon: Lexicon) -> list[Coded]:
    """The best entry at each predicate; a noun that a verb's entry took as its event noun is no predicate any more.

    Predicates of which no side is told are there too, for what later tellings of an event they may be.
    """
    best: dict[int, Coded] = {}
    for sentence in doc.sents:
        words = {w for t in sentence for w in (t.lemma_.lower(), t.lower_)} | {"-"}
        money = any(t.pos_ == "SYM" for t in sentence)
        for token in sentence:
            if token.i not in read or token.pos_ not in _POS:
                continue
            entries = lexicon.by_word.get((_POS[token.pos_], token.lemma_.lower()), ())
            if not entries or _is_mere_modifier(token):
                continue
            options = [c for e in entries if _may_hold(e, words, money) for c in _hold(e, token, cast)]
            if options:
                best[token.i] = max(options, key=lambda c: c.weight)
    used = {c.noun.i for c in best.values() if c.noun is not None and _takes(c, best.get(c.noun.i))}
    out: list[Coded] = []
    swallowed: set[int] = set()
    for c in best.values():
        if c.predicate.i in used or c.predicate.i in swallowed:
            continue
        own = best.get(c.noun.i) if c.noun is not None else None
        whole = _completed(c, own) if own is not None and own.entry.type is c.entry.type else c
        doer = _event_doing_it(whole, best)
        if doer is not None:
            whole = _with_noun(whole, doer)
            swallowed.add(doer.predicate.i)
        out.append(whole)
    return [c for c in out if c.predicate.i not in swallowed and not _told_by_its_verb(c, best)]


def _may_hold(entry: Entry, words: set[str], money: bool) -> bool:
    """Whether a sentence has the words without which an entry cannot hold: most entries are done with here."""
    if entry.particle is not None and entry.particle not in words:
        return False
    return not entry.objects or not first_words(entry).isdisjoint(words) or (money and bool(_MONEY & entry.objects))


def _takes(c: Coded, noun: Coded | None) -> bool:
    """Whether a verb's coding takes its event noun's place: not where it is of another type and names nobody, or only speaks of
    that act ("condemned the *attack*")."""
    if noun is None or c.entry.type is noun.entry.type:
        return True
    return bool(c.actors or c.recipients) and c.entry.type not in SPEAKING


def _is_mere_modifier(token: Token) -> bool:
    """Whether a word only describes the noun behind it: "the condemned men", "attack helicopters"."""
    head = token.head
    if token.lower_ in _PREPOSITIONAL:
        return True
    if _describes_what_follows(token):
        return True
    if token.dep_ == "amod" and token.pos_ == "VERB" and token.i < head.i:
        return not _opens_its_sentence(token)
    return (
        token.dep_ in ("compound", "nmod:unmarked")
        and token.pos_ in ("NOUN", "PROPN")
        and token.i < head.i
        and head.lemma_.lower() not in _CARRIERS
    )


def _describes_what_follows(token: Token) -> bool:
    """Whether a participle stands between a preposition or article and its noun, whatever the tree says: "for *demobilised*
    fighters", "the *accused* men"."""
    if token.pos_ != "VERB" or token.lower_.endswith("ing") or token.lower_ == token.lemma_.lower():
        return False
    if token.i <= token.sent.start or token.i + 1 >= token.sent.end:
        return False
    before, after = token.nbor(-1), token.nbor()
    bare = not any(c.dep_ in ("nsubj", "nsubj:pass", "aux", "aux:pass", "mark") for c in token.children)
    return bare and before.pos_ in ("ADP", "DET") and before.dep_ in ("case", "det") and after.pos_ in ("NOUN", "PROPN")


def _opens_its_sentence(verb: Token) -> bool:
    """Whether a name that opens the sentence stands right before a verb that the tree took for a modifier: "Qatar *funded* rebels"."""
    if verb.lower_.endswith("ing") or verb.i == verb.sent.start:
        return False
    before = verb.nbor(-1)
    return (
        bool(before.ent_type_)
        and before.pos_ == "PROPN"
        and all(t.ent_type_ or t.pos_ in ("DET", "ADJ") for t in verb.doc[verb.sent.start : verb.i])
    )


def _told_by_its_verb(c: Coded, best: dict[int, Coded]) -> bool:
    """Whether a noun's event is told more fully by the verb of the same type that it hangs on."""
    head = best.get(c.predicate.head.i)
    return (
        c.entry.pos == "noun"
        and head is not None
        and head.entry.type is c.entry.type
        and c.predicate.dep_ in ("obj", "obl", "nsubj", "nsubj:pass")
        and not (c.actors and c.recipients)
    )


def _event_doing_it(c: Coded, best: dict[int, Coded]) -> Coded | None:
    """The act that is the subject of a verb of its own type: "the *attack* killed …", "died in the *raid*"."""
    if c.entry.pos != "verb" or c.entry.type is not EventType.ASSAULT or c.actors:
        return None
    below = [
        *children(c.predicate, "nsubj"),
        *(t for t in children(c.predicate, "obl", "obl:agent") if preposition(t) in ("in", "by", "during")),
    ]
    return next((best[t.i] for t in below if t.i in best and best[t.i].entry.type is c.entry.type and t.pos_ == "NOUN"), None)


def _with_noun(c: Coded, noun: Coded) -> Coded:
    """A verb's coding with the sides and modes of the act that is its subject."""
    recipients = c.recipients or tuple(m for m in noun.recipients if m not in noun.actors)
    actors = noun.actors if not noun.entry.reciprocal else ()
    modes = tuple(dict.fromkeys((*noun.entry.modes, *c.entry.modes)))
    return replace(c, actors=actors, recipients=tuple(m for m in recipients if m not in actors), parts=noun.words, modes=modes)


def _completed(c: Coded, noun: Coded) -> Coded:
    """A verb's coding with the sides that only its event noun tells: "Norway's *pledge* to Indonesia was *made*"."""
    if c.entry.reciprocal or noun.entry.reciprocal:
        return c
    actors = c.actors or tuple(m for m in noun.actors if m not in c.recipients)
    return replace(c, actors=actors, recipients=c.recipients or tuple(m for m in noun.recipients if m not in actors))


def _hold(entry: Entry, token: Token, cast: Cast) -> Iterator[Coded]:
    if entry.pos == "noun" and token.ent_type_:
        return
    if not _phrase_holds(entry, token) or (entry.particle and not _particle(token, entry.particle)):
        return
    noun: Token | None = None
    if entry.objects:
        held = words_of(token, None, entry.particle if entry.particle in PREPOSITIONS else "object") or words_of(token, None, "object")
        noun = next((t for o in (*held, *counted(held)) for t in conjuncts(o) if _is_object(entry, t)), None)
        if noun is None:
            return
    if entry.excluded and (_stands_beside(entry.excluded, token) or (noun is not None and _stands_beside(entry.excluded, noun))):
        return
    if not satisfied(entry, token, noun, cast):
        return
    if entry.reciprocal:
        both = [m for slot in dict.fromkeys((*entry.actor, *entry.recipient)) for m in _side((slot,), token, noun, cast)]
        actors, recipients = list(dict.fromkeys(both)), []
        if actors and len(actors) < _sides(entry):
            return
    else:
        actors = _side(entry.actor, token, noun, cast)
        chains = {cast.mentions[m].chain for m in actors}
        recipients = _side(entry.recipient, token, noun, cast, lambda m: m in actors or _points_to(m, chains, cast))
    if _acts_on_a_thing(entry, token, cast) or _has_an_object_of_its_own(entry, token, cast):
        return
    weight = (
        3.0 * bool(entry.objects)
        + 2.0 * bool(entry.particle)
        + len(entry.needs)
        + bool(actors)
        + (bool(recipients) or (entry.reciprocal and len(actors) > 1))
        + 0.5 * (len(entry.words[0].split()) > 1)
    )
    yield Coded(entry, token, noun, tuple(actors), tuple(recipients), weight, modes=entry.modes)


def _acts_on_a_thing(entry: Entry, token: Token, cast: Cast) -> bool:
    """Whether force or restraint meets some thing whose owner alone is known, and no place, force or people of theirs: nobody is
    harmed who "executes the company's plan", nor met who "meets students' needs"."""
    if entry.type not in _FORCE or entry.pos != "verb" or entry.objects or "object" not in (*entry.actor, *entry.recipient):
        return False
    held = words_of(token, None, "object")
    if not held or any(cast.at.get(t.i) is not None for o in held for t in conjuncts(o)):
        return False
    lemmas = {o.lemma_.lower() for o in (*held, *counted(held))}
    return not any(lemmas & set(noun_classes()[name]) for name in ("place", "forces", "weapons", "people", "captives"))


def _has_an_object_of_its_own(entry: Entry, token: Token, cast: Cast) -> bool:
    """Whether a verb of marching shows, leads or moves something: "demonstrate long-term employment"."""
    if entry.type is not EventType.PROTEST or entry.objects or token.lemma_.lower() not in _MARCHING:
        return False
    return any(cast.at.get(o.i) is None for o in objects(token)) and entry.particle is None


def _stands_beside(words: frozenset[str], token: Token) -> bool:
    """Whether one of the words is a subject, object or modifier right under a predicate or its noun, or what a noun modifies."""
    for c in token.children:
        if c.dep_ in _BESIDE and not c.ent_type_ and (c.lemma_.lower() in words or c.lower_ in words) and preposition(c) in _BESIDE_LEADS:
            return True
    head = token.head
    if token.dep_ in ("acl", "acl:relcl") and head.lemma_.lower() in words:
        return True
    return token.dep_ == "compound" and head.lemma_.lower() in words


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
    if token.lemma_.lower() in _CARRIERS and any(c.lemma_.lower() in entry.objects for c in children(token, "compound")):
        return True  # "suspended its aid programme"
    if token.pos_ == "SYM" and _MONEY & entry.objects:
        return True  # "offered $48 million"
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
    return any(token.doc[i].lower_ == particle for i in range(token.i + 1, min(token.i + 6, token.sent.end)))


def _side(slots: Sequence[str], token: Token, noun: Token | None, cast: Cast, taken: Callable[[int], bool] = lambda m: False) -> list[int]:
    """The mentions of the first slot that holds any that is not taken."""
    for slot in slots:
        if slot.startswith("+"):
            continue
        found = [m for m in mentions_of(words_of(token, noun, slot), cast) if not taken(m)]
        if found:
            return found
    return []
