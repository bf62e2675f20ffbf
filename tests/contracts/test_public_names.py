"""The names that users may rely on."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import dragoman

PUBLIC = ["DragomanError", "InputError", "Reading", "Report", "__version__", "read", "read_report", "to_json"]


def test_public_names_are_these() -> None:
    assert sorted(dragoman.__all__) == PUBLIC
    for name in PUBLIC:
        assert getattr(dragoman, name) is not None


def test_unknown_names_are_refused() -> None:
    assert not hasattr(dragoman, "no_such_name")


def test_version_agrees_with_the_project_file() -> None:
    text = (Path(__file__).parent.parent.parent / "pyproject.toml").read_text(encoding="utf-8")
    assert re.search(r'^version = "(.+)"$', text, re.M)[1] == dragoman.__version__  # type: ignore[index]


def test_every_module_imports_and_says_what_it_holds() -> None:
    for module in pkgutil.walk_packages(dragoman.__path__, "dragoman."):
        if module.name.endswith("__main__"):
            continue
        loaded = importlib.import_module(module.name)
        if not module.ispkg:
            assert loaded.__doc__, f"{module.name} has no docstring"
