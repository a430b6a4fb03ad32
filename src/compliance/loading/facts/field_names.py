"""The names under which agencies write kinds of data."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from compliance.loading.facts.specs import read_spec
from compliance.model.field_names import Concept, FieldNames


@cache
def field_names() -> FieldNames:
    """Return the names under which concepts appear in interfaces."""
    tree = read_spec("codelists/field-names.yaml")
    concepts = {row["concept"]: _concept(row) for row in tree["concepts"]}
    return FieldNames(concepts, tuple(tree["persons"]), tuple(tree["qualifiers"]), frozenset(tree["heads"]))


def _concept(row: Mapping[str, Any]) -> Concept:
    return Concept(
        code=row["concept"],
        is_personal=row["is_personal"],
        phrases=tuple(row["phrases"]),
        of_persons=tuple(row.get("of_persons", ())),
        ended_by=frozenset(row.get("ended_by", ())),
        false_friends=tuple(row.get("false_friends", ())),
    )
