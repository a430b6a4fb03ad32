"""What answers bear of the hub, seen on their way through the SDK, which keeps the rest to itself."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

import ndxp_sdk
from compliance.model.dataclass import dataclass, field
from compliance.model.observation import HubMarks
from compliance.model.openapi.correlation import is_id_of_message
from compliance.model.pattern import late

if TYPE_CHECKING:
    from ndxp_sdk import Dialect, ExchangeCall, ExchangePlan, Headers, Response

_MARKING: Final = "xroad"
_PREFIX: Final = "x-road-"
_LONGEST: Final = 255
_READ: Final = 64 * 1024
_DEEPEST: Final = 2
_XML_CODE: Final = late(r"<type>([^<]{1,255})</type>")


@dataclass(frozen=True, slots=True)
class Witnessed:
    """What one answer bore: its marks, None if there were none, and the hub's time, None if it told none.

    `is_of_hub` says that it has a field that only a hub sets. `size` is that of its body, `digest` the SHA-256 of it,
    None unless the answer is a success with a body.
    """

    status: int
    marks: HubMarks | None
    at: datetime | None
    size: int
    is_of_hub: bool
    digest: str | None = None


@dataclass(slots=True)
class Witness:
    """A dialect that takes note of each answer by the message id of its call, whether it carries the id or not."""

    dialect: "Dialect"
    seen: dict[str, Witnessed] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The word for the dialect."""
        return self.dialect.name

    @property
    def token_path(self) -> str | None:
        """The path of tokens: none, as the dialect has it."""
        return self.dialect.token_path

    def plan(self, call: "ExchangeCall") -> "ExchangePlan":
        """Return the request as the dialect makes it."""
        return self.dialect.plan(call)

    def failure(self, plan: "ExchangePlan", answer: "Response") -> ndxp_sdk.NdxpError | None:
        """Return what the dialect makes of the answer, and take note of it."""
        if plan.message_id is not None:
            self.seen[plan.message_id] = _witnessed(answer, is_marked=self.name == _MARKING)
        return self.dialect.failure(plan, answer)


def _witnessed(answer: "Response", *, is_marked: bool) -> Witnessed:
    """Return what an answer bears; only one of X-Road is marked as of a hub."""
    is_of_hub = is_marked and any(name.lower().startswith(_PREFIX) for name in answer.headers)
    digest = sha256(answer.content).hexdigest() if answer.ok and answer.content else None
    at = _moment(answer.headers.get("Date"))
    marks = _marks(answer, is_of_hub) if is_marked else _own_id(answer)
    return Witnessed(answer.status, marks, at, len(answer.content), is_of_hub, digest)


def _marks(answer: "Response", is_of_hub: bool) -> HubMarks | None:
    """Return the marks; an error may have none but the code in its body."""
    code = _body_code(answer.content[:_READ]) if answer.status >= 400 else None
    if not is_of_hub and code is None:
        return None
    return HubMarks(_id(answer.headers), _cut(answer.headers.get("X-Road-Error")), _cut(code))


def _id(headers: "Headers") -> str | None:
    """Return the message id, decoded: a hub writes it in its own way."""
    value = headers.get("X-Road-Id")
    return _cut(unquote(value)) if value else None


def _own_id(answer: "Response") -> HubMarks | None:
    """Return the id that a success carries in a member of its own, as `MaYeuCau` is; None if it has no such member."""
    if not answer.ok or len(answer.content) > _READ:
        return None
    try:
        body = json.loads(answer.content)
    except (ValueError, RecursionError):
        return None
    found = next(_ids_in(body), None)
    return HubMarks(_cut(found[1]), field=found[0][:_LONGEST]) if found is not None else None


def _ids_in(body: object, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield names and values of such members, those of the envelope first."""
    if not isinstance(body, dict) or depth > _DEEPEST:
        return
    yield from ((name, value) for name, value in body.items() if isinstance(value, str) and is_id_of_message(name))
    for inner in body.values():
        yield from _ids_in(inner, depth + 1)


def _body_code(content: bytes) -> str | None:
    """Return what X-Road calls the type of an error, in JSON or in XML."""
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        found = _XML_CODE.search(content.decode(errors="replace"))
        return found[1] if found else None
    code = body.get("type") if isinstance(body, dict) else None
    return code if isinstance(code, str) else None


def _cut(text: str | None) -> str | None:
    return None if text is None else text[:_LONGEST]


def _moment(text: str | None) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text) if text else None
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment
