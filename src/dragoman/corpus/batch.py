"""Articles into a store, by one process or several; what is done stays done, and what is left is done when called again."""

from __future__ import annotations

import contextlib
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace

from dragoman.corpus.manifest import Manifest, Settings
from dragoman.corpus.worker import Coded, Reader, begin_work, work
from dragoman.errors import DuplicateError, InputError, WorkerError
from dragoman.formats.inputs import Rejected
from dragoman.records import Report
from dragoman.store.rows import Batch as Rows
from dragoman.store.rows import Held, Provenance
from dragoman.store.store import Store
from dragoman.text import article_id, row_id

#: The most articles, and characters, that are read and written together; what a crash can lose.
BATCH_ARTICLES, BATCH_CHARACTERS = 32, 400_000
#: Batches that wait for each worker.
_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Step:
    """What a batch came to: articles read, those that were there already, those rejected, and rows of events written."""

    read: int = 0
    skipped: int = 0
    rejected: int = 0
    events: int = 0
    characters: int = 0


def code(items: Iterable[Report | Rejected], store: Store, manifest: Manifest, settings: Settings, workers: int = 1) -> Iterator[Step]:
    """Reads articles into a store, batch by batch; a `Step` for each that is written.

    An article that the store has from the same coder is passed over, so that a run that was cut off goes on where it was. Of
    several articles of one text the one of the earliest day is kept (then by outlet, key and address), the others are rejected
    as duplicates. With no `workers` at all this process reads them.

    Raises:
        StoreError: the store cannot be written; what it held is as it was.
        WorkerError: a worker died, as where memory ran out.
    """
    run, coder = manifest.id, manifest.coder.id
    store.begin(run, coder, manifest)
    with _pool(settings, run, coder, workers) as submit:
        pending: deque[tuple[_Batch, Future[Coded]]] = deque()
        try:
            for batch in _batches(items, store, settings, coder, pending):
                pending.append((batch, submit(batch.reports) if batch.reports else _nothing()))
                while len(pending) > _AHEAD * workers:
                    yield _written(pending, store, run)
            while pending:
                yield _written(pending, store, run)
        except BrokenProcessPool:
            raise WorkerError(
                "a process that reads articles died (out of memory, or killed); call the same command again, with fewer --workers"
            ) from None
    store.end(run)


@dataclass(slots=True)
class _Batch:
    """Articles to be read together, and what was rejected or passed over on the way to them."""

    reports: list[Report]
    ids: list[str]
    rejections: list[dict[str, object]]
    skipped: int = 0
    characters: int = 0


def _batches(
    items: Iterable[Report | Rejected], store: Store, settings: Settings, coder: str, pending: Sequence[tuple[_Batch, object]]
) -> Iterator[_Batch]:
    """The articles that are to be read, some at a time, each text once."""
    batch = _Batch([], [], [])
    waiting: list[tuple[Report, str]] = []
    for item in items:
        if isinstance(item, Rejected):
            batch.rejections.append(_rejection(item.error, item.key))
        else:
            report = replace(item, lang=item.lang or settings.lang, published=item.published or settings.published)
            waiting.append((report, article_id(report.text)))
            batch.characters += len(report.text)
        if len(waiting) >= BATCH_ARTICLES or batch.characters >= BATCH_CHARACTERS or len(batch.rejections) >= BATCH_ARTICLES:
            _choose(batch, waiting, store, coder, pending)
            yield batch
            batch, waiting = _Batch([], [], []), []
    if waiting or batch.rejections:
        _choose(batch, waiting, store, coder, pending)
        yield batch


def _choose(
    batch: _Batch, waiting: Sequence[tuple[Report, str]], store: Store, coder: str, pending: Sequence[tuple[_Batch, object]]
) -> None:
    """Takes up into a batch what is to be read of what waits, by what the store has and what is on its way there."""
    held = store.held([i for _, i in waiting])
    for other in (b for b, _ in pending):
        held |= {i: Held(provenance_of(r), coder, r.where) for i, r in zip(other.ids, other.reports, strict=True)}
    chosen: dict[str, Report] = {}
    for report, name in waiting:
        mine = provenance_of(report)
        there = Held(provenance_of(chosen[name]), coder, chosen[name].where) if name in chosen else held.get(name)
        if there is None or (mine == there.provenance and there.coder != coder):
            chosen[name] = report
        elif mine == there.provenance:
            batch.skipped += 1
        elif mine < there.provenance:
            batch.rejections.append(_duplicate(name, there.provenance, there.origin))
            chosen[name] = report
        else:
            batch.rejections.append(_duplicate(name, mine, report.where))
    batch.ids, batch.reports = list(chosen), list(chosen.values())


def provenance_of(report: Report) -> Provenance:
    """What tells a report from another of the same text."""
    return Provenance(report.published or "", report.outlet or "", report.key or "", report.url or "")


def _rejection(error: InputError, key: str | None, outlet: str | None = None, published: str | None = None) -> dict[str, object]:
    origin = error.where or ""
    return {
        "rejection_id": row_id("j", "", origin, key, error.kind, error.message),
        "origin": origin,
        "caller_key": key,
        "kind": error.kind,
        "message": error.message,
        "outlet": outlet,
        "published": published,
    }


def _duplicate(article: str, which: Provenance, origin: str) -> dict[str, object]:
    error = DuplicateError(f"its text is that of article {article}, which is kept", origin)
    row = _rejection(error, which.caller_key or None, which.outlet or None, which.published or None)
    # its id tells nothing of which of the two came first
    return row | {"rejection_id": row_id("j", article, *_parts(which)), "article_id": article}


def _parts(p: Provenance) -> tuple[str, str, str, str]:
    return p.published, p.outlet, p.caller_key, p.url


def _written(pending: deque[tuple[_Batch, Future[Coded]]], store: Store, run: str) -> Step:
    """Writes the batch that has waited longest."""
    waiting, future = pending.popleft()
    coded = future.result()
    refused = [_rejection(e, r.key, r.outlet, r.published) for r, e in coded.rejected]
    rejections = [row | {"run_id": run} for row in (*waiting.rejections, *refused)]
    store.write(replace(coded.batch, rejections=rejections), run)
    return Step(len(coded.batch.articles), waiting.skipped, len(rejections), coded.events, waiting.characters)


def _nothing() -> Future[Coded]:
    future: Future[Coded] = Future()
    future.set_result(Coded(Rows((), {}), (), 0))
    return future


Submit = Callable[[Sequence[Report]], "Future[Coded]"]


@contextlib.contextmanager
def _pool(settings: Settings, run: str, coder: str, workers: int) -> Iterator[Submit]:
    """How a batch is handed to a worker; with none it is read here."""
    if workers == 0:
        reader = Reader(settings, run, coder)

        def here(reports: Sequence[Report]) -> Future[Coded]:
            future: Future[Coded] = Future()
            future.set_result(reader.read(reports))
            return future

        yield here
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=begin_work, initargs=(settings, run, coder))
    try:
        yield lambda reports: pool.submit(work, reports)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
