"""specs/codelists/questions.yaml to the questions that several sources answer."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from compliance.loading.facts.specs import read_spec
from compliance.model.conflict import Question
from compliance.model.text import Text


@cache
def questions() -> tuple[Question, ...]:
    """Return the questions on which the sources of a platform may disagree."""
    rows = read_spec("codelists/questions.yaml")["entries"]
    return tuple(Question(row["code"], Text(**row["name"]), **_rules(row)) for row in rows)


def _rules(row: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(rules) for key, rules in row.items() if key not in {"code", "name"}}
