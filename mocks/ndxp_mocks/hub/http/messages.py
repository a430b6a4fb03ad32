"""Requests to operations of our own APIs, and their answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from starlette.datastructures import Headers

if TYPE_CHECKING:
    from ndxp_mocks.hub.state.world import World

Members = Mapping[str, Any]
JSON_TYPE: Final = "application/json"


@dataclass(frozen=True, slots=True)
class Caller:
    """Authenticated caller: the OAuth client and its system, in slash form, with the scopes of its token."""

    client_id: str
    system_id: str
    scopes: frozenset[str] = frozenset()
    claims: Members = field(default_factory=dict)

    @property
    def organization_id(self) -> str:
        return self.system_id.rsplit("/", 1)[0]


@dataclass(frozen=True, slots=True)
class HubRequest:
    """One admitted request: `path` and `query` hold values typed by the contract, `body` is parsed where it is JSON.

    `caller` is None for operations that are open to all. `raw` is the body as it came. `certificate` is the DER of the
    client's TLS certificate, None if none was shown; `base_url` is the root of the hub as the client called it.
    """

    world: "World"
    operation: str
    caller: Caller | None
    path: Members
    query: Members
    headers: Headers
    body: Any = None
    raw: bytes = b""
    certificate: bytes | None = None
    base_url: str = "https://hub.example"


@dataclass(frozen=True, slots=True)
class HubAnswer:
    """`body` is JSON unless it is bytes; `headers` come on top of those that every answer carries.

    Faults make answers that are `is_faulty`, which are not held to the contract, or whose connection breaks after `cut`
    bytes of the body.
    """

    status: int = 200
    body: Any = None
    headers: tuple[tuple[str, str], ...] = ()
    media_type: str = JSON_TYPE
    cut: int | None = None
    is_faulty: bool = False


class HubProblem(Exception):
    """An answer of RFC 9457, raised where it is found out. `code` is kebab-case and stable."""

    def __init__(
        self, status: int, code: str, detail: str, *, headers: tuple[tuple[str, str], ...] = (), **members: Any
    ) -> None:
        super().__init__(f"{status} {code}: {detail}")
        self.status = status
        self.code = code
        self.detail = detail
        self.headers = headers
        self.members = members
