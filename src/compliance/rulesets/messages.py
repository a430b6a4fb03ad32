"""What a finding says: the message of the rule, with what the function found in its place."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from compliance.model.pattern import late
from compliance.model.text import Message, Value
from compliance.rulesets.target import Fault, Target, shown
from compliance.rulesets.view import Spot

_PLACEHOLDER: Final = late(r"#?\{\{\s*([^}\n]+?)\s*\}\}")
_PRINTED: Final = late(r"""print\(\s*["'](\w+)["']\s*\)""")
_KNOWN: Final = frozenset({"error", "property", "path", "value", "description"})
_LONGEST: Final = 2_000


def unknown_placeholders(message: str) -> Iterator[str]:
    """Yield what stands between double braces and means nothing."""
    for found in _PLACEHOLDER.finditer(message):
        if _name(found[1]) not in _KNOWN:
            yield found[1]


def _name(text: str) -> str:
    printed = _PRINTED.fullmatch(text)
    return printed[1] if printed else text


def error_message(fault: Fault, target: Target, spot: Spot, steps: Sequence[Any]) -> Message:
    """Return what the function found, in words that are translated."""
    named = _property(spot, steps)
    what = Message.of('"{property}" property', property=named) if named else Message.of("The document")
    known: dict[str, Value] = {"what": what, "value": shown(target.value)}
    used = {name: value for name, value in known.items() if f"{{{name}}}" in fault.template}
    return Message.of(fault.template, **used, **fault.parameters)


def finding_message(written: str | None, description: str, error: Message, spot: Spot, steps: Sequence[Any]) -> Message:
    """Return what the rule says of it: its own message if it has one, else what the function found."""
    if written is None:
        return error
    values: dict[str, Value] = {
        "error": error,
        "property": _property(spot, steps),
        "path": f"#{spot.node.pointer}",
        "value": _plain(spot.node.raw),
        "description": description,
    }
    template = _PLACEHOLDER.sub(lambda found: f"{{{_name(found[1])}}}", written.strip()[:_LONGEST])
    return Message.of(template, **{name: value for name, value in values.items() if f"{{{name}}}" in template})


def _property(spot: Spot, steps: Sequence[Any]) -> str:
    """Return the last step to the place; where some of it is missing, with the steps beyond."""
    if not spot.missing:
        return str(spot.node.key) if spot.node.parent is not None else ""
    is_root = spot.node.parent is None and len(spot.missing) == len(steps)
    names = spot.missing if is_root else (spot.node.key, *spot.missing)
    return "".join(_dotted(name) for name in names).removeprefix(".")[:200]


def _dotted(step: Any) -> str:
    return f"[{step}]" if isinstance(step, int) or str(step).isdecimal() else f".{step}"


def _plain(value: Any) -> str:
    return value[:80] if isinstance(value, str) else shown(value)
