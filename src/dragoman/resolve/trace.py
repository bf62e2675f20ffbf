"""Traces: why a row is there."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.records import Span, Trace

#: Version of all rules; raised whenever any rule of resolution or extraction changes what it gives.
RULES_VERSION = "1"


def trace_of(rule: str, confidence: float, evidence: Iterable[Span]) -> Trace:
    """A trace of a rule of this version; confidence is kept to two decimals, evidence in order and once each."""
    return Trace(rule=rule, version=RULES_VERSION, confidence=round(confidence, 2), evidence=tuple(sorted(set(evidence))))
