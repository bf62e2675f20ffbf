"""The Open Event Data Alliance's actor dictionaries (MIT) → tables of bodies and armed groups of the package's own form.

    python training/phoenix.py --knowledge PATH --words FILE --out src/dragoman/knowledge/data

PATH holds `phoenix-international.txt` and `phoenix-armed-groups.txt`. Writes `phoenix_bodies.csv` and `phoenix_groups.csv`:
only what the hand-written tables do not name already; no persons, no dated roles, and no single word that stands, in lower
case, in FILE (a word a line: the vocabulary of English), for a body called "Express" is none in the news. CAMEO's codes are
turned into PLOVER's; its regions (MEA, SAS, ...) have no code there, so that groups of no one state become IMG.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Iterator
from pathlib import Path

from dragoman.knowledge.actors import ACTOR_TABLES, agents, country_names, listed, regions, states
from dragoman.knowledge.gender import given_names
from dragoman.knowledge.tables import key, rows

_CODE = re.compile(r"\[([A-Z]{3})([A-Z]*)([^\]]*)\]")
_ENTRY = re.compile(r"^\+?([^\[;#]+)")
#: CAMEO's sectors → PLOVER's, as far as they say the same.
SECTORS = {"HLH": "MED", "EDU": "EDU", "BUS": "BUS", "JUD": "JUD", "LAB": "LAB", "AGR": "AGR", "MED": "JRN", "REF": "REF"}
TABLES = ("phoenix_bodies", "phoenix_groups")


def entries(path: Path) -> Iterator[tuple[list[str], str, str]]:
    """(names, first three letters of the code, the rest of it) of the undated entries of a dictionary."""
    names: list[str] = []
    codes: list[tuple[str, str, str]] = []
    for line in [*path.read_text(encoding="utf-8", errors="replace").splitlines(), "END"]:
        line = line.split("#")[0].rstrip()
        if not line:
            continue
        if line[0] not in "+\t " and names:
            if codes and not any(dates.strip() for *_, dates in codes):
                yield names, codes[0][0], codes[0][1]
            names, codes = [], []
        codes += _CODE.findall(line)
        if (entry := _ENTRY.match(line)) and line[0] not in "\t ":
            names.append(" ".join(entry[1].replace("_", " ").split()))


def written(name: str) -> list[str]:
    """A name in capitals as it is written, and the acronym in its brackets."""
    bare = re.sub(r"\s*\([^)]*\)?", "", name).strip()
    acronyms = re.findall(r"\(([A-Z][A-Z.\-/]{1,9})\)", name)
    small = {"of", "the", "and", "for", "in", "de", "du", "la", "le", "des", "et", "on", "to"}
    words = [
        w.lower() if i and w.lower() in small else w if re.fullmatch(r"[^AEIOU]+", w) else w.title() for i, w in enumerate(bare.split())
    ]
    text = " ".join(words).replace("'S", "'s").replace("’S", "’s")
    return [t for t in (text, *acronyms) if len(t) > 2 and not t.isdigit()]


def sectors(rest: str) -> str:
    """The sector that three letters of the rest of a code name, if any."""
    parts = [rest[i : i + 3] for i in range(0, len(rest), 3)]
    return next((SECTORS[p] for p in parts if p in SECTORS), "")


def body(code: str, rest: str) -> tuple[str, str, str] | None:
    """(code, country, sector) of a body, or None for what is none."""
    if code == "IGO":
        return ("UNO" if rest.startswith("UNO") else "EUR" if rest.startswith("EUREEC") else "IGO", "", sectors(rest))
    if code in ("NGO", "NGM"):
        return ("NGO", "", sectors(rest))
    if code == "MNC":
        return ("MNC", rest[:3] if rest[:3] in country_names() else "", "BUS")
    return None


def group(code: str, rest: str) -> tuple[str, str, str] | None:
    """(code, country, sector) of an armed group, or None for what is none."""
    if not rest.startswith("REB"):
        return None
    return (code, code, "REB") if code in country_names() else ("IMG", "", "REB")


def _is_plain(name: str, known: set[str]) -> bool:
    """Whether a name is known, or one or two plain words, which may mean anything ("Republican Army")."""
    words = name.split()
    return not words or name in known or (len(words) < 3 and all(w in known or w.removesuffix("s") in known for w in words))


def main() -> None:
    """Writes both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--knowledge", type=Path, required=True)
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    own = [t for t in ACTOR_TABLES if t not in TABLES]
    known = {key(n) for table in own for _, names in listed(table, rows(f"{table}.csv", ("name",))) for n, _ in names}
    known |= {key(n) for _, names in (*states(), *regions()) for n, _ in names} | set(agents()) | set(given_names())
    known |= {line.strip().lower() for line in args.words.read_text(encoding="utf-8").splitlines()}
    for table, file, kind, meaning in (
        ("phoenix_bodies", "phoenix-international.txt", "org", body),
        ("phoenix_groups", "phoenix-armed-groups.txt", "group", group),
    ):
        out = []
        for names, code, rest in entries(args.knowledge / file):
            meant = meaning(code, rest)
            forms = [form for name in names for form in written(name)]
            fresh = [f for f in dict.fromkeys(forms) if not _is_plain(key(f), known)]
            if meant is None or not fresh:
                continue
            known |= {key(f) for f in fresh}
            out.append((fresh[0], "|".join(f.replace("|", " ") for f in fresh[1:]), *meant[:2], kind, meant[2], "phoenix"))
        with (args.out / f"{table}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(("name", "aliases", "code", "country", "kind", "sectors", "source"))
            writer.writerows(sorted(out))
        print(f"{table}.csv: {len(out)} rows")


if __name__ == "__main__":
    main()
