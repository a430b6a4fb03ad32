"""Answers that many operations of the catalogue give alike."""

from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import quote

from ndxp_mocks.hub.http.messages import HubAnswer
from ndxp_mocks.hub.state.table import Row


def without_members(row: Mapping[str, Any], hidden: Collection[str]) -> dict[str, Any]:
    """Return the row as it is shown, without the members that are the hub's own."""
    return {name: value for name, value in row.items() if name not in hidden}


def created_response(body: Row, location: str) -> HubAnswer:
    """Return 201 with the new resource and its Location."""
    return HubAnswer(201, body, (("Location", location),))


def in_path(identifier: str) -> str:
    """Return the identifier as it stands in a path: with colons, each part percent-encoded."""
    return ":".join(quote(part, safe="") for part in identifier.split("/"))
