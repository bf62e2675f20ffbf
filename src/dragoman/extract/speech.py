"""What is done by saying so: "Iran must stop, he said" is a request, "we will not talk to them" a refusal."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.predicates import Coded
from dragoman.extract.scene import Scene
from dragoman.extract.slots import mentions_of, words_of
from dragoman.extract.syntax import is_not
from dragoman.extract.voices import voices
from dragoman.knowledge.lexicon import Entry
from dragoman.knowledge.modality import refusals
from dragoman.records import EventType, MentionKind, VoiceStance
from dragoman.resolve.chains import Cast

#: CAMEO codes statements that somebody "must" or "should" do a thing as demands and appeals (10, 02; PLOVER: REQUEST), and
#: "will not" of oneself as a refusal (12).
_MUST = frozenset(("must", "should", "ought"))
_OFFICES = (("GOV",), ("MIL",), ("COP",), ("JUD",), ("LEG",), ("PTY",), ("OPP",), ("REB",))
_HAVE_TO = frozenset(("have", "need"))
_WILL = frozenset(("will", "would", "wo", "shall"))


def _clause(name: str, type_: EventType, cameo: str, words: tuple[str, ...]) -> Entry:
    return Entry(name, type_, (), (), cameo, "clause", words, None, frozenset(), (), (), (), False, frozenset(), ())


_REQUEST = _clause("request.must", EventType.REQUEST, "100", ("must", "should"))
_REJECT = _clause("reject.will-not", EventType.REJECT, "120", ("will not", "would not"))


def spoken_acts(scene: Scene) -> list[Coded]:
    """Requests and refusals that a reported or quoted clause makes by its modal verb."""
    return list(_spoken_acts(scene))


def _spoken_acts(scene: Scene) -> Iterator[Coded]:
    for token in scene.doc:
        if token.i not in scene.read or token.pos_ not in ("VERB", "AUX", "ADJ", "NOUN"):
            continue
        helpers = {c.lower_ for c in token.children if c.dep_ in ("aux", "aux:pass")}
        must = bool(helpers & _MUST) or _has_to(token)
        will_not = bool(helpers & _WILL) and token.lemma_.lower() in refusals() and any(is_not(c) for c in token.children)
        if not must and not will_not:
            continue
        subject = mentions_of(words_of(token, None, "subject"), scene.cast)
        speaker = _speaker(token, scene)
        if not subject or speaker is None:
            continue
        same = scene.cast.party(subject[0]) == scene.cast.party(speaker)
        if must and not same and _acts(subject[0], scene.cast) and _acts(speaker, scene.cast):
            yield Coded(_REQUEST, token, None, (speaker,), tuple(subject), 4.0)
        elif will_not and same and _acts(speaker, scene.cast):
            yield Coded(_REJECT, token, None, (speaker,), (), 4.0)


def _has_to(token: Token) -> bool:
    head = token.head
    return token.dep_ == "xcomp" and head.lemma_ in _HAVE_TO and any(c.dep_ == "mark" and c.lower_ == "to" for c in token.children)


def _speaker(token: Token, scene: Scene) -> int | None:
    """The one who says the clause of a predicate, where one named voice asserts it."""
    heard, _ = voices(token, scene.cast, scene.quotes)
    named = [a for a in heard if a.stance is VoiceStance.ASSERTS and a.chain[-1] is not None]
    if len(heard) != 1 or len(named) != 1:
        return None
    return scene.cast.number[named[0].chain[-1] or ""]


def _acts(m: int, cast: Cast) -> bool:
    """Whether a mention is of a state, of somebody of one, or of an office or name."""
    actor = cast.actor(m)
    if actor is None:
        return False
    return actor.code is not None or cast.mentions[m].kind is MentionKind.NAMED or actor.sectors[:1] in _OFFICES
