"""Notices to owners on what changed and what is due, as mail and as events, and what became of each."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Literal

from compliance.model.dataclass import dataclass
from compliance.model.text import Message


@dataclass(frozen=True, slots=True)
class OwnerAddresses:
    """To whom the notices of one owner go. `owner` is its code, or its name as records write it."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}
    owner: str
    to: tuple[str, ...]
    language: Literal["vi", "en"] = "vi"


@dataclass(frozen=True, slots=True)
class Mail:
    """One e-mail: the same in plain text and in HTML that loads nothing. `id` is the same for the same content."""

    id: str
    to: tuple[str, ...]
    language: str
    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Event:
    """One CloudEvent (version 1.0) in structured form: its id, the same for the same content, and its members."""

    id: str
    members: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Notice:
    """What one owner is told. `mail` is None if no address is given for it, `event` if none was asked for."""

    owner: str
    code: str | None
    mail: Mail | None
    event: Event | None


class DeliveryState(StrEnum):
    """What became of a notice for one address; `KNOWN` was not sent, because it was delivered before."""

    DELIVERED = "delivered"
    KNOWN = "known"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One notice for one address: an e-mail address, or that of a receiver of events without its query."""

    owner: str
    to: str
    id: str
    state: DeliveryState
    reason: Message | None = None


@dataclass(frozen=True, slots=True)
class Notified:
    """What was sent at a moment, in UTC, and what became of each notice for each address."""

    notices: tuple[Notice, ...]
    deliveries: tuple[Delivery, ...]
    at: datetime

    @property
    def failed(self) -> tuple[Delivery, ...]:
        """The deliveries that did not come off."""
        return tuple(each for each in self.deliveries if each.state is DeliveryState.FAILED)
