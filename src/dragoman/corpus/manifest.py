"""What decides the rows of a run: version, weights, tables, settings and inputs, each by hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

from dragoman import __version__
from dragoman.errors import NotFoundError

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may set of a reading. `lang` and `published` hold for articles that do not say them."""

    lang: str | None = None
    published: str | None = None
    keep_uncodeable: bool = False
    keep_text: bool = True
    actors: Path | None = None
    lexicon: Path | None = None


@dataclass(frozen=True, slots=True)
class Input:
    """A file that articles come from: its name as it was given, its size in bytes, and its SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Coder:
    """All that decides a reading besides its text: the version, and hashes of weights, lexicon, tables and settings."""

    version: str
    weights: str
    lexicon: str
    tables: str
    settings: dict[str, str | bool | None]

    @property
    def id(self) -> str:
        """The same for the same decisions anywhere."""
        return "c" + _digest([msgspec.json.encode(asdict(self), order="sorted")])[:16]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a run was: its coder, and its inputs in the order of their names."""

    coder: Coder
    inputs: tuple[Input, ...]

    @property
    def id(self) -> str:
        """The id of the run."""
        return "r" + _digest([msgspec.json.encode(asdict(self), order="sorted")])[:16]


def manifest_of(inputs: Sequence[Path], settings: Settings) -> Manifest:
    """The manifest of a run over some files.

    Raises:
        NotFoundError: a file is not there or cannot be read.
    """
    return Manifest(coder_of(settings), tuple(sorted((_input(p) for p in inputs), key=lambda i: (i.name, i.sha256))))


def coder_of(settings: Settings) -> Coder:
    """The coder that the shipped tables and weights make with some settings; `NotFoundError` as of `manifest_of`."""
    stated: dict[str, str | bool | None] = {
        "lang": settings.lang,
        "published": settings.published,
        "keep_uncodeable": settings.keep_uncodeable,
        "keep_text": settings.keep_text,
        "actors": _hash_of(settings.actors) if settings.actors else None,
        "lexicon": _hash_of(settings.lexicon) if settings.lexicon else None,
    }
    return Coder(__version__, *_shipped(), stated)


@cache
def _shipped() -> tuple[str, str, str]:
    """Hashes of the weights, the lexicon and the other tables that the package ships."""
    data = files("dragoman.knowledge") / "data"
    return _of_folder(files("dragoman.annotate") / "model"), _of_folder(data / "lexicon"), _of_folder(data)


def _of_folder(folder: Traversable) -> str:
    """The hash of a folder's own files, by name and contents."""
    inside = sorted((f for f in folder.iterdir() if f.is_file()), key=lambda f: f.name)
    return _digest(part for f in inside for part in (f.name.encode(), b"\0", f.read_bytes()))


def _input(path: Path) -> Input:
    try:
        return Input(path.as_posix(), path.stat().st_size, _hash_of(path))
    except OSError as error:
        raise NotFoundError(f"cannot be read ({error.strerror or error}); check the path and your right to read it", str(path)) from None


def _hash_of(path: Path) -> str:
    def chunks() -> Iterable[bytes]:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk

    try:
        return _digest(chunks())
    except OSError as error:
        raise NotFoundError(f"cannot be read ({error.strerror or error}); check the path and your right to read it", str(path)) from None


def _digest(parts: Iterable[bytes]) -> str:
    out = hashlib.sha256()
    for part in parts:
        out.update(part)
    return out.hexdigest()
