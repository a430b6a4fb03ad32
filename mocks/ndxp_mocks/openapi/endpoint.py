"""Description of one operation in a document, alike for every version of OpenAPI."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from ndxp_mocks.openapi.dialect import Schema
from ndxp_mocks.openapi.source import Node

_OF_THE_ADDRESS: Final = frozenset({"404", "405"})
"""Statuses that say that there is no such operation, rather than that it refuses."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter and how its value is written. `media_type` is set where the value has a format of its own."""

    name: str
    place: str
    is_required: bool
    schema: Schema
    style: str
    explodes: bool
    node: Node
    media_type: str | None = None


@dataclass(frozen=True, slots=True)
class Media:
    """One form of a body: its media type as documented, its schema, and where examples of it stand."""

    type: str
    schema: Schema
    node: Node
    examples: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """One header of an answer."""

    name: str
    is_required: bool
    schema: Schema
    node: Node


@dataclass(frozen=True, slots=True)
class Response:
    """One answer: the key it stands under (`200`, `4XX`, `default`), its bodies and its headers."""

    key: str
    content: tuple[Media, ...]
    headers: tuple[Header, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """The body of a request."""

    content: tuple[Media, ...]
    is_required: bool


@dataclass(frozen=True, slots=True, eq=False)
class Endpoint:
    """One operation, which is there once. `security` are alternatives, each of schemes with scopes to be granted."""

    method: str
    template: str
    node: Node
    parameters: tuple[Parameter, ...]
    body: Body | None
    responses: Mapping[str, Response]
    security: tuple[Mapping[str, tuple[str, ...]], ...]

    @property
    def name(self) -> str:
        return f"{self.method.upper()} {self.template}"

    @property
    def is_protected(self) -> bool:
        """Whether a caller without any credential has to be refused."""
        return bool(self.security) and all(self.security)

    def response(self, status: int) -> Response | None:
        """Return the response that is documented for a status: by number, by range, or by default."""
        found = self.responses
        return found.get(str(status)) or found.get(f"{status // 100}XX") or found.get("default")

    @property
    def success(self) -> tuple[int, Response | None]:
        """The first documented good status and its answer; what leads elsewhere or fails where nothing else is."""
        numbers = sorted(key for key in self.responses if key.isdigit())
        for key in numbers:
            if key.startswith("2"):
                return int(key), self.responses[key]
        if "2XX" in self.responses:
            return 200, self.responses["2XX"]
        for key in numbers:
            if key.startswith("3") and key != "304":
                return int(key), self.responses[key]
        if "default" in self.responses or not numbers:
            return 200, self.responses.get("default")
        failing = max(numbers, key=lambda each: each not in _OF_THE_ADDRESS)
        return int(failing), self.responses[failing]
