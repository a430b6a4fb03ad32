"""The shape of a comparison as JSON, written down once: the writer fills it, the published schema is made from it.

Fields stand in the order in which they are written. Text for people is in the language of the report.
"""

from typing import Any, Final, Literal

from compliance.model.dataclass import dataclass
from compliance.model.language import Language
from compliance.report.json_schema import schema_of

SCHEMA_ID: Final = "https://ndxp-sdk.example/schemas/diff.schema.json"


@dataclass(slots=True, eq=False, repr=False)
class Tool:
    """What compared the documents."""

    name: Literal["compliance"]
    version: str


@dataclass(slots=True, eq=False, repr=False)
class Source:
    """A file that was read, and the SHA-256 of its bytes."""

    uri: str
    sha256: str


@dataclass(slots=True, eq=False, repr=False)
class Document:
    """One of the two documents; what it does not say of itself is null. `read` is false if it could not be used."""

    uri: str
    title: str | None
    version: str | None
    specification: str | None
    read: bool
    sources: tuple[Source, ...]


@dataclass(slots=True, eq=False, repr=False)
class Location:
    """A place in a file: line and column count from 1, and are null where there is no text."""

    uri: str
    pointer: str
    line: int | None
    column: int | None


@dataclass(slots=True, eq=False, repr=False)
class Change:
    """One change for programs that were written against the older document.

    `operations` are those that were seen to have it; of a schema that many use, the first. `older` and `newer` are
    where it stands, or the nearest thing where it is missing. `says` is what a change of this kind is, `remedy` how it
    is avoided. The fingerprint stays when lines move.
    """

    kind: str
    level: Literal["breaking", "warning", "harmless"]
    part: Literal["operation", "request", "response", "security"]
    operations: tuple[str, ...]
    name: str
    message: str
    template: str
    params: dict[str, str | int]
    older: Location
    newer: Location
    fingerprint: str
    says: str
    remedy: str | None


@dataclass(slots=True, eq=False, repr=False)
class Uncompared:
    """Something that could not be read or compared, and why; `kinds` are the kinds of change that it may hide."""

    location: Location
    reason: str
    kinds: tuple[str, ...]


@dataclass(slots=True, eq=False, repr=False)
class Summary:
    """Changes by level, and how much could not be compared; `sentence` is the most that is claimed."""

    breaking: int
    warning: int
    harmless: int
    not_compared: int
    sentence: str


@dataclass(slots=True, eq=False, repr=False)
class Comparison:
    """What changed between two documents. What is `not_compared` may hide changes, `notices` hide none."""

    schema: Literal["compliance-diff/1"]
    tool: Tool
    as_of: str
    language: Language
    older: Document
    newer: Document
    changes: tuple[Change, ...]
    not_compared: tuple[Uncompared, ...]
    notices: tuple[Uncompared, ...]
    summary: Summary


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a comparison; fields may be added to any object without notice."""
    return schema_of(Comparison, SCHEMA_ID, "Comparison of two documents")
