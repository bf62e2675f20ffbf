"""Which words of a Doc stand for somebody: names with their titles, agent nouns, pronouns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy import symbols
from spacy.tokens import Doc, Token

from dragoman.knowledge.actors import agents, anaphors
from dragoman.knowledge.directory import Directory
from dragoman.knowledge.gender import honorifics
from dragoman.knowledge.tables import key
from dragoman.records import Entity, MentionKind

PERSONAL = frozenset(("he she him her his hers himself herself").split())
IMPERSONAL = frozenset(
    ("it its itself they them their theirs themselves we us our ours ourselves i me my mine myself you your yours").split()
)
PLURAL = frozenset(("they them their theirs themselves we us our ours ourselves").split())

_ENTITY = {"PER": Entity.PERSON, "ORG": Entity.ORG, "LOC": Entity.PLACE, "NORP": Entity.NORP}
#: Relations by which words behind a noun belong to its phrase.
_BEHIND = frozenset(("nmod", "nmod:poss", "compound", "flat", "nmod:unmarked"))
#: Relations by which words in front of a noun belong to its phrase.
_BEFORE = frozenset(("det", "amod", "compound", "nummod", "nmod:poss", "flat", "nmod", "punct", "advmod", "det:predet", "nmod:unmarked"))


@dataclass(frozen=True, slots=True)
class Found:
    """A mention as tokens [start, stop) of the Doc; `head` is its head token.

    `name` is the bare name, or a nominal's agent noun; `title` the agent noun that a name carries ("president"); `apposed`
    the head of an apposition that belongs to it. `plural` and `definite` are of the head noun.
    """

    start: int
    stop: int
    head: int
    kind: MentionKind
    entity: Entity
    name: str
    title: str | None = None
    apposed: int | None = None
    plural: bool = False
    definite: bool = False


#: Nouns of styles of address.
_STYLES = frozenset(("Majesty", "Highness", "Excellency", "Holiness", "Eminence", "Honour", "Honor", "Lordship", "Worship"))
#: Parts of speech that a mention's head may be taken for.
_HEADS = (symbols.NOUN, symbols.PROPN, symbols.ADJ, symbols.PRON, symbols.X, symbols.INTJ)


def sentence_numbers(doc: Doc) -> NDArray[np.int64]:
    """The number of each token's sentence."""
    starts = doc.to_array("SENT_START") == 1
    starts[:1] = True
    return np.cumsum(starts, dtype=np.int64) - 1


def find_mentions(doc: Doc, read: frozenset[int], directory: Directory) -> list[Found]:
    """All mentions among the tokens `read`, in order of their start, longer first."""
    out: list[Found] = []
    taken: set[int] = set()
    for start, stop, label in _names(doc, read, directory):
        found = _named(doc, start, stop, label)
        out.append(found)
        taken.update(range(start, stop))
        taken.add(found.head)
        if found.title is not None:
            taken.update(i for i in range(found.start, start) if not doc[i].ent_type_)
        if found.apposed is not None:
            taken.add(found.apposed)
    for i in np.flatnonzero(np.isin(doc.to_array("POS"), _HEADS)).tolist():
        if i not in read or i in taken:
            continue
        token = doc[i]
        if token.pos_ == "PRON" and token.lower_ in PERSONAL | IMPERSONAL:
            if _is_style(token):
                continue
            out.append(
                Found(
                    token.i,
                    token.i + 1,
                    token.i,
                    MentionKind.PRONOUN,
                    Entity.PERSON if token.lower_ in PERSONAL else Entity.OTHER,
                    token.text,
                    plural=token.lower_ in PLURAL,
                )
            )
        elif (token.pos_ in ("NOUN", "PROPN", "ADJ") or _mistaken(token)) and not _in_title(token, taken) and not _is_hour(token):
            if (agent := agent_of(token)) is not None:
                out.append(_nominal(doc, token, agent))
            elif (kind := anaphors().get(token.lemma_.lower())) is not None and _is_definite(token):
                out.append(_anaphor(doc, token, kind))
    return sorted(out, key=lambda f: (f.start, -f.stop))


def _is_hour(token: Token) -> bool:
    """Whether a word is the "pm" of an hour and no prime minister."""
    return token.lower_ == "pm" and not (token.text == "PM" and token.i > 0 and not token.nbor(-1).text[-1:].isdigit())


def _is_style(token: Token) -> bool:
    """Whether a possessive is of a style of address and means nobody apart: "*His* Majesty", "*Her* Excellency"."""
    return token.text.istitle() and token.i + 1 < len(token.doc) and token.nbor().text in _STYLES


def _mistaken(token: Token) -> bool:
    """Whether a word that can only be an agent noun ("Police" at a sentence's start) was taken for another part of speech."""
    return token.pos_ in ("PRON", "X", "INTJ") and token.lower_ in agents()


def _names(doc: Doc, read: frozenset[int], directory: Directory) -> list[tuple[int, int, str]]:
    """Names as (start, stop, label); neighbours that the tables know as one name are joined ("European" + "Union")."""
    ents = [(e.start, e.end, e.label_) for e in doc.ents if e.start in read and not _is_money(doc, e.start, e.end)]
    out: list[tuple[int, int, str]] = []
    i = 0
    while i < len(ents):
        reach = i + 1
        for j in range(min(len(ents), i + 4), i + 1, -1):
            if (
                all(ents[n][1] == ents[n + 1][0] for n in range(i, j - 1))
                and key(doc[ents[i][0] : ents[j - 1][1]].text) in directory.by_name
            ):
                reach = j
                break
        if reach == i + 1 < len(ents) and _is_open(doc, ents[i]) and ents[i][1] == ents[i + 1][0]:
            reach = i + 2
        label = ents[i][2] if reach == i + 1 else "ORG"
        out.append((ents[i][0], ents[reach - 1][1], label))
        i = reach
    return out


def _is_open(doc: Doc, name: tuple[int, int, str]) -> bool:
    """Whether an organisation's name was cut off behind its "of": "Government of" + "Nicaragua"."""
    start, stop, label = name
    last = stop - 1 if doc[stop - 1].lower_ != "the" else stop - 2
    return label == "ORG" and last > start and doc[last].lower_ == "of"


def _is_money(doc: Doc, start: int, stop: int) -> bool:
    """Whether a name is the country of a currency: "US$42 million"."""
    behind = doc[stop].text if stop < len(doc) and not doc[stop - 1].whitespace_ else ""
    return "$" in doc[start:stop].text or behind.startswith(("$", "€", "£"))


def _named(doc: Doc, start: int, stop: int, label: str) -> Found:
    head = doc[start:stop].root
    name = doc[start:stop].text
    begin, title = start, None
    if label == "PER":
        while start + 1 < stop and " " in (agent_of(doc[start]) or ""):
            # "Secretary of State Antony Blinken": the title's last word was taken for a name
            start += 1
        name = doc[start:stop].text
        begin, title = _title_start(doc, start)
        while head.dep_ == "flat" and begin <= head.head.i < stop:
            head = head.head
        # "President Putin" may hang on the title, of which the name is then a flat part or an apposition
        if head.head.i != head.i and begin <= head.head.i < start and head.dep_ in ("flat", "appos", "nmod", "compound"):
            head = head.head
        if title is not None or key(doc[start].text) in honorifics():
            stop = _realm_end(doc, stop)
    begin = _owner_start(doc, begin, label)
    end, apposed = _apposition(doc, start, stop, head) if label in ("PER", "ORG") else (stop, None)
    plural = label == "NORP" and (head.tag_ == "NNPS" or name.endswith("s")) and head.pos_ != "ADJ"
    return Found(begin, end, head.i, MentionKind.NAMED, _ENTITY[label], name, title, apposed, plural, definite=True)


def _realm_end(doc: Doc, stop: int) -> int:
    """Where a titled name ends with what it is of: "King Abdullah *of Jordan*"."""
    if stop + 1 >= len(doc) or doc[stop].lower_ != "of" or doc[stop + 1].ent_type_ != "LOC":
        return stop
    end = stop + 2
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return end


def _owner_start(doc: Doc, begin: int, label: str) -> int:
    """Where the names that say whose a person or body is begin: "Jordan's King Abdullah", "Saudi Central Bank"."""
    if label not in ("PER", "ORG"):
        return begin
    at = begin
    if at > 1 and doc[at - 1].lower_ in ("'s", "’s") and doc[at - 2].ent_type_ in ("LOC", "NORP", "ORG"):
        at -= 2
        while at > 0 and doc[at].ent_iob_ == "I":
            at -= 1
        return at
    while at > 0 and doc[at - 1].ent_type_ in ("NORP", "LOC") and doc[at - 1].head.i >= begin and doc[at - 1].dep_ in _BEFORE:
        at -= 1
    return at


#: Longest apposition that belongs to a name, in words.
_LONGEST_APPOSITION = 12


def _apposition(doc: Doc, start: int, stop: int, head: Token) -> tuple[int, int | None]:
    """Where a name ends with its age and the agent noun set behind it ("Abbas, 88", "Lavrov, the Russian foreign minister"),
    and that noun's place; what a relative clause or another name begins is left out."""
    end = stop
    if end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].text.isdigit() and len(doc[end + 1]) <= 3:
        end += 2
    if end + 1 >= len(doc) or doc[end].text != ",":
        return end, None
    for child in head.children:
        if child.dep_ != "appos" or child.i < stop or child.ent_type_ or child.pos_ not in ("NOUN", "PROPN") or agent_of(child) is None:
            continue
        first = child.left_edge.i
        first += doc[first].text == ","
        last = _phrase_end(child)
        if first == end + 1 and last - end <= _LONGEST_APPOSITION:
            return last, child.i
    return end, None


def _phrase_end(noun: Token) -> int:
    """One past the last word of a noun's phrase without clauses, appositions and what is coordinated with it."""
    last = noun.i
    stack = [noun]
    while stack:
        for child in stack.pop().children:
            if child.i > noun.i and child.dep_ in _BEHIND:
                stack.append(child)
                last = max(last, child.i)
    doc = noun.doc
    whole = all(_below(doc[i], noun) for i in range(noun.i + 1, last + 1))
    return last + 1 if whole else noun.i + 1


def _below(token: Token, top: Token) -> bool:
    at = token
    while at.i != top.i:
        if at.head.i == at.i or at.dep_ not in _BEHIND | _BEFORE | {"case", "cc", "conj"}:
            return False
        at = at.head
    return True


def _title_start(doc: Doc, start: int) -> tuple[int, str | None]:
    """Where the title before a person's name begins, and its agent noun ("Russian President" → "president")."""
    begin, title = start, None
    i = start - 1
    while i >= 0 and not doc[i].is_space and doc[i].sent == doc[start].sent:
        token = doc[i]
        # a capitalised title is one whatever part of speech it was taken for
        titled = token.pos_ in ("NOUN", "PROPN") or (token.text[:1].isupper() and token.pos_ not in ("VERB", "ADP", "DET"))
        agent = agent_of(token) if titled and not token.ent_type_ else None
        if agent and (title is None or begin == i + 1):
            title = title or agent
            begin = i
        elif (
            title is not None
            and begin == i + 1
            and (
                token.pos_ in ("ADJ", "PROPN", "NOUN", "PUNCT")
                and (token.text == "-" or token.pos_ != "PUNCT")
                and (token.dep_ in _BEFORE | {"appos"} or token.ent_type_ in ("NORP", "LOC"))
            )
        ) or (title is None and key(token.text) in honorifics()):
            begin = i
        else:
            break
        i -= 1
    while begin < start and (doc[begin].text in ("-", "the") or doc[begin].is_punct):
        begin += 1
    return begin, title


def agent_of(token: Token) -> str | None:
    """The longest agent noun of the tables that ends at a token, or None."""
    table = agents()
    last = token.lemma_.lower() if token.pos_ != "PROPN" else token.lower_
    if last not in table and token.lower_ in table:
        last = token.lower_  # "people", its lemma "person"
    if token.pos_ == "PROPN" and last not in table and last.endswith("s"):
        last = last[:-1] if last[:-1] in table else last
    best = last if last in table else None
    phrase = last
    i = token.i - 1
    while i >= 0 and token.i - i < 4 and not token.doc[i].is_space:
        phrase = f"{token.doc[i].lower_} {phrase}" if token.doc[i].text != "-" else phrase
        if phrase in table:
            best = phrase
        i -= 1
    return best


def _in_title(token: Token, taken: set[int]) -> bool:
    """Whether a noun merely modifies another ("police station", "army chief" count for their head)."""
    return (
        token.dep_ in ("compound", "flat", "amod")
        and token.head.i > token.i
        and (token.head.i in taken or token.head.pos_ in ("NOUN", "PROPN"))
    )


def _nominal(doc: Doc, token: Token, agent: str) -> Found:
    begin = token.i
    while begin > 0 and not doc[begin - 1].is_space and doc[begin - 1].sent == token.sent and _leads_into(doc[begin - 1], token):
        begin -= 1
    while begin < token.i and doc[begin].is_punct:
        begin += 1
    entity = {"person": Entity.PERSON, "org": Entity.ORG, "group": Entity.GROUP}[agents()[agent].entity]
    plural = token.tag_ in ("NNS", "NNPS") or token.text.lower() != token.lemma_.lower()
    if entity is Entity.PERSON and plural:
        entity = Entity.GROUP
    definite = _is_definite(token)
    return Found(begin, _phrase_end(token), token.i, MentionKind.NOMINAL, entity, agent, agent, None, plural, definite)


def _anaphor(doc: Doc, token: Token, kind: str) -> Found:
    begin = token.i
    while begin > 0 and doc[begin - 1].sent == token.sent and _leads_into(doc[begin - 1], token):
        begin -= 1
    entity = {"state": Entity.PLACE, "person": Entity.PERSON, "any": Entity.GROUP}[kind]
    return Found(
        begin,
        token.i + 1,
        token.i,
        MentionKind.NOMINAL,
        entity,
        token.lemma_.lower(),
        None,
        None,
        token.text.lower() != token.lemma_.lower(),
        True,
    )


def _is_definite(noun: Token) -> bool:
    """Whether a noun stands with an article, demonstrative or "both" that points back."""
    return any(child.lower_ in ("the", "this", "that", "these", "those", "both") and child.i < noun.i for child in noun.children)


def _leads_into(token: Token, head: Token) -> bool:
    """Whether a token in front belongs to the phrase of `head`: it hangs on it through nothing but modifiers."""
    at = token
    while at.i != head.i:
        if at.dep_ not in _BEFORE or at.head.i == at.i:
            return False
        at = at.head
    return True
