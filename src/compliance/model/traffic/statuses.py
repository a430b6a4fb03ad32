"""Undocumented statuses that say nothing of an operation, by what they are."""

from typing import Final

from compliance.model.traffic.traffic import Passed

OF_GATEWAYS: Final = frozenset(
    {401, 403, 408, 413, 414, 421, 429, 431, 444, 460, *range(494, 500), *range(502, 505), *range(520, 531)}
)
"""What a gateway, a web server or a network in front may give for any request (RFC 9110, 15.5 and 15.6; nginx)."""


def passed_as(status: int) -> Passed | None:
    """Return what an undocumented status is if it may come of others than the operation, None if it may not."""
    if not status:
        return Passed.NO_ANSWER
    if status < 200:
        return Passed.INTERIM
    if status == 304:
        return Passed.NOT_MODIFIED
    if 300 <= status < 400:
        return Passed.REDIRECT
    return Passed.GATEWAY if status in OF_GATEWAYS else None
