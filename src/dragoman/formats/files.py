"""From files and folders of articles to reports: by their endings, compressed or not, one bad input never stopping the rest."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

import zstandard

from dragoman.errors import FormatError, InputError, NotFoundError
from dragoman.formats.columns import Columns
from dragoman.formats.html import LARGEST_PAGE, read_html
from dragoman.formats.jsonl import Rejected, read_lines
from dragoman.formats.pages import Pages
from dragoman.formats.rss import LARGEST_FEED, read_feed
from dragoman.formats.tables_in import Announce, read_csv, read_parquet
from dragoman.formats.text import LARGEST_TEXT_FILE, read_text
from dragoman.formats.warc import read_warc
from dragoman.records import Report

if TYPE_CHECKING:
    from typing_extensions import Buffer

#: Endings of files that are read, and of those that hold them compressed.
ENDINGS = (".txt", ".html", ".htm", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet", ".rss", ".atom", ".xml", ".warc")
COMPRESSED = (".gz", ".zst")

#: Bytes that are unpacked at a time: of each, zstandard can make 32,000.
_PACKED = 1024
_WHAT_IS_READ = f"give {', '.join(ENDINGS)}, or these as .gz or .zst"


def ending(path: Path) -> tuple[str, str]:
    """A file's ending and the ending of its compression, in lower case; "" where there is none."""
    suffixes = [s.lower() for s in path.suffixes[-2:]]
    if suffixes and suffixes[-1] in COMPRESSED:
        return (suffixes[0] if len(suffixes) > 1 else ""), suffixes[-1]
    return (suffixes[-1] if suffixes else ""), ""


def files_of(paths: Sequence[str]) -> Iterator[Path]:
    """The files at `paths`, those in folders by their names, hidden ones left out.

    Raises:
        NotFoundError: there is no such file or folder.
    """
    for given in paths:
        path = Path(given)
        if path.is_dir():
            inside = (p for p in path.rglob("*") if p.is_file() and not any(part.startswith(".") for part in p.relative_to(path).parts))
            yield from sorted(inside, key=lambda p: p.as_posix())
        elif path.exists():
            yield path
        else:
            raise NotFoundError("no such file or folder; check the path", given)


class Position:
    """How many bytes of some files have been read so far, compressed ones as they lie there."""

    def __init__(self) -> None:
        self._behind = 0
        self._open: BinaryIO | None = None

    def bytes(self) -> int:
        """Up to now, in all files."""
        try:
            return self._behind + (self._open.tell() if self._open is not None else 0)
        except ValueError:  # the file was closed meanwhile
            return self._behind

    def opened(self, file: BinaryIO) -> None:
        self._open = file

    def passed(self, path: Path) -> None:
        """A file is done."""
        self._open = None
        self._behind += path.stat().st_size if path.exists() else 0


def read_files(
    files: Sequence[Path],
    asked: Columns,
    announce: Announce,
    position: Position | None = None,
    cache: Path | None = None,
    fetch: bool = False,
) -> Iterator[Report | Rejected]:
    """The reports in some files, in their order, opened one after the other; what cannot be read comes as a `Rejected`.

    `asked` names columns of tables; `announce` is told which are taken; `position` says how far it has come. Pages that a list names
    are looked for beside it, then in the folder `cache`; only with `fetch` are they got from the net, and put there.
    """
    position = position or Position()
    for path in files:
        yield from _file(path, asked, announce, position, Pages(path.parent, cache, fetch))
        position.passed(path)


def _file(path: Path, asked: Columns, announce: Announce, position: Position, pages: Pages) -> Iterator[Report | Rejected]:
    where = path.as_posix()
    kind, compression = ending(path)
    try:
        with ExitStack() as stack:
            if kind == ".parquet" and not compression:
                yield from read_parquet(path, where, asked, announce, pages)
            else:
                # the reader of web archives unpacks them itself, record by record
                file = stack.enter_context(path.open("rb"))
                position.opened(file)
                stream = stack.enter_context(_unpacked(file, "" if kind == ".warc" else compression))
                yield from _faults(_reports(stream, where, path.name, kind, asked, announce, pages), where)
    except InputError as error:
        yield Rejected(error, path.name)
    except OSError as error:
        fault = NotFoundError(f"cannot be read ({error.strerror or error}); check the path and your right to read it", where)
        yield Rejected(fault, path.name)


def _unpacked(file: BinaryIO, compression: str) -> BinaryIO:
    if compression == ".gz":
        return cast("BinaryIO", gzip.GzipFile(fileobj=file))
    return io.BufferedReader(_Zstandard(file)) if compression == ".zst" else file


class _Zstandard(io.RawIOBase):
    """What a .zst file holds. The library's own reader takes a file that is cut off for one that ends; this one raises EOFError."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._frame: zstandard.ZstdDecompressionObj | None = None
        self._packed = self._unpacked = b""

    def readable(self) -> bool:
        return True

    def readinto(self, into: Buffer) -> int:
        view = memoryview(into).cast("B")
        while not self._unpacked:
            self._packed = self._packed or self._file.read(_PACKED)
            if not self._packed:
                if self._frame is not None:
                    raise EOFError("it ends inside a frame")
                return 0
            self._frame = self._frame or zstandard.ZstdDecompressor().decompressobj()
            self._unpacked, self._packed = self._frame.decompress(self._packed), b""
            if self._frame.eof:
                self._packed, self._frame = self._frame.unused_data, None
        count = min(len(view), len(self._unpacked))
        view[:count], self._unpacked = self._unpacked[:count], self._unpacked[count:]
        return count

    def close(self) -> None:
        self._file.close()
        super().close()


def _faults(reports: Iterator[Report | Rejected], where: str) -> Iterator[Report | Rejected]:
    """The reports, up to where the compressed file breaks off."""
    try:
        yield from reports
    except (EOFError, zlib.error, gzip.BadGzipFile, zstandard.ZstdError) as error:
        yield Rejected(FormatError(f"the compressed file is cut off or damaged ({error}); get it anew", where), None)


def _reports(
    stream: BinaryIO, where: str, name: str, kind: str, asked: Columns, announce: Announce, pages: Pages
) -> Iterator[Report | Rejected]:
    read: dict[str, Callable[[bytes, str, str | None], Report]] = {".html": read_html, ".htm": read_html}
    if kind == ".txt":
        yield read_text(stream.read(LARGEST_TEXT_FILE + 1), where, name)
    elif kind in read:
        yield read[kind](stream.read(LARGEST_PAGE + 1), where, name)
    elif kind in (".jsonl", ".ndjson"):
        yield from read_lines(stream, where, asked, announce, pages)
    elif kind in (".csv", ".tsv"):
        yield from read_csv(stream, where, asked, announce, pages)
    elif kind in (".rss", ".atom", ".xml"):
        yield from read_feed(stream.read(LARGEST_FEED + 1), where)
    elif kind == ".warc":
        yield from read_warc(stream, where)
    else:
        raise FormatError(f"{kind or 'a file without an ending'} is not read; {_WHAT_IS_READ}", where)
