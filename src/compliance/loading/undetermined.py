"""Values of a record that are not determined yet: taken out of its tree before it is read, and kept with their place.

`FIELD: {undetermined: {contact: …, due: …}}` may stand wherever nothing may stand (chưa xác định).
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from compliance.loading.validation import Flaw, validated
from compliance.model.dataclass import dataclass
from compliance.model.location import Place, escape
from compliance.model.record import UndeterminedField
from compliance.model.record_form import Undetermined
from compliance.model.text import Message

Way = tuple[Any, ...]
"""The keys and indexes that lead to a member."""
_KEY: Final = "undetermined"
# The forms of records check no further down, and how deep a file goes is up to others
_MOST_LEVELS: Final = 8


@dataclass(frozen=True, slots=True)
class TakenOut:
    """The tree of a record with None in place of what is not determined, these fields, and what is wrong with them."""

    tree: Any
    fields: tuple[UndeterminedField, ...] = ()
    flaws: tuple[Flaw, ...] = ()


def take_out(tree: Any, at: Place) -> TakenOut:
    """Take the values that are not determined out of the tree of a record that stands at a place."""
    found = list(_marked(tree, (), _MOST_LEVELS)) if isinstance(tree, dict) else []
    if not found:
        return TakenOut(tree)
    entries: list[UndeterminedField] = []
    flaws: list[Flaw] = []
    for way, marker in found:
        path = [str(step) for step in way]
        said, wrong = validated(Undetermined, marker[_KEY])
        entry = said or Undetermined()
        entries.append(UndeterminedField(entry.contact, entry.due, ".".join(path), at.child(*path)))
        flaws.extend(_flaws(path, marker, wrong))
    return TakenOut(_without(tree, [way for way, _ in found]), tuple(entries), tuple(flaws))


def _marked(tree: Any, way: Way, levels: int) -> Iterator[tuple[Way, dict[str, Any]]]:
    """Yield each member that is marked, with the way to it."""
    members = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, value in members if levels else ():
        if isinstance(tree, dict) and isinstance(value, dict) and _KEY in value:
            yield (*way, key), value
        elif isinstance(value, dict | list):
            yield from _marked(value, (*way, key), levels - 1)


def _flaws(path: Sequence[str], marker: dict[str, Any], wrong: Sequence[Flaw]) -> Iterator[Flaw]:
    field, at = ".".join(path), "".join(f"/{escape(step)}" for step in path)
    for pointer, message in wrong:
        within = ".".join((field, _KEY, *pointer.split("/")[1:]))
        yield f"{at}/{_KEY}{pointer}", _named(within, message)
    beside = sorted(str(key) for key in marker if key != _KEY)
    if beside:
        template = "{field} is not determined, and has {found} beside it"
        yield at, Message.of(template, field=field, found=", ".join(beside)[:100])


def _named(field: str, message: Message) -> Message:
    """Return the message with the whole way to the field; of a marker that has the wrong form it names none."""
    said = dict(message.parameters)
    template = message.template if "field" in said else "{field} has the wrong form; expected: {expected}"
    return Message.of(template, **(said | {"field": field}))


def _without(tree: Any, ways: Sequence[Way]) -> Any:
    """Return a copy of the tree with None at the end of each way; what no way leads through is shared."""
    below: dict[Any, list[Way]] = {}
    for first, *rest in ways:
        below.setdefault(first, []).append(tuple(rest))
    copied = dict(tree) if isinstance(tree, dict) else list(tree)
    for key, rests in below.items():
        copied[key] = None if () in rests else _without(tree[key], rests)
    return copied
