"""Changes of the catalogue."""

from ndxp_sdk.models._model import Model, Moment


class EventData(Model):
    """The data of a change: what is known of the resource after it; read the resource for the rest."""

    state: str | None = None
    """Its state, where it has one."""
    etag: str | None = None
    """Entity tag of its state, with its quotes."""


class CatalogEvent(Model):
    """A change of the catalogue."""

    id: str
    """Names the event; a reader of the feed meets each id once."""
    type: str
    """Resource and what happened to it, such as agreement.suspended."""
    subject: str
    """Id of the resource that changed; for a version `service id@version`."""
    time: Moment
    data: EventData


class EventList(Model):
    """A part of the feed."""

    items: tuple[CatalogEvent, ...]
    next_cursor: str
    """Continues the feed, also when nothing is new."""
