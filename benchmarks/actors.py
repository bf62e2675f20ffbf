"""How many actors of other lists are resolved: leaders, states, armed groups, bodies.

    python benchmarks/actors.py KNOWLEDGE

KNOWLEDGE is a folder that may hold any of `wikidata-leaders-2021.csv` (heads of state and government with years of their
terms), `reign-leaders.csv` (REIGN: effective leaders since 1950), `phoenix-countries.txt`, `phoenix-armed-groups.txt` and
`phoenix-international.txt` (the Open Event Data Alliance's actor dictionaries). Prints a ratio for each; `--show` lists what
was not resolved.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.knowledge.actors import country_names, states
from dragoman.knowledge.directory import shipped
from dragoman.knowledge.tables import key
from dragoman.resolve.identity import Identity, Setting
from dragoman.resolve.who import who

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))
from phoenix import entries

#: The day that the leaders' list speaks of.
LEADERS_DAY = datetime.date(2022, 1, 1)
#: REIGN's leaders are asked for from this year on.
REIGN_FROM = 1990
TODAY = datetime.date(2021, 8, 15)
#: CAMEO's codes of bodies of no state → PLOVER's.
LOOSE = {"IGO": {"IGO", "UNO", "EUR"}, "NGO": {"NGO"}, "NGM": {"NGO"}, "MNC": {"MNC"}, "IMG": {"IMG"}, "INT": {"IMG", "NGO", "IGO"}}


@dataclass(frozen=True)
class Question:
    """A name on a day, the codes that are right, and the sector that must be among the answer's, if any."""

    name: str
    on: datetime.date | None
    codes: frozenset[str]
    sector: str | None = None
    group: str = ""


def leaders(path: Path) -> Iterator[Question]:
    """Each row of the list of leaders: an ended term in its middle, others on the list's day."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names = shipped().by_name.get(key(row["country"]), ())
            codes = frozenset(n.known.code for n in names if n.known.table == "states" and n.known.code)
            start, end = row["start_year"], row["end_year"]
            on = LEADERS_DAY
            if end:
                first, last = datetime.date(int(start or end), 1, 1), datetime.date(int(end), 12, 31)
                on = first + (last - first) / 2
            group = "begun in 2022" if start and int(start) > 2021 and not end else ""
            yield Question(row["officeholderLabel"], on, codes, "GOV", group)


def reign(path: Path) -> Iterator[Question]:
    """Each tenure of REIGN since 1990, the name as given there, on a day in its middle."""
    numbers: dict[str, set[str]] = {}
    with (Path(str(_data("states.csv")))).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for column in ("cow", "gw"):
                if row[column]:
                    numbers.setdefault(row[column], set()).add(row["parent"] or row["code"])
    with path.open(encoding="latin-1", newline="") as file:
        for row in csv.DictReader(file):
            if not row["syear"] or int(row["syear"]) < REIGN_FROM:
                continue
            start = datetime.date(int(row["syear"]), int(row["smonth"]), min(int(row["sdate"] or 15) or 15, 28))
            end = datetime.date(int(row["eyear"]), int(row["emonth"]), 15) if row["eyear"] and row["emonth"] else TODAY
            name = row["leader"].encode("latin-1").decode("utf-8", "replace") if "Ã" in row["leader"] else row["leader"]
            yield Question(name, start + (end - start) / 2, frozenset(numbers.get(row["ccode"], ())))


def _data(name: str) -> object:
    from importlib.resources import files

    return files("dragoman.knowledge") / "data" / name


def countries(path: Path) -> Iterator[Question]:
    """The first name and the first adjective of each state that exists, in the writing of headlines."""
    present = {known.code for known, _ in states() if known.end is None and known.cow is not None} | {"PSE", "KOS"}
    for names, code, rest in entries(path):
        if code in present and not rest:
            for name in names[:2]:
                yield Question(name.title() if len(name) > 3 else name, None, frozenset((code,)))


def dictionary(path: Path) -> Iterator[Question]:
    """The first name of each undated entry, a bracketed acronym left out."""
    for names, code, rest in entries(path):
        name = re.sub(r"\s*\([^)]*\)?", "", names[0]).strip()
        if len(name) > 2 and not name.isdigit():
            wanted = LOOSE.get(code, {code} if code in country_names() else {"IMG"})
            if rest.startswith("UNO"):
                wanted = {"UNO", "IGO"}
            yield Question(name.title(), None, frozenset(wanted))


def right(question: Question, identity: Identity | None) -> bool:
    """Whether an answer has one of the right codes, and the sector asked for."""
    if identity is None or identity.code not in question.codes:
        return False
    return question.sector is None or question.sector in identity.sectors


def main() -> None:
    """Prints a ratio for each list there is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("knowledge", type=Path)
    parser.add_argument("--show", action="store_true", help="list what was not resolved")
    args = parser.parse_args()
    lists: dict[str, Callable[[Path], Iterator[Question]]] = {
        "wikidata-leaders-2021.csv": leaders,
        "reign-leaders.csv": reign,
        "phoenix-countries.txt": countries,
        "phoenix-armed-groups.txt": dictionary,
        "phoenix-international.txt": dictionary,
    }
    for name, read in lists.items():
        path = args.knowledge / name
        if not path.exists():
            print(f"{name}: not there")
            continue
        questions = list(read(path))
        answers = [who(q.name, Setting(on=q.on)).identity for q in questions]
        hits = [right(q, a) for q, a in zip(questions, answers, strict=True)]
        print(f"{name}: {sum(hits) / max(1, len(hits)):.3f} ({sum(hits)}/{len(hits)})")
        for group in sorted({q.group for q in questions if q.group}):
            own = [h for q, h in zip(questions, hits, strict=True) if q.group != group]
            print(f"  without those {group}: {sum(own) / max(1, len(own)):.3f} ({sum(own)}/{len(own)})")
        if args.show:
            for q, a, hit in zip(questions, answers, hits, strict=True):
                if not hit:
                    print(f"  {q.name!r} {q.on} want {'|'.join(sorted(q.codes))} {q.sector or ''} got", a and (a.name, a.code, a.sectors))


if __name__ == "__main__":
    main()
