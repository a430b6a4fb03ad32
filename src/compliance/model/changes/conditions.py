"""Conditions of a value in both documents: what `not`, `if` and their like say."""

from collections.abc import Iterable, Iterator
from typing import Any

from compliance.model.changes.change import OF_CONDITIONS, Uncompared
from compliance.model.changes.disjoint import are_disjoint, may_fit
from compliance.model.changes.gathering import shape_of
from compliance.model.changes.pair import ValuePair
from compliance.model.changes.regular import Patterns
from compliance.model.changes.shape import Contained, Shape
from compliance.model.changes.term import Term
from compliance.model.openapi.equality import alike
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node
from compliance.model.text import Message


def added_conditions(pair: ValuePair) -> Iterator[str]:
    """Yield the keyword of the first condition that one may rely on, or has to meet, and that what comes need not meet.

    Where it stands on both sides and differs, nobody can tell, and the engine says so.
    """
    allowed, found = pair.allowed_and_found
    for keyword, rest, others in _told_apart(pair):
        if rest and not others:
            yield keyword
            return
    yield from _broken_counts(pair, allowed, found)
    yield from dict.fromkeys(keyword for keyword, _ in sorted(allowed.contents - found.contents))
    known = found.required
    for name, names in allowed.dependent.items():
        if names - found.dependent.get(name, set()) - known:
            yield "dependentRequired"
            return
    refusing = {name for name, nodes in allowed.patterned.items() if any(node.raw not in ({}, True) for node in nodes)}
    # because what is said of all other members is compared with each pattern itself
    new = refusing - found.patterned.keys() if not found.is_closed and not found.additional else set()
    if any(not pair.patterns.is_one_of(pattern, found.properties) for pattern in new):
        yield "patternProperties"


def uncompared_conditions(pair: ValuePair) -> Iterator[Uncompared]:
    """Yield the conditions that stand on both sides and differ, so that nobody can tell whether they ask for more."""
    for keyword, rest, others in _told_apart(pair):
        if rest and others:
            template = "the condition `{keyword}` of {name} changed, and it cannot be told whether it asks for more"
            message = Message.of(template, keyword=keyword, name=pair.name)
            yield Uncompared((rest if pair.is_sent else others)[0].at, message, OF_CONDITIONS, pair.part)


def _told_apart(pair: ValuePair) -> Iterator[tuple[str, list[Node], list[Node]]]:
    """Yield by keyword the conditions of what is allowed and of what comes that refuse something and have no twin."""
    allowed, found = pair.allowed_and_found
    newer, older = pair.sameness.newer, pair.sameness.older
    its, others = (newer, older) if pair.is_sent else (older, newer)
    texts = pair.patterns
    asked = [
        each for each in allowed.conditions if not any(_says_nothing(*each, its, by, texts) for by in (allowed, found))
    ]
    kept = [each for each in found.conditions if not _says_nothing(*each, others, found, texts)]
    for keyword in dict.fromkeys(name for name, _ in asked):
        if pair.is_sent:
            rest_kept, rest = pair.sameness.unmatched(kept, asked, keyword)
        else:
            rest, rest_kept = pair.sameness.unmatched(asked, kept, keyword)
        if keyword == "not" and (ruled_out := _values(rest)) and (known := _values(rest_kept)):
            listed = set(map(alike, known))
            is_kept = all(alike(value) in listed or not may_fit(value, found, texts.matches) for value in ruled_out)
            rest, rest_kept = ([] if is_kept else rest), []
        yield keyword, rest, rest_kept


def _values(nodes: Iterable[Node]) -> list[Any]:
    """Return the values that some schemas list and of which each says no more; none if one of them does."""
    found: list[Any] = []
    for node in nodes:
        listed = [node.raw["const"]] if node.mapping.keys() == {"const"} else node.mapping.get("enum")
        if not isinstance(listed, list) or node.mapping.keys() not in ({"const"}, {"enum"}):
            return []
        found.extend(listed)
    return found


def _says_nothing(keyword: str, node: Node, files: DocumentFiles, found: Shape, patterns: Patterns) -> bool:
    """Return whether it is certain that a condition refuses nothing that a shape takes."""
    match keyword.partition("/")[0]:
        case "contains" | "unevaluatedItems":
            return not found.is_list
        case "dependentSchemas" | "dependencies":
            return not found.is_object
        case "not":
            return are_disjoint(shape_of(Term((node,)), files), found, patterns.matches)
        case "if" | "then" if node.parent is not None and not node.parent.has("else"):
            tested = node.parent.get("if")
            return tested is not None and are_disjoint(shape_of(Term((tested,)), files), found, patterns.matches)
        case _:
            return False


def _broken_counts(pair: ValuePair, allowed: Shape, found: Shape) -> Iterator[str]:
    """Yield the bounds of how often a list contains the same thing that what comes need not keep."""
    for each in allowed.contained:
        alike = [one for one in found.contained if _is_same(pair, each, one)]
        if alike and all(one.least < each.least for one in alike):
            yield "minContains"
        if alike and each.most is not None and all(one.most is None or one.most > each.most for one in alike):
            yield "maxContains"


def _is_same(pair: ValuePair, allowed: Contained, found: Contained) -> bool:
    older, newer = (found, allowed) if pair.is_sent else (allowed, found)
    return pair.sameness.holds(older.node, newer.node)
