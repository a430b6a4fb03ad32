"""The shape of what changed at a hub as JSON, written down once: the published schema is made from it.

Fields stand in the order in which they are written. Text for people is in the language of the report.
"""

from typing import Any, Final, Literal

from compliance.model.dataclass import dataclass
from compliance.model.language import Language
from compliance.report.json_schema import schema_of

SCHEMA_ID: Final = "https://ndxp-sdk.example/schemas/hub-diff.schema.json"


@dataclass(slots=True, eq=False, repr=False)
class Tool:
    """What compared the audits."""

    name: Literal["compliance"]
    version: str


@dataclass(slots=True, eq=False, repr=False)
class Platform:
    """A platform that both audits looked at, and when."""

    id: str
    name_vi: str | None
    older: str | None
    newer: str | None


@dataclass(slots=True, eq=False, repr=False)
class Change:
    """One change at the hub. `client` is who calls, null where the change is nobody's alone."""

    platform: str
    matter: str
    effect: str
    service: str
    client: str | None
    message: str
    template: str
    params: dict[str, str | int]


@dataclass(slots=True, eq=False, repr=False)
class Unseen:
    """What only one of the two audits saw of a platform, and why."""

    platform: str
    matters: tuple[str, ...]
    reason: str


@dataclass(slots=True, eq=False, repr=False)
class Summary:
    """Changes by effect, and how much was not compared; `sentence` is the most that is claimed."""

    lost: int
    changed: int
    gained: int
    not_seen: int
    sentence: str


@dataclass(slots=True, eq=False, repr=False)
class HubComparison:
    """What changed at a hub between two audits. What is `not_seen` may hide changes."""

    schema: Literal["compliance-hub-diff/1"]
    tool: Tool
    language: Language
    simulated: bool
    platforms: tuple[Platform, ...]
    changes: tuple[Change, ...]
    not_seen: tuple[Unseen, ...]
    summary: Summary


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a comparison; fields may be added to any object without notice."""
    return schema_of(HubComparison, SCHEMA_ID, "What changed at a hub between two audits")
