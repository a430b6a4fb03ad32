"""An operation as data: how it is documented, and the pure function that answers a call."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ndxp_mocks.platform.entity import Entity

JsonObject = dict[str, Any]
Row = Mapping[str, Any]
Rows = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """One request whose parameters and body fit the document; numbers in the query are numbers."""

    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, Any] = field(default_factory=dict)
    body: Any = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer of an operation: a body that is JSON, or none."""

    status: int
    body: Any = None
    headers: tuple[tuple[str, str], ...] = ()
    media_type: str = "application/json"


@dataclass(frozen=True, slots=True)
class Success:
    """The documented good answer."""

    status: int
    description: str
    schema: JsonObject
    headers: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of a platform, its path below the base address.

    `parameters` and `body` are OpenAPI 3.1 objects and a JSON schema, `schemas` the components they refer to, `members`
    what else stands in the OpenAPI object. `example` is a call that succeeds against the seeded data.
    """

    method: str
    path: str
    identifier: str
    summary: str
    description: str
    entity: Entity
    success: Success
    answer: Callable[[Call], Answer]
    example: Call = field(default_factory=Call)
    parameters: tuple[JsonObject, ...] = ()
    body: JsonObject | None = None
    schemas: JsonObject = field(default_factory=dict)
    members: JsonObject = field(default_factory=dict)
    is_open: bool = False
