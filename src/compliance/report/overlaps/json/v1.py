"""The shape of overlaps as JSON, written down once: the writer fills it, the schema is made from it.

Fields stand in the order in which they are written. Text for people is in the language of the report.
"""

from typing import Any, Final, Literal

from compliance.model.dataclass import dataclass
from compliance.model.language import Language
from compliance.report.json_schema import schema_of

SCHEMA_ID: Final = "https://ndxp-sdk.example/schemas/overlaps.schema.json"


@dataclass(slots=True, eq=False, repr=False)
class Tool:
    """What compared."""

    name: Literal["compliance"]
    version: str


@dataclass(slots=True, eq=False, repr=False)
class List:
    """The official list; `issued` is null if its day is not known."""

    id: str
    number: str
    issued: str | None
    platforms: int


@dataclass(slots=True, eq=False, repr=False)
class Place:
    """Where a system stands: a row and column of a table, counted from 1, or the pointer of a record."""

    uri: str
    pointer: str
    row: int | None
    column: int | None


@dataclass(slots=True, eq=False, repr=False)
class Overlap:
    """A listed platform that a system is like, from 0 to 1, by words that both say or mean. It is no verdict.

    `advice` is what to do: `ask` its owner; with `own` every agency keeps such a system for itself, which is no
    overlap; a system that `is-listed` seems to be the listed platform. `what_to_do` says it for people. `deadline` is
    null if none is known.
    """

    slug: str
    name: str
    owner: str
    place: str
    deadline: str | None
    score: float
    words: tuple[str, ...]
    advice: Literal["is-listed", "ask", "own"]
    what_to_do: str


@dataclass(slots=True, eq=False, repr=False)
class System:
    """A system as it was given; what was not said of it is null. `slug` is that of its record."""

    name: str
    owner: str | None
    purpose: str | None
    field: str | None
    slug: str | None
    at: Place
    overlaps: tuple[Overlap, ...]


@dataclass(slots=True, eq=False, repr=False)
class Unread:
    """What could not be read, and why."""

    at: Place
    reason: str


@dataclass(slots=True, eq=False, repr=False)
class Summary:
    """Counts of systems; `alike` are worth a question. `sentence` is the most that is claimed."""

    systems: int
    alike: int
    unread: int
    sentence: str
    limits: tuple[str, ...]


@dataclass(slots=True, eq=False, repr=False)
class Overlaps:
    """Systems beside the platforms of an official list; `least` is the score from which a likeness is told."""

    schema: Literal["compliance-overlaps/1"]
    tool: Tool
    language: Language
    list: List
    least: float
    systems: tuple[System, ...]
    unread: tuple[Unread, ...]
    summary: Summary


def schema() -> dict[str, Any]:
    """Return the JSON Schema of it; fields may be added to any object without notice."""
    return schema_of(Overlaps, SCHEMA_ID, "Systems beside the platforms of an official list")
