"""Web archives and feeds: the article of each page and entry; what breaks off or is no archive is named."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from dragoman.formats.columns import Columns
from dragoman.formats.files import read_files
from dragoman.formats.jsonl import Rejected
from dragoman.records import Report

PAGE = (
    b"<html><head><title>Talks</title></head><body><article>" + b"<p>Egypt condemned Israel on Tuesday, the ministry said in Cairo.</p>" * 8
)
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Daily</title><language>en-GB</language>
<item><title>Egypt condemns Israel</title><link>http://x.org/1</link><guid>g1</guid><pubDate>Wed, 14 Aug 2024 10:00:00 GMT</pubDate>
<description>&lt;p&gt;Egypt condemned Israel.&lt;/p&gt;&lt;p&gt;Kenya praised it.&lt;/p&gt;</description></item>
<item><title>Only a link</title><link>http://x.org/2</link></item></channel></rss>"""


def record(uri: str, body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-1234567890ab>\r\n"
        f"WARC-Date: 2024-08-14T00:00:00Z\r\nWARC-Target-URI: {uri}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def read(path: Path) -> tuple[list[Report], list[Rejected]]:
    items = list(read_files([path], Columns(), lambda _: None))
    return [i for i in items if isinstance(i, Report)], [i for i in items if isinstance(i, Rejected)]


RECORDS = (
    record("http://x.org/1", PAGE),
    record("http://x.org/robots.txt", b"no", "text/plain"),
    record("http://x.org/gone", PAGE, status="404 Not Found"),
    record("http://x.org/menu", b"<html><body><a href='/'>Home</a></body></html>"),
    record("http://x.org/2", PAGE.replace(b"Egypt", b"Kenya")),
)


@pytest.mark.parametrize("packed", [False, True])
def test_pages_of_an_archive_are_read_and_the_rest_passed_over(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(b"".join(gzip.compress(r) if packed else r for r in RECORDS))
    reports, rejected = read(path)
    assert [r.url for r in reports] == ["http://x.org/1", "http://x.org/2"]
    assert reports[0].text.startswith("Talks\n\nEgypt condemned Israel")
    assert [(r.error.kind, r.error.where) for r in rejected] == [("format", f"{path.as_posix()}:4")]


def test_an_archive_that_is_cut_off_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(b"".join(RECORDS)[:-300])
    reports, rejected = read(path)
    assert len(reports) == 1
    assert "cut off" in rejected[-1].error.message
    path.write_bytes(b"garbage " * 1000)
    _, (other,) = read(path)
    assert "not a web archive" in other.error.message


def test_entries_of_a_feed_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.rss"
    path.write_text(FEED)
    (report,), (rejected,) = read(path)
    assert report.text == "Egypt condemns Israel\n\nEgypt condemned Israel.\n\nKenya praised it."
    assert (report.key, report.published, report.outlet, report.lang, report.url) == ("g1", "2024-08-14", "Daily", "en", "http://x.org/1")
    assert "only a link" in rejected.error.message


@pytest.mark.parametrize("data", ["", "not xml", "<html><body>page</body></html>", "<rss><channel>"])
def test_what_is_no_feed_is_named(tmp_path: Path, data: str) -> None:
    path = tmp_path / "a.xml"
    path.write_text(data)
    reports, (rejected,) = read(path)
    assert reports == []
    assert rejected.error.kind == "format"


def test_an_entity_bomb_is_not_set_off(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    path = tmp_path / "a.rss"
    path.write_text(
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a0 "boom">{entities}]><rss><channel><item><title>&a11;</title></item></channel></rss>'
    )
    reports, rejected = read(path)
    assert all(len(r.text) < 10_000 for r in reports)
    assert len(reports) + len(rejected) >= 1
