"""Copies of data in which one place is another: what stands beside the place is shared, not copied."""

from typing import Any, TypeVar, cast

from ndxp_mocks.platform.operation import JsonObject

Data = TypeVar("Data")
Steps = tuple[str | int, ...]


def replace_at(whole: Data, steps: Steps, value: Any) -> Data:
    """Return the same data with this value at the place that the keys and indices lead to; the last key may be new."""
    data: Any = whole
    if not steps:
        data = value
    elif isinstance(data, list):
        index, below = steps[0], steps[1:]
        data = [replace_at(each, below, value) if at == index else each for at, each in enumerate(data)]
    else:
        data = {**data, steps[0]: replace_at(data.get(steps[0]), steps[1:], value)}
    return cast("Data", data)


def remove_at(whole: Data, steps: Steps) -> Data:
    """Return the same data without what stands at the place."""
    above, last = steps[:-1], steps[-1]
    left = {key: value for key, value in value_at(whole, above).items() if key != last}
    return replace_at(whole, above, left)


def value_at(data: Any, steps: Steps) -> Any:
    """Return the value at the place."""
    for step in steps:
        data = data[step]
    return data


def operations_in(document: JsonObject) -> list[Steps]:
    """Return the places of the operations of a document, as they come."""
    return [("paths", path, method) for path, item in document["paths"].items() for method in item]


def successes_in(document: JsonObject) -> list[Steps]:
    """Return the places of the good answers of a document, as they come."""
    return [
        (*place, "responses", status)
        for place in operations_in(document)
        for status in value_at(document, place)["responses"]
        if status.startswith("2")
    ]


def with_another_version(document: JsonObject) -> JsonObject:
    """Return the document as it was or will be: of another version, and otherwise the same."""
    return replace_at(document, ("info", "version"), f"{document['info'].get('version', '')}-draft")


def reword(whole: Data, old: str, new: str) -> Data:
    """Return the same data with the one text in place of the other in every text; keys stay."""
    data: Any = whole
    if isinstance(data, str):
        data = data.replace(old, new)
    elif isinstance(data, list):
        data = [reword(each, old, new) for each in data]
    elif isinstance(data, dict):
        data = {key: reword(each, old, new) for key, each in data.items()}
    return cast("Data", data)
