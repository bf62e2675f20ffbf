"""The installed wheel reads an article without a network."""

from __future__ import annotations

import json
import os
import shutil
import site
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

#: Put first on the path where network namespaces are not to be had: any socket to the outside is an error.
REFUSE = """
import socket
def refuse(*a, **k):
    raise RuntimeError("this test allows no network")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", str(ROOT), "--no-deps", "--no-build-isolation", "--quiet", "--wheel-dir", str(folder)]
    subprocess.run(command, check=True, env={**os.environ, "PIP_NO_INDEX": "1"})
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`dragoman` of a virtual environment that holds the wheel; its dependencies are lent from this one."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False)
    packages = next(home.glob("lib/python*/site-packages"))
    lent = [p for p in (*site.getsitepackages(), *sys.path) if p.endswith("site-packages")]
    (packages / "lent.pth").write_text("\n".join(dict.fromkeys(lent)) + "\n")
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(home / "bin" / "python"),
        "install",
        "--no-deps",
        "--no-index",
        "--quiet",
        str(wheel),
    ]
    subprocess.run(pip, check=True)
    return home / "bin" / "dragoman"


def without_network(tmp_path: Path) -> tuple[list[str], dict[str, str]]:
    """How a command is run without a network: in a namespace of its own, else with sockets refused inside the process."""
    unshare = shutil.which("unshare")
    if unshare and subprocess.run([unshare, "-rn", "true"], capture_output=True, check=False).returncode == 0:
        return [unshare, "-rn"], {}
    (tmp_path / "sitecustomize.py").write_text(REFUSE)
    return [], {"PYTHONPATH": str(tmp_path)}


def test_reads_offline_from_the_installed_wheel(command: Path, tmp_path: Path) -> None:
    prefix, extra = without_network(tmp_path)
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")} | extra
    where = [*prefix, str(command.parent / "python"), "-c", "import dragoman; print(dragoman.__file__)"]
    found = subprocess.run(where, capture_output=True, text=True, check=True, env=environment, cwd=tmp_path).stdout
    assert str(command.parent.parent) in found, "the checkout was imported, not the wheel"
    if prefix:
        probe = "import socket; socket.create_connection(('1.1.1.1', 53), 2)"
        assert subprocess.run([*prefix, sys.executable, "-c", probe], capture_output=True, check=False).returncode != 0
    call = [*prefix, str(command), "read", str(ROOT / "examples" / "attack.txt"), "--published", "2019-09-17", "--format", "jsonl"]
    run = subprocess.run(call, capture_output=True, text=True, check=False, env=environment, cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    reading = json.loads(run.stdout)
    assert reading["schema"] == "dragoman.reading/1"
    assert len(reading["events"]) >= 5 and reading["figures"] and reading["quotes"]
    for arguments in (
        ("code", *map(str, sorted((ROOT / "examples").glob("*.txt"))), "--into", "s.duckdb", "--workers", "2"),
        ("audit", "s.duckdb"),
        ("export", "s.duckdb", "--to", "out", "--format", "parquet"),
    ):
        run = subprocess.run(
            [*prefix, str(command), *arguments], capture_output=True, text=True, check=False, env=environment, cwd=tmp_path
        )
        assert run.returncode == 0, run.stderr
    assert (tmp_path / "out" / "events.parquet").stat().st_size > 1000


def test_the_wheel_is_small_and_whole(wheel: Path) -> None:
    assert wheel.stat().st_size <= 40_000_000
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "annotate/model/annotator.onnx",
        "annotate/model/LICENSE",
        "knowledge/data/states.csv",
        "knowledge/data/lexicon/assault.csv",
        "store/views.sql",
        "formats/styles/polecat.sql",
        "py.typed",
    ):
        assert f"dragoman/{needed}" in names
    assert not [n for n in names if n.startswith(("tests/", "training/", "benchmarks/"))]
