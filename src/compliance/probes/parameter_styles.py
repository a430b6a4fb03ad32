"""Values of parameters as they travel, by `style` and `explode` of their document. Pure.

Source: OpenAPI 3.1, 4.8.12.4; RFC 6570, 3.2.3 to 3.2.8. What these leave open is not written at all.
"""

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import quote, quote_plus

from compliance.model.changes.serialisation import serialisation
from compliance.model.openapi.parameter import Parameter

_BETWEEN: Final[Mapping[str, str]] = {"form": ",", "simple": ",", "spaceDelimited": "%20", "pipeDelimited": "%7C"}


def in_path(parameter: Parameter, items: Sequence[str], *, is_list: bool) -> str | None:
    """Return what stands in a path for a value, or for a list of some; None if its style leaves that open."""
    style, is_exploded = serialisation(parameter)
    if is_list and (is_exploded or style == "label"):
        return None
    value = ",".join(map(_fully_quoted, items))
    written = {"simple": value, "label": f".{value}", "matrix": f";{quote(parameter.name)}={value}"}
    return written.get(style)


def in_query(parameter: Parameter, items: Sequence[str], *, is_list: bool) -> str | None:
    """Return the part of a query that carries a value, or a list of some; None if its style leaves that open."""
    style, is_exploded = serialisation(parameter)
    name = quote_plus(parameter.name)
    if not is_list or (style, is_exploded) == ("form", True):
        return "&".join(f"{name}={quote_plus(item)}" for item in items)
    between = _BETWEEN.get(style) if not is_exploded else None
    return None if between is None else f"{name}={between.join(map(quote_plus, items))}"


def _fully_quoted(text: str) -> str:
    return quote(text, safe="")
