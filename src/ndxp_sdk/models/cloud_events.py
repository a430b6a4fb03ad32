"""Events between systems (CloudEvents 1.0)."""

from collections.abc import Mapping
from typing import Any, Final, Self

from pydantic import Field

from ndxp_sdk._http.request_id import new_id
from ndxp_sdk.models._model import Model, Moment
from ndxp_sdk.models._octets import Octets

CHALLENGE: Final = "example.hub.subscription.challenge"


class CloudEvent(Model):
    """Something that happened. `source` and `id` together name it; one that comes again has both the same.

    Its subject and data may be personal data, so the repr shows neither.
    """

    specversion: str
    id: str
    source: str
    """Who tells it, such as `/VN/GOV/G12/dkkd`."""
    type: str
    """What happened, such as `vn.example.enterprise.changed`."""
    subject: str | None = Field(default=None, repr=False)
    """To what it happened."""
    time: Moment | None = None
    datacontenttype: str | None = None
    dataschema: str | None = None
    data: Any = Field(default=None, repr=False)
    """Data that is JSON."""
    data_base64: Octets | None = Field(default=None, repr=False)
    """Data that is something else, as bytes."""

    @classmethod
    def new(cls, type: str, source: str, **attributes: Any) -> Self:  # noqa: A002 - the attribute has this name
        """Build an event to publish: with a new id, unless one is given, and further attributes, extensions too.

        >>> CloudEvent.new("vn.example.enterprise.changed", "/VN/GOV/G12/dkkd", subject="1").subject
        '1'
        """
        attributes.setdefault("id", new_id())
        return cls(specversion="1.0", type=type, source=source, **attributes)

    @property
    def extensions(self) -> Mapping[str, Any]:
        """The attributes beyond those of the standard."""
        return self.model_extra or {}

    @property
    def challenge(self) -> str | None:
        """The challenge to return with `subscriptions.verify`; none for every other event."""
        if self.type != CHALLENGE or not isinstance(self.data, Mapping):
            return None
        value = self.data.get("challenge")
        return value if isinstance(value, str) else None


class EventReceipt(Model):
    """The receipt for published events."""

    accepted: int
    duplicates: int
    """Events that had come before and count once."""


class EventFeed(Model):
    """Events after a cursor."""

    items: tuple[CloudEvent, ...]
    next_cursor: str
    """To continue from and to acknowledge; given also when nothing is new."""
