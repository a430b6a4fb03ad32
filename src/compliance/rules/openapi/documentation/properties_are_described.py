"""At least four of five properties that hold values are described.

Broken: Many properties have no description

Names such as `tt` or `ma_lt` mean nothing to the agency that receives the data.

To mend it, write a `description` for each property, in the schema that declares it.

Shows the share of properties that have words beside their name. Does not show that these are right, nor that the data
has that meaning. Properties that only group others, and those that tell of pages, are not counted. The
clauses ask for a description of the data and name no share: four of five is a measure of this tool.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.model.grades import Proof
from compliance.model.openapi.document import Document
from compliance.model.openapi.node import Node
from compliance.model.openapi.paging import is_of_paging
from compliance.model.openapi.schema import Property
from compliance.model.rule import rule
from compliance.model.violation import Violation

LEAST: Final = 80
FEWEST: Final = 5
MOST_SHOWN: Final = 5
WORDS: Final = frozenset({"description", "title", "x-code-list", "x-dictionary-term", "const"})
GROUPS: Final = frozenset({"$ref", "properties", "allOf", "anyOf", "oneOf", "additionalProperties", "$dynamicRef"})


def holds_a_value(raw: Mapping[str, Any]) -> bool:
    """Return whether a schema is that of a value: what groups others is described where they are."""
    if not GROUPS.isdisjoint(raw):
        return False
    items = raw.get("items")
    return not (isinstance(items, dict) and not GROUPS.isdisjoint(items))


def is_described(raw: Mapping[str, Any]) -> bool:
    return not WORDS.isdisjoint(raw) and any(map(raw.get, WORDS))


def values_of(document: Document) -> Iterator[Property]:
    for each in document.nodes.properties:
        raw = each.node.raw
        if isinstance(raw, dict) and holds_a_value(raw):
            yield each


@rule("ND224-2026.D23.K5.A", "TT13-2017.D7.K1", proof=Proof.INDICATIVE)
def properties_are_described(document: Document) -> Iterator[Violation]:
    values = list(values_of(document))
    bare = [each for each in values if not is_described(each.node.raw)]
    of_paging = set(filter(is_of_paging, {each.name for each in bare}))
    bare = [each for each in bare if each.name not in of_paging]
    total = len(values)
    share = 100 - 100 * len(bare) // max(total, 1)
    if total >= FEWEST and share < LEAST:
        template = "of {total} properties {count} have no description; it may be missing in {most} of a hundred"
        yield Violation(template, at=bare[0], related=worst(bare), total=total, count=len(bare), most=100 - LEAST)


def worst(bare: list[Property]) -> list[Node]:
    """Return the schemas with most properties without words, the first of them left out where the finding stands."""
    holders = [each.parent for each in bare]
    keys = [id(holder.raw) for holder in holders]
    schemas = dict(zip(keys, holders, strict=True))
    return [schemas[key] for key, _ in Counter(keys).most_common(MOST_SHOWN)]


_SCHEMA = "openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n    Ho:\n      properties:\n"
_SAID = "".join(f"        p{number}: {{type: string, description: Trường {number}}}\n" for number in range(4))
_BARE = "        tt: {type: string}  # <-\n        lt: {type: array, items: {type: string}}\n"
GOOD = [
    _SCHEMA + _SAID + "        tt: {type: string}\n        page: {type: integer}\n        con: {properties: {}}\n",
    "openapi: 3.1.0\npaths: {}\ncomponents: {schemas: {Ho: {properties: {tt: {}}}}}\n",
]
BAD = {
    "of 6 properties 2 have no description; it may be missing in 20 of a hundred": _SCHEMA + _SAID + _BARE,
    "of 5 properties 5 have no description; it may be missing in 20 of a hundred": """
        swagger: '2.0'
        paths: {}
        definitions:
          Ho: {properties: {a: {type: string}, b: {type: string}, c: {}, d: {enum: [1]}, e: {description: ''}}}  # <-
        """,
}
