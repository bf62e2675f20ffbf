"""How fast many articles get into a store, and what it costs: ratios, not seconds.

    python benchmarks/batch.py ARTICLES.jsonl [--made 5000] [--kills 20] [--memory 1000 20000]

ARTICLES has an object with `text` a line. Prints the words a second of the whole way into a store with one worker against those of
bare reading on one core, two workers against one, the store's size against the text's, and the same for articles made from the
examples by varying names, places, numbers and days. --kills kills a run so many times at random moments, finishes it, and holds it
against one that was left alone; --memory gives the most memory of any process at so many made articles.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dragoman.audit import audit
from dragoman.reader import read_report
from dragoman.records import Report
from dragoman.store.schema import TABLES
from dragoman.store.store import Store

EXAMPLES = Path(__file__).parent.parent / "examples"
PLACES = (
    "Cairo Nairobi Lima Hanoi Quito Accra Riga Lagos Dhaka Tunis Amman Baku Oslo Rabat Havana Sofia Dakar Kampala Manila Bogota".split()
)
NAMES = "Okoro Santos Haddad Petrov Tanaka Müller Rossi Nguyen Kovac Diallo Herrera Mensah Larsen Demir Ivanova Castro Amara Silva".split()


def made(count: int, path: Path) -> Path:
    """Articles made of the examples: other names, places, numbers and days in each."""
    texts = [p.read_text(encoding="utf-8") for p in sorted(EXAMPLES.glob("*.txt"))]
    with path.open("w", encoding="utf-8") as file:
        for n in range(count):
            chance = random.Random(n)
            text = texts[n % len(texts)]
            words = sorted(set(re.findall(r"(?<=[a-z,] )[A-Z][a-z]{4,}", text)))
            for word in words[::3]:
                text = re.sub(rf"\b{word}\b", chance.choice(PLACES if chance.random() < 0.5 else NAMES), text)
            text = re.sub(r"\b\d{1,3}\b", lambda m, c=chance: str(int(m[0]) + c.randrange(1, 90)), text)
            day = f"20{chance.randrange(10, 25)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
            file.write(
                json.dumps({"id": f"made-{n}", "text": f"{text}\n\nReport {n}.", "published": day, "outlet": f"Paper {n % 7}"}) + "\n"
            )
    return path


def words_of(path: Path) -> int:
    with path.open(encoding="utf-8") as file:
        return sum(len(json.loads(line)["text"].split()) for line in file)


def command(inputs: Path, store: Path, workers: int) -> list[str]:
    return [sys.executable, "-m", "dragoman", "code", str(inputs), "--into", str(store), "--workers", str(workers)]


def coded(inputs: Path, store: Path, workers: int, cores: int | None = None) -> float:
    """Seconds of reading, the start of the processes left out: those of a run over one article are taken off."""
    cpus = set(sorted(os.sched_getaffinity(0))[:cores]) if cores else None
    empty = store.with_name("one.jsonl")
    empty.write_text('{"text": "Egypt condemned Israel on Tuesday."}\n', encoding="utf-8")
    times = []
    for source, target in ((empty, store.with_name(f"one-{workers}.duckdb")), (inputs, store)):
        target.unlink(missing_ok=True)
        begun = time.perf_counter()
        subprocess.run(
            command(source, target, workers),
            stderr=subprocess.DEVNULL,
            check=False,
            preexec_fn=(lambda: os.sched_setaffinity(0, cpus)) if cpus else None,
        )
        times.append(time.perf_counter() - begun)
    return times[1] - times[0]


def bare(inputs: Path) -> float:
    """Seconds of bare reading on one core."""
    os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:1]))
    rows = [json.loads(line) for line in inputs.open(encoding="utf-8")]
    read_report(Report(text=rows[0]["text"], where="x", lang="en"))
    begun = time.perf_counter()
    for row in rows:
        read_report(Report(text=row["text"], where="x", lang="en", published=row.get("published")))
    return time.perf_counter() - begun


def contents(store: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row, without what only tells when and by which run it was written."""
    with Store.open(store, write=False) as opened:
        return {
            t.name: sorted(opened.query(f"SELECT {', '.join(c.name for c in t.columns)} FROM {t.name}").fetchall(), key=repr)
            for t in TABLES
            if t.name != "runs"
        }


def throughput(name: str, inputs: Path, folder: Path) -> None:
    words = words_of(inputs)
    script = f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); import batch; print(batch.bare(batch.Path({str(inputs)!r})))"
    alone = float(subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout)
    one, two = (coded(inputs, folder / f"{name}-{n}.duckdb", n, n) for n in (1, 2))
    size = (folder / f"{name}-1.duckdb").stat().st_size
    text = sum(len(json.loads(line)["text"].encode()) for line in inputs.open(encoding="utf-8"))
    print(
        f"{name}: bare {words / alone:,.0f} words/s; into a store on one core {words / one:,.0f} ({alone / one:.2f} of bare);"
        f" two workers on two cores {one / two:.2f} times one; store {size / text:.2f} times the text"
    )


def killed(inputs: Path, folder: Path, kills: int) -> None:
    whole, store = folder / "whole.duckdb", folder / "killed.duckdb"
    coded(inputs, whole, 2)
    chance = random.Random(1)
    for _ in range(kills):
        process = subprocess.Popen(command(inputs, store, 2), stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(1.0, 8.0))
        process.kill()
        process.wait()
    subprocess.run(command(inputs, store, 2), stderr=subprocess.DEVNULL, check=False)
    a, b = contents(whole), contents(store)
    lost = sum(len(set(map(repr, a[t])) - set(map(repr, b[t]))) for t in a)
    more = sum(len(b[t]) for t in b) - sum(len(a[t]) for t in a)
    with Store.open(store, write=False) as opened:
        faults = sum(1 for _ in audit(opened))
    print(f"{kills} kills: {lost} rows lost, {more} doubled, {faults} faults in the audit")


def memory(count: int, folder: Path) -> None:
    """The most memory that the caller and its worker hold, at so many articles."""
    inputs = made(count, folder / f"made-{count}.jsonl")
    process = subprocess.Popen(command(inputs, folder / f"memory-{count}.duckdb", 1), stderr=subprocess.DEVNULL)
    most: dict[int, int] = {}
    while process.poll() is None:
        for pid in (process.pid, *_children(process.pid)):
            most[pid] = max(most.get(pid, 0), _resident(pid))
        time.sleep(0.5)
    print(f"{count:,} articles: {' + '.join(f'{m / 1e6:,.0f}' for m in sorted(most.values(), reverse=True)[:2])} MB (caller and worker)")


def _children(pid: int) -> list[int]:
    out = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout
    return [int(line) for line in out.split()]


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--made", type=int, default=0)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--memory", type=int, nargs="*", default=[])
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        throughput("articles", args.articles, folder)
        if args.made:
            throughput("made", made(args.made, folder / "made.jsonl"), folder)
        if args.kills:
            killed(args.articles, folder, args.kills)
        for count in args.memory:
            memory(count, folder)


if __name__ == "__main__":
    main()
