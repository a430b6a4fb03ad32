"""Values made over: with other items, without what is None, as texts and as keys."""

import json
import unicodedata
from typing import Any

from ndxp_mocks.openapi.fake_values import is_identity, phrase


def with_items(value: Any, steps: tuple[str, ...], items: list[Any]) -> Any:
    if not steps:
        return items
    whole = value if isinstance(value, dict) else {}
    return {**whole, steps[0]: with_items(whole.get(steps[0]), steps[1:], items)}


def without_null(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {name: without_null(each) for name, each in value.items() if each is not None}


def with_empty(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {name: "" if each is None else with_empty(each) for name, each in value.items()}


def key_of(row: Any, named: str | None = None) -> str:
    """Return the key of a row: the field of that name, else of those that are an identity the one of the fewest words.

    Else all of it.
    """
    if isinstance(row, dict):
        identities = sorted(filter(is_identity, row), key=lambda each: phrase(each).count(" "))
        for name in ([named] if named in row else []) + identities:
            value = row[name]
            if isinstance(value, str | int) and not isinstance(value, bool):
                return str(value)
    return written(row)


def last_variable(template: str) -> str | None:
    last = template.rpartition("/")[2]
    return last[1:-1] if last.startswith("{") and last.endswith("}") and last.count("{") == 1 else None


def written(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def as_text(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(map(as_text, value))
    if isinstance(value, dict):
        return ",".join(f"{name},{as_text(each)}" for name, each in value.items())
    return value if isinstance(value, str) else json.dumps(value)


def sendable(text: str) -> str:
    """Return a text as a header may have it: visible ASCII, so without marks over letters (RFC 9110, 5.5)."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(sign for sign in plain if " " <= sign <= "~").strip()
