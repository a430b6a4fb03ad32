"""Copies of data in which one place is another: what stands beside the place is shared, not copied."""

from typing import Any

from ndxp_mocks.operation import JsonObject

Steps = tuple[str | int, ...]


def replaced(data: Any, steps: Steps, value: Any) -> Any:
    """The same data with this value at the place that the keys and indices lead to; the last key may be new."""
    if not steps:
        return value
    first, *rest = steps
    if isinstance(data, list):
        return [replaced(each, tuple(rest), value) if index == first else each for index, each in enumerate(data)]
    return {**data, first: replaced(data.get(first), tuple(rest), value)}


def without(data: Any, steps: Steps) -> Any:
    """The same data without what stands at the place."""
    *above, last = steps
    holder = value_at(data, tuple(above))
    return replaced(data, tuple(above), {key: value for key, value in holder.items() if key != last})


def value_at(data: Any, steps: Steps) -> Any:
    """What stands at the place."""
    for step in steps:
        data = data[step]
    return data


def operations_in(document: JsonObject) -> list[Steps]:
    """The places of the operations of a document, as they come."""
    return [("paths", path, method) for path, item in document["paths"].items() for method in item]


def successes_in(document: JsonObject) -> list[Steps]:
    """The places of the good answers of a document, as they come."""
    return [
        (*place, "responses", status)
        for place in operations_in(document)
        for status in value_at(document, place)["responses"]
        if status.startswith("2")
    ]
