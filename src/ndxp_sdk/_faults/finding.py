"""What was found in an answer, and the error that it becomes."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, Literal

from ndxp_sdk._answer import Answer
from ndxp_sdk._legible import legible
from ndxp_sdk.dialects.protocol import ExchangePlan
from ndxp_sdk.errors import Answered, Facts, Ids, Origin
from ndxp_sdk.identifiers import ServiceId

# never: repeating cannot help, or harms. repeatable: it may help, and harms only where the call changes something.
# later: nothing was done, so it may help and never harms.
Retry = Literal["never", "repeatable", "later"]
_UUID: Final = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_SECONDS: Final = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,6})?")
_ID: Final = 128


@dataclass(frozen=True, slots=True)
class Asked:
    """What the failed call was. `own` and `provider` are identifiers in slash form."""

    operation: str | None = None
    ids: Ids = field(default_factory=Ids)
    is_repeatable: bool = False
    own: str | None = None
    provider: str | None = None
    service: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A kind of error with everything that is known. `detail` is the server's own words."""

    kind: type[Answered]
    text: str
    retry: Retry = "never"
    origin: Origin = "unknown"
    code: str | None = None
    family_code: str | None = None
    detail: str | None = None
    hint: str | None = None
    retry_after: float | None = None


def asked(plan: ExchangePlan) -> Asked:
    """What an exchange call asked."""
    service = plan.service
    system = service.system if isinstance(service, ServiceId) else service
    own = None if plan.client is None else plan.client.slash
    ids = Ids(message_id=plan.message_id)
    return Asked(plan.operation, ids, plan.is_safe_to_repeat, own, system.slash, service.slash)


def error_of(finding: Finding, call: Asked, answer: Answer) -> Answered:
    """The error, fit to be shown: server's words are cut and masked."""
    code = None if finding.code is None else legible(finding.code)
    facts = Facts(
        operation=call.operation,
        origin=finding.origin,
        status=answer.status,
        code=code,
        family_code=None if finding.family_code is None else legible(finding.family_code),
        detail=None if finding.detail is None else legible(finding.detail),
        retryable=finding.retry == "later" or (finding.retry == "repeatable" and call.is_repeatable),
        retry_after=finding.retry_after if finding.retry_after is not None else retry_after_of(answer),
        ids=call.ids,
        hint=finding.hint,
    )
    return finding.kind(finding.text, facts)


def quoted(text: str | None) -> str:
    """The server's words as the end of a sentence."""
    shown = legible(text) if text else ""
    return f': "{shown}"' if shown else ""


def detail_id(text: object) -> str | None:
    """The UUID that X-Road gives as detail, for the operator's log; nothing else."""
    return text if isinstance(text, str) and _UUID.fullmatch(text) else None


def header_id(answer: Answer, name: str) -> str | None:
    """An id from a header, fit to be shown."""
    value = answer.headers.get(name)
    if not value:
        return None
    # because nearly every id is a UUID, and reading a text for what it must not show takes longer than all else
    return value if _UUID.fullmatch(value) else legible(value, _ID)


def retry_after_of(answer: Answer) -> float | None:
    """How many seconds the server asks to wait, by the first header in use; a date counts from its own Date."""
    read: dict[str, Callable[[str], float | None]] = {
        "Retry-After": lambda value: seconds(value) if _SECONDS.fullmatch(value) else _until(value, answer),
        # draft-ietf-httpapi-ratelimit-headers: `"default";r=0;t=30`, and its older form
        "RateLimit": lambda value: seconds(found.group(1)) if (found := re.search(r";\s*t=([0-9.]+)", value)) else None,
        "RateLimit-Reset": seconds,
    }
    wanted = ("Retry-After", "RateLimit", "RateLimit-Reset") if answer.status == 429 else ("Retry-After",)
    given = (read[name](value.strip()) for name in wanted if (value := answer.headers.get(name)))
    return next((found for found in given if found is not None), None)


def seconds(value: object) -> float | None:
    """A number of seconds, none for whatever else there is."""
    if isinstance(value, str):
        return float(value) if _SECONDS.fullmatch(value) else None
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and 0 <= value < 10**9 else None  # type: ignore[operator,arg-type]  # a number here


def _until(value: str, answer: Answer) -> float | None:
    try:
        end, now = (_moment(text) for text in (value, answer.headers.get("Date") or ""))
    except (ValueError, OverflowError):
        return None
    return max(0.0, (end - now).total_seconds())


def _moment(text: str) -> datetime:
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - few answers carry a date to count from

    moment = parsedate_to_datetime(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
