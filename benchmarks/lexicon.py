"""How much of PETRARCH2's verb dictionary the event lexicon knows.

    python benchmarks/lexicon.py KNOWLEDGE [--show]

KNOWLEDGE is a folder with `cameo-verbs.txt` (PETRARCH2's verb blocks, MIT, Open Event Data Alliance) and `cameo-to-plover.txt`.
A block's verbs carry its default CAMEO code, or one of their own; those whose code maps to a PLOVER type are asked for. Prints the
share of verbs, and of blocks with one verb at least, that the lexicon has under that type; `--show` names every miss.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.knowledge.lexicon import entries, word_parts

_BLOCK = re.compile(r"^---\s+(\S+)\s+\[([\d-]+)(?::\d+)?\]")
_VERB = re.compile(r"^\+?([A-Z][A-Z_'-]*)\s*(?:\{[^}]*\})?\s*(?:\[([\d-]+)(?::\d+)?\])?")


@dataclass(frozen=True, slots=True)
class Verb:
    block: str
    words: tuple[str, ...]
    type: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("knowledge", type=Path)
    parser.add_argument("--show", action="store_true", help="name every verb that is missed")
    args = parser.parse_args()
    types = plover_types(args.knowledge / "cameo-to-plover.txt")
    verbs = list(verbs_of(args.knowledge / "cameo-verbs.txt", types))
    known = known_words()
    found = [v for v in verbs if is_known(v, known)]
    blocks = {v.block for v in verbs}
    print(f"verbs  {len(found) / len(verbs):.3f} ({len(found)}/{len(verbs)})")
    print(f"blocks {len({v.block for v in found}) / len(blocks):.3f} ({len({v.block for v in found})}/{len(blocks)})")
    for type_ in sorted({v.type for v in verbs}):
        asked = [v for v in verbs if v.type == type_]
        missed = [v for v in asked if v not in found]
        print(f"  {type_:10s} {len(asked) - len(missed):3d}/{len(asked)}")
        if args.show and missed:
            print("    " + ", ".join(f"{' '.join(v.words)} ({v.block})" for v in missed))


def plover_types(path: Path) -> dict[str, str]:
    """PLOVER's type by CAMEO code; codes that PLOVER drops are not there."""
    out = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if match := re.match(r"(\d{3,4}):\s*([A-Z]+)", line):
            out[match[1]] = match[2]
    return out


def verbs_of(path: Path, types: dict[str, str]) -> Iterator[Verb]:
    """The verbs of all blocks whose code, or own code, is one of `types`."""
    block, default = "", ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if match := _BLOCK.match(line):
            block, default = match[1], match[2]
        elif block and not line.startswith(("-", "#", "~", "&")) and (match := _VERB.match(line)):
            type_ = types.get(match[2] or default)
            if type_ is not None:
                yield Verb(block, tuple(match[1].lower().strip("_").split("_")), type_)


def known_words() -> set[tuple[str, tuple[str, ...]]]:
    """Every verb of the lexicon with its particle, and alone, under its type."""
    out = set()
    for entry in entries():
        for parts in word_parts(entry):
            word = "".join(parts) if "-" in parts else " ".join(parts)
            out.add((entry.type.value, (word,)))
            out.add((entry.type.value, tuple(word.split())))
            for more in (entry.particle, *entry.objects, *entry.recipient, *(s for group in entry.needs for s in group)):
                if more:
                    out.add((entry.type.value, (word, *more.split())))
    return out


def is_known(verb: Verb, known: set[tuple[str, tuple[str, ...]]]) -> bool:
    """Whether the lexicon has a verb under its type, with or without its second word."""
    forms = {verb.words, ("".join(verb.words),), ("-".join(verb.words),)}
    return any((verb.type, form) in known for form in forms)


if __name__ == "__main__":
    main()
