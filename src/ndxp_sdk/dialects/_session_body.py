"""The session of a log-in as a member of the JSON body, as adapters want it (wire.md 2.1)."""

import json
from collections.abc import Callable
from typing import Final

from ndxp_sdk.errors import UsageError

MEMBER: Final = "session"
_BLANK: Final = b" \t\r\n"


def with_session(content: object) -> Callable[[str], bytes]:
    """Return a function that puts a session into this body; the rest of it stays as it is, byte by byte.

    Raises:
        UsageError: the body is no JSON object, or has a session already.
    """
    members = _members(content)
    if not isinstance(content, bytes) or not isinstance(members, dict):
        raise UsageError("a session travels in the body, so that has to be a JSON object: give json={…}")
    if MEMBER in members:
        raise UsageError("the body has a member session of its own; the log-in of the client adds it: leave it out")
    rest = (b", " if members else b"") + content.lstrip(_BLANK)[1:]
    return lambda session: f'{{"{MEMBER}": {json.dumps(session)}'.encode() + rest


def _members(content: object) -> object:
    if not isinstance(content, bytes):
        return None
    try:
        return json.loads(content.decode())  # because json.loads takes bytes of other encodings too
    except (ValueError, RecursionError):
        return None
