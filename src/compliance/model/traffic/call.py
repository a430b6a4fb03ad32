"""One request and its answer, as a log or an archive recorded them."""

from typing import Any, NamedTuple


class Body(NamedTuple):
    """A body with its media type; `value` is what its JSON says, `UNREAD` or `BROKEN` if that is not known."""

    media_type: str | None
    value: Any


class Call(NamedTuple):
    """One request. A named tuple, because a log has millions of them and nothing is made quicker.

    `target` is what the request line names, with the query. `status` is 0 if nothing was answered. `host` is None where
    the recording does not say it. `is_preflight` tells whether a question of a browser was seen to be one, None where
    headers were not recorded. `sent` and `answered` are the bodies, None where none is known of.
    """

    method: str
    target: str
    status: int
    host: str | None = None
    is_preflight: bool | None = None
    sent: Body | None = None
    answered: Body | None = None


UNREAD: Any = object()
"""Stands for a body of which nothing is known but its media type."""
BROKEN: Any = object()
"""Stands for a body that is called JSON and was not recorded whole, or is none."""
