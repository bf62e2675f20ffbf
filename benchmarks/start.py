"""How long a command takes from nothing: `dragoman --help`, and `dragoman read` of a short report.

    python benchmarks/start.py [--runs 5]

Prints the median and the range of wall-clock seconds of whole processes, after one run that is not counted.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

REPORT = Path(__file__).parent.parent / "examples" / "talks.txt"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    for name, call in (("--help", ["--help"]), ("read", ["read", str(REPORT), "--published", "2023-05-11"])):
        seconds = []
        for _ in range(args.runs + 1):
            began = time.perf_counter()
            subprocess.run([sys.executable, "-m", "dragoman", *call], stdout=subprocess.DEVNULL, check=True)
            seconds.append(time.perf_counter() - began)
        counted = sorted(seconds[1:])
        print(f"dragoman {name}: median {statistics.median(counted):.2f} s ({counted[0]:.2f} to {counted[-1]:.2f})")


if __name__ == "__main__":
    main()
