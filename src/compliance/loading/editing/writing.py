"""Scalars as text, in the form that a file has."""

import json
import re
from typing import Final

from compliance.loading.syntax.yaml_scalars import difference, plain_scalar

Value = str | bool | int | float
_BARE: Final = re.compile(r"[\w/](?:(?:[\w./@%~+=?&-]| (?!#)|:(?! ))*[\w./-])?")


def written(value: Value, style: str, quotation: str, *, is_json: bool) -> str:
    """Write a scalar in a style: between its quotation marks, or bare if it is read back so, else in `quotation`."""
    if not isinstance(value, str):
        return _number(value)
    if is_json or style == '"':
        return json.dumps(value, ensure_ascii=False)
    if not style and _is_bare(value):
        return value
    mark = style or quotation
    if mark == '"' or not value.isprintable():
        return json.dumps(value, ensure_ascii=False)
    return "'" + value.replace("'", "''") + "'"


def _number(value: bool | int | float) -> str:
    """Write a number so that all versions of YAML read it alike: one with an exponent has a point too."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = repr(value)
    head, exponent, tail = text.partition("e")
    return f"{head}.0e{tail}" if exponent and "." not in head else text


def _is_bare(value: str) -> bool:
    read = plain_scalar(value)
    return _BARE.fullmatch(value) is not None and read == value and difference(value, read) is None
