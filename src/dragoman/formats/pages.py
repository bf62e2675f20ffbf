"""Pages that a list of addresses names: saved beside the list, or got from the net when asked to, politely and once."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from dragoman import __version__
from dragoman.errors import FetchError
from dragoman.formats.html import LARGEST_PAGE

if TYPE_CHECKING:
    import urllib3

#: Seconds between two requests to one host, and for one request.
PAUSE, PATIENCE = 1.0, 20.0
_AGENT = f"Dragoman/{__version__} (reads news for research)"
_FOUND = 200


class Pages:
    """Where the pages of a list are: in files under `folder` that it names, in the folder `cache`, or with `fetch` on the net."""

    def __init__(self, folder: Path | None = None, cache: Path | None = None, fetch: bool = False) -> None:
        self._folder, self._cache, self._fetch = folder, cache, fetch
        self._next: dict[str, float] = {}
        self._robots: dict[str, RobotFileParser] = {}
        self._pool: urllib3.PoolManager | None = None

    def get(self, url: str | None, file: str | None, where: str) -> bytes:
        """The page that a row names by its file or its address.

        Raises:
            FetchError: it is not saved, lies outside the list's folder, may not be got, or could not.
        """
        if file is not None and self._folder is not None:
            return self._saved(file, where)
        if url is None:
            raise FetchError("it names neither a page's file nor an address; add one", where)
        kept = self._cache / f"{hashlib.sha256(url.encode()).hexdigest()}.html" if self._cache is not None else None
        if kept is not None and kept.is_file():
            return kept.read_bytes()
        if not self._fetch:
            raise FetchError(f"the page {url[:200]} is not saved; save it and name its file with --page-column, or ask for --fetch", where)
        page = self._got(url, where)
        if kept is not None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            partial = kept.with_suffix(".part")
            partial.write_bytes(page)
            partial.replace(kept)
        return page

    def _saved(self, file: str, where: str) -> bytes:
        assert self._folder is not None
        try:
            path = (self._folder / file).resolve()
            inside = path.is_relative_to(self._folder.resolve())
            if inside and path.is_file():
                with path.open("rb") as stream:
                    return stream.read(LARGEST_PAGE + 1)
        except (OSError, ValueError):
            inside = True
        raise FetchError(
            f"there is no page {file[:200]!r} in the list's folder" if inside else f"{file[:200]!r} is outside the list's folder", where
        )

    def _got(self, url: str, where: str) -> bytes:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise FetchError(f"{url[:200]} is no address of a page; give http or https", where)
        host = f"{parts.scheme}://{parts.netloc}"
        if not self._allowed(host, url):
            raise FetchError(f"{parts.hostname} lets no program get {url[:200]} (robots.txt)", where)
        status, page = self._request(url, host)
        if status != _FOUND:
            raise FetchError(
                f"{url[:200]} could not be got ({page.decode('utf-8', 'replace') if status == 0 else f'status {status}'})", where
            )
        return page

    def _allowed(self, host: str, url: str) -> bool:
        if host not in self._robots:
            rules = RobotFileParser()
            status, page = self._request(f"{host}/robots.txt", host)
            rules.parse(page.decode("utf-8", "replace").splitlines() if status == _FOUND else [])
            self._robots[host] = rules
        return self._robots[host].can_fetch(_AGENT, url)

    def _request(self, url: str, host: str) -> tuple[int, bytes]:
        """(status, body) of an address, once its host has rested; (0, why) where there was no answer."""
        import urllib3

        time.sleep(max(0.0, self._next.get(host, 0.0) - time.monotonic()))
        self._pool = self._pool or urllib3.PoolManager(
            headers={"User-Agent": _AGENT}, timeout=PATIENCE, retries=urllib3.Retry(2, redirect=5)
        )
        try:
            answer = self._pool.request("GET", url, preload_content=False)
            try:
                return answer.status, answer.read(LARGEST_PAGE + 1, decode_content=True)
            finally:
                answer.release_conn()
        except urllib3.exceptions.HTTPError as error:
            return 0, str(error)[:200].encode()
        finally:
            self._next[host] = time.monotonic() + PAUSE
