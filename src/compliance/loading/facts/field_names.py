"""The names under which agencies write kinds of data."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

from compliance.loading.facts.lazily import Lazily
from compliance.loading.facts.specs import compiled, is_as_compiled, read_spec
from compliance.model.field_names import FieldNames
from compliance.model.spellings import Concept, Spellings, spellings

BEGINNINGS: Final = "beginnings"
_FILE: Final = "codelists/field-names.yaml"


@cache
def field_names() -> FieldNames:
    """Return the names under which concepts appear in interfaces."""
    tree = read_spec(_FILE)
    concepts = {row["concept"]: _concept(row, tree) for row in tree["concepts"]}
    persons, qualifiers, heads = tuple(tree["persons"]), tuple(tree["qualifiers"]), frozenset(tree["heads"])
    known = _compiled_spellings() or spellings(concepts.values(), persons)
    return FieldNames(concepts, persons, qualifiers, heads, known)


def beginning_entry(beginning: str) -> str:
    """Return the name of the entry for the phrases that begin so: names of one document begin in few ways."""
    return f"{BEGINNINGS}#{beginning}"


def _compiled_spellings() -> Spellings | None:
    known = compiled(BEGINNINGS) if is_as_compiled(_FILE) else None
    return known and Lazily({each: each for each in known}, lambda each: compiled(beginning_entry(each)))


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
