"""Irregular verb forms (`data/irregular_verbs.csv`), for words that no treebank has."""

from __future__ import annotations

from functools import cache

from dragoman.knowledge.tables import alternatives, rows


@cache
def irregular_forms() -> dict[str, str]:
    """Past or participle → base, where the form is not also a base of another verb in the table."""
    out: dict[str, str] = {}
    bases = set()
    for _, row in rows("irregular_verbs.csv", ("base", "past", "participle", "source")):
        bases.add(row["base"])
        out |= dict.fromkeys((*alternatives(row["past"]), *alternatives(row["participle"])), row["base"])
    return {form: base for form, base in out.items() if form == base or form not in bases}
