"""Small simulated APIs behind the gateway, one file each, so that every answer envelope seen in practice can be tested.

A file holds API (the name in the URL) and `answer`, which takes a GatewayCall. The package is its own list.
"""

import json
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any
from urllib.parse import parse_qsl

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.incoming import IncomingCall

Answer = Callable[["GatewayCall"], WireAnswer]


@dataclass(frozen=True, slots=True)
class GatewayCall:
    """`operation` is the raw path below the API and its version; it begins with a slash."""

    operation: str
    incoming: IncomingCall

    @property
    def members(self) -> Mapping[str, Any]:
        """The parameters of the query and members of the JSON body, from within `data` if it is wrapped."""
        asked = dict(parse_qsl(self.incoming.query or ""))
        try:
            body = json.loads(self.incoming.body or b"{}")
        except (ValueError, RecursionError):
            return asked
        inner = body.get("data", body) if isinstance(body, dict) else {}
        return {**asked, **(inner if isinstance(inner, dict) else body)}


@cache
def known_apis() -> Mapping[str, Answer]:
    """Return every simulated API by its name in the URL."""
    modules = (import_module(f"{__name__}.{entry.name}") for entry in pkgutil.iter_modules(__path__))
    return {module.API: module.answer for module in modules}
