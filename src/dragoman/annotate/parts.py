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
from itertools import pairwise

from dragoman.knowledge.tables import rows
from dragoman.records import Part, PartKind, Span
from dragoman.text import span

#: Longer blocks are held against prefixes only.
LONGEST = 400
#: A dateline's mark stands within so many characters of its block's beginning, and after at most so many words, its
#: date and its agency counting as one each; it is looked for in so many blocks of the body.
_REACH, _MOST_WORDS, _LEADS = 140, 8, 3
#: Titles, standfirsts and linked headlines are not longer than this.
_LONGEST_TITLE, _LONGEST_DEK, _LONGEST_LINK = 200, 320, 150

#: The kinds of the table that say what a block is, the first that matches before others.
_SORTS = ("links", "byline", "boilerplate", "caption")

_LINE = re.compile("[^\n\r\u2028\u2029\x0b\x0c]+")
_LINE_END = re.compile("\r\n|[\n\r\u2028\u2029\x0b\x0c]")
_STOPPED = re.compile(r"(?:[.!?]|…)[\"'”’»)\]]*$")
#: Final full stops that end a word and no sentence.
_SHORTENED = re.compile(r"(?:\b(?:[A-Za-z]\.){2,}|\b(?:Inc|Co|Corp|Ltd|Jr|Sr|No|vs|etc|Bros|St)\.|\.\.\.|…)$")
_SENTENCE_BREAK = re.compile(r"[^\W\d_]{4,}[.!?][\"'”’]*\s+[\"'“‘]*[^\W\d_a-z]")

_UPPER = r"[^\W\d_a-zà-öø-ÿß]"
_MONTH = (
    r"(?:(?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?:\s?[-–/]\s?\d{1,2})?"
_DATE = re.compile(
    rf"\b(?:{_WEEKDAY},?\s+)?(?:{_DAY}(?:\s+of)?\s+{_MONTH}(?:,?\s+\d{{4}}\b)?|{_MONTH}\s*{_DAY}\b(?:\s?[,/]?\s?\d{{4}}\b)?"
    rf"|{_MONTH},?\s+\d{{4}}\b|\d{{4}}-\d\d-\d\d\b|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}\b)"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\(([^()\[\]]{1,60})\)|\[([^()\[\]]{1,60})\]|(?<=[\s.,])/\s?([^/\s][^/]{0,30}?)\s?/")
#: What ends a dateline: a colon, a dash, the bracket around an agency, the end of the block.
_MARKS = {
    "colon": re.compile(r"\s?:(?=\s|$|[\"“'‘])"),
    "dash": re.compile(r"\s?\.[-–—]+(?=\s|$)|\s?[—–―]+|\s?--+|\s-(?=\s|$)|(?<=[^\W_])-(?=\s)|(?<=\))\s?-|\s-(?=[\"“'‘]|[^\W\d_a-z])"),
    "bracket": re.compile(r"(?<=[)\]/])\.?(?=\s|$)"),
    "end": re.compile(r"(?<=\S)\Z"),
}
_JOINER = re.compile(r"\s*,\s*|\s*/\s*|\s+(?:and|&)\s+|\s+")
#: Words that are written small within a place's name, and a list's "and".
_SMALL = re.compile("and|&|of|del?|de'|la|las|los|les?|el|al|da|dos?|du|des|di|d'|y|e|the|on|upon|sur|am|an|der|den|bin")
_PLACE_WORD = re.compile(rf"(?:(?:al|el|ad|an|ar|as|ash|at|az|d|l)[-'’])?{_UPPER}[^\W\d_]*(?:[-'’.`]+[^\W\d_]+)*[.'’]?")
#: First words of places of two words, which make the second no family name.
_PLACE_FIRST = re.compile("new|old|east|west|north|south|greater|port|fort|saint|st|santa?|são|cape|abu|tel|addis", re.IGNORECASE)
_STYLED = r"(?:Mr|Mrs|Ms|Dr|President|Minister|Secretary|Chancellor|Senator|Gen|General|Col|King|Prince|Sheikh)\.? (?:[^\W\d_]+ )?"
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
    return len(_LINE_END.findall(text, above.stop, below.start)) == 1


def _hard_wrapped(text: str, lines: Sequence[Block]) -> bool:
    """Whether lines are broken at a column: hardly one is longer, and many go on in small letters on the next line."""
    if sum(line.stop - line.start > 90 for line in lines) > len(lines) // 20:
        return False
    pairs = [(above, below) for above, below in pairwise(lines) if _adjacent(text, above, below)]
    if len(pairs) < 2:
        return False
    lengths = sorted(above.stop - above.start for above, _ in pairs)
    onward = sum(text[below.start].islower() and text[above.stop - 1] not in ".!?;:" for above, below in pairs)
    return lengths[len(lengths) // 2] >= 50 and onward * 5 >= len(pairs) * 2


def _joined(text: str, lines: Sequence[Block]) -> Iterator[Block]:
    begun = lines[0]
    for line in lines[1:]:
        if _adjacent(text, begun, line):
            begun = Block(begun.start, line.stop)
        else:
            yield begun
            begun = line
    yield begun


# --- what a block is by its words ---


@dataclass(frozen=True)
class _Paragraph:
    """A block, its beginning with single spaces, its length, its last characters."""

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
        long = self.full > LONGEST
        if not long and _signature(self.words):
            return "boilerplate"
        matches = (k for k in _SORTS if (_pattern(k, prefix=True).match(self.words) if long else _is(k, self.words)))
        return next(matches, "")

    @property
    def prose(self) -> bool:
        """Whether it reads as a paragraph and not as a heading or a line of a list."""
        return self.full >= 60 and (self.stopped or self.full > _LONGEST_TITLE or bool(_SENTENCE_BREAK.search(self.words)))


def _paragraph(text: str, block: Block) -> _Paragraph:
    words = " ".join(text[block.start : min(block.stop, block.start + LONGEST * 2)].split())[: LONGEST + 1].strip("\u200b\ufeff")
    return _Paragraph(block.start, block.stop, words, block.stop - block.start, text[max(block.start, block.stop - 20) : block.stop])


def _signature(words: str) -> bool:
    """Whether a line names agencies and nothing else: "(KUNA)", "- AFP", "Reuters/AP"."""
    bare = words.strip("-–—()[]©/.*| ")
    names = [n for n in re.split(r"\s?[/,&;|]\s?| and ", bare) if n]
    return 0 < len(bare) <= 60 and all(_is("agency", n) or (words[0] in "-–—(" and _is("outlet", n)) for n in names)


def _kinds(paragraphs: Sequence[_Paragraph]) -> list[PartKind | None]:
    """The kinds that the words alone decide; `None` where they do not."""
    named = {"": None, "caption": PartKind.CAPTION}
    kinds = [named.get(p.sort, PartKind.BOILERPLATE) for p in paragraphs]
    in_links = False
    for i, p in enumerate(paragraphs):
        linked = not p.stopped and p.full <= _LONGEST_LINK if not p.sort else p.sort == "boilerplate"
        in_links = p.sort == "links" or (in_links and linked)
        if in_links:
            kinds[i] = PartKind.BOILERPLATE
    for i, (p, q) in enumerate(pairwise(paragraphs), start=1):
        # A page shows a picture's description twice, as its caption and where the picture cannot be shown.
        if i > 1 and not p.sort and not p.stopped and p.words == q.words and 20 <= p.full <= _LONGEST_TITLE:
            kinds[i - 1] = kinds[i] = PartKind.CAPTION
    return kinds


# --- title and standfirst ---


def _same(words: str, title: str) -> bool:
    """Whether words are a title, signs and case apart; the title may go on with its site's name."""
    bare, *heads = ("".join(filter(str.isalnum, t.casefold())) for t in (words, title, re.split(r"\s[|–—-]\s[^|–—]{1,40}$", title)[0]))
    return bool(bare) and bare in heads


def _headline(p: _Paragraph) -> bool:
    if p.full > _LONGEST_TITLE or not any(map(str.isalpha, p.words)) or _SENTENCE_BREAK.search(p.words):
        return False
    if p.stopped and p.words.rstrip("\"'”’»)]").endswith((".", "!", "?")):
        return not p.words.endswith(".") and p.full <= (100 if p.words[-1] in "!?" else 80)
    return p.words.rstrip("\"'”’")[-1:] not in (",", ";", ":", "")


def _title(context: _Context, read: Sequence[int], title: str | None) -> int | None:
    """Which block is the title, of those that are `read`."""
    paragraphs = context.paragraphs
    if len(paragraphs) < 2 or not read:
        return None
    told = next((i for i in read[:_LEADS] if title and paragraphs[i].full <= LONGEST and _same(paragraphs[i].words, title)), None)
    first = paragraphs[read[0]]
    if told is not None or not _headline(first) or not any(paragraphs[i].prose or paragraphs[i].stopped for i in read[1:]):
        return told
    found = context.dateline(read[0])
    # "MOSCOW - The ministers met" may lack its full stop, "UKRAINE: What we know" never had one.
    return None if found and (found.sure or (found.caps and first.full >= 90)) else read[0]


def _deks(paragraphs: Sequence[_Paragraph], after: Sequence[int], lead: int | None) -> Sequence[int]:
    """The standfirst, of the blocks `after` the title: what comes before the block with the dateline, or before the evident lead."""
    if lead is not None:
        before = [i for i in after if i < lead]
        return before if all(paragraphs[i].full <= _LONGEST_DEK for i in before) else ()
    if len(after) < 2:
        return ()
    dek, first = paragraphs[after[0]], paragraphs[after[1]]
    signed = any(p.sort == "byline" for p in paragraphs[after[0] + 1 : after[1]])
    plain = not dek.stopped and dek.words[-1] not in ",;:" and len(dek.words.split()) >= 4 and dek.full < first.full
    fits = dek.full <= (_LONGEST_DEK if signed else _LONGEST_TITLE) and first.prose and first.full >= 80
    return after[:1] if fits and (signed or plain) else ()


# --- datelines ---


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands before a dateline's mark; offsets from its block's beginning. `caps`: the place is in capitals."""

    stop: int
    mark: str
    place: tuple[int, int] | None
    date: tuple[int, int] | None
    agency: bool
    caps: bool

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
    def _words(self) -> Counter[str]:
        return Counter(re.findall(r"[^\W\d_]+", self.text))

    @cached_property
    def _openings(self) -> Counter[str]:
        """How many paragraphs begin with the same words and a colon or a dash: speakers and labels come again."""
        begun = (re.match(r"([^:–—-]{2,40}?)\s*(?::|[–—]|--?\s)", p.words) for p in self.paragraphs)
        return Counter(found[1].casefold() for found in begun if found)

    def dateline(self, index: int, like: _Head | None = None) -> _Head | None:
        """The dateline with which a paragraph begins; in capitals and of the sort of the text's first, if that is given."""
        p = self.paragraphs[index]
        raw = self.text[p.start : min(p.stop, p.start + LONGEST)]
        heads = (h for h in _heads(raw) if not like or (h.caps and h.place and (h.sure or (like.caps and h.mark == like.mark))))
        return next((h for h in heads if self._holds(h, raw, p)), None)

    def signed(self, p: _Paragraph) -> bool:
        """Whether a short line is two or three capitalised words that the text never has again: its writer's name."""
        words = re.findall(r"[^\W\d_]+", p.words)
        if not 2 <= len(p.words.split()) <= 3 or p.stopped or not all(_PLACE_WORD.fullmatch(w) for w in p.words.split()):
            return False
        return all(self._words[w] + self._words[w.title()] * (w != w.title()) + self._words[w.lower()] == 1 for w in words)

    def _holds(self, head: _Head, raw: str, p: _Paragraph) -> bool:
        rest = raw[head.stop :].lstrip()
        if head.sure:
            return bool(head.place) if not rest else head.agency or head.caps or head.mark == "colon" or not _small(rest)
        if not rest or _small(rest):
            return False
        if head.place is None:
            return head.mark == "dash"
        name = raw[head.place[0] : head.place[1]]
        if self._openings[" ".join(name.split()).casefold()] > 1 or self._words[name.lower()] or (head.caps and self._acronym(name)):
            return False
        if head.mark == "dash":
            return head.caps or (p.prose and not re.search(r"\s(?:[—–]|--?)\s", re.split(r"[.!?]\s", rest)[0]))
        return not self._person(name) if head.caps else p.prose and rest[0] not in "\"'“‘" and not self._person(name)

    def _acronym(self, name: str) -> bool:
        """Whether a word in capitals stands so elsewhere, and never as a name, in a text not all in capitals: "FIFA"."""
        return self._words[name] > 1 and not self._words[name.title()] and any(w.islower() for w in self._words)

    def _person(self, name: str) -> bool:
        """Whether the text has the name with a title or a given name, or the last of its words alone, and never "in" it."""
        words = re.split(r"[,/]", name)[0].title().split()
        last = re.escape(words[-1])
        if "," in name or re.search(rf"\b[Ii]n {re.escape(' '.join(words))}\b", self.text):
            return False
        if re.search(rf"\b{_STYLED}{last}\b", self.text):
            return True
        if len(words) > 1:
            return not _PLACE_FIRST.fullmatch(words[0]) and bool(re.search(rf"(?<=[a-z] ){last}\b", self.text))
        given: set[str] = set(re.findall(rf"(?<=[a-z] )({_UPPER}[a-z]+) {last}\b", self.text))
        return any(not _PLACE_FIRST.fullmatch(g) and not g.endswith(("n", "ese", "ish")) for g in given)


def _small(rest: str) -> bool:
    """Whether a text goes on in small letters; "eCommerce" and "al-Qaida" begin sentences too."""
    return rest[:1].islower() and not re.match(r"[a-z][A-Z]|(?:al|el|an|ad|ar|as|at)-[A-Z]", rest)


def _heads(raw: str) -> Iterator[_Head]:
    """The readings of a block's beginning as a dateline, the longest first."""
    window = raw[:_REACH]
    marks = [(m.start(), m.end(), name) for name, pattern in _MARKS.items() for m in pattern.finditer(window)]
    for start, stop, mark in sorted(marks, reverse=True):
        if mark != "end" or stop == len(raw):
            head = _head(raw[:start], stop, mark)
            if head:
                yield head


def _head(before: str, stop: int, mark: str) -> _Head | None:
    """What stands `before` a mark that ends at `stop`, where it is a place, a date, an agency and nothing else."""
    masked, date, place, bracketed = before, None, None, list[str]()
    for found in _BRACKETED.finditer(before):
        inner = found.lastindex or 1
        dated = _DATE.search(found[inner])
        if dated and len(dated[0]) >= len(found[inner].strip()) - 1:
            date = date or (found.start(inner) + dated.start(), found.start(inner) + dated.end())
        elif mark != "colon" and not _DATE.sub("", before[: found.start()]).strip(" ,.") and _places(before, *found.span(inner)):
            place = _places(before, *found.span(inner))
        else:
            bracketed.append(found[inner].strip())
        masked = _blanked(masked, *found.span())
    for found in _DATE.finditer(masked):
        date = date or found.span()
        masked = _blanked(masked, *found.span())
    segments = [s for s in (_trimmed(masked, *m.span()) for m in re.finditer(f"[^{_BLANK}]+", masked)) if s]
    if segments and not place and not _outlet(before[slice(*segments[0])]):
        place = _places(before, *segments.pop(0))
        if place is None:
            return None
    named = [before[slice(*s)] for s in segments]
    if not all(_outlet(n) for n in named) or not all(len(n.split()) <= 5 and (n[:1].isupper() or _agency(n)) for n in bracketed):
        return None
    return _checked(before[slice(*place)] if place else "", _Head(stop, mark, place, date, False, False), named, bracketed)


def _checked(name: str, head: _Head, named: Sequence[str], bracketed: Sequence[str]) -> _Head | None:
    """The head with its agency told, where its pieces make a dateline; `name` is its place."""
    first = re.split(r"[,/]| and | & ", name)[0].strip()
    initials = "".join(w[0] for w in first.split() if w[0].isupper())
    count = len(_JOINER.split(name)) * bool(name) + len(named) + len(bracketed) + (head.date is not None)
    if count > _MOST_WORDS or not (name or named or bracketed) or _is("label", first) or (len(initials) > 1 and initials in bracketed):
        return None
    known = any(map(_agency, bracketed)) or (any(map(_agency, named)) and (bool(name) or head.mark == "dash"))
    caps = first.isupper() and len(first) > 2
    marked = head.mark == "dash" or (name and head.mark == "colon") or (caps and head.mark == "bracket" and not bracketed)
    return _Head(head.stop, head.mark, head.place, head.date, known, caps) if known or head.date or marked else None


def _blanked(text: str, start: int, stop: int) -> str:
    return text[:start] + _BLANK * (stop - start) + text[stop:]


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int] | None:
    """The span without the signs around it; the last full stop of "WASHINGTON, D.C." is none."""
    piece = text[start:stop]
    found = re.search(r"[^\s.,;|/–—―\u200b\ufeff-](?:.*[^\s.,;|/–—―\u200b\ufeff-])?", piece, re.DOTALL)
    if not found:
        return None
    dotted = re.match(r"\.", piece[found.end() :]) and re.search(r"\b[A-Z]\.[A-Z]$", found[0])
    return start + found.start(), start + found.end() + bool(dotted)


def _places(text: str, start: int, stop: int) -> tuple[int, int] | None:
    """The span of the places that [start, stop) names, agencies after them left out; `None` where it holds other words."""
    parts = list(re.finditer(r"(?:(?!,|\s[-–—]+\s).)+", text[start:stop], re.DOTALL))
    kept = stop
    while len(parts) > 1 and _outlet(parts[-1][0].strip(" -–—")):
        kept = start + parts.pop().start()
    found = _trimmed(text, start, kept)
    words = [w for w in _JOINER.split(text[slice(*found)]) if w] if found and not _outlet(text[slice(*found)]) else []
    if not words or len(words) > _MOST_WORDS or _SMALL.fullmatch(words[0]) or _SMALL.fullmatch(words[-1]):
        return None
    return found if all(_SMALL.fullmatch(w) or _PLACE_WORD.fullmatch(w) for w in words) else None


def _agency(words: str) -> bool:
    return any(_is("agency", name) for name in re.split(r"\s?[/,;]\s?", words.strip()))


def _outlet(words: str) -> bool:
    return _agency(words) or _is("outlet", words.strip())


# --- all together ---


def find_parts(text: str, title: str | None) -> tuple[Part, ...]:
    """Every block as a part, and a dateline apart from the body that it opens. `title` is the caller's, no part of the text."""
    paragraphs = [_paragraph(text, block) for block in blocks(text)]
    context = _Context(text, paragraphs)
    kinds = _kinds(paragraphs)
    if title and len(paragraphs) > 1 and _same(paragraphs[0].words, title):
        kinds[0] = None
    elif len(paragraphs) > 1 and kinds[0] is None and context.signed(paragraphs[0]):
        kinds[0] = PartKind.BOILERPLATE
    read = [i for i, kind in enumerate(kinds) if kind is None]
    headed = _title(context, read, title)
    after = [i for i in read if headed is None or i > headed]
    found = _datelines(context, after)
    if headed is not None:
        kinds[headed] = PartKind.TITLE
        for i in _deks(paragraphs, after, min(found, default=None)):
            kinds[i] = PartKind.DEK
    return tuple(part for i, p in enumerate(paragraphs) for part in _parts(text, p, kinds[i] or PartKind.BODY, found.get(i)))


def _datelines(context: _Context, body: Sequence[int]) -> dict[int, _Head]:
    """The datelines by their blocks: the first near the beginning, and those of a roundup's sections after it."""
    first = next(((i, head) for i in body[:_LEADS] if (head := context.dateline(i))), None)
    if first is None:
        return {}
    later = ((i, context.dateline(i, first[1])) for i in body if i > first[0])
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
    head = next((h for h in _heads(raw) if h.stop == len(raw)), None)
    if head is None:
        return Dateline(None, None)
    place, date = (span(part.start + s[0], part.start + s[1]) if s else None for s in (head.place, head.date))
    return Dateline(place, date)
