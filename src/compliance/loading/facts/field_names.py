"""The names under which agencies write kinds of data."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from compliance.loading.facts.specs import read_spec
from compliance.model.field_names import Concept, FieldNames


@cache
def field_names() -> FieldNames:
    """Return the names under which concepts appear in interfaces."""
    tree = read_spec("codelists/field-names.yaml")
    concepts = {row["concept"]: _concept(row, tree) for row in tree["concepts"]}
    return FieldNames(concepts, tuple(tree["persons"]), tuple(tree["qualifiers"]), frozenset(tree["heads"]))


def _concept(row: Mapping[str, Any], tree: Mapping[str, Any]) -> Concept:
    numbered = _surrounded(row.get("numbered", ()), tree["number_words"])
    coded = _surrounded(row.get("coded", ()), tree["code_words"])
    return Concept(
        code=row["concept"],
        is_personal=row["is_personal"],
        phrases=tuple(dict.fromkeys((*row["phrases"], *numbered, *coded))),
        of_persons=tuple(row.get("of_persons", ())),
        ended_by=frozenset(row.get("ended_by", ())),
        false_friends=tuple(row.get("false_friends", ())),
    )


def _surrounded(names: Iterable[str], words: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield the names with each of the words before or behind them."""
    for name in names:
        yield from (f"{word} {name}" for word in words["before"])
        yield from (f"{name} {word}" for word in words["after"])
