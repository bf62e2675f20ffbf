"""Articles out of pages; whatever a page holds, it ends in text or an error."""

from __future__ import annotations

import contextlib
import logging
import random
import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import DecodingError, FormatError, InputError, SizeError
from dragoman.formats.html import LARGEST_PAGE, read_html
from dragoman.records import Report

FIRST = "President Mahmoud Abbas met the foreign minister of Norway in Ramallah on Tuesday, his office said."
SECOND = "The two discussed the ceasefire and the reopening of the crossing, which has been closed since May."
THIRD = "Norway will give a further 20 million dollars for hospitals in the north, the minister told reporters."
BODY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
HEAD = """<title>Abbas meets Norwegian minister - The Herald</title>
<meta property="og:title" content="Abbas meets Norwegian minister - The Herald">
<meta property="og:site_name" content="The Herald"><link rel="canonical" href="https://herald.example/world/abbas-meets">
<meta property="article:published_time" content="2024-08-14T09:30:00+02:00">"""
AROUND = """<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>{}
<footer><p>Copyright The Herald. All rights reserved.</p></footer>"""


def page(body: str, head: str = "", attributes: str = 'lang="en-GB"') -> bytes:
    return f"<!DOCTYPE html><html {attributes}><head>{head}</head><body>{body}</body></html>".encode()


def read(data: bytes) -> Report:
    return read_html(data, "a.html", "a.html")


def test_a_page() -> None:
    body = AROUND.format(f"<article><h1>Abbas meets Norwegian minister</h1>{BODY}</article>")
    assert read(page(body, HEAD)) == Report(
        text=f"Abbas meets Norwegian minister\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}",
        where="a.html",
        key="a.html",
        title="Abbas meets Norwegian minister",
        outlet="The Herald",
        url="https://herald.example/world/abbas-meets",
        lang="en",
        published="2024-08-14",
    )


def test_a_page_that_states_nothing() -> None:
    report = read(page(BODY, attributes=""))
    assert report.text == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
    assert (report.title, report.outlet, report.url, report.lang, report.published) == (None,) * 5


def test_linked_data() -> None:
    data = """[{"@type": "BreadcrumbList", "itemListElement": [{"@type": "NewsArticle", "datePublished": "2001-01-01"}]},
      {"@graph": [{"@type": "WebPage", "datePublished": "2002-02-02"}, {"@type": ["NewsArticle"], "headline": "Abbas in
        talks", "datePublished": "2024-08-14T09:30:00Z", "publisher": {"name": "The Herald"}}]}]"""
    report = read(page(BODY, f'<script type="application/ld+json">{data}</script>'))
    assert (report.title, report.outlet, report.published) == ("Abbas in talks", "The Herald", "2024-08-14")
    assert report.text.startswith(f"Abbas in talks\n\n{FIRST}")


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta name="date" content="2024/08/14 10:00">', "2024-08-14"),
        ('<meta itemprop="datePublished" content="2024-08-14">', "2024-08-14"),
        ('<meta name="pubdate" content="Wed, 14 Aug 2024 09:30:00 GMT">', "2024-08-14"),
        ('<meta name="date" content="14/08/2024">', None),
        ('<meta property="article:published_time" content="2024-02-30">', None),
        ('<meta property="article:modified_time" content="2024-08-14">', None),
        ('<link rel="canonical" href="https://herald.example/2024/08/14/abbas">', None),
        ("<title>News of 14 August 2024</title>", None),
    ],
)
def test_the_day_is_the_one_that_the_metadata_states(head: str, day: str | None) -> None:
    assert read(page(f"<p>14 August 2024</p>{BODY}", head)).published == day


def test_microdata_states_the_day() -> None:
    assert read(page(f'<time itemprop="datePublished" datetime="2024-08-14T01:00Z">today</time>{BODY}')).published == "2024-08-14"


@pytest.mark.parametrize(
    ("attributes", "lang"),
    [
        ('lang="fr-FR"', "fr"),
        ('lang="EN_us"', "en"),
        ('xml:lang="ar"', "ar"),
        ('lang=""', None),
        ('lang="{{lang}}"', None),
        ('lang="und"', None),
    ],
)
def test_the_language_is_the_pages_own(attributes: str, lang: str | None) -> None:
    assert read(page(BODY, attributes=attributes)).lang == lang


def test_a_page_in_another_language_keeps_it() -> None:
    french = "<p>Le président Mahmoud Abbas a rencontré mardi à Ramallah la ministre norvégienne des Affaires étrangères.</p>"
    report = read(page(french * 2, attributes='lang="fr"'))
    assert report.lang == "fr"
    assert "norvégienne" in report.text


@pytest.mark.parametrize("word", ["😀 🇺🇦", "e\u0301 é", "محمود عباس", "נתניהו", "Łódź &amp; Çankaya"])
def test_letters_are_kept(word: str) -> None:
    assert word.replace("&amp;", "&") in read(page(f"<p>{word} and {FIRST}</p>{BODY}")).text


def test_the_declared_encoding() -> None:
    data = page(f"<p>Президент Махмуд Аббас встретился с министром в Рамалле во вторник.</p>{BODY}", '<meta charset="windows-1251">')
    assert "Президент" in read(data.decode().encode("cp1251")).text
    assert "café" in read(page(f"<p>A café. {FIRST}</p>{BODY}", '<meta charset="iso-8859-1">').decode().encode("cp1252")).text
    assert "café" in read(page(f"<p>A café. {FIRST}</p>{BODY}", '<meta charset="punycode">').decode().encode("cp1252")).text


def test_tables_that_lay_the_page_out() -> None:
    layout = f"<table><tr><td width=100><a href=/>Home</a></td><td><h1>Abbas in Ramallah</h1>{BODY}</td></tr></table>"
    text = read(page(layout)).text
    assert text.startswith(f"Abbas in Ramallah\n\n{FIRST}")
    assert "|" not in text


@pytest.mark.parametrize(
    "data",
    [
        page(""),
        page("<nav><ul>" + '<li><a href="/a">Home page</a></li>' * 30 + "</ul></nav>"),
        page("<form><input name=user></form><p>Please log in</p>"),
        page("<script>var text = 'long enough to be an article, if it were one at all';</script>"),
        b"<",
        b"just text, and no tag in it",
        b'{"text": "a"}',
        b"<html>",
        b"<!-- a comment and nothing else, however long it may be -->",
    ],
)
def test_no_article(data: bytes) -> None:
    with pytest.raises(FormatError, match=r"a\.html: (there is no article|this is no HTML)"):
        read(data)


def test_binary_is_no_page() -> None:
    with pytest.raises(DecodingError):
        read(b"\x89PNG\r\n\x1a\n<html>")


def test_what_follows_the_end_of_the_page_is_read() -> None:
    text = read(page(f"<h1>Abbas in Ramallah</h1><p>{FIRST}</p></body></html><p>{SECOND}</p>", "<title>Abbas in Ramallah</title>")).text
    assert text == f"Abbas in Ramallah\n\n{FIRST}\n\n{SECOND}"


def test_deep_text_is_read() -> None:
    assert FIRST in read(page("<div>" * 300 + BODY)).text


HOSTILE = {
    "deep": "<div>" * 50_000 + BODY,
    "deep inline": "<p>" + "<b>" * 50_000 + FIRST,
    "nested tables": "<table><tr><td>" * 2_000 + BODY,
    "nested lists": "<ul><li>x" * 120 + BODY + "</ul>" * 120,
    "many levels": ("<div>x " * 150 + "</div>y " * 150) * 120 + BODY,
    "huge attribute": f"<p class='{'a' * 12_000_000}'>{FIRST}</p>{BODY}",
    "large attributes": f"<div id='{'comment ' * 100_000}' style='{'a' * 100_000}'>{BODY}</div>",
    "many attributes": f"<div {' '.join(f'a{n}=b' for n in range(50_000))}>{BODY}</div>",
    "script": "<script>" + "var x = '</p><p>';" * 100_000 + "</script>" + BODY,
    "open script": BODY + "<script>" + "a" * 100_000,
    "linked data": '<script type="application/ld+json">' + '{"@type":"NewsArticle","author":{' * 15_000 + "</script>" + BODY,
    "linked data, deep": '<script type="application/ld+json">' + "[" * 100_000 + "</script>" + BODY,
    "linked data, odd": '<script type="application/ld+json">[1, {"@type": 1}, {"@type": ["Article"], "headline": []}]</script>' + BODY,
    "odd names": '<p ="a<b" \'c=d \u00e9=f xml:lang=en><a\u00e9 b><x"y><o:p>' + BODY,
    "after the end": BODY[:200] + "</body></html>" * 3 + BODY + "<html><body>" + BODY,
    "frames": "<frameset><frame><noframes>" + BODY,
    "many elements": "<p>x</p>" * 60_000 + BODY,
    "tails": "<area>text " * 15_000 + BODY,
    "open tags": "<" * 500_000 + BODY,
    "entities": "&amp;&#x110000;&#0;&bogus;&nbsp" * 20_000 + BODY,
    "title": f"<title>{'a - ' * 100_000}</title>" + BODY,
    "controls": "\x0b\x1f\x7f" + BODY,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_pages_end_in_text_or_an_error(kind: str) -> None:
    begun = time.monotonic()
    try:
        text = read(page(HOSTILE[kind])).text
        assert text.strip()
    except InputError as error:
        assert error.where == "a.html"
    assert time.monotonic() - begun < 60


def test_pages_too_large_for_one_article() -> None:
    for data in (b"<p>" + b"a" * LARGEST_PAGE, page("<p>x</p>" * 60_000), page(f"<p>{FIRST}</p>" * 19_000 + "x" * 700_000)):
        with pytest.raises(SizeError):
            read(data)


PIECES = [
    "<div>",
    "</div>",
    "<p>",
    "</p>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<a href=x>",
    "</a>",
    "<ul>",
    "<li>",
    "<h1>",
    "<!--",
    "-->",
]
PIECES += [
    "<script>",
    "</script>",
    "<title>",
    "</title>",
    "<html lang=x>",
    "<body>",
    "<head>",
    "<meta name=date content='2024'>",
    "&#0;",
    FIRST,
    "\n",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=40))
def test_any_soup_gives_text_or_an_error(pieces: list[str]) -> None:
    try:
        assert read("".join(pieces).encode("utf-8", "replace")).text.strip()
    except InputError as error:
        assert error.where == "a.html"


def test_long_soup() -> None:
    dice = random.Random(5)
    for _ in range(5):
        with contextlib.suppress(InputError):
            read("".join(dice.choice(PIECES) for _ in range(5_000)).encode())


def test_nothing_is_logged_where_nobody_listens(capsys: pytest.CaptureFixture[str]) -> None:
    logging.getLogger().handlers.clear()
    for data in (b"<p>x", page(""), page(BODY)):
        with contextlib.suppress(InputError):
            read(data)
    assert capsys.readouterr().err == ""


def test_trafilatura_is_not_loaded_before_there_is_a_page() -> None:
    code = "import sys, dragoman.formats.inputs; print([m for m in ('trafilatura', 'lxml', 'charset_normalizer') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
