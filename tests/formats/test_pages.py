"""Lists of addresses: pages saved beside them, in a cache, or got from the net, and only when that is asked for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from dragoman.formats import pages
from dragoman.formats.columns import Columns
from dragoman.formats.files import read_files
from dragoman.formats.jsonl import Rejected
from dragoman.records import Report

PAGE = (
    "<html><head><title>Talks</title></head><body><article>" + "<p>Egypt condemned Israel on Tuesday, the ministry said in Cairo.</p>" * 8
)


class Server(BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        body = {"/robots.txt": "User-agent: *\nDisallow: /private", "/1": PAGE, "/private/2": PAGE}.get(self.path)
        self.send_response(200 if body else 404)
        self.end_headers()
        self.wfile.write((body or "").encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(pages, "PAUSE", 0.01)
    Server.asked = []
    made = HTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()


def read(path: Path, *, fetch: bool = False) -> tuple[list[Report], list[Rejected]]:
    items = list(read_files([path], Columns(), lambda _: None, cache=path.parent / "cache", fetch=fetch))
    return [i for i in items if isinstance(i, Report)], [i for i in items if isinstance(i, Rejected)]


def test_pages_beside_the_list_are_read_and_none_outside_it(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "html").mkdir(parents=True)
    (folder / "html" / "1.html").write_text(PAGE)
    (tmp_path / "secret.html").write_text(PAGE)
    path = folder / "stories.csv"
    path.write_text(
        "stories_id,publish_date,media_name,url,html_path\n"
        "1,2024-08-14 10:00:00,Daily,http://x.org/1,html/1.html\n"
        "2,2024-08-14,Daily,http://x.org/2,../secret.html\n"
        "3,2024-08-14,Daily,http://x.org/3,html/none.html\n"
    )
    (report,), rejected = read(path)
    assert (report.key, report.outlet, report.url, report.published) == ("1", "Daily", "http://x.org/1", "2024-08-14")
    assert report.text.startswith("Talks\n\nEgypt condemned Israel")
    assert [r.error.kind for r in rejected] == ["fetch", "fetch"]
    assert "outside" in rejected[0].error.message


def test_nothing_is_fetched_unless_that_is_asked_for(tmp_path: Path, server: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"url\n{server}/1\n")
    reports, (rejected,) = read(path)
    assert reports == []
    assert "--fetch" in rejected.error.message
    assert Server.asked == []


def test_pages_are_fetched_once_and_as_robots_txt_allows(tmp_path: Path, server: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"url,title\n{server}/1,Own title\n{server}/private/2,\n{server}/gone,\nfile:///etc/passwd,\nhttp://127.0.0.1:1/x,\n")
    (report,), rejected = read(path, fetch=True)
    assert (report.title, report.url) == ("Own title", f"{server}/1")
    assert [r.error.kind for r in rejected] == ["fetch"] * 4
    assert "robots.txt" in rejected[0].error.message
    assert "status 404" in rejected[1].error.message
    assert "no address" in rejected[2].error.message
    assert Server.asked == ["/robots.txt", "/1", "/gone"]
    (again,), _ = read(path)
    assert again.text == report.text
    assert Server.asked == ["/robots.txt", "/1", "/gone"]
