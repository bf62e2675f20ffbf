"""Denials of what was told before: "Kigali denied the allegation", "Tehran has denied any involvement"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.extract.factuality import Modality, factuality
from dragoman.extract.scene import Scene
from dragoman.extract.slots import mentions_of, words_of
from dragoman.extract.syntax import children, is_negated
from dragoman.extract.tellings import Telling
from dragoman.extract.voices import token_span
from dragoman.knowledge.cues import cue_verbs
from dragoman.records import Attribution, EventType, QuoteStance, Span, VoiceStance

#: What a denial may be of that points back at acts told before.
_DENIED = frozenset(
    "it this that allegation accusation claim charge report involvement responsibility role suggestion assertion attack".split()
)
#: Types of acts; what was merely said is not denied by who was spoken of.
_ACTS = frozenset(
    (EventType.ASSAULT, EventType.COERCE, EventType.AID, EventType.MOBILIZE, EventType.COOPERATE, EventType.SANCTION, EventType.RETREAT)
)
#: Characters behind an act within which a denial is of it.
_REACH = 700


@dataclass(frozen=True, slots=True)
class _Denial:
    who: int
    cue: Span


def with_denials(tellings: Sequence[Telling], scene: Scene) -> list[Telling]:
    """The tellings, those that their actor denies further on in the text with that voice too."""
    denials = list(_denials(scene))
    return [_denied(t, denials, scene) for t in tellings] if denials else list(tellings)


def _denials(scene: Scene) -> Iterator[_Denial]:
    for token in scene.doc:
        if token.pos_ != "VERB" or token.i not in scene.read:
            continue
        cue = cue_verbs().get(token.lemma_.lower())
        if cue is None or cue.stance is not QuoteStance.DENIES or is_negated(token):
            continue
        objects = children(token, "obj")
        pointing = any(o.lemma_.lower() in _DENIED and not children(o, "acl", "acl:relcl", "ccomp") for o in objects)
        if not pointing and (objects or children(token, "ccomp", "xcomp")):
            continue
        who = mentions_of(words_of(token, None, "subject"), scene.cast)
        if who:
            yield _Denial(who[0], token_span(token))


def _denied(t: Telling, denials: Sequence[_Denial], scene: Scene) -> Telling:
    row = t.row
    if row.type not in _ACTS:
        return t
    at = scene.cast.number
    mine = {scene.cast.party(at[m]) for m in row.actors}
    for denial in denials:
        if 0 < denial.cue.start - row.start < _REACH and scene.cast.party(denial.who) in mine:
            voice = Attribution(chain=(scene.cast.mentions[denial.who].id,), stance=VoiceStance.DENIES, cue=denial.cue)
            if any(a.stance is VoiceStance.DENIES for a in row.attributions) or not row.attributions:
                return t
            heard = (*row.attributions, voice)
            what = factuality(Modality(row.polarity, row.certainty, row.tense), heard)
            return replace(t, row=replace(row, attributions=heard, factuality=what))
    return t
