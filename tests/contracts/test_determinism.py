"""The same input gives the same bytes: in any order, in any process, whatever was read before."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

EXAMPLES = {"talks": "2023-05-11", "attack": "2019-09-17", "protest": "2022-03-22"}
ROOT = Path(__file__).parent.parent.parent


def lines_of(order: list[str], folder: Path) -> dict[str, str]:
    """Id → the line printed for it, by a fresh process that reads the examples in this order."""
    path = folder / ("-".join(order) + ".jsonl")
    rows = [{"id": n, "text": (ROOT / "examples" / f"{n}.txt").read_text(encoding="utf-8"), "published": EXAMPLES[n]} for n in order]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    call = [sys.executable, "-m", "dragoman", "read", str(path), "--format", "jsonl"]
    printed = subprocess.run(call, capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": str(len(order) + ord(order[0][0]))})
    return {json.loads(line)["article"]["key"]: line for line in printed.stdout.splitlines()}


def test_order_and_process_change_nothing(tmp_path: Path) -> None:
    forward = lines_of(["talks", "attack", "protest"], tmp_path)
    assert len(forward) == 3
    assert lines_of(["protest", "attack", "talks"], tmp_path) == forward
    assert lines_of(["attack"], tmp_path)["attack"] == forward["attack"]
