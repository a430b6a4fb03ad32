"""`METHOD /path` as a key of answers: checked when it is given, because one that never fits says nothing."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from typing import Final
from urllib.parse import quote

from ndxp_sdk.errors import UsageError

METHODS: Final = ("GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE")
_BRACES: Final = re.compile(r"\{[^{}/]*\}")
_NAME: Final = re.compile(r"\{\w[\w.-]*\}")
_FOREIGN: Final = re.compile(r"<[^/]*>|\*|[{}]|(?<=/):[A-Za-z_]\w*")
_SAFE: Final = "%/:@!$&'()*+,;=~-._"


def check_routes(keys: Iterable[object]) -> None:
    """Refuse keys that no request can fit, and two that fit the same ones; raises UsageError."""
    shapes: dict[str, object] = {}
    for key in keys:
        shape = _shape(key)
        if shape in shapes:
            raise UsageError(f"{shapes[shape]} and {key} fit the same requests: only one of them can answer")
        shapes[shape] = key


@lru_cache(maxsize=512)
def route(key: str) -> tuple[str, re.Pattern[str]]:
    """Return the method and the pattern of the path; `{…}` is one segment."""
    method, _, path = key.partition(" ")
    parts = (re.escape(quote(part, safe=_SAFE)) for part in _BRACES.split(path))
    return method, re.compile("[^/]+".join(parts))


def _shape(key: object) -> str:
    """Return the key with nameless braces."""
    method, _, path = key.partition(" ") if isinstance(key, str) else ("", "", "")
    if method not in METHODS or not path.startswith("/") or not path.isprintable() or " " in path:
        raise UsageError(f"{key!r} is no key of answers: METHOD /path is expected, such as {_meant(method, path)}")
    for found in _BRACES.findall(path):
        if not _NAME.fullmatch(found):
            raise UsageError(f"{key!r} holds {found}: a name in braces stands for one segment, such as {{code}}")
    if foreign := _FOREIGN.search(_BRACES.sub("", path)):
        raise UsageError(f"{key!r} holds {foreign[0]}, which stands for nothing: write {{name}} for one segment")
    if found := re.search(r"[?#]", path):
        raise UsageError(f"{key!r} holds {found[0]}: a path has no query; a handler finds it in request.query")
    return f"{method} {_BRACES.sub('{}', path)}"


def _meant(method: str, path: str) -> str:
    near = get_close_matches(method.upper(), METHODS, 1)
    is_path = path.startswith("/") and path.isprintable() and " " not in path
    return f"{near[0] if near else 'GET'} {path if is_path else '/v1/households'}"
