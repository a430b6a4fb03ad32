"""The shape of what traffic shows as JSON, written down once: the writer fills it, the schema is made from it.

Fields stand in the order in which they are written. Text for people is in the language of the report.
"""

from typing import Any, Final, Literal

from compliance.model.dataclass import dataclass
from compliance.model.language import Language
from compliance.report.json_schema import schema_of

SCHEMA_ID: Final = "https://ndxp-sdk.example/schemas/observe.schema.json"


@dataclass(slots=True, eq=False, repr=False)
class Tool:
    """What held the traffic against the document."""

    name: Literal["compliance"]
    version: str


@dataclass(slots=True, eq=False, repr=False)
class Document:
    """The document; what it does not say of itself is null. `bases` are the beginnings of paths that counted."""

    uri: str
    title: str | None
    version: str | None
    bases: tuple[str, ...]


@dataclass(slots=True, eq=False, repr=False)
class Recording:
    """A log or an archive, and the requests that were read in it."""

    uri: str
    requests: int


@dataclass(slots=True, eq=False, repr=False)
class Location:
    """A place in a recording: a line of a log, counted from 1, or the pointer of an entry of an archive."""

    uri: str
    pointer: str
    line: int | None
    column: int | None


@dataclass(slots=True, eq=False, repr=False)
class Finding:
    """One thing that the document does not have. It is no verdict of a rule.

    `operation` is method and path; segments that may name somebody are `{…}`. `pointer` is the place of a field in
    the body, where `*` is any item, and a name that may be personal. `count` is how often it was seen, `first` where
    first. `rule` holds the answers to the checker's own requests to the same, null if none does.
    """

    kind: Literal["path", "method", "status", "media-type", "field"]
    operation: str
    statuses: tuple[int, ...]
    media_type: str | None
    pointer: str | None
    in_request: bool
    count: int
    first: Location
    message: str
    template: str
    params: dict[str, str | int]
    rule: str | None


@dataclass(slots=True, eq=False, repr=False)
class Passed:
    """Requests of which nothing is said: `why` for programs, `says` for people."""

    why: str
    says: str
    count: int


@dataclass(slots=True, eq=False, repr=False)
class Unread:
    """What could not be read, where first, and how often."""

    first: Location
    reason: str
    count: int


@dataclass(slots=True, eq=False, repr=False)
class Summary:
    """Counts of requests and of operations; `further` sightings were no longer told apart.

    `concerned` requests were held against the document, `documented` of them mean an operation of it. `sentence` is the
    most that is claimed, `limits` what it does not show.
    """

    requests: int
    concerned: int
    documented: int
    slashes: int
    further: int
    operations: int
    unused: int
    sentence: str
    limits: str


@dataclass(slots=True, eq=False, repr=False)
class Traffic:
    """What real traffic shows beside a document. Operations that are `unused` are no fault."""

    schema: Literal["compliance-observe/1"]
    tool: Tool
    language: Language
    document: Document
    recordings: tuple[Recording, ...]
    findings: tuple[Finding, ...]
    passed: tuple[Passed, ...]
    unread: tuple[Unread, ...]
    unused: tuple[str, ...]
    summary: Summary


def schema() -> dict[str, Any]:
    """Return the JSON Schema of it; fields may be added to any object without notice."""
    return schema_of(Traffic, SCHEMA_ID, "Traffic beside a document")
