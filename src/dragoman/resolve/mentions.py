"""Which words of a Doc stand for somebody: names with their titles, agent nouns, pronouns."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dragoman.knowledge.actors import agents, names
from dragoman.knowledge.tables import key
from dragoman.records import Entity, MentionKind

PERSONAL = frozenset(("he she him her his hers himself herself").split())
IMPERSONAL = frozenset(("it its itself they them their theirs themselves we us our i me my you your").split())

_ENTITY = {"PER": Entity.PERSON, "ORG": Entity.ORG, "LOC": Entity.PLACE, "NORP": Entity.NORP}
#: Relations by which words in front of a noun belong to its phrase.
_BEFORE = frozenset(("det", "amod", "compound", "nummod", "nmod:poss", "flat", "nmod", "punct", "advmod", "det:predet", "nmod:unmarked"))


@dataclass(frozen=True, slots=True)
class Found:
    """A mention as tokens [start, stop) of the Doc; `name` is what it is looked up by, `head` its head token.

    `title` holds the agent noun found in it ("president"), `parts` the tokens of nationality or country names inside.
    """

    start: int
    stop: int
    head: int
    kind: MentionKind
    entity: Entity
    name: str
    title: str | None = None
    parts: tuple[int, ...] = ()


def find_mentions(doc: Doc, read: frozenset[int]) -> list[Found]:
    """All mentions among the tokens `read`, in order of their start, longer first."""
    out: list[Found] = []
    taken: set[int] = set()
    for start, stop, label in _names(doc, read):
        found = _named(doc, start, stop, label)
        out.append(found)
        taken.update(range(start, stop))
        taken.add(found.head)
        if found.title is not None:
            taken.update(range(found.start, start))
    for token in doc:
        if token.i not in read or token.i in taken or token.is_space:
            continue
        if token.pos_ == "PRON" and token.lower_ in PERSONAL | IMPERSONAL:
            out.append(
                Found(
                    token.i,
                    token.i + 1,
                    token.i,
                    MentionKind.PRONOUN,
                    Entity.PERSON if token.lower_ in PERSONAL else Entity.OTHER,
                    token.text,
                )
            )
        elif (token.pos_ in ("NOUN", "PROPN", "ADJ") or _mistaken(token)) and (agent := agent_of(token)) and not _in_title(token, taken):
            out.append(_nominal(doc, token, agent))
    return sorted(out, key=lambda f: (f.start, -f.stop))


def _mistaken(token: Token) -> bool:
    """Whether a word that can only be an agent noun ("Police" at a sentence's start) was taken for another part of speech."""
    return token.pos_ in ("PRON", "X", "INTJ") and token.lower_ in agents()


def _names(doc: Doc, read: frozenset[int]) -> list[tuple[int, int, str]]:
    """Names as (start, stop, label); neighbours that the tables know as one name are joined ("European" + "Union")."""
    ents = [(e.start, e.end, e.label_) for e in doc.ents if e.start in read]
    out: list[tuple[int, int, str]] = []
    i = 0
    while i < len(ents):
        reach = i + 1
        for j in range(min(len(ents), i + 4), i + 1, -1):
            if all(ents[n][1] == ents[n + 1][0] for n in range(i, j - 1)) and key(doc[ents[i][0] : ents[j - 1][1]].text) in names():
                reach = j
                break
        label = ents[i][2] if reach == i + 1 else "ORG"
        out.append((ents[i][0], ents[reach - 1][1], label))
        i = reach
    return out


def _named(doc: Doc, start: int, stop: int, label: str) -> Found:
    head = doc[start:stop].root
    name = doc[start:stop].text
    begin, title = start, None
    if label == "PER":
        begin, title = _title_start(doc, start)
        while head.dep_ == "flat" and begin <= head.head.i < stop:
            head = head.head
        # "President Putin" may hang on the title, of which the name is then a flat part or an apposition
        if head.head.i != head.i and begin <= head.head.i < start and head.dep_ in ("flat", "appos", "nmod", "compound"):
            head = head.head
    return Found(
        begin,
        stop,
        head.i,
        MentionKind.NAMED,
        _ENTITY[label],
        name,
        title,
        (_parts(doc, begin, start) if begin < start else _parts(doc, *_modifiers(doc, start))) or _possessor(doc, begin),
    )


def _possessor(doc: Doc, begin: int) -> tuple[int, ...]:
    """The name whose a title is: "Jordan's King Abdullah"."""
    return (begin - 2,) if begin > 1 and doc[begin - 1].lower_ in ("'s", "’s") and doc[begin - 2].ent_type_ in ("LOC", "NORP") else ()


def _modifiers(doc: Doc, start: int) -> tuple[int, int]:
    """Names right in front of a name, which say whose it is ("Saudi" before "Central Bank")."""
    begin = start
    while begin > 0 and doc[begin - 1].ent_type_ in ("NORP", "LOC") and doc[begin - 1].head.i >= start:
        begin -= 1
    return begin, start


def _title_start(doc: Doc, start: int) -> tuple[int, str | None]:
    """Where the title before a person's name begins, and its agent noun ("Russian President" → "president")."""
    begin, title = start, None
    i = start - 1
    while i >= 0 and not doc[i].is_space and doc[i].sent == doc[start].sent:
        token = doc[i]
        agent = agent_of(token) if token.pos_ in ("NOUN", "PROPN") and not token.ent_type_ else None
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
        ) or (title is None and token.text in ("Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "Sheikh", "Sheik", "Sir")):
            begin = i
        else:
            break
        i -= 1
    while begin < start and (doc[begin].text in ("-", "the") or doc[begin].is_punct):
        begin += 1
    return begin, title


def _parts(doc: Doc, start: int, stop: int) -> tuple[int, ...]:
    return tuple(i for i in range(start, stop) if doc[i].ent_type_ in ("NORP", "LOC", "ORG"))


def agent_of(token: Token) -> str | None:
    """The longest agent noun of the tables that ends at a token, or None."""
    table = agents()
    last = token.lemma_.lower() if token.pos_ != "PROPN" else token.lower_
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
    if entity is Entity.PERSON and token.text.lower() != token.lemma_.lower():
        entity = Entity.GROUP
    inside = set(range(begin, token.i)) | {
        t.i for t in token.subtree if t.i > token.i and t.dep_ in ("nmod", "nmod:poss") and t.head.i == token.i and _linked(t)
    }
    parts = tuple(sorted(i for i in inside if doc[i].ent_type_ in ("NORP", "LOC", "ORG")))
    return Found(begin, token.i + 1, token.i, MentionKind.NOMINAL, entity, agent, agent, parts)


def _linked(token: Token) -> bool:
    """Whether a noun after an agent noun says whose it is: "the president of France", not "the protesters in France"."""
    return any(child.dep_ == "case" and child.lower_ in ("of", "for", "'s", "’s") for child in token.children)


def _leads_into(token: Token, head: Token) -> bool:
    """Whether a token in front belongs to the phrase of `head`: it hangs on it through nothing but modifiers."""
    at = token
    while at.i != head.i:
        if at.dep_ not in _BEFORE or at.head.i == at.i:
            return False
        at = at.head
    return True
