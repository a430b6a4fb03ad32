"""What came of comparing what two audits saw at a hub: every change by platform, and what was not seen again."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from compliance.model.dataclass import dataclass
from compliance.model.text import Coded, Message


class HubMatter(Coded):
    """What of a platform a hub shows."""

    LISTING = "listing", Message.of("entry in the catalogue")
    VERSION = "version", Message.of("version in the catalogue")
    DOCUMENT = "document", Message.of("document at the hub")
    AGREEMENT = "agreement", Message.of("agreement")
    ACCESS = "access", Message.of("access")
    EXCHANGE = "exchange", Message.of("exchange of data")


class HubEffect(StrEnum):
    """What a change is for those who call: something is gone, is another, or is new."""

    LOST = "lost"
    CHANGED = "changed"
    GAINED = "gained"


@dataclass(frozen=True, slots=True)
class HubChange:
    """One change at the hub. `service` is the id in the record, or the identifier at the hub where only that is known.

    `client` is who calls, None where it is nobody's alone.
    """

    platform: str
    matter: HubMatter
    effect: HubEffect
    service: str
    message: Message
    client: str | None = None


@dataclass(frozen=True, slots=True)
class NotSeenAgain:
    """What the earlier audit saw of a platform at the hub and the later one did not, and why.

    `is_failure` tells a look that failed or was not made from what cannot be seen as things are.
    """

    platform: str
    matters: tuple[HubMatter, ...]
    reason: Message
    is_failure: bool = True


@dataclass(frozen=True, slots=True)
class ComparedPlatform:
    """A platform that both audits looked at, and when; None if a dossier does not say."""

    id: str
    name_vi: str | None
    older: datetime | None
    newer: datetime | None


@dataclass(frozen=True, slots=True)
class HubComparison:
    """What changed at the hub between two audits. `unmatched` are platforms that only one of them looked at."""

    tool_version: str
    platforms: tuple[ComparedPlatform, ...]
    changes: tuple[HubChange, ...]
    not_seen: tuple[NotSeenAgain, ...] = ()
    unmatched: tuple[NotSeenAgain, ...] = ()
    is_simulated: bool = False

    def of(self, platform: str) -> Iterator[HubChange]:
        """Yield the changes of one platform."""
        return (change for change in self.changes if change.platform == platform)

    def count(self, effect: HubEffect) -> int:
        """Return how many changes have an effect."""
        return sum(change.effect is effect for change in self.changes)

    @property
    def is_whole(self) -> bool:
        """Whether all that the earlier audit saw and that can be seen was seen again."""
        return not any(each.is_failure for each in (*self.not_seen, *self.unmatched))
