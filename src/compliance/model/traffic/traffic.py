"""What came of holding traffic against a document. No verdict of a rule: nobody was asked, and no law is cited."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.location import Location
from compliance.model.text import Coded, Message


class Undocumented(StrEnum):
    """What the document does not speak of, in the order in which reports tell it."""

    PATH = "path"
    METHOD = "method"
    STATUS = "status"
    MEDIA_TYPE = "media-type"
    FIELD = "field"


RULES: Final[Mapping[Undocumented, str]] = {
    Undocumented.STATUS: "endpoint.status_is_documented",
    Undocumented.MEDIA_TYPE: "endpoint.media_type_is_documented",
}
"""The rules that hold the answers to our own requests to the same; for the others there is none."""


class Passed(Coded):
    """Requests of which nothing is said, and why."""

    OTHER_HOST = "other-host", Message.of("requests to other hosts")
    IGNORED = "ignored", Message.of("requests left out by --ignore")
    OUTSIDE = "outside", Message.of("requests outside the base paths of the document")
    NO_REQUEST = "no-request", Message.of("lines that record no HTTP request for a path")
    NO_ANSWER = "no-answer", Message.of("requests that were not answered")
    PREFLIGHT = "preflight", Message.of("OPTIONS, which browsers send before a request (CORS)")
    NOT_SERVED = (
        "not-served",
        Message.of("requests for what is neither documented nor there: answered neither 2xx nor 304"),
    )
    INTERIM = "interim", Message.of("interim answers (1xx)")
    NOT_MODIFIED = "not-modified", Message.of("answers that nothing was modified (304)")
    REDIRECT = "redirect", Message.of("undocumented redirects (3xx), which a web server or gateway may send")
    GATEWAY = (
        "gateway",
        Message.of(
            "undocumented statuses that any gateway or server in front may give (401, 403, 408, 413, 414, 421, 429, "
            "431, 444, 460, 494–499, 502–504, 520–530)"
        ),
    )
    UNREAD_BODY = "unread-body", Message.of("bodies called JSON that were not recorded whole, or are none")
    WITHOUT_ANSWERS = "without-answers", Message.of("requests for operations whose documented answers are not known")


@dataclass(frozen=True, slots=True)
class TrafficFinding:
    """One thing that the document does not speak of, and how often it was seen.

    `operation` is method and path; segments of the path that may name somebody are `{…}`. `statuses` are those that
    were answered; `media_type` is None for all but media types and fields, `pointer` for all but fields: where the
    field stands in the body. `first` is where it was recorded first.
    """

    kind: Undocumented
    operation: str
    statuses: tuple[int, ...]
    media_type: str | None
    pointer: str | None
    in_request: bool
    count: int
    first: Location
    message: Message

    @property
    def rule(self) -> str | None:
        """The rule that holds answers to our own requests to the same, None if there is none."""
        return RULES.get(self.kind) if not self.in_request else None


@dataclass(frozen=True, slots=True)
class Unread:
    """What could not be read of a recording: the first place, why, and how often."""

    first: Location
    reason: Message
    count: int


@dataclass(frozen=True, slots=True)
class Recording:
    """One log or archive: its name, and the requests that were read in it."""

    uri: str
    requests: int


@dataclass(frozen=True, slots=True)
class Traffic:
    """All that was seen.

    `requests` were read; `documented` of them mean an operation of the document. `further` are requests with findings
    that were no longer told apart, because there were too many kinds of them. `slashes` of the documented ones have
    another slash at the end, or doubled ones. `operations` are the documented ones, `unused` those that no request
    used. `bases` are the paths below which requests were held against the document. `unread` holds what could not be
    read of the document too.
    """

    tool_version: str
    document: str
    title: str | None
    version: str | None
    recordings: tuple[Recording, ...]
    requests: int
    documented: int
    findings: tuple[TrafficFinding, ...]
    further: int
    passed: tuple[tuple[Passed, int], ...]
    slashes: int
    operations: int
    unused: tuple[str, ...]
    bases: tuple[str, ...]
    unread: tuple[Unread, ...]

    @property
    def could_not_be_judged(self) -> bool:
        """Whether something was not read, or no request was there for a documented operation.

        If there was none, its paths may begin otherwise than the document says, and findings may be none.
        """
        return bool(self.unread or self.further) or not self.documented

    @property
    def concerned(self) -> int:
        """The number of requests that were held against the document."""
        aside = {Passed.OTHER_HOST, Passed.IGNORED, Passed.OUTSIDE, Passed.NO_REQUEST}
        return self.requests - sum(count for why, count in self.passed if why in aside)

    def count(self, kind: Undocumented) -> int:
        """Return how many findings are of a kind."""
        return sum(1 for each in self.findings if each.kind is kind)
