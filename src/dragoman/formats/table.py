"""A reading as a page for people: who, did what, to whom, when, according to whom, each with its words."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dragoman.records import Attribution, Basis, Event, Factuality, Figure, Period, Qualifier, Quote, Reading, Span, VoiceStance

#: Colour of an event's type by its quad class: cooperation cool, conflict warm.
_QUADS = {1: "cyan", 2: "green", 3: "yellow", 4: "red"}
_FACTS = {Factuality.NEGATED: "not so", Factuality.FUTURE: "to come", Factuality.HYPOTHETICAL: "may be"}
_QUALIFIERS = {
    Qualifier.ABOUT: "about ",
    Qualifier.NEARLY: "nearly ",
    Qualifier.OVER: "over ",
    Qualifier.AT_LEAST: "at least ",
    Qualifier.UNDER: "under ",
    Qualifier.UP_TO: "up to ",
}
#: Characters of the text shown around a row's own words.
_AROUND = 28


def print_reading(reading: Reading, console: Console | None = None) -> None:
    """Prints a reading as tables as wide as the terminal; in colour only where a terminal shows it."""
    console = console or Console(highlight=False)
    page = _Page(reading)
    article = reading.article
    console.print(Rule(style="dim"))
    console.print(Text(article.title or (article.key or "An untitled report"), style="bold"))
    facts = [article.outlet, article.published and f"published {article.published}", article.url, f"{len(article.text.split()):,} words"]
    console.print(Text(" · ".join(f for f in facts if f), style="dim"))
    for title, table, count in (
        ("Who did what to whom", page.events(), len(reading.events)),
        ("Who said what", page.quotes(), len(reading.quotes)),
        ("How many", page.figures(), len(reading.figures)),
    ):
        console.print()
        console.print(Text(f"{title} ({count})" if count else f"{title}: nothing found", style="bold" if count else "dim"))
        if count:
            console.print(Padding(table, (0, 0, 0, 1)))
    console.print()


class _Page:
    """Finds names and words for the rows of one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.article.text
        self.mentions = {m.id: m for m in reading.mentions}
        self.names: dict[int, str] = {}
        for m in reading.mentions:
            words = " ".join(self.text[m.start : m.stop].split())
            actor = reading.actors.get(m.actor) if m.actor else None
            if actor is not None and m.kind == "named" and actor.kind != "other":
                self.names[m.chain] = actor.name
            elif m.kind != "pronoun":
                self.names.setdefault(m.chain, words)

    def name(self, mention: str | None) -> Text:
        """A mention by the fullest name of its chain, with its code."""
        if mention is None:
            return Text("someone unnamed", style="dim")
        m = self.mentions[mention]
        own = " ".join(self.text[m.start : m.stop].split())
        out = Text(self.names.get(m.chain, own) if m.kind != "nominal" else own)
        actor = self.reading.actors.get(m.actor) if m.actor else None
        if actor is not None and actor.code:
            out.append(f" {actor.code}", style="dim")
            if actor.sectors:
                out.append(f" {actor.sectors[0]}", style="dim")
        return out

    def names_of(self, side: Sequence[str]) -> Text:
        if not side:
            return Text("—", style="dim")
        return Text("\n").join(self.name(m) for m in side)

    def words(self, spans: Sequence[Span]) -> Text:
        """A row's words as they stand, with a little of what is around them."""
        start, stop = min(s.start for s in spans), max(s.stop for s in spans)
        before = " ".join(self.text[max(0, start - _AROUND) : start].split("\n")[-1].split())
        after = " ".join(self.text[stop : stop + _AROUND].split("\n")[0].split())
        if start > _AROUND and " " in before:
            before = "…" + before.split(" ", 1)[1]
        if " " in after:
            after = after.rsplit(" ", 1)[0] + "…"
        glue = "" if start and not self.text[start - 1].isspace() else " "
        return Text.assemble(
            (before + (glue if before else ""), "dim"),
            " ".join(self.text[start:stop].split()),
            ((" " if stop < len(self.text) and self.text[stop].isspace() else "") + after, "dim"),
        )

    def voices(self, attributions: Sequence[Attribution]) -> Text:
        if not attributions:
            return Text("the report", style="dim")
        out = []
        for voice in attributions:
            line = Text(" citing ", style="dim").join(self.name(who) for who in voice.chain)
            if voice.stance is not VoiceStance.ASSERTS:
                line.append(f" ({voice.stance})", style="magenta")
            out.append(line)
        return Text("\n").join(out)

    def events(self) -> Table:
        table = _table(("when", 2), ("who", 4), ("did what", 4), ("to whom", 4), ("according to", 3), ("in the words", 7))
        for e in self.reading.events:
            table.add_row(
                _when(e.period),
                self.names_of(e.actors),
                self.act(e),
                self.names_of(e.recipients),
                self.voices(e.attributions),
                self.words([Span(start=e.start, stop=e.stop)]),
            )
        return table

    def act(self, e: Event) -> Text:
        out = Text(e.type, style=_QUADS[e.quad])
        if e.modes:
            out.append(" " + ", ".join(e.modes))
        out.append(f" {e.score:+g}", style="dim")
        if e.reduced_from is not None:
            out.append(f"\nto {e.reduced_from.type}", style="dim")
        if e.factuality in _FACTS:
            out.append(f"\n{_FACTS[e.factuality]}", style="magenta")
        if e.historical:
            out.append("\nlong ago", style="dim")
        return out

    def quotes(self) -> Table:
        table = _table(("who", 3), ("said", 10), ("to whom", 2))
        for q in self.reading.quotes:
            table.add_row(
                self.speaker(q),
                Text(" … ".join(" ".join(self.text[s.start : s.stop].split()) for s in q.content)),
                self.name(q.addressee) if q.addressee else Text("—", style="dim"),
            )
        return table

    def speaker(self, q: Quote) -> Text:
        if q.speaker is not None:
            return self.name(q.speaker)
        return Text(" ".join(self.text[q.source.start : q.source.stop].split())) if q.source else Text("someone unnamed", style="dim")

    def figures(self) -> Table:
        table = _table(("what", 2), ("how many", 3), ("of whom", 3), ("by whom", 3), ("according to", 3), ("in the words", 6))
        for f in self.reading.figures:
            of = Text(" ".join(self.text[f.of.start : f.of.stop].split())) if f.of else Text("—", style="dim")
            table.add_row(
                Text(f.measure),
                _amount(f),
                of,
                self.name(f.by) if f.by else Text("—", style="dim"),
                self.voices(f.attributions),
                self.words([Span(start=f.start, stop=f.stop)]),
            )
        return table


def _table(*columns: tuple[str, int]) -> Table:
    table = Table(box=None, header_style="dim italic", pad_edge=False, padding=(0, 2, 0, 0), expand=True, show_lines=False)
    for title, ratio in columns:
        if title == "when":
            table.add_column(title, width=10, overflow="fold")
        else:
            table.add_column(title, ratio=ratio, overflow="fold")
    return table


def _when(period: Period | None) -> Text:
    if period is None:
        return Text("—", style="dim")
    if period.earliest == period.latest:
        return Text(period.earliest or "—", style="" if period.basis is Basis.STATED else "dim")
    return Text(f"{period.earliest or '…'} to {period.latest or '…'}")


def _amount(f: Figure) -> Text:
    if f.qualifier is Qualifier.BETWEEN:
        return Text(f"{f.low:,} to {f.high:,}" if f.low is not None and f.high is not None else "—")
    number = next((n for n in (f.best, f.low, f.high) if n is not None), None)
    return Text(
        f"{_QUALIFIERS.get(f.qualifier, '')}{number:,}" + ("+" if f.qualifier is Qualifier.VAGUE else "") if number is not None else "—"
    )
