"""specs/ladder.yaml to the stages of connection."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from compliance.loading.facts.catalogue import text
from compliance.loading.facts.specs import read_spec
from compliance.model.ladder import Alternative, EvidenceClass, Rung, Sight, Stage
from compliance.model.text import Text


@cache
def stages() -> tuple[Stage, ...]:
    """Return the stages in the order of their rungs."""
    rows = [_stage(row) for row in read_spec("ladder.yaml")["stages"]]
    return tuple(sorted(rows, key=lambda stage: stage.rung.rank))


def _stage(row: Mapping[str, Any]) -> Stage:
    return Stage(
        rung=Rung(row["rung"]),
        name=Text(**row["name"]),
        says=Text(**row["says"]),
        rules=tuple(row["rules"]),
        alternatives=tuple(_alternative(other) for other in row.get("alternatives", ())),
        evidence=text(row.get("evidence")),
        fresh_days=row.get("fresh_days"),
        by_word=tuple(row.get("by_word", ())),
        basis=EvidenceClass(row["basis"]) if "basis" in row else None,
        is_passable=row.get("is_passable", False),
    )


def _alternative(row: Mapping[str, Any]) -> Alternative:
    sight = row.get("sight")
    return Alternative(Text(**row["where"]), tuple(row["rules"]), Sight(sight) if sight else None)
