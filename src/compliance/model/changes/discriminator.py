"""What tells alternatives apart, in both documents."""

from collections.abc import Iterator

from compliance.model.changes.pair import ValuePair
from compliance.model.changes.sameness import Sameness
from compliance.model.changes.shape import Shape
from compliance.model.openapi.node import Node


def member(shape: Shape) -> str | None:
    """Return the member that tells the forms apart; version 2 writes its name alone."""
    stated = shape.discriminator
    if stated is None:
        return None
    return stated.raw if isinstance(stated.raw, str) else stated.text("propertyName")


def changed_values(pair: ValuePair) -> Iterator[str]:
    """Yield the values that meant a form, which is still there, and mean none now, or another one."""
    if member(pair.older) is None or member(pair.newer) is None:
        return
    older, newer = _values(pair.older), _values(pair.newer)
    if pair.is_sent:
        yield from (value[:60] for value in _derived(pair.older) - _derived(pair.newer) - newer.keys())
    for value, form in older.items():
        match = newer.get(value)
        if match is None:
            is_renamed = any(_is_same(pair.sameness, form, other) for key, other in newer.items() if key not in older)
            is_there = any(_is_same(pair.sameness, form, other) for other in newer.values())
            if is_renamed or (is_there and pair.is_sent):
                yield value[:60]
        elif not _is_same(pair.sameness, form, match) and any(
            _is_same(pair.sameness, form, other) for key, other in newer.items() if key != value
        ):
            yield value[:60]


def _values(shape: Shape) -> dict[str, Node]:
    """Return the forms by the values that mean them: those of `mapping`, for all others the names of their schemas."""
    branches = [node for group in shape.choices for node in group.branches if node.text("$ref") is not None]
    named = {(node.text("$ref") or "").rpartition("/")[2]: node for node in branches}
    mapping = shape.discriminator.get("mapping") if shape.discriminator is not None else None
    found: dict[str, Node] = {}
    for value in mapping.mapping if mapping is not None else ():
        target = (mapping.text(value) if mapping is not None else None) or ""
        if (node := named.get(target.rpartition("/")[2])) is not None:
            found[value] = node
    mapped = {id(node) for node in found.values()}
    return found | {name: node for name, node in named.items() if id(node) not in mapped}


def _derived(shape: Shape) -> set[str]:
    """Return the values of `mapping` that mean schemas which are made of this one and stand in no list of forms."""
    mapping = shape.discriminator.get("mapping") if shape.discriminator is not None else None
    return set(mapping.mapping) if mapping is not None and not shape.choices else set()


def _is_same(sameness: Sameness, older: Node, newer: Node) -> bool:
    return sameness.holds(older, newer)
