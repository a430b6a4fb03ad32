"""One trial as data: a read that is repeated with one thing wrong."""

from enum import StrEnum

from compliance.model.dataclass import dataclass, field
from compliance.model.observation import Wrong
from compliance.model.openapi.operation import Operation
from compliance.probes.net.url import Url
from compliance.probes.ordinary_read import Read
from compliance.probes.sample_requests import Pairs


class Carried(StrEnum):
    """What a trial carries to prove who calls: nothing, something as it was given, or something made of that."""

    NOTHING = "nothing"
    USUAL = "usual"
    EXPIRED = "expired"
    FOREIGN_AUDIENCE = "foreign-audience"
    MISSING_SCOPE = "missing-scope"
    OTHER_CLIENT = "other-client"
    UNREADABLE = "unreadable"
    ALTERED = "altered"
    UNSIGNED = "unsigned"
    FEWER_SCOPES = "fewer-scopes"


@dataclass(frozen=True, slots=True)
class PlannedTrial:
    """One trial. `usual` is the read that it repeats, None if that may not be made; `shown` holds no values."""

    wrong: Wrong
    url: Url
    shown: str
    operation: Operation | None
    carried: Carried = Carried.NOTHING
    usual: Read | None = None
    method: str = "GET"
    headers: Pairs = field(default=(), repr=False)
    content: bytes | None = field(default=None, repr=False)
    subject: str = ""
    named: Pairs = ()


def trial(
    wrong: Wrong, read: Read, carried: Carried, *, method: str = "GET", headers: Pairs = (), subject: str = ""
) -> PlannedTrial:
    """Return a trial that repeats a read at its own address; `headers` are shown as they are."""
    return PlannedTrial(
        wrong, read.url, read.shown, read.operation, carried, read, method, headers, subject=subject, named=headers
    )
