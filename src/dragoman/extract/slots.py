"""The lexicon's slots, found in the tree: from a predicate and a slot's name to the words, and from words to mentions."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dragoman.extract.syntax import OBJECT_CONTROL, WHEN, by_phrases, children, conjuncts, is_passive, objects, preposition, subjects, under
from dragoman.knowledge.lexicon import Entry, noun_classes, shipped
from dragoman.records import Entity, EventType, MentionKind
from dragoman.resolve.chains import Cast

#: Verbs that carry an event noun without adding to it: their subject is the noun's.
_HARMS = (EventType.ASSAULT, EventType.COERCE)
#: Auxiliaries of finite clauses.
_FINITE = frozenset("has have had did does do will would may might could can must should 's ’s 've ’ve".split())
#: What a noun phrase is made of before its head, and how many phrases may stand between a subject and its verb.
_INSIDE, _PHRASES = ("NOUN", "PROPN", "ADJ", "NUM", "DET", "PRON"), 3
_QUESTIONS = frozenset(("whether", "if", "how", "why", "what", "who", "when", "where", "which"))
#: Nouns that only say how many of what *of* leads in.
_QUANTITIES = frozenset(
    "thousand hundred dozen score ten million number group series round wave string spate range lot majority handful couple pair "
    "half most part rest member type kind batch pack load total set raft dollar euro pound billion tonne ton package shipment amount "
    "worth consignment planeload truckload portion tranche string flurry barrage piece".split()
)
_PEOPLE = frozenset(("people civilian person man woman child other individual life soul resident").split())


def words_of(predicate: Token, noun: Token | None, slot: str) -> list[Token]:
    """The words that fill a slot of a verb (with its event noun, where the entry has one), a noun or an adjective."""
    verbal = predicate.pos_ in ("VERB", "AUX")
    if slot == "subject":
        near = _right_before(predicate) if verbal and not is_passive(predicate) else []
        if near and _is_finite(predicate) and not _topic(predicate):
            return near
        return _subjects_of(predicate) or near
    if slot == "object":
        if not verbal:
            return []
        found = objects(predicate) or (_right_before(predicate) if is_passive(predicate) else _right_behind(predicate))
        return [*found, *counted(found)]
    anchors = [predicate] if noun is None else [predicate, noun]
    if not verbal and predicate.dep_ == "compound":
        anchors.append(predicate.head)  # "a mediation *effort* between …"
    if slot == "object.of":
        holders = [h for first in (objects(predicate) if noun is None else [noun]) for h in conjuncts(first)]
        return [t for h in holders for t in (*children(h, "nmod:poss"), *under(h, "of"), *_modifiers(h), *_makers(h))]
    if slot == "clause.subject":
        return _clause_subjects(predicate, noun)
    if slot == "possessive":
        return [t for a in anchors for t in children(a, "nmod:poss")]
    if slot == "adjective":
        return [t for a in (noun or predicate,) for t in _modifiers(a)]
    return [t for a in anchors for t in under(a, slot)] or _close_behind(anchors[-1], slot)


def counted(words: list[Token]) -> list[Token]:
    """What nouns of number and kind count: the soldiers of "thousands of soldiers", the talks of "a new round of talks"."""
    out = list(words)
    for word in out:
        if word.lemma_.lower() in _QUANTITIES:
            out += under(word, "of")
    return out[len(words) :]


def _is_finite(verb: Token) -> bool:
    """Whether a verb that the tree gave no subject of its own is surely finite and active: it has an auxiliary that is, or an
    object or clause behind it."""
    if any(c.dep_.startswith("nsubj") for c in verb.children) or verb.lower_.endswith("ing") or is_passive(verb):
        return False
    if any(c.dep_ == "aux" and c.lower_ in _FINITE for c in verb.children):
        return True
    if any(c.dep_ in ("mark", "aux") and c.lower_ == "to" for c in verb.children):
        return False
    return any(c.dep_ in ("obj", "xcomp", "ccomp", "compound:prt") and c.i > verb.i for c in verb.children)


def _right_before(verb: Token) -> list[Token]:
    """The noun before a verb and its auxiliaries, where the tree gave the verb no subject of its own: the nearest that no
    preposition leads in, past what describes it ("the rebels *in Darfur* must", "the group *operating in Iraq* said")."""
    doc, first = verb.doc, verb.sent.start
    i = verb.i - 1
    while i >= first and (doc[i].pos_ in ("AUX", "ADV", "PART") or doc[i].lemma_.lower() in WHEN):
        i -= 1
    for _ in range(_PHRASES):
        token = doc[i] if i >= first else None
        if token is None or token.pos_ not in ("NOUN", "PROPN"):
            return []
        start = i
        while start > first and doc[start - 1].pos_ in _INSIDE and doc[start - 1].dep_ not in ("nsubj", "obj", "iobj"):
            start -= 1
        before = doc[start - 1] if start > first else None
        if before is not None and (before.pos_ == "ADP" or before.dep_ == "case"):
            i = start - 2
            if i >= first and doc[i].pos_ == "VERB" and doc[i].lower_.endswith("ing"):
                i -= 1
            continue
        return [token] if preposition(token) is None else []
    return []


def _right_behind(verb: Token) -> list[Token]:
    """The noun right behind a verb, but for articles and adjectives, where the tree gave the verb no object."""
    i = verb.i + 1
    if i < verb.sent.end and verb.doc[i].pos_ in ("ADP", "ADV") and verb.doc[i].dep_ == "compound:prt":
        i += 1
    while i < verb.sent.end and verb.doc[i].pos_ in ("DET", "ADJ", "NUM"):
        i += 1
    token = verb.doc[i] if i < verb.sent.end else None
    while (
        token is not None
        and token.i + 1 < verb.sent.end
        and token.doc[token.i + 1].pos_ in ("NOUN", "PROPN")
        and token.pos_ in ("NOUN", "PROPN")
    ):
        token = token.doc[token.i + 1]
    marked = token is not None and token.i + 1 < verb.sent.end and token.nbor().text in ("'s", "’s", "'", "’")
    if token is not None and marked and token.head.i > token.i:
        token = token.head  # "meeting students' needs"
    return [token] if token is not None and token.pos_ in ("NOUN", "PROPN") else []


#: How many words behind its predicate a preposition may be looked for where the tree hung it elsewhere.
_REACH = 9


def _close_behind(anchor: Token, slot: str) -> list[Token]:
    """What a preposition leads in close behind a predicate with no other verb between, wherever the tree hung it.

    Where a phrase hangs is what parsers get wrong most; the entry has asked for this preposition by name.
    """
    doc, sentence = anchor.doc, anchor.sent
    nouns = shipped().by_word
    for i in range(anchor.i + 1, min(sentence.end, anchor.i + _REACH)):
        token = doc[i]
        if slot == "of" and anchor.pos_ != "VERB" and i > anchor.i + 1 and doc[i - 1].lower_ != "out":
            continue
        if (
            token.pos_ == "NOUN"
            and token.dep_ not in ("compound", "amod")
            and token.head.i != anchor.i
            and ("noun", token.lemma_.lower()) in nouns
        ):
            return []  # what comes behind another act is that one's
        if (token.pos_ in ("VERB", "AUX") and token.dep_ != "amod") or token.text in (";", ":", "“", '"'):
            return []
        if token.lower_ == slot and token.dep_ == "case" and token.head.i > i:
            return [token.head]
        if token.lower_ == slot and token.dep_ == "mark" and token.pos_ == "ADP":
            return _noun_behind(token)
    return []


def _noun_behind(token: Token) -> list[Token]:
    """The head of the noun phrase right behind a preposition that the tree took for a conjunction."""
    i = token.i + 1
    while i < token.sent.end and token.doc[i].pos_ in ("DET", "ADJ", "NUM"):
        i += 1
    found: list[Token] = []
    while i < token.sent.end and (token.doc[i].pos_ in ("NOUN", "PROPN") or token.doc[i].ent_type_):
        found = [token.doc[i]]
        i += 1
    return found


def _subjects_of(predicate: Token) -> list[Token]:
    if predicate.pos_ in ("VERB", "AUX"):
        return subjects(predicate) or _topic(predicate)
    if predicate.pos_ == "ADJ" and any(c.dep_.startswith("nsubj") for c in predicate.children):
        return [c for c in predicate.children if c.dep_.startswith("nsubj")]
    head = predicate.head
    if predicate.dep_ in ("obj", "obl") and head.pos_ == "VERB":
        return subjects(head)
    if predicate.dep_ == "amod" and predicate.pos_ == "ADJ":
        return [head]
    if predicate.dep_ in ("xcomp", "advcl") and predicate.pos_ in ("ADJ", "NOUN"):
        return subjects(head)
    return [c for c in predicate.children if c.dep_.startswith("nsubj")]


def _topic(verb: Token) -> list[Token]:
    """Who does what a gerund at a sentence's start tells: "Hosting the rebels has drawn criticism" goes on about the subject
    of the sentence before, in the same paragraph."""
    first, doc = verb.sent.start, verb.doc
    opens = any(c.i == first and c.dep_ in ("csubj", "advcl") and c.lower_.endswith("ing") for c in verb.children)
    if not opens or first == 0 or doc[first - 1].is_space or children(doc[first], "nsubj"):
        return []
    return subjects(doc[first - 1].sent.root)


def _modifiers(noun: Token) -> list[Token]:
    """Names that describe a noun from before it: "*Israeli* warplanes", "*Saudi*-led forces"."""
    before = [c for c in noun.children if c.i < noun.i]
    own = [c for c in before if c.dep_ in ("amod", "compound", "nmod", "nmod:unmarked", "flat") and c.ent_type_]
    return own or [t for c in before if c.lower_ == "led" for t in c.children if t.ent_type_ and t.i < c.i]


def _makers(noun: Token) -> list[Token]:
    """By whom what a noun names was made: "statements *by the authorities*", "comments made *by his aide*"."""
    made = [t for v in children(noun, "acl") if v.pos_ == "VERB" and is_passive(v) for t in by_phrases(v)]
    return [*under(noun, "by"), *made]


def _clause_subjects(predicate: Token, noun: Token | None) -> list[Token]:
    for anchor in (predicate, noun):
        if anchor is None:
            continue
        for clause in children(anchor, "ccomp", "xcomp", "acl", "advcl"):
            own = children(clause, "nsubj", "nsubj:pass")
            if own:
                return own
            if clause.dep_ == "xcomp" and anchor.lemma_.lower() in OBJECT_CONTROL:
                return objects(anchor)
        if anchor.i + 1 < anchor.sent.end and anchor.nbor().lower_ == "that" and anchor.nbor().dep_ == "mark":
            behind = next((t for t in anchor.doc[anchor.i + 2 : anchor.sent.end] if t.dep_ in ("nsubj", "nsubj:pass")), None)
            if behind is not None:
                return [behind]
    return objects(predicate) if predicate.pos_ == "VERB" and predicate.lemma_.lower() in OBJECT_CONTROL else []


def has_clause(predicate: Token, noun: Token | None, kind: str) -> bool:
    """Whether a to-clause ("+to"), that-clause ("+that") or gerund ("+ing") hangs on the predicate or its noun; one of a named
    verb where the kind names it ("+to:leave"), or whether a word stands below the predicate ("+word:illegal")."""
    kind, _, verb = kind.partition(":")
    if kind == "+word":
        return any(t.lemma_.lower() == verb for t in predicate.subtree if t.i > predicate.i)
    for anchor in (predicate, noun):
        if anchor is None:
            continue
        if (
            not verb
            and anchor.pos_ == "VERB"
            and anchor.i + 1 < anchor.sent.end
            and anchor.nbor().dep_ == "mark"
            and anchor.nbor().lower_ == kind[1:]
        ):
            return True
        for c in children(anchor, "xcomp", "ccomp", "acl", "advcl"):
            marks = {m.lower_ for m in c.children if m.dep_ == "mark"}
            to = "to" in marks
            if verb and c.lemma_.lower() != verb:
                continue
            if kind == "+to" and to:
                return True
            if kind == "+that" and not to and c.dep_ == "ccomp" and not _asks(c):
                return True
            if kind == "+ing" and c.lower_.endswith("ing"):
                return True
        if kind == "+to" and anchor.pos_ == "NOUN" and _infinitive_behind(anchor, verb):
            return True
    return False


def _asks(clause: Token) -> bool:
    """Whether a clause is a question: "asked *whether* …"."""
    first = next(iter(clause.subtree))
    return first.lower_ in _QUESTIONS or clause.sent.text.rstrip(' "”').endswith("?")


def _infinitive_behind(noun: Token, verb: str) -> bool:
    """Whether an infinitive follows a noun close by, wherever the tree hung it: "an offer by Finland *to repair* the cable"."""
    for i in range(noun.i + 1, min(noun.sent.end - 1, noun.i + _REACH)):
        token = noun.doc[i]
        if token.pos_ in ("VERB", "AUX") or token.text in (",", ";"):
            return False
        if token.lower_ == "to" and token.dep_ == "mark":
            return noun.doc[i + 1].pos_ == "VERB" and (not verb or noun.doc[i + 1].lemma_.lower() == verb)
    return False


def mentions_of(words: list[Token], cast: Cast) -> list[int]:
    """Mention numbers for words and what is coordinated with them, in order, once each.

    A noun that is no mention is stood for by whose it is: "Israeli warplanes" by the nationality, "Putin's remarks" by
    the name, "members of Hamas" by what follows *of*; "the two countries" by those two.
    """
    out: list[int] = []
    for word in words:
        for token in conjuncts(word):
            if _is_same_person(token, cast):
                continue
            for found in _found(token, cast):
                out += [m for m in cast.members.get(found, (found,)) if m not in out]
        if len(out) == 1 and preposition(word) == "between" and (other := _other_of_two(out[0], cast, word)) is not None:
            out.append(other)
        elif len(out) == 1 and (other := _cut_off(out[0], cast, word)) is not None:
            out.insert(0, other)
    if len(words) == 1 and out and cast.at.get(words[0].i) == out[0]:
        out += [m for m in _listed(out[0], cast, words[0].doc) if m not in out]
    return out


def _is_same_person(token: Token, cast: Cast) -> bool:
    """Whether a description goes on with who somebody is: "an activist and *politician*, Talib Hussain"."""
    first, m = cast.at.get(token.head.i), cast.at.get(token.i)
    if token.dep_ != "conj" or token.pos_ != "NOUN" or first is None or m is None:
        return False
    if any(cast.mentions[i].kind is not MentionKind.NOMINAL or cast.found[i].plural for i in (first, m)):
        return False
    led = [any(c.dep_ in ("det", "nmod:poss", "nummod") for c in t.children) for t in (token.head, token)]
    one = any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in token.head.children)
    named = any(_apposed(t, cast) is not None for t in (token.head, token))
    return led == [True, False] and cast.found[first].title is not None and (one or named)


def _listed(first: int, cast: Cast, doc: Doc) -> list[int]:
    """The names that a list of names goes on with behind one, wherever the tree hung them: "Juncá (rapporteur), Araúz, and
    Valdés"; a list has an "and" before its last."""
    out: list[int] = []
    at = first
    while True:
        stop = cast.found[at].stop
        while stop < len(doc) and doc[stop].text == "(":
            close = next((i for i in range(stop, min(len(doc), stop + 5)) if doc[i].text == ")"), None)
            if close is None:
                break
            stop = close + 1
        start, last = stop, False
        while start < len(doc) and start - stop < 2 and doc[start].lower_ in (",", "and", "&"):
            last = last or doc[start].lower_ != ","
            start += 1
        if start == stop:
            return []
        after = next((i for i in range(at + 1, min(len(cast.found), at + 6)) if cast.found[i].start == start), None)
        if after is None or not _are_alike(first, after, cast):
            return []
        out.append(after)
        if last:
            behind = doc[cast.found[after].stop] if cast.found[after].stop < len(doc) else None
            pair = doc[cast.found[first].stop].lower_ == "and"
            return [] if pair and behind is not None and _own_clause(behind, cast.found[after].head) else out
        at = after


def _are_alike(a: int, b: int, cast: Cast) -> bool:
    """Whether two mentions are names of one kind."""
    kinds = {cast.mentions[m].kind for m in (a, b)}
    return kinds == {MentionKind.NAMED} and cast.mentions[a].entity is cast.mentions[b].entity


def _own_clause(verb: Token, subject: int) -> bool:
    """Whether a name behind "and" is the subject of a clause of its own: "met Putin and *Xi left*"."""
    return verb.doc[subject].head.i == verb.i and verb.doc[subject].dep_.startswith("nsubj")


def _found(token: Token, cast: Cast) -> list[int]:
    """The mentions that a word stands for: several where two nationalities describe it ("Armenian and Azerbaijani troops") or
    two names stand beside it ("the two ministers, A and B")."""
    named = [
        m
        for c in children(token, "appos")
        for t in conjuncts(c)
        if (m := cast.at.get(t.i)) is not None and cast.mentions[m].kind is MentionKind.NAMED
    ]
    if len(named) > 1:
        return named
    found = _mention(token, cast)
    if found is None or _is_faith(found, token, cast):
        return []
    at = next((c for c in _modifiers(token) if cast.at.get(c.i) == found), None)
    beside = [cast.at.get(t.i) for t in conjuncts(at)[1:]] if at is not None else []
    return [found, *(m for m in beside if m is not None and m != found)]


def _cut_off(first: int, cast: Cast, word: Token) -> int | None:
    """The name before "and" and a clause's subject that the tree hung elsewhere: "after *A* and B agreed"."""
    start, doc = cast.found[first].start, word.doc
    if not word.dep_.startswith("nsubj") or start < 2 or doc[start - 1].lower_ != "and" or start - 1 <= word.sent.start:
        return None
    other = next((i for i in range(first - 1, -1, -1) if cast.found[i].stop == start - 1), None)
    if other is None or cast.mentions[other].entity is not cast.mentions[first].entity:
        return None
    before = cast.found[other].start - 1
    while before > word.sent.start and doc[before].pos_ in ("DET", "ADJ"):
        before -= 1
    opens = before < word.sent.start or doc[before].pos_ in ("SCONJ", "PUNCT") or doc[before].dep_ == "mark"
    return other if opens and doc[cast.found[other].head].head.i != word.i else None


def _other_of_two(first: int, cast: Cast, word: Token) -> int | None:
    """The mention behind "and" right after a mention: between A *and B*."""
    stop = cast.found[first].stop
    doc = word.doc
    if stop < len(doc) and doc[stop].lower_ == "and":
        return next((i for i, f in enumerate(cast.found) if stop < f.start <= stop + 2 and cast.mentions[i].actor is not None), None)
    return None


def _mention(token: Token, cast: Cast, depth: int = 0) -> int | None:
    found = cast.at.get(token.i)
    if found in cast.members:
        return found
    if found is not None and cast.mentions[found].entity is not Entity.OTHER:
        nobody = cast.mentions[found].actor is None and cast.mentions[found].kind is MentionKind.NOMINAL and depth == 0
        owner = _possessor(token, cast) if nobody and _apposed(token, cast) is None else None  # "Israel's settlements"
        return found if owner is None else owner
    if found is not None and (cast.mentions[found].actor is not None or cast.mentions[found].kind is MentionKind.PRONOUN):
        return found
    if depth == 0 and (named := _apposed(token, cast)) is not None:
        return named
    if depth > 2 or token.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ", "PRON", "DET"):
        return None
    for child in (
        *_modifiers(token),
        *children(token, "nmod:poss"),
        *(c for c in children(token, "nmod") if preposition(c) in _owning(token)),
    ):
        inner = _mention(child, cast, depth + 1)
        if inner is not None and _is_faith(inner, child, cast):
            continue
        if inner is not None and (cast.mentions[inner].actor is not None or cast.mentions[inner].kind is MentionKind.PRONOUN):
            return inner
    return None


def _is_faith(m: int, word: Token, cast: Cast) -> bool:
    """Whether a faith merely describes a noun: "*Catholic* channels"."""
    actor = cast.actor(m)
    return word.dep_ in ("amod", "compound") and actor is not None and actor.code is None and actor.sectors[:1] == ("REL",)


def _possessor(token: Token, cast: Cast) -> int | None:
    """The known actor whose a thing is."""
    for child in children(token, "nmod:poss"):
        m = cast.at.get(child.i)
        if m is not None and (actor := cast.actor(m)) is not None and actor.code is not None:
            return m
    return None


def _apposed(token: Token, cast: Cast) -> int | None:
    """The name that stands beside a description that says nothing of who it is: "its main rival, the Patriotic Front"."""
    for child in children(token, "appos"):
        m = cast.at.get(child.i)
        if m is None or cast.mentions[m].kind is not MentionKind.NAMED:
            continue
        if cast.mentions[m].actor is not None or cast.mentions[m].entity is Entity.PERSON:
            return m
    return None


def _owning(noun: Token) -> tuple[str, ...]:
    """Prepositions behind which stands whose a noun is; behind "killing of" stands who suffered it, which is no such thing."""
    if noun.lemma_.lower() in noun_classes()["place"]:
        return ("of", "from", "for")
    harmful = any(e.type in _HARMS for e in shipped().by_word.get(("noun", noun.lemma_.lower()), ()))
    return ("from",) if harmful else ("of", "from")


def satisfied(entry: Entry, predicate: Token, noun: Token | None, cast: Cast) -> bool:
    """Whether every group of the entry's needs has a slot that is filled."""
    return all(any(_filled(slot, predicate, noun, cast) for slot in group) for group in entry.needs)


def _filled(slot: str, predicate: Token, noun: Token | None, cast: Cast) -> bool:
    if slot.startswith("+"):
        return has_clause(predicate, noun, slot)
    found = words_of(predicate, noun, slot)
    if mentions_of(found, cast):
        return True
    return any(t.ent_type_ and "$" not in t.text for t in found) or any(t.lemma_.lower() in _PEOPLE for t in found)
