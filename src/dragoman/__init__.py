"""Dragoman reads news reports and writes down who did what to whom, when and where, who said what, and how many.

    import dragoman
    reading = dragoman.read("MOSCOW: Putin met Abbas on Tuesday.", published="2024-08-14")
    for event in reading.events: ...

Public names: `read`, `read_report`, `to_json`, the records (`dragoman.records`) and errors (`dragoman.errors`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.errors import DragomanError as DragomanError
    from dragoman.errors import InputError as InputError
    from dragoman.formats.json import to_json as to_json
    from dragoman.reader import read as read
    from dragoman.reader import read_report as read_report
    from dragoman.records import Reading as Reading
    from dragoman.records import Report as Report

__version__ = "0.1.0"

#: Where each public name lives; loaded when first asked for, since the annotator takes a while to import.
_HOMES = {
    "DragomanError": "dragoman.errors",
    "InputError": "dragoman.errors",
    "Reading": "dragoman.records",
    "Report": "dragoman.records",
    "read": "dragoman.reader",
    "read_report": "dragoman.reader",
    "to_json": "dragoman.formats.json",
}

__all__ = ["DragomanError", "InputError", "Reading", "Report", "__version__", "read", "read_report", "to_json"]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        import importlib

        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
