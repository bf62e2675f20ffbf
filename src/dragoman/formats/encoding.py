"""Bytes to text: which encoding a file is in, told from its bytes alone.

In this order: a byte order mark; UTF-8; UTF-16 without a mark where its zero bytes give it away; Windows-1252, which is
what English text that is no UTF-8 nearly always is; else what charset_normalizer makes of it. What is binary or broken
is refused: a wrong guess would put wrong characters into the text that every offset counts.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter

from dragoman.errors import DecodingError

_SAVE = "save it as plain text in UTF-8"

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (as .docx, .odt and .epub are)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"BZh91AY&SY", "bzip2-compressed"),
    (b"\xfd7zXZ\x00", "xz-compressed"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet table"),
)

# Control characters that are no white space; NUL is among them.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_CONTROL_BYTE = re.compile(rb"[\x00-\x08\x0e-\x1b\x7f]")

# What is valid UTF-8 is hardly ever anything else, so only a mass of control characters speaks against it; in bytes that
# could be any legacy encoding a few do, as compressed data holds one in ten.
_MOST_CONTROLS = 0.3
_MOST_CONTROL_BYTES = 0.05

# English with foreign names in it: above this share of accented characters, Windows-1252 is no longer the likeliest.
_MOST_ACCENTS = 0.25
# Below this length, in bytes, charset_normalizer guesses at random.
_SHORTEST_GUESS = 64
_SAMPLE = 32_768


def binary_kind(head: bytes) -> str | None:
    """What the first bytes of a file say it is ("a PDF"), where they mark a format that is no plain text."""
    return next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)


def decode(data: bytes, where: str) -> str:
    """The text of a file, to the character; a byte order mark is no part of it.

    Raises `DecodingError` for binary data, broken UTF-8 or UTF-16 (naming the offset in bytes), and what is in no
    encoding that can be told.
    """
    kind = binary_kind(data)
    if kind:
        raise DecodingError(f"this is {kind}, not text; {_SAVE}", where)
    marked = _marked(data, where)
    if marked is not None:
        return _plain(marked, where)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _other(data, error, where)
    return _unmarked_utf16(data, where) if "\x00" in text else _plain(text, where)


def _marked(data: bytes, where: str) -> str | None:
    """The text after a byte order mark, or None where there is no mark."""
    if data.startswith(codecs.BOM_UTF8):
        return _strictly(data, "utf-8-sig", "UTF-8", where)
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        # UTF-16 that begins with a NUL has the mark of UTF-32 too, but is never valid UTF-32.
        try:
            return data.decode("utf-32")
        except UnicodeDecodeError:
            pass
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(data, "utf-16", "UTF-16", where)
    return None


def _strictly(data: bytes, codec: str, name: str, where: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        # The codec counts from behind the UTF-8 mark, but from the start in UTF-16.
        offset = error.start + (len(codecs.BOM_UTF8) if codec == "utf-8-sig" else 0)
        raise _broken(name, offset, where) from None


def _broken(name: str, offset: int, where: str) -> DecodingError:
    return DecodingError(f"broken {name} at byte {offset}; repair the file or save it anew as UTF-8", where)


def _plain(text: str, where: str) -> str:
    """`text`, unless it is mostly control characters."""
    if len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text):
        raise _binary(where)
    return text


def _binary(where: str) -> DecodingError:
    return DecodingError(f"this is binary data, not text; {_SAVE}", where)


def _unmarked_utf16(data: bytes, where: str) -> str:
    """The text of UTF-16 without a mark; data with zero bytes that is no such thing is binary."""
    for codec, high in (("utf-16-le", data[1::2]), ("utf-16-be", data[0::2])):
        low = data[0::2] if codec == "utf-16-le" else data[1::2]
        # Characters of one alphabet share their high byte, and spaces and stops have zero.
        if len(data) % 2 or 0 in low or sum(n for _, n in Counter(high).most_common(2)) < 0.9 * len(high):
            continue
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text
    raise _binary(where)


def _other(data: bytes, error: UnicodeDecodeError, where: str) -> str:
    """The text of data that is no UTF-8; `error` says where it stops being so."""
    if b"\x00" in data:
        return _unmarked_utf16(data, where)
    if len(_CONTROL_BYTE.findall(data)) > _MOST_CONTROL_BYTES * len(data):
        raise _binary(where)
    if _meant_as_utf8(data):
        raise _broken("UTF-8", error.start, where)
    return _legacy(data, where)


def _meant_as_utf8(data: bytes) -> bool:
    """Whether more bytes beyond ASCII make sense as UTF-8 than do not.

    In Windows-1252 they hardly ever do: it takes an accented capital and a symbol side by side, or "voilà »" with a hard
    space, and there the accents around it outweigh it. "â€", how the first bytes of a UTF-8 dash or quotation mark read,
    does not occur in it at all.
    """
    text = data.decode("utf-8", "replace")
    genuine = data.count("\ufffd".encode())
    bad = text.count("\ufffd") - genuine
    good = sum(c > "\x7f" for c in text) - bad
    cut = data.count(b"\xe2\x80") - sum("\u2000" <= c <= "\u203f" for c in text)
    return good + cut > 0 and good + cut >= bad


def _legacy(data: bytes, where: str) -> str:
    """The text of data in an encoding of one country or script."""
    try:
        western = data.decode("cp1252")
    except UnicodeDecodeError:
        western = None
    if western is not None and (len(data) < _SHORTEST_GUESS or _mostly_ascii(western)):
        return western
    guessed = _guess(data)
    if guessed is None:
        raise DecodingError(f"its encoding cannot be told; {_SAVE}", where)
    return _plain(guessed, where)


def _mostly_ascii(text: str) -> bool:
    written = [c for c in text if not c.isspace()]
    return sum(c > "\x7f" for c in written) <= _MOST_ACCENTS * len(written)


def _guess(data: bytes) -> str | None:
    """What charset_normalizer makes of data, or None."""
    from charset_normalizer import from_bytes  # here, since most files never need it

    sample = data
    if len(data) > _SAMPLE:
        # Cut at a space, which no multi-byte character holds.
        cut = data.rfind(b" ", 0, _SAMPLE)
        sample = data[: cut if cut > 0 else _SAMPLE]
    best = from_bytes(sample).best()
    if best is None:
        return None
    try:
        return data.decode(best.encoding)
    except (UnicodeDecodeError, LookupError):
        return None
