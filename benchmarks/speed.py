"""Annotation and reading speed on one core, and peak memory.

    python benchmarks/speed.py ARTICLES.jsonl [--limit N]

ARTICLES has an object with a `text` a line. Prints words (tokens that are not white space) a second from text to Doc and from
text to reading, their ratio, and the peak resident memory.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import time
from pathlib import Path

from dragoman.annotate.annotator import annotate
from dragoman.annotate.parts import find_parts
from dragoman.errors import InputError
from dragoman.reader import read


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--limit", type=int, default=None, help="read only so many articles")
    args = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    texts = [json.loads(line)["text"] for line in args.articles.open(encoding="utf-8")][: args.limit]
    annotate(texts[0], find_parts(texts[0], None))  # loading is measured by start.py
    began = time.perf_counter()
    words = sum(sum(not t.is_space for t in annotate(text, find_parts(text, None))) for text in texts)
    annotating = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"annotate: {words:,} words in {annotating:.1f} s on one core: {words / annotating:,.0f} words/s; peak memory {memory:,.0f} MB")
    began = time.perf_counter()
    rejected = 0
    for text in texts:
        try:
            read(text, published="2022-06-01")
        except InputError:
            rejected += 1
    reading = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"read: {words / reading:,.0f} words/s, {reading / annotating:.2f} times the annotation; "
        f"{rejected} of {len(texts)} rejected; peak memory {memory:,.0f} MB"
    )


if __name__ == "__main__":
    main()
