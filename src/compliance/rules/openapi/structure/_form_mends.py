"""How a fault of form is mended where the document itself says what is meant."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from compliance.model.mend import Mend, inserted, quoted, removed, renamed, replaced
from compliance.model.openapi.node import Node
from compliance.model.pattern import late
from compliance.model.text import Message

_WORDS_OF_PEOPLE: Final = frozenset({"summary", "description", "title", "termsOfService"})
"""Fields of which no program depends: a wrong name is corrected without asking."""
_YES: Final = frozenset({"yes", "on", "true"})
_NO: Final = frozenset({"no", "off", "false"})
_MOST_COMPARED: Final = 1_000
_INCOMPLETE: Final = late(r"3\.[0-2]")
_NUMBER: Final = late(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?")


def mends_of(node: Node, message: Message) -> Iterator[Mend]:
    """Yield the ways to mend a fault of form; nothing where an author has to say something first."""
    mend = _BY_TEMPLATE.get(message.template)
    if mend is not None:
        yield from mend(node, dict(message.parameters))


def _other_kind(node: Node, said: Mapping[str, Any]) -> Iterator[Mend]:
    expected, raw = str(said["expected"]), node.raw
    if expected == "a text" and isinstance(raw, bool | int | float):
        yield quoted(node.at)
    elif expected == "true or false" and isinstance(raw, str) and raw.lower() in _YES | _NO:
        yield replaced(node.at, raw.lower() in _YES, changes_contract=True)
    elif "number" in expected and isinstance(raw, str) and _NUMBER.fullmatch(raw):
        yield replaced(node.at, float(raw) if "." in raw else int(raw), changes_contract=True)
    elif "list of different" in expected and (again := list(_repeated(node))):
        yield removed(*(item.at for item in again))


def _twice(node: Node, _: Mapping[str, Any]) -> Iterator[Mend]:
    yield removed(*(item.at for item in _repeated(node)))


def _repeated(node: Node) -> Iterator[Node]:
    """Yield the items of a list that stand in it before."""
    seen: set[str] = set()
    for item in node.items():
        if repr(item.raw) in seen:
            yield item
        seen.add(repr(item.raw))


def _declared_twice(node: Node, _: Mapping[str, Any]) -> Iterator[Mend]:
    """Yield that an item is taken away, or that of which the node is the name, if an equal one stands before it."""
    item = node if isinstance(node.key, int) else node.parent
    if item is None or item.parent is None or not isinstance(item.key, int):
        return
    before = item.parent.raw[max(item.key - _MOST_COMPARED, 0) : item.key]
    if any(each == item.raw and repr(each) == repr(item.raw) for each in before):
        yield removed(item.at)


def _misspelt(node: Node, said: Mapping[str, Any]) -> Iterator[Mend]:
    near = str(said["near"])
    if node.parent is not None and not node.parent.has(near):
        is_for_people = near in _WORDS_OF_PEOPLE and isinstance(node.raw, str)
        yield renamed(node.at, near, changes_contract=not is_for_people)


def _incomplete(node: Node, _: Mapping[str, Any]) -> Iterator[Mend]:
    if isinstance(node.raw, str) and _INCOMPLETE.fullmatch(node.raw):
        yield replaced(node.at, f"{node.raw}.0")


def _required(node: Node, _: Mapping[str, Any]) -> Iterator[Mend]:
    """Yield that a parameter in a path is required, which it always is; where it says no, its author has to look."""
    if node.key == "required" and isinstance(node.raw, bool):
        yield replaced(node.at, True, changes_contract=True)
    elif isinstance(node.raw, dict):
        yield inserted(node.at, "required", True, after="in")


def _without_slash(node: Node, _: Mapping[str, Any]) -> Iterator[Mend]:
    yield renamed(node.at, f"/{node.key}", changes_contract=True)


def _other_word(node: Node, said: Mapping[str, Any]) -> Iterator[Mend]:
    words = str(said["words"]).split(", ")
    near = next((word for word in words if isinstance(node.raw, str) and word.lower() == node.raw.lower()), None)
    if near is not None:
        yield replaced(node.at, near, changes_contract=True)


_BY_TEMPLATE: Final[Mapping[str, Callable[[Node, Mapping[str, Any]], Iterator[Mend]]]] = {
    "{expected} is expected here, {found} was found": _other_kind,
    "an item stands in the list twice": _twice,
    "the tag {name} is declared twice": _declared_twice,
    "the parameter {name} in `{place}` is listed twice": _declared_twice,
    "`{field}` is no field of the {object} in OpenAPI {version}; it has `{near}`": _misspelt,
    "the version {found} is incomplete; three numbers are expected, such as {found}.0": _incomplete,
    "a parameter in `path` needs `required: true`": _required,
    "a path begins with /": _without_slash,
    "{found} was found, one of {words} is expected here": _other_word,
}
