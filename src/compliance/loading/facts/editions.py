"""specs/requirements/changes: what each edition of the catalogue changed, one file an edition."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from compliance.loading.facts.specs import read_specs
from compliance.model.edition import Aspect, Change, Edition, EditionHead, GradeChange, RowChange, WeightChange
from compliance.model.grades import Grade, Severity
from compliance.model.text import Text


@cache
def editions() -> tuple[Edition, ...]:
    """Return the editions whose changes were written down, the earliest first."""
    trees = read_specs("requirements/changes")
    return tuple(Edition(EditionHead(**tree["edition"]), tuple(map(_row, tree["rows"]))) for tree in trees)


def _row(row: Mapping[str, Any]) -> RowChange:
    return RowChange(
        id=row["id"],
        change=Change(row["change"]),
        reason=Text(**row["reason"]),
        aspects=tuple(map(Aspect, row.get("aspects", ()))),
        grade=GradeChange(**_ends(row["grade"], Grade)) if "grade" in row else None,
        weight=WeightChange(**_ends(row["weight"], Severity)) if "weight" in row else None,
        into=tuple(row.get("into", ())),
    )


def _ends(row: Mapping[str, str | None], scale: Any) -> dict[str, Any]:
    return {end: None if value is None else scale(value) for end, value in row.items()}
