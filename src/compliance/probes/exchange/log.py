"""What the log of the hub says of a call: both legs, what they hold in clear, and whether there is evidence."""

import asyncio
import io
import zipfile
from collections.abc import Iterator
from contextlib import aclosing
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

import ndxp_sdk
from compliance.model.observation import HubCall, Side, Transaction
from compliance.model.observation.log_content import content_in_clear
from compliance.probes.context import ProbeContext
from compliance.probes.hub.client import Hub
from ndxp_sdk.errors import NotFound

if TYPE_CHECKING:
    from ndxp_sdk.models.transactions import Transaction as Leg

_PATH: Final = "/audit/v1/transactions"
_PAUSE: Final = 1.0
# HTTP dates have whole seconds
_TICK: Final = timedelta(seconds=1)
_MOST_TRIES: Final = 5
_MOST_LEGS: Final = 4
_MOST_FILES: Final = 20
_MOST_BYTES: Final = 1024 * 1024
# Who acts in the name of the client belongs into a log
_TEXTS: Final = ("path_template", "issue", "fault_code", "agreement_id", "purpose_id", "represented_party")


async def completed(hub: Hub, call: HubCall, at: datetime) -> datetime | None:
    """Return up to when the log is complete once it is past a moment of the hub, or once the wait is over."""
    ends = asyncio.get_running_loop().time() + hub.access.log_wait
    while True:
        until = await hub.answered(_complete_until(hub, call))
        if (until is not None and until >= at + _TICK) or asyncio.get_running_loop().time() >= ends:
            return until
        await asyncio.sleep(_PAUSE)


async def _complete_until(hub: Hub, call: HubCall) -> datetime | None:
    pager = hub.client.transactions.list(message_id=call.message_id)
    async with aclosing(pager.iter_pages()) as pages:
        async for page in pages:
            return page.complete_until
    return None


async def legs_of(hub: Hub, call: HubCall, until: datetime | None, context: ProbeContext) -> list[Transaction]:
    """Return the entries of both sides on one call, those that the log shows us."""
    named = await hub.answered(_named(hub, call))
    legs: list[Leg] = []
    for transaction_id in named:
        detail = await hub.answered(hub.client.transactions.get(transaction_id))
        legs.extend(detail.legs[:_MOST_LEGS])
    evidence = await _evidence(hub, next(iter(named), None), call.message_id or "")
    return [_transaction(hub, leg, until, evidence, context) for leg in legs]


async def _named(hub: Hub, call: HubCall) -> list[str]:
    """Return the transactions under a message id: one for each try, and no more than there can have been."""
    named: dict[str, None] = {}
    async for record in hub.client.transactions.list(message_id=call.message_id):
        named[record.transaction_id] = None
        if len(named) == _MOST_TRIES:
            break
    return list(named)


def _transaction(
    hub: Hub, leg: "Leg", until: datetime | None, evidence: bool | None, context: ProbeContext
) -> Transaction:
    side = Side.CONSUMER if leg.direction == "outgoing" else Side.PROVIDER
    return Transaction(
        f"{hub.access.url}{_PATH}",
        side,
        leg.message_id,
        leg.recorded_at,
        str(leg.client),
        str(leg.service),
        leg.agreement_id,
        leg.purpose_id,
        str(leg.outcome),
        _sizes(leg),
        _duration(leg),
        leg.request_hash,
        tuple(content_in_clear(dict(_texts(leg)), context.clock().date())),
        until,
        evidence if side is Side.CONSUMER else None,
        context.clock(),
        str(leg.method),
    )


def _sizes(leg: "Leg") -> tuple[int, int] | None:
    if leg.request_size is None or leg.response_size is None:
        return None
    return leg.request_size, leg.response_size


def _duration(leg: "Leg") -> int | None:
    begun, ended = leg.timings.request_in_at, leg.timings.response_out_at
    return None if begun is None or ended is None else max(int((ended - begun).total_seconds() * 1000), 0)


def _texts(leg: "Leg") -> Iterator[tuple[str, str]]:
    for name in _TEXTS:
        value = getattr(leg, name)
        if isinstance(value, str):
            yield name, value


async def _evidence(hub: Hub, transaction_id: str | None, message_id: str) -> bool | None:
    """Return whether the container of the request can be had and names its message; None if that is not known yet."""
    if transaction_id is None:
        return None
    try:
        found = await hub.client.transactions.evidence(transaction_id)
    except NotFound:
        return False
    except ndxp_sdk.NdxpError:
        return None  # because it bears no time-stamp yet, or could not be asked for
    return await asyncio.to_thread(_names, found.content, message_id.encode())


def _names(container: bytes, message_id: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(container)) as archive:
            return any(message_id in content for content in _contents(archive))
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
        return False


def _contents(archive: zipfile.ZipFile) -> Iterator[bytes]:
    """Yield the beginning of each file, as far as one is willing to unpack what others have packed."""
    for entry in archive.infolist()[:_MOST_FILES]:
        with archive.open(entry) as file:
            yield file.read(_MOST_BYTES)
