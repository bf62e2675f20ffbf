"""A build of the package first checks its tables of actors, and fails on a fault."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CheckTables(BuildHookInterface[Any]):
    """Runs `dragoman.knowledge.check` over the tables that are about to be packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        sys.path.insert(0, str(Path(self.root) / "src"))
        from dragoman.knowledge.check import shipped_faults

        if faults := shipped_faults():
            raise RuntimeError("the tables of actors have faults:\n" + "\n".join(faults))
