"""May this client call that method and path? The agreements and purposes of the catalogue decide."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from urllib.parse import unquote

from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.state.world import World

Endpoint = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Right:
    """Right to call: an active agreement and one of its active purposes."""

    agreement: Row
    purpose: Row


def rights(world: World, client_id: str, service_id: str) -> Iterator[Right]:
    """Yield every right of this client (slash form) at this service, whatever the endpoint."""
    for agreement in world.catalog.agreements.where(lambda row: _is_between(row, client_id, service_id)):
        purpose = next(_active_purposes(world, agreement), None)
        if purpose is not None and _is_active(world, agreement):
            yield Right(agreement, purpose)


def right_to(world: World, client_id: str, service_id: str, method: str, path: str) -> Right | None:
    """Return the right to call this method and raw path, None if there is none."""
    held = rights(world, client_id, service_id)
    return next((right for right in held if covers(right.agreement.get("endpoints") or (), method, path)), None)


def covers(endpoints: Iterable[Endpoint], method: str, path: str) -> bool:
    """Return whether an endpoint names this call; a list without endpoints covers everything."""
    listed = tuple(endpoints)
    cleaned = posixpath.normpath(_without_hidden_dots(path or "/"))  # because dots must not lead around a right
    return not listed or any(
        endpoint["method"] in ("*", method) and _pattern(endpoint["path"]).fullmatch(cleaned) for endpoint in listed
    )


def _without_hidden_dots(path: str) -> str:
    """Return the raw path; decoded where only that shows its dot segments, as in `..%2F`."""
    decoded = unquote(path)
    return decoded if any(part in (".", "..") for part in decoded.split("/")) else path


@lru_cache(maxsize=4096)
def _pattern(path: str) -> re.Pattern[str]:
    """Compile a path in which `*` is one part and `**` any number of them."""
    kinds = {"*": "[^/]*", "**": ".*"}
    return re.compile("".join(kinds.get(piece) or re.escape(piece) for piece in re.split(r"(\*\*|\*)", path)))


def _is_between(agreement: Row, client_id: str, service_id: str) -> bool:
    return bool(agreement["consumer_system_id"] == client_id and agreement["service_id"] == service_id)


def _is_active(world: World, agreement: Row) -> bool:
    now = world.clock.now()
    began, ends = (_seconds(agreement.get(name)) for name in ("valid_from", "valid_until"))
    in_time = (began is None or began <= now) and (ends is None or now < ends)
    return agreement["state"] == "active" and not agreement.get("suspended_by") and in_time


def _active_purposes(world: World, agreement: Row) -> Iterator[Row]:
    return world.catalog.purposes.where(
        lambda row: row["agreement_id"] == agreement["id"] and row["state"] == "active" and not row.get("suspended_by")
    )


def _seconds(stamp: str | None) -> float | None:
    return None if stamp is None else datetime.fromisoformat(stamp).timestamp()
