"""Imports go one way, and heavy libraries stay where they belong."""

from __future__ import annotations

import ast
from pathlib import Path

SOURCE = Path(__file__).parent.parent.parent / "src" / "dragoman"
ORDER = [
    "errors",
    "records",
    "text",
    "knowledge",
    "annotate",
    "resolve",
    "extract",
    "reader",
    "store",
    "formats",
    "corpus",
    "audit",
    "web",
    "cli",
]
#: Layers of one rank, which must not import each other either way but may stand in this order.
ALLOWED_USERS = {
    "onnxruntime": {"annotate"},
    "spacy": {"annotate", "resolve", "extract", "reader"},
    "trafilatura": {"formats"},
    "duckdb": {"store", "corpus", "formats"},  # formats: it reads and writes Parquet
    "ray": {"corpus"},
    "pydantic": {"web"},
    "click": {"cli"},
    "rich": {"formats", "cli"},
    "torch": set(),
}


def layer_of(path: Path) -> str:
    relative = path.relative_to(SOURCE)
    return relative.parts[0].removesuffix(".py")


def imports_of(path: Path) -> list[tuple[int, str]]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            found.append((node.lineno, node.module or ""))
            if node.module == "dragoman":
                found += [(node.lineno, f"dragoman.{alias.name}") for alias in node.names]
    return found


def test_imports_go_one_way() -> None:
    wrong = []
    modules = [p for p in SOURCE.rglob("*.py") if layer_of(p) not in ("__init__", "__main__")]
    assert len(modules) > 25
    for path in modules:
        own = layer_of(path)
        assert own in ORDER, f"{path} is in no layer of the design"
        for line, name in imports_of(path):
            if name.startswith("dragoman."):
                other = name.split(".")[1]
                if other in ORDER and ORDER.index(other) > ORDER.index(own):
                    wrong.append(f"{path.relative_to(SOURCE)}:{line} imports {name}")
    assert not wrong, "\n".join(wrong)


def test_libraries_stay_in_their_layers() -> None:
    wrong = []
    for path in SOURCE.rglob("*.py"):
        for line, name in imports_of(path):
            users = ALLOWED_USERS.get(name.split(".")[0])
            if users is not None and layer_of(path) not in users:
                wrong.append(f"{path.relative_to(SOURCE)}:{line} imports {name}")
    assert not wrong, "\n".join(wrong)


def test_files_stay_short() -> None:
    long = [
        f"{p.relative_to(SOURCE)}: {n} lines" for p in SOURCE.rglob("*.py") if (n := len(p.read_text(encoding="utf-8").splitlines())) > 520
    ]
    assert not long, long
