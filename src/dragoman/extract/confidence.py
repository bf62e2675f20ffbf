"""How sure an event is: a weighing of how it is told, learned from rows judged by hand (`knowledge/data/confidence.csv`)."""

from __future__ import annotations

import math
from collections.abc import Iterator

from dragoman.extract.factuality import Modality
from dragoman.extract.predicates import SPEAKING, Coded
from dragoman.extract.scene import Scene
from dragoman.extract.syntax import is_passive
from dragoman.knowledge.confidence import confidence_weights
from dragoman.records import Certainty, EventType, MentionKind, Tense


def confidence(c: Coded, found: Modality, type_: EventType, in_quote: bool, scene: Scene) -> float:
    """The chance, 0 to 1, that a row's type, actor and recipient are all right."""
    weights = confidence_weights()
    return 1 / (1 + math.exp(-sum(weights.get(name, 0.0) * value for name, value in features(c, found, type_, in_quote, scene))))


def features(c: Coded, found: Modality, type_: EventType, in_quote: bool, scene: Scene) -> Iterator[tuple[str, float]]:
    """What is weighed of a row, each with its value."""
    yield "one", 1.0
    yield f"type.{type_}", 1.0
    yield f"pos.{c.entry.pos}", 1.0
    yield "object", float(bool(c.entry.objects))
    yield "particle", float(c.entry.particle is not None)
    yield "needs", float(len(c.entry.needs))
    for name, side in (("actor", c.actors), ("recipient", c.recipients)):
        yield f"{name}.none", float(not side)
        yield f"{name}.several", float(len(side) > 1)
        kinds = [scene.cast.mentions[m].kind for m in side]
        yield f"{name}.named", float(MentionKind.NAMED in kinds)
        yield f"{name}.pronoun", float(MentionKind.PRONOUN in kinds)
        actors = [scene.cast.actor(m) for m in side]
        yield f"{name}.coded", float(any(a is not None and a.code is not None for a in actors))
        yield f"{name}.unknown", float(bool(side) and all(a is None for a in actors))
        yield f"{name}.far", float(any(abs(scene.cast.found[m].head - c.predicate.i) > _FAR for m in side))
    yield "recipient.none.of.words", float(not c.recipients and type_ in SPEAKING)
    yield "passive", float(c.predicate.pos_ == "VERB" and is_passive(c.predicate))
    yield "quote", float(in_quote)
    yield "uncertain", float(found.certainty is not Certainty.CERTAIN)
    yield "future", float(found.tense is Tense.FUTURE)
    yield "below", float(c.predicate.dep_ in ("acl", "advcl", "acl:relcl", "xcomp"))
    yield "title", float(scene.in_title(c.predicate.idx))


#: Words between a predicate and a party from which on it is far.
_FAR = 10
