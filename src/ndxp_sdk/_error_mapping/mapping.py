"""Map what was found in a response to an error."""

import re
from dataclasses import dataclass, field
from typing import Final, Literal

from ndxp_sdk._http.exchange_plan import ExchangePlan
from ndxp_sdk._http.response import Response
from ndxp_sdk._http.retry_after import retry_after_of
from ndxp_sdk._text import sanitise
from ndxp_sdk.errors import Answered, Facts, Ids, Origin
from ndxp_sdk.identifiers import ServiceId

# never: repeating cannot help, or harms. repeatable: it may help, and harms only where the call changes something.
# later: nothing was done, so it may help and never harms.
Repeatable = Literal["never", "repeatable", "later"]
_UUID: Final = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_SECONDS: Final = re.compile(r"[0-9]{1,5}(?:\.[0-9]{1,6})?")
_ID: Final = 128


@dataclass(frozen=True, slots=True)
class CallInfo:
    """The failed call. `own` and `provider` are identifiers in slash form."""

    operation: str | None = None
    ids: Ids = field(default_factory=Ids)
    is_repeatable: bool = False
    own: str | None = None
    provider: str | None = None
    service: str | None = None


@dataclass(frozen=True, slots=True)
class MappedError:
    """A kind of error with everything that is known. `detail` is the server's own words."""

    kind: type[Answered]
    text: str
    retry: Repeatable = "never"
    origin: Origin = "unknown"
    code: str | None = None
    family_code: str | None = None
    detail: str | None = None
    hint: str | None = None
    retry_after: float | None = None


def call_info(plan: ExchangePlan) -> CallInfo:
    """Describe an exchange call."""
    service = plan.service
    system = service.system if isinstance(service, ServiceId) else service
    own = None if plan.client is None else plan.client.slash
    ids = Ids(message_id=plan.message_id)
    return CallInfo(plan.operation, ids, plan.is_safe_to_repeat, own, system.slash, service.slash)


def error_of(finding: MappedError, call: CallInfo, answer: Response) -> Answered:
    """Return the error, fit to be shown: server's words are cut and masked."""
    code = None if finding.code is None else sanitise(finding.code)
    facts = Facts(
        operation=call.operation,
        origin=finding.origin,
        status=answer.status,
        code=code,
        family_code=None if finding.family_code is None else sanitise(finding.family_code),
        detail=None if finding.detail is None else sanitise(finding.detail),
        retryable=finding.retry == "later" or (finding.retry == "repeatable" and call.is_repeatable),
        retry_after=longest(finding.retry_after, wait_of(answer)),
        ids=call.ids,
        hint=finding.hint,
    )
    return finding.kind(finding.text, facts)


def quote(text: str | None) -> str:
    """Return the server's words as the end of a sentence."""
    shown = sanitise(text) if text else ""
    return f': "{shown}"' if shown else ""


def detail_id(text: object) -> str | None:
    """Return the UUID that X-Road gives as detail, for the operator's log; nothing else."""
    return text if isinstance(text, str) and _UUID.fullmatch(text) else None


def header_id(answer: Response, name: str) -> str | None:
    """Return an id from a header, fit to be shown."""
    value = answer.headers.get(name)
    if not value:
        return None
    # because nearly every id is a UUID, and reading a text for what it must not show takes longer than all else
    return value if _UUID.fullmatch(value) else sanitise(value, _ID)


def wait_of(answer: Response) -> float | None:
    """Return how many seconds the server asks to wait, by the first header in use."""
    told = retry_after_of(answer)
    if told is not None or answer.status != 429:
        return told
    # draft-ietf-httpapi-ratelimit-headers: `"default";r=0;t=30`, and its older form
    limit = re.search(r";\s*t=([0-9.]+)", answer.headers.get("RateLimit") or "")
    given = (limit.group(1) if limit else "", (answer.headers.get("RateLimit-Reset") or "").strip())
    return next((float(text) for text in given if _SECONDS.fullmatch(text)), None)


def longest(*waits: float | None) -> float | None:
    """Return the longest of the known waits, because a server may name one in its body and one in its header."""
    return max((wait for wait in waits if wait is not None), default=None)
