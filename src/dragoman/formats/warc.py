"""Web archives (WARC, WARC.gz), as of Common Crawl News: the article of each page in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from dragoman.errors import FormatError, InputError
from dragoman.formats.html import LARGEST_PAGE, read_html
from dragoman.formats.jsonl import Rejected
from dragoman.records import Report

_PAGES = ("text/html", "application/xhtml+xml")


def read_warc(stream: BinaryIO, where: str) -> Iterator[Report | Rejected]:
    """The reports on the pages of a web archive, in its order, or why there is none; compressed or not.

    A report's id is its record's, its address the one that was asked. What is no page (pictures, robots.txt, errors of the server)
    is passed over. An archive that breaks off ends with a rejection.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    number = 0
    try:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True, auto_decode="all"):
            number += 1
            status = record.http_headers.status_code if record.http_headers is not None else None
            if record.http_content_type not in _PAGES or (status is not None and not 200 <= status < 300):
                continue
            at, key = f"{where}:{number}", str(record.record_id)
            page = record.reader.read(LARGEST_PAGE + 1)
            if len(page) < min(record.content_length, LARGEST_PAGE + 1):
                yield Rejected(FormatError("the archive is cut off inside this record; get it anew", at), key)
                return
            try:
                report = read_html(page, at, key)
            except InputError as error:
                yield Rejected(error, key)
                continue
            yield replace(report, url=record.headers.get("WARC-Target-URI") or report.url)
    except (OSError, EOFError, ValueError) as error:
        yield Rejected(FormatError(f"not a web archive, or damaged, from record {number + 1} on ({error}); get it anew", where), None)
