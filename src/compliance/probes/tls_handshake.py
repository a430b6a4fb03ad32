"""Handshakes with each server of the record, at each address of its name.

One offers modern versions of TLS and HTTP/2, one only old versions; at the first address that answers, a third offers
nothing but weak cipher suites. What the other addresses do is held against the first.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from compliance.model.derived.address_pair import AddressPair
from compliance.model.gap import Gap
from compliance.model.observation import Certificate, Comparison, Difference, TlsHandshake
from compliance.model.remedy import Remedy
from compliance.model.text import Message
from compliance.probes.context import ProbeContext
from compliance.probes.errors import ProbeError, Refused, Unreachable
from compliance.probes.net.trust import TrustStore
from compliance.probes.net.url import Server
from compliance.probes.probe import Found, Probe
from compliance.probes.target import Target
from compliance.probes.tls.attempts import Attempt, Attempts, attempts_at, weak_suites_at
from compliance.probes.tls.results import (
    CERTIFICATE,
    HANDSHAKE,
    certificate_result,
    modern_result,
    old_result,
    weak_result,
)

_ADDRESSES: Final = frozenset({AddressPair.__name__})
_MOST_ADDRESSES: Final = 8
_Result = TlsHandshake | Certificate | Gap


def _plan(target: Target) -> Iterator[Server]:
    yield from dict.fromkeys(endpoint.base.server for endpoint in target.endpoints if endpoint.base.is_secure)


async def _look(server: Server, context: ProbeContext) -> AsyncIterator[Found]:
    try:
        addresses = await context.network.addresses(server)
    except Unreachable as error:
        yield _unseen(server, error)
        return
    looked_at = addresses[:_MOST_ADDRESSES]
    tried = await asyncio.gather(*(attempts_at(server, address, context.network) for address in looked_at))
    first = next((each for each in tried if each.is_answered), None)
    if first is None:
        yield _unseen(server, _why_none(tried))
        return
    weak = await weak_suites_at(server, first.address, context.network)
    store, moment = await context.network.roots.store(), context.clock()
    seen = {each.address: _results(each, weak if each is first else None, store, moment) for each in tried}
    for found in (*seen[first.address], weak_result(first, weak, moment)):
        yield found
    others = (each for each in tried if each is not first)
    for compared in (each for other in others for each in _compared(first, other, seen)):
        yield compared
    if (proxy := context.network.resolved_by(server)) is not None:
        yield _resolved_elsewhere(server, proxy.address.origin)
    if len(addresses) > len(looked_at):
        yield _left_out(server, len(addresses), len(looked_at))


def _left_out(server: Server, count: int, looked: int) -> Gap:
    template = "{host} has {count} addresses, of which {looked} were looked at"
    message = Message.of(template, host=server.host, count=count, looked=looked)
    return Gap(_ADDRESSES, server.at, message, is_failure=False)


def _resolved_elsewhere(server: Server, proxy: str) -> Gap:
    template = "the proxy {proxy} chooses the address of {host}: whether all its addresses are alike cannot be seen"
    message = Message.of(template, proxy=proxy, host=server.host)
    return Gap(_ADDRESSES, server.at, message, is_failure=False, remedy=Remedy.LOOK_WITHOUT_PROXY)


def _results(tried: Attempts, weak: Attempt | None, store: TrustStore, moment: datetime) -> tuple[_Result, ...]:
    certificate = certificate_result(tried, weak, store, moment)
    return modern_result(tried, moment), old_result(tried, moment), certificate


def _compared(first: Attempts, other: Attempts, seen: Mapping[str, Sequence[_Result]]) -> Iterator[Comparison | Gap]:
    """Yield what was seen at both addresses side by side, or the gap for an address that was not seen as the first."""
    addresses = first.address, other.address
    if isinstance(other.modern, Unreachable):
        yield _not_compared(other, other.modern.message)
        return
    for one, another in zip(seen[first.address], seen[other.address], strict=True):
        if isinstance(another, Gap):
            yield _not_compared(other, another.message)
        elif isinstance(one, Gap):
            yield _not_compared(other, one.message)
        else:
            yield Comparison(Difference.ADDRESS, one, another, addresses)


def _not_compared(other: Attempts, reason: Message) -> Gap:
    """Return the gap of an address, which is no failure: from elsewhere it may answer, and the name look-up tells."""
    template = "the address {address} of {host} could not be compared with the others: {reason}"
    message = Message.of(template, address=other.address, host=other.server.host, reason=reason)
    return Gap(_ADDRESSES, other.server.at, message, is_failure=False)


def _why_none(tried: Sequence[Attempts]) -> ProbeError:
    """Return why nothing answered: silence counts, because a silent address has refused nothing."""
    errors = [each.modern for each in tried if isinstance(each.modern, ProbeError)]
    return next((error for error in errors if not isinstance(error, Refused)), errors[0])


def _unseen(server: Server, error: ProbeError) -> Gap:
    return error.gap(HANDSHAKE | CERTIFICATE, server.at)


PROBE: Final = Probe(HANDSHAKE | CERTIFICATE, _plan, _look)
