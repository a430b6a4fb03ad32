"""Linkages of platforms, one row each kind: what the record declares of it, and what a hub knows of it.

A single platform is connected as all of them should be. Those of a fleet are a mixture, as a ministry finds it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final, Literal

from ndxp_mocks.specs import LIST, Entry

Declared = Literal["connection", "none", "nothing"]
Papers = Literal["minutes", "word", "none"]


@dataclass(frozen=True, slots=True)
class Linkage:
    """Kind of connection of a platform. `share` is how many of a hundred platforms are connected in this way.

    The record `declares` a connection over the channel `via` that is in a `state`, or that there is none, or nothing at
    all; behind it stand `papers`, or the word only. `hub` is the channel of the hub whose catalogue has the service,
    None if none has. `is_agreed` says whether whoever audits has an agreement there, `last_exchange` how many days
    before the hub began others had the last exchange, None if nobody had any. Where a platform `is_remote`, nobody
    reaches it at the address of its record but a hub. `breaks` are the rules that it breaks by being as it is.
    """

    name: str
    share: int = 0
    declares: Declared = "connection"
    via: str = "ndxp"
    state: str = "in-use"
    papers: Papers = "minutes"
    hub: str | None = "ndxp"
    is_agreed: bool = False
    last_exchange: int | None = None
    is_remote: bool = False
    breaks: frozenset[str] = frozenset()

    @property
    def is_usual(self) -> bool:
        """Whether everything is there that makes a connection, so that anything can be wrong with it."""
        return self.name == USUAL.name

    @property
    def is_made(self) -> bool:
        """Whether the record declares a connection over which data passes, or did."""
        return self.declares == "connection" and self.state in {"in-use", "upgrading", "trial", "ended"}

    @property
    def is_old(self) -> bool:
        """Whether nobody has exchanged data over it for long."""
        return self.last_exchange == _LONG_AGO

    @property
    def is_inside(self) -> bool:
        """Whether it is declared to serve the agency itself, and leads to nobody else."""
        return self.declares == "connection" and self.via in {"lgsp", "document-axis"}

    @property
    def catalogue(self) -> str | None:
        """The hub at which the record says that the service is registered, None if it says of none."""
        if self.hub is not None:
            return self.hub
        return self.via if self.is_made and self.via in {"ndxp", "ndop", "lgsp"} else None

    def broken_by(self, entry: Entry) -> frozenset[str]:
        """Return the rules that a platform breaks by being connected so; fewer if it is on an earlier list only."""
        is_in_force = any(each.list == LIST for each in entry.memberships)
        return self.breaks if is_in_force else self.breaks - _NOT_NATIONAL

    def suits(self, entry: Entry) -> bool:
        """Return whether a platform can be connected so and owe nothing else, as what others connect through does."""
        if entry.intermediary is not None:
            return self.is_usual
        return not entry.classes or not (self.is_inside or self.declares == "none" or self.state == "ended")


_NOT_NATIONAL: Final = frozenset({"record.listed_platform_is_connected"})
_NOT_LISTED: Final = frozenset({"exchange.service_is_listed_at_the_hub"})
_LONG_AGO: Final = 300
_IDLE: Final = frozenset({"exchange.last_success_is_recent"})
USUAL: Final = Linkage("exchanging", is_agreed=True, last_exchange=1)
OTHERS: Final = (
    Linkage("exchanging-out-of-reach", 4, is_agreed=True, last_exchange=1, is_remote=True),
    Linkage("exchanging-undeclared", 1, declares="nothing", is_agreed=True, last_exchange=2),
    Linkage("exchanging-record-behind", 1, state="planned", papers="none", is_agreed=True, last_exchange=3),
    Linkage("inside-agency", 9, via="lgsp", hub="lgsp", is_agreed=True, last_exchange=1),
    Linkage("direct", 4, via="dedicated", hub=None, breaks=_NOT_NATIONAL),
    Linkage("registered-unused", 8, breaks=_IDLE),
    Linkage("registered-lapsed", 3, state="upgrading", last_exchange=_LONG_AGO, breaks=_IDLE),
    Linkage("registered-undeclared", 4, declares="nothing"),
    Linkage("ndop-tested", 5, via="ndop", hub=None),
    Linkage("claimed-not-in-catalogue", 4, papers="word", hub=None, breaks=_NOT_LISTED),
    Linkage("claimed-inside-agency", 5, via="lgsp", papers="word", hub=None),
    Linkage("claimed-ndop", 3, via="ndop", papers="word", hub=None),
    Linkage("claimed-documents", 1, via="document-axis", papers="word", hub=None, is_remote=True, breaks=_NOT_NATIONAL),
    Linkage("planned", 3, state="planned", papers="none", hub=None),
    Linkage("planned-out-of-reach", 3, state="planned", papers="none", hub=None, is_remote=True),
    Linkage("trial", 3, state="trial", last_exchange=1),
    Linkage("without", 3, declares="none", hub=None, breaks=_NOT_NATIONAL),
    Linkage("ended", 1, state="ended", last_exchange=_LONG_AGO, breaks=_NOT_NATIONAL),
    Linkage("unknown", 5, declares="nothing", hub=None),
    Linkage("unknown-out-of-reach", 4, declares="nothing", hub=None, is_remote=True),
)


def deal_linkages(entries: Sequence[Entry], random: Random) -> list[Linkage]:
    """Deal a linkage to each platform of a fleet: each kind by its share and at least once, the rest as usual."""
    free = random.sample(range(len(entries)), len(entries))
    linkages = [USUAL] * len(entries)
    for linkage in _cards(len(entries)):
        place = next((index for index in free if linkage.suits(entries[index])), None)
        if place is not None:
            free.remove(place)
            linkages[place] = linkage
    return linkages


def _cards(size: int) -> Iterator[Linkage]:
    for linkage in OTHERS:
        yield from [linkage] * max(round(linkage.share * size / 100), 1)
