"""Bytes to text, to the character or not at all."""

from __future__ import annotations

import codecs
import gzip
import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dragoman.errors import DecodingError
from dragoman.formats.encoding import binary_kind, decode

NEWS = "Premier Donald Tusk said that “the café” in Łódź — near the border — was hit. 😀 الرئيس محمود عباس\r\n"
WRITTEN = st.text(st.one_of(st.characters(exclude_categories=("Cs", "Cc")), st.sampled_from("\r\n\t")))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_kept_to_the_character(encoding: str) -> None:
    assert decode(NEWS.encode(encoding), "a.txt") == NEWS


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", ["Talks fail", "A\r\nB", "«Переговоры сорваны», сказал министр.", "التقى الرئيس محمود عباس", "Tusk visits Łódź — again"]
)
def test_plain_utf16_without_a_mark(text: str, codec: str) -> None:
    assert decode(text.encode(codec), "a.txt") == text


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE + "x".encode("utf-16-le"), codecs.BOM_UTF16_BE + "x".encode("utf-16-be")])
def test_utf16_in_either_order(mark: bytes) -> None:
    assert decode(mark, "a.txt") == "x"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"caf\xe9", "café"),
        (b"\xe9t\xe9", "été"),
        (b"The caf\xe9\x92s owner said \x93no\x94 \x96 twice.", "The café’s owner said “no” – twice."),
        (b"at the caf\xe9\x94", "at the café”"),
        (b"Il a dit \xab\xa0voil\xe0\xa0\xbb au caf\xe9.", "Il a dit «\xa0voilà\xa0» au café."),
        (b"\x80100 million", "€100 million"),
    ],
)
def test_windows_1252(data: bytes, text: str) -> None:
    assert decode(data, "a.txt") == text


def test_other_encodings_are_told_by_their_letters() -> None:
    text = "Президент России встретился с премьер-министром в Москве и обсудил с ним положение на границе. " * 20
    assert decode(text.encode("cp1251"), "a.txt") == text


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        (("The café in Łódź, “Maßwerk”, " * 5).encode() + b"\xe9 was hit by \xff", 190),
        ("He said “no”".encode()[:-1], 13),
        (b"plain, then a cut dash \xe2\x80", 23),
        (codecs.BOM_UTF8 + b"ab\xff", 5),
    ],
)
def test_broken_utf8_is_refused_with_its_offset(data: bytes, offset: int) -> None:
    with pytest.raises(DecodingError, match=rf"a\.txt: broken UTF-8 at byte {offset};"):
        decode(data, "a.txt")


def test_cut_utf16_is_refused_with_its_offset() -> None:
    with pytest.raises(DecodingError, match="broken UTF-16 at byte 6"):
        decode("Go on".encode("utf-16")[:7], "a.txt")


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"%PDF-1.7\n1 0 obj", "a PDF"),
        (b"PK\x03\x04rest", "a ZIP archive"),
        (gzip.compress(b"some text", mtime=0), "gzip"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG picture"),
        (b"{\\rtf1\\ansi Talks}", "an RTF document"),
        (b"text with a \x00 in it", "binary"),
        (b"\x01\x02\x03\x04", "binary"),
        (b"\x01\x00\x02\x00", "binary"),
        (bytes(range(256)), "binary"),
        (random.Random(1).randbytes(4000).replace(b"\x00", b"\x01"), "binary"),
    ],
)
def test_binary_is_refused(data: bytes, named: str) -> None:
    with pytest.raises(DecodingError, match=f"{named}.*; save it as plain text in UTF-8"):
        decode(data, "a.txt")


def test_an_encoding_that_cannot_be_told() -> None:
    with pytest.raises(DecodingError, match="cannot be told"):
        decode(bytes([0x81, 0x8D, 0xFF, 0xFE, 0x90]) * 60, "a.txt")


def test_kinds_are_told_from_the_first_bytes() -> None:
    assert binary_kind(b"%PDF-1.4") == "a PDF"
    assert binary_kind(b'{"text": "a"}') is None


@given(WRITTEN)
def test_any_text_comes_back_from_utf8(text: str) -> None:
    assume(not text.startswith("\ufeff"))
    assert decode(text.encode(), "a.txt") == text
    assert decode(codecs.BOM_UTF8 + text.encode(), "a.txt") == text


@given(WRITTEN)
def test_any_text_comes_back_from_utf16(text: str) -> None:
    assert decode(text.encode("utf-16"), "a.txt") == text
    assert decode(codecs.BOM_UTF16_BE + text.encode("utf-16-be"), "a.txt") == text


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_the_error(data: bytes) -> None:
    try:
        assert isinstance(decode(data, "a.txt"), str)
    except DecodingError as error:
        assert error.where == "a.txt"
