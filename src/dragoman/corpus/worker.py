"""A process that reads articles. It knows nothing of the store: rows leave it as bytes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec

from dragoman.corpus.manifest import Settings
from dragoman.errors import InputError, InternalError
from dragoman.records import Report
from dragoman.store.rows import Batch


@dataclass(frozen=True, slots=True)
class Coded:
    """What a worker gives back: a batch's rows, and the reports that could not be read."""

    batch: Batch
    rejected: tuple[tuple[Report, InputError], ...]
    events: int


class Reader:
    """Reads batches, with its own actors and lexicon."""

    def __init__(self, settings: Settings, run: str, coder: str) -> None:
        from dragoman.knowledge import directory, lexicon

        self._settings, self._run, self._coder = settings, run, coder
        self._directory = directory.with_own(settings.actors) if settings.actors else directory.shipped()
        self._lexicon = lexicon.with_own(settings.lexicon) if settings.lexicon else lexicon.shipped()

    def read(self, reports: Sequence[Report]) -> Coded:
        """The rows of some reports; what cannot be read is given back with the reason."""
        from dragoman.reader import read_report
        from dragoman.store.rows import rows_of

        tables: dict[str, list[dict[str, object]]] = {}
        rejected: list[tuple[Report, InputError]] = []
        articles: list[str] = []
        for report in reports:
            try:
                reading = read_report(report, self._directory, self._lexicon, self._settings.keep_uncodeable)
            except InputError as error:
                rejected.append((replace(report, text=""), error))
                continue
            except Exception as error:  # a fault of our own costs its article alone, and says so
                fault = f"Dragoman itself failed on this article ({type(error).__name__}: {error}); please report it"
                rejected.append((replace(report, text=""), InternalError(fault, report.where)))
                continue
            articles.append(reading.article.id)
            rows = rows_of(reading, report.where, self._run, self._coder, keep_text=self._settings.keep_text)
            for table, some in rows.items():
                tables.setdefault(table, []).extend(some)
        encoded = {table: msgspec.json.encode(rows) for table, rows in tables.items()}
        return Coded(Batch(tuple(articles), encoded), tuple(rejected), len(tables.get("events", ())))


_reader: Reader | None = None


def begin_work(settings: Settings, run: str, coder: str) -> None:
    """Makes a process a worker: it leaves Ctrl-C to the one that called it, and dies with it."""
    global _reader
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_die_with, args=(parent.sentinel,), daemon=True).start()
    _reader = Reader(settings, run, coder)


def _die_with(sentinel: int) -> None:
    from multiprocessing.connection import wait

    wait([sentinel])
    os._exit(1)


def work(reports: Sequence[Report]) -> Coded:
    assert _reader is not None
    return _reader.read(reports)
