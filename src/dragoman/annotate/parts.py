"""The parts of an article: title, standfirst, dateline, body, captions, and what surrounds an article on a page.

What is told by its words is told by `knowledge/data/boilerplate.csv`, a row a pattern:

| kind        | a whole block that matches is |
|-------------|-------------------------------|
| boilerplate | no part of the article |
| links       | the heading of a list of links: boilerplate, and so are the headlines below it |
| byline      | the writer's name or the time of publication: boilerplate, but it shows where the text begins |
| caption     | a picture's caption or credit |

and, matched on the words before a dateline's mark:

| agency      | a news agency: with it a dateline is sure; alone in a line it is boilerplate |
| outlet      | a paper or a service, by the look of its name |
| label       | no place: "Note", "Police", "Group A" |

A block of more than `LONGEST` characters is an article's paragraph unless it begins like a long note: it is held
against those patterns alone that end in ".*", and by its first `LONGEST` characters. Precision goes before recall:
what is in doubt is body.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from dragoman.knowledge.tables import rows
from dragoman.records import Part, PartKind, Span
from dragoman.text import span

#: Longer blocks are held against prefixes only.
LONGEST = 400
#: A dateline's mark stands within so many characters of its block's beginning.
_REACH = 140
#: A dateline has at most so many words before its mark; its date and its agency count as one each.
_MOST_WORDS = 8
#: A dateline is looked for in so many blocks of the body.
_LEADS = 3
#: Titles, standfirsts and linked headlines are not longer than this.
_LONGEST_TITLE, _LONGEST_DEK, _LONGEST_LINK = 200, 320, 150

_LINE = re.compile("[^\n\r\u2028\u2029\x0b\x0c]+")
_LINE_END = re.compile("\r\n|[\n\r\u2028\u2029\x0b\x0c]")

_CLOSING = "\"'”’»)] "
_STOPPED = re.compile(r"(?:[.!?]|\.\.\.|…)[\"'”’»)\]]*$")
#: Final full stops that end a word and no sentence.
_SHORTENED = re.compile(r"(?:\b(?:[A-Za-z]\.){2,}|\b(?:Inc|Co|Corp|Ltd|Jr|Sr|No|vs|etc|Bros|St)\.|\.\.\.)$")
_SENTENCE_BREAK = re.compile(r"[^\W\d_]{4,}[.!?][\"'”’]*\s+[\"'“‘]*[^\W\d_a-z]")

_UPPER = r"[^\W\d_a-zà-öø-ÿß]"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?:\s?[-–/]\s?\d{1,2})?"
_DATE = re.compile(
    rf"\b(?:{_WEEKDAY},?\s+)?(?:{_DAY}(?:\s+of)?\s+{_MONTH}(?:,?\s+\d{{4}}\b)?|{_MONTH}\s*{_DAY}\b(?:\s?[,/]?\s?\d{{4}}\b)?"
    rf"|{_MONTH},?\s+\d{{4}}\b|\d{{4}}-\d\d-\d\d\b|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}\b)|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\(([^()\[\]]{1,60})\)|\[([^()\[\]]{1,60})\]|(?<=[\s.,])/\s?([^/\s][^/]{0,30}?)\s?/")
_COLON = re.compile(r"\s?:(?=\s|$|[\"“'‘])")
_DASH = re.compile(r"\s?\.[-–—]+(?=\s|$)|\s?[—–―]+|\s?--+|\s-(?=\s|$)|(?<=[^\W_])-(?=\s)|(?<=\))\s?-|\s-(?=[\"“'‘]|[^\W\d_a-z])")
_BARE = re.compile(r"(?<=[)\]/])\.?(?=\s)")
_JOINER = re.compile(r"\s*,\s*|\s*/\s*|\s+(?:and|&)\s+|\s+")
#: Words that are written small within a place's name, and a list's "and".
_SMALL = frozenset("and & of de del de' la las los le les el al da do dos du des di d' y e the on upon sur am an der den bin".split())
_PLACE_WORD = re.compile(rf"(?:(?:al|el|ad|an|ar|as|ash|at|az|d|l)[-'’])?{_UPPER}[^\W\d_]*(?:[-'’.`]+[^\W\d_]*)*")
#: First words of places of two words, which make the second no family name.
_PLACE_FIRST = frozenset("new old east west north south central upper lower greater port fort saint st san santa são sao cape abu tel addis".split())
_PERSON_BEFORE = r"(?:Mr|Mrs|Ms|Dr|President|Minister|Secretary|Chancellor|Senator|Gen|General|Col|King|Prince|Sheikh)\.? (?:[^\W\d_]+ )?"
_BLANK = "\x00"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: code points [start, stop) of a text, without surrounding white space."""

    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where in an article a dateline's place or places and its date stand."""

    place: Span | None
    date: Span | None


@cache
def _pattern(kind: str, *, prefix: bool = False) -> re.Pattern[str]:
    """A kind's patterns as one, or of those that end in ".*"."""
    cells = (row for _, row in rows("boilerplate.csv", ("kind", "pattern", "example")) if row["kind"] == kind)
    patterns = [row["pattern"] for row in cells if not prefix or row["pattern"].endswith(".*")]
    return re.compile("|".join(f"(?:{p})" for p in patterns) or "(?!)", re.IGNORECASE)


def _is(kind: str, words: str) -> bool:
    return bool(_pattern(kind).fullmatch(words))


# --- blocks ---


def blocks(text: str) -> tuple[Block, ...]:
    """The paragraphs of a text, in order; every character that is no white space lies in exactly one.

    A line is a paragraph; but in a text whose lines are broken within sentences, blank lines part paragraphs.
    """
    lines = tuple(_lines(text))
    return tuple(_joined(text, lines)) if _hard_wrapped(text, lines) else lines


def _lines(text: str) -> Iterator[Block]:
    for found in _LINE.finditer(text):
        line = found.group()
        stripped = line.strip()
        if stripped:
            start = found.start() + len(line) - len(line.lstrip())
            yield Block(start, start + len(stripped))


def _adjacent(text: str, above: Block, below: Block) -> bool:
    return sum(1 for _ in _LINE_END.finditer(text, above.stop, below.start)) == 1


def _hard_wrapped(text: str, lines: Sequence[Block]) -> bool:
    """Whether lines are broken at a column: hardly one is longer, and many go on in small letters on the next line."""
    if sum(line.stop - line.start > 90 for line in lines) > len(lines) // 20:
        return False
    firsts = [(above, below) for above, below in zip(lines, lines[1:], strict=False) if _adjacent(text, above, below)]
    if len(firsts) < 2:
        return False
    lengths = sorted(above.stop - above.start for above, _ in firsts)
    onward = sum(text[below.start].islower() and text[above.stop - 1] not in ".!?" for above, below in firsts)
    return lengths[len(lengths) // 2] >= 50 and onward * 5 >= len(firsts) * 2


def _joined(text: str, lines: Sequence[Block]) -> Iterator[Block]:
    begun: Block | None = None
    for line in lines:
        if begun and _adjacent(text, begun, line):
            begun = Block(begun.start, line.stop)
            continue
        if begun:
            yield begun
        begun = line
    if begun:
        yield begun


# --- what a block is by its words ---


@dataclass(frozen=True)
class _Paragraph:
    """A block with what is asked of it again and again. `words` is its beginning with single spaces, `full` its length."""

    start: int
    stop: int
    words: str
    full: int
    end: str

    @cached_property
    def stopped(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_STOPPED.search(self.end)) and not _SHORTENED.search(self.end)

    @cached_property
    def sort(self) -> str:
        """Its kind in the table, or "" where no pattern matches."""
        return _sort(self.words, self.full > LONGEST)

    @property
    def prose(self) -> bool:
        """Whether it reads as a paragraph and not as a heading or a line of a list."""
        return self.full >= 60 and (self.stopped or self.full > _LONGEST_TITLE)


def _paragraph(text: str, block: Block) -> _Paragraph:
    words = " ".join(text[block.start : min(block.stop, block.start + LONGEST * 2)].split())[: LONGEST + 1].strip("\u200b\ufeff")
    return _Paragraph(block.start, block.stop, words, block.stop - block.start, text[max(block.start, block.stop - 20) : block.stop])


def _sort(words: str, long: bool) -> str:
    for kind in ("links", "byline", "caption", "boilerplate"):
        pattern = _prefix(kind) if long else _whole(kind)
        if pattern.match(words) if long else pattern.fullmatch(words):
            return kind
    return "boilerplate" if not long and _signature(words) else ""


def _signature(words: str) -> bool:
    """Whether a line names agencies and nothing else: "(KUNA)", "- AFP", "Reuters/AP"."""
    bare = words.strip("-–—()[]©/.*| ")
    names = [n for n in re.split(r"\s?[/,&;|]\s?| and ", bare) if n]
    dashed = words[:1] in "-–—("
    return 0 < len(bare) <= 60 and all(_whole("agency").fullmatch(n) or (dashed and _whole("outlet").fullmatch(n)) for n in names)


def _kinds(paragraphs: Sequence[_Paragraph]) -> list[PartKind | None]:
    """The kinds that the words alone decide; `None` where they do not."""
    kinds: list[PartKind | None] = [_kind(p.sort) for p in paragraphs]
    in_links = False
    for i, p in enumerate(paragraphs):
        if p.sort:
            in_links = p.sort == "links" or (in_links and p.sort == "boilerplate")
        elif in_links and not p.stopped and p.full <= _LONGEST_LINK:
            kinds[i] = PartKind.BOILERPLATE
        else:
            in_links = False
    for i, (p, q) in enumerate(zip(paragraphs, paragraphs[1:], strict=False), start=1):
        # A page shows a picture's description twice, as its caption and where the picture cannot be shown.
        if i > 1 and not p.sort and not p.stopped and p.words == q.words and 20 <= p.full <= _LONGEST_TITLE:
            kinds[i - 1] = kinds[i] = PartKind.CAPTION
    return kinds


def _kind(sort: str) -> PartKind | None:
    return None if not sort else PartKind.CAPTION if sort == "caption" else PartKind.BOILERPLATE


# --- title and standfirst ---


def _same(a: str, b: str) -> bool:
    """Whether two titles have the same letters and digits; the second may go on with its site's name."""
    bare = "".join(c for c in a.casefold() if c.isalnum())
    heads = {b, re.split(r"\s[|–—-]\s[^|–—]{1,40}$", b)[0]}
    return bool(bare) and any(bare == "".join(c for c in head.casefold() if c.isalnum()) for head in heads)


def _headline(p: _Paragraph) -> bool:
    if p.full > _LONGEST_TITLE or not any(c.isalpha() for c in p.words) or p.words[-1] in ".,;:":
        return bool(p.full <= _LONGEST_TITLE and _SHORTENED.search(p.words))
    if p.words[-1] in _CLOSING and p.stopped and p.full > 80:
        return False
    return not _SENTENCE_BREAK.search(p.words)


def _title(context: _Context, read: Sequence[int], title: str | None) -> int | None:
    """Which block is the title, of those that are `read`."""
    paragraphs = context.paragraphs
    if len(paragraphs) < 2:
        return None
    if title:
        for i in read[:_LEADS]:
            if _same(paragraphs[i].words, title) and paragraphs[i].full <= LONGEST:
                return i
    if len(read) < 2:
        return None
    first = paragraphs[read[0]]
    if not _headline(first) or not any(paragraphs[i].prose or paragraphs[i].stopped for i in read[1:]):
        return None
    found = context.dateline(read[0])
    # "MOSCOW - The ministers met" may lack its full stop, "UKRAINE: What we know" never had one.
    return None if found and (found.sure or (found.caps and first.full >= 90)) else read[0]


def _deks(context: _Context, read: Sequence[int], kinds: Sequence[PartKind | None], title: int, lead: int | None) -> Iterator[int]:
    """The blocks between title and lead that are a standfirst."""
    paragraphs = context.paragraphs
    after = [i for i in read if i > title]
    if lead is not None:
        yield from (i for i in after if i < lead and paragraphs[i].full <= _LONGEST_DEK)
        return
    if len(after) < 2 or paragraphs[after[0]].full > _LONGEST_DEK:
        return
    dek, first = paragraphs[after[0]], paragraphs[after[1]]
    signed = any(paragraphs[i].sort == "byline" for i in range(after[0] + 1, after[1]))
    plain = not dek.stopped and dek.words[-1] not in ",;:" and 4 <= len(dek.words.split()) and dek.full <= _LONGEST_TITLE
    if first.prose and first.full >= 80 and (signed or (plain and first.full > dek.full)):
        yield after[0]


# --- datelines ---


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands before a dateline's mark; offsets from its block's beginning. `caps`: the place is in capitals."""

    stop: int
    place: tuple[int, int] | None
    date: tuple[int, int] | None
    agency: bool
    outlet: bool
    caps: bool
    mark: str

    @property
    def sure(self) -> bool:
        """Whether a date or a known agency shows that it is a dateline."""
        return self.agency or self.date is not None


class _Context:
    """A text with its paragraphs, and what its words tell of a name's being a place."""

    def __init__(self, text: str, paragraphs: Sequence[_Paragraph]) -> None:
        self.text = text
        self.paragraphs = paragraphs

    @cached_property
    def _openings(self) -> Counter[str]:
        """How many paragraphs begin with the same words and a colon or a dash: speakers and labels come again."""
        begun = (re.match(r"([^:–—-]{2,40}?)\s*(?::|[–—]|--?\s)", p.words) for p in self.paragraphs)
        return Counter(found[1].casefold() for found in begun if found)

    @cached_property
    def _all_caps(self) -> bool:
        return sum(c.islower() for c in self.text) * 2 < sum(c.isupper() for c in self.text)

    def dateline(self, index: int) -> _Head | None:
        """The dateline with which a paragraph begins."""
        p = self.paragraphs[index]
        raw = self.text[p.start : p.stop] if p.full <= LONGEST else self.text[p.start : p.start + LONGEST]
        return next((h for h in _heads(raw) if self._holds(h, raw, p)), None)

    def section(self, index: int, first: _Head) -> _Head | None:
        """The dateline in capitals with which a section of a roundup begins, in the manner of the text's first."""
        found = self.dateline(index)
        alike = found is not None and (found.sure or (first.caps and found.mark == first.mark))
        return found if found and found.caps and found.place and alike else None

    def _holds(self, head: _Head, raw: str, p: _Paragraph) -> bool:
        rest = raw[head.stop :].lstrip()
        if not rest:
            return head.sure and bool(head.place)
        if head.sure:
            return True
        if head.place is None:
            return head.mark == "dash" and not _small(rest)
        name = raw[head.place[0] : head.place[1]]
        if _small(rest) or self._openings[" ".join(name.split()).casefold()] > 1 or self._common(name):
            return False
        if head.caps:
            return not self._acronym(name)
        quoted = head.mark == "colon" and rest[0] in "\"'“‘"
        return p.prose and not quoted and not self._apposed(head, rest) and not self._person(name)

    def _common(self, name: str) -> bool:
        """Whether a single word stands in the text in small letters too: "ECONOMY — …"."""
        return name.isalpha() and bool(re.search(rf"\b{re.escape(name.lower())}\b", self.text))

    def _acronym(self, name: str) -> bool:
        """Whether a single word in capitals stands so elsewhere in running text, and never as a name: "FIFA"."""
        if self._all_caps or not name.isalpha() or len(name) > 7:
            return False
        found = re.search(rf"(?<=[^\W_] ){re.escape(name)}\b", self.text)
        return bool(found) and not re.search(rf"\b{re.escape(name.title())}\b", self.text)

    def _apposed(self, head: _Head, rest: str) -> bool:
        """Whether a second dash closes what the first opens: "Biden — President since 2021 — said"."""
        return head.mark == "dash" and bool(re.search(r"\s(?:[—–]|--?)\s", re.split(r"[.!?]\s", rest)[0]))

    def _person(self, name: str) -> bool:
        """Whether the text tells that the name is somebody's, by a title or a given name, and not where it is."""
        words = name.split()
        last = re.escape(words[-1])
        if re.search(rf"\b[Ii]n {re.escape(name)}\b", self.text):
            return False
        if re.search(rf"\b{_PERSON_BEFORE}{last}\b", self.text):
            return True
        given = Counter(re.findall(rf"(?<=[a-z] )({_UPPER}[a-z]+) {last}\b", self.text))
        if len(words) == 1:
            return any(g.lower() not in _PLACE_FIRST and not g.endswith(("n", "ese", "ish")) for g in given)
        alone = re.search(rf"(?<![^\W_] ){last}\b", self.text) or re.search(rf"(?<=[a-z] ){last}\b", self.text)
        return bool(alone) and words[0].lower() not in _PLACE_FIRST


def _small(rest: str) -> bool:
    """Whether a text goes on in small letters; "eCommerce" and "al-Qaida" begin sentences too."""
    return rest[:1].islower() and not re.match(r"[a-z][A-Z]|(?:al|el|an|ad|ar|as|at)-[A-Z]", rest)


def _heads(raw: str) -> Iterator[_Head]:
    """The readings of a block's beginning as a dateline, the longest first."""
    window = raw[:_REACH]
    marks = [(m.start(), m.end(), name) for name, p in (("colon", _COLON), ("dash", _DASH), ("", _BARE)) for m in p.finditer(window)]
    for start, stop, mark in sorted(marks, reverse=True):
        head = _head(raw[:start], stop, mark)
        if head:
            yield head


def _head(before: str, stop: int, mark: str) -> _Head | None:
    masked = before
    date: tuple[int, int] | None = None
    place: tuple[int, int] | None = None
    named: list[str] = []
    bracketed = False
    for found in _BRACKETED.finditer(before):
        inner = found.lastindex or 1
        words = found[inner]
        dated = _DATE.search(words)
        if dated and dated.end() - dated.start() >= len(words.strip()) - 1:
            date = date or (found.start(inner) + dated.start(), found.start(inner) + dated.end())
        elif found[0][0] != "/" and not _is_agency(words) and _is_place(words) and not before[: found.start()].strip(" .,|") and not mark:
            place = found.span(inner)
        else:
            named.append(words)
            bracketed = True
        masked = _blanked(masked, *found.span())
    for found in _DATE.finditer(masked):
        date = date or found.span()
        masked = _blanked(masked, *found.span())
    segments = [s for s in (_trimmed(masked, *m.span()) for m in re.finditer(f"[^{_BLANK}]+", masked)) if s]
    if segments and not place and not _is_outlet(before[slice(*segments[0])]):
        place = _places(before, *segments.pop(0))
        if place is None:
            return None
    named += [before[a:b] for a, b in segments]
    if place and place[1] - place[0] < (segments[0][0] if segments else 0) and not date and not bracketed:
        return None
    return _checked(before, stop, mark, place, date, named, bracketed)


def _checked(
    before: str, stop: int, mark: str, place: tuple[int, int] | None, date: tuple[int, int] | None, named: list[str], bracketed: bool
) -> _Head | None:
    """The head, where its pieces make a dateline."""
    name = before[slice(*place)] if place else ""
    known = [_is_agency(n) for n in named]
    if not (place or named) or any(not (k or _agency_like(n)) for k, n in zip(known, named, strict=True)):
        return None
    if len(_JOINER.split(name)) * bool(name) + len(named) + bool(date) > _MOST_WORDS:
        return None
    first = re.split(r"[,/]| and | & ", name)[0].strip()
    initials = "".join(w[0] for w in first.split() if w[0].isupper())
    if first and (_whole("label").fullmatch(first) or any(n == initials and len(n) > 1 for n in named)):
        return None
    if not mark and not (any(known) or place):
        return None
    if not place and not date and mark == "colon":
        return None
    agency = any(known) and (bracketed or place is not None or mark == "dash")
    return _Head(stop, place, date, agency, bool(named), first.isupper() and len(first) > 2, mark)


def _blanked(text: str, start: int, stop: int) -> str:
    return text[:start] + _BLANK * (stop - start) + text[stop:]


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int] | None:
    """The span without the signs around it."""
    sign = " \t\n\r.,;|/-–—―\xa0\u200b\ufeff"
    piece = text[start:stop]
    inner = piece.strip(sign)
    begin = start + len(piece) - len(piece.lstrip(sign))
    # A place's last full stop is part of its name: "WASHINGTON, D.C."
    dotted = re.search(r"\b[A-Z]\.[A-Z]$", inner) and text[begin + len(inner) : begin + len(inner) + 1] == "."
    return (begin, begin + len(inner) + bool(dotted)) if inner else None


def _places(text: str, start: int, stop: int) -> tuple[int, int] | None:
    """The span of the places with which [start, stop) begins, agencies after them left out; `None` where it holds other words."""
    parts = list(re.finditer(r"[^,]+", text[start:stop]))
    kept = stop
    while len(parts) > 1 and (_is_agency(parts[-1][0]) or _is_outlet(parts[-1][0])):
        kept = start + parts.pop().start()
    found = _trimmed(text, start, kept)
    return found if found and _is_place(text[found[0] : found[1]]) else None


def _is_place(words: str) -> bool:
    """Whether words have the shape of places: all capitalised but for "of", "and" and their like."""
    listed = [w for w in _JOINER.split(words) if w]
    if not 1 <= len(listed) <= _MOST_WORDS or listed[0] in _SMALL or listed[-1] in _SMALL:
        return False
    return all(w in _SMALL or _PLACE_WORD.fullmatch(w) for w in listed)


def _is_agency(words: str) -> bool:
    names = re.split(r"\s?[/,;]\s?", words.strip())
    return any(_whole("agency").fullmatch(n) for n in names)


def _is_outlet(words: str) -> bool:
    return _is_agency(words) or bool(_whole("outlet").fullmatch(words.strip()))


def _agency_like(words: str) -> bool:
    return len(words) <= 40 and len(words.split()) <= 5 and (words.strip()[:1].isupper() or "." in words)


# --- all together ---


def find_parts(text: str, title: str | None) -> tuple[Part, ...]:
    """Every block as a part, and a dateline apart from the body that it opens. `title` is the caller's, no part of the text."""
    paragraphs = [_paragraph(text, block) for block in blocks(text)]
    context = _Context(text, paragraphs)
    kinds = _kinds(paragraphs)
    if title and len(paragraphs) > 1 and _same(paragraphs[0].words, title):
        kinds[0] = None
    read = [i for i, kind in enumerate(kinds) if kind is None]
    headed = _title(context, read, title)
    body = [i for i in read if headed is None or i > headed]
    found = _datelines(context, body, _LEADS + (headed is not None))
    if headed is not None:
        for i in _deks(context, read, kinds, headed, min(found, default=None)):
            kinds[i] = PartKind.DEK
        kinds[headed] = PartKind.TITLE
    return tuple(part for i, p in enumerate(paragraphs) for part in _parts(text, p, kinds[i] or PartKind.BODY, found.get(i)))


def _datelines(context: _Context, body: Sequence[int], leads: int) -> dict[int, _Head]:
    """The datelines by their blocks: the first near the beginning, and those of a roundup's sections after it."""
    first = next(((i, head) for i in body[:leads] if (head := context.dateline(i))), None)
    if first is None:
        return {}
    later = ((i, context.section(i, first[1])) for i in body if i > first[0])
    return dict([first]) | {i: head for i, head in later if head}


def _parts(text: str, p: _Paragraph, kind: PartKind, head: _Head | None) -> Iterator[Part]:
    if head is None:
        yield Part(start=p.start, stop=p.stop, kind=kind)
        return
    stop = p.start + head.stop
    yield Part(start=p.start, stop=stop, kind=PartKind.DATELINE)
    rest = text[stop : p.stop]
    if rest.strip():
        yield Part(start=stop + len(rest) - len(rest.lstrip()), stop=p.stop, kind=kind)


def dateline_pieces(text: str, part: Part) -> Dateline:
    """Where in a dateline its places and its date stand."""
    raw = text[part.start : part.stop]
    whole = next((h for h in _heads(raw) if h.stop == len(raw)), None) or _head(raw, len(raw), "dash")
    if whole is None:
        return Dateline(None, None)
    place, date = (span(part.start + s[0], part.start + s[1]) if s else None for s in (whole.place, whole.date))
    return Dateline(place, date)
