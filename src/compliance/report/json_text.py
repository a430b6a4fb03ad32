"""JSON as all formats write it: the same data gives the same bytes, and nothing hidden stands in them raw."""

import json
from dataclasses import fields
from typing import Any

import orjson

from compliance.report.sanitise import encodable


def json_text(value: Any) -> str:
    """Write plain data and dataclasses as indented JSON with a line end."""
    return f"{encodable(_encoded(value))}\n"


def _encoded(value: Any) -> str:
    """Encode as text; orjson takes neither half characters nor numbers of over 64 bits."""
    try:
        return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()
    except orjson.JSONEncodeError:
        return json.dumps(value, default=_members, ensure_ascii=False, indent=2)


def _members(value: Any) -> dict[str, Any]:
    return {member.name: getattr(value, member.name) for member in fields(value)}
