"""The list of our rules in specs/compiled.json, so that a start imports only those that find something to look at."""

from collections.abc import Mapping
from functools import cache
from os import stat
from pathlib import Path
from typing import Any, Final

from compliance.loading.facts.specs import compiled, is_installed
from compliance.model.grades import Basis, Proof
from compliance.model.listed_rule import ListedRule

COMPILED_RULES: Final = "rules"
_PACKAGE: Final = Path(__file__).parents[2].as_posix()


@cache
def listed_rule(module: str) -> ListedRule | None:
    """Return the rule of a module as it was when the list was made; None if its file is of another size since."""
    row = _rows().get(module)
    return None if row is None else _listed(row)


def listed_subject(module: str) -> str | None:
    """Return the name of the kind of subject that the rule of a module looks at; None where `listed_rule` is None."""
    row = _rows().get(module)
    return None if row is None else str(row["subject"])


@cache
def _rows() -> dict[str, Mapping[str, Any]]:
    rows = compiled(COMPILED_RULES) or ()
    is_edited_nowhere = is_installed()
    return {row["module"]: row for row in rows if is_edited_nowhere or source_size(row["module"]) == row["size"]}


def source_size(module: str) -> int:
    """Return the bytes of the source of a module of this package, 0 where there is none."""
    try:
        # because an object for each path takes longer than the look
        return stat(f"{_PACKAGE}/{module.partition('.')[2].replace('.', '/')}.py").st_size  # noqa: PTH116
    except OSError:
        return 0


def _listed(row: Mapping[str, Any]) -> ListedRule:
    basis = row["own_basis"]
    return ListedRule(
        module=row["module"],
        subject=row["subject"],
        citations=tuple(row["citations"]),
        proof=Proof(row["proof"]),
        needs=tuple(row["needs"]),
        own_basis=None if basis is None else Basis(basis),
        is_selective=row["is_selective"],
        selection=tuple(row["selection"]),
    )
