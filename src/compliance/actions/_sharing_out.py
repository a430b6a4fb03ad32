"""Platforms shared out to jobs, so that no host is asked by two workers at once.

Platforms with a host in common, and those that have one in common with these, form one group, which lies in one part;
of the jobs of one part there is never more than one at a time. A part is one large group, or several small ones.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from compliance.model.dataclass import dataclass
from compliance.model.order import Job

if TYPE_CHECKING:
    from compliance.model.record import Record

_LARGEST: Final = 16
_JOBS: Final = 8
"""A run has at least so many jobs, if it has as many platforms, so that several workers have something to do."""


@dataclass(frozen=True, slots=True)
class PlatformHosts:
    """The hosts of a platform's services, and those to which its record only links, such as for a regulation."""

    slug: str
    own: frozenset[str]
    linked: frozenset[str] = frozenset()


def hosts_of(record: "Record") -> PlatformHosts:
    """Return the hosts that are asked when a platform is looked at."""
    from compliance.model.derived.record_links import links  # noqa: PLC0415 - because it is asked for by workers only

    services = record.listed_services()
    own = (url for service in services for url in (service.base_url, service.plain_http_url) if url)
    return PlatformHosts(record.slug, _hosts(own), _hosts(link.url for link in links(record)))


def _hosts(addresses: "Iterator[str]") -> frozenset[str]:
    from compliance.probes.net.url import read_url  # noqa: PLC0415 - as above

    found = (read_url(address) for address in addresses)
    return frozenset(url.server.tls_name for url in found if url is not None)


def shared_out(platforms: Sequence[PlatformHosts]) -> tuple[Job, ...]:
    """Return the jobs for platforms, in their order.

    A host to which a record only links counts where a platform of the run answers there: a portal that all records
    link to would else make one group of all of them.
    """
    handful = max(1, min(_LARGEST, len(platforms) // _JOBS))
    return tuple(_jobs(_parts(_groups(platforms), handful), handful))


def _groups(platforms: Sequence[PlatformHosts]) -> list[list[str]]:
    """Return the slugs of platforms that hosts connect, directly or through others."""
    served = frozenset[str]().union(*(platform.own for platform in platforms))
    leaders = list(range(len(platforms)))
    first_at: dict[str, int] = {}
    for number, platform in enumerate(platforms):
        for host in (*platform.own, *(platform.linked & served)):
            one, other = _leader(leaders, first_at.setdefault(host, number)), _leader(leaders, number)
            leaders[max(one, other)] = min(one, other)
    groups: dict[int, list[str]] = {}
    for number, platform in enumerate(platforms):
        groups.setdefault(_leader(leaders, number), []).append(platform.slug)
    return list(groups.values())


def _leader(leaders: list[int], number: int) -> int:
    while leaders[number] != number:
        leaders[number] = leaders[leaders[number]]
        number = leaders[number]
    return number


def _parts(groups: Sequence[list[str]], handful: int) -> Iterator[list[str]]:
    """Yield the platforms of each part: groups as long as they are a handful together, or one that is more."""
    part: list[str] = []
    for group in groups:
        if part and len(part) + len(group) > handful:
            yield part
            part = []
        part = [*part, *group]
    if part:
        yield part


def _jobs(parts: Iterator[list[str]], handful: int) -> Iterator[Job]:
    number = 0
    for part, slugs in enumerate(parts):
        for start in range(0, len(slugs), handful):
            yield Job(number, part, tuple(slugs[start : start + handful]))
            number += 1
