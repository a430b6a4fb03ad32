"""Targets in absolute form, as clients send them to proxies: a server takes them too (RFC 9112, 3.2.2)."""

import re
from typing import Final
from urllib.parse import unquote

from starlette.types import Scope

_ABSOLUTE: Final = re.compile(rb"(?i)https?://([^/?#]+)(/.*|)", re.DOTALL)


def in_origin_form(scope: Scope) -> Scope:
    """Return the scope of a request with the path of its target alone, and the host of it in the place of Host."""
    target: bytes = scope.get("raw_path") or b""
    found = None if target.startswith(b"/") else _ABSOLUTE.fullmatch(target)
    if found is None:
        return scope
    host, path = found[1], found[2] or b"/"
    others = [(name, value) for name, value in scope["headers"] if name != b"host"]
    named = {"path": unquote(path.decode("latin-1")), "raw_path": path, "headers": [(b"host", host), *others]}
    return {**scope, **named}
