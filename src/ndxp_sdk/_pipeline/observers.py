"""Observe a call while it runs: the audit record, the span, and the capture for the raw view."""

from contextvars import ContextVar
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from ndxp_sdk._pipeline.call_result import UUID, CallResult
from ndxp_sdk._pipeline.logging import LOGGER
from ndxp_sdk._pipeline.prepared_call import PreparedCall
from ndxp_sdk._pipeline.tracing import Tracing
from ndxp_sdk.errors import EvidenceFailure, Facts, NdxpError, NotSent, Sent

if TYPE_CHECKING:
    from opentelemetry.trace import Span

    from ndxp_sdk.audit import Audit, AuditRecord

# What the raw view collects from the calls that run under it.
CAPTURED_CALLS: Final[ContextVar[list[CallResult] | None]] = ContextVar("ndxp_sdk_seen", default=None)


class CallObserver:
    """The observer of one call. With an audit that blocks, begin and end raise where the record cannot be kept."""

    __slots__ = ("_audit", "_begun", "_call", "_span", "_tracing")

    def __init__(self, call: PreparedCall, audit: "Audit | None", tracing: Tracing | None) -> None:
        self._call = call
        self._audit = audit
        self._tracing = tracing
        self._span: Span | None = None
        self._begun = datetime.now(UTC)

    def begin(self) -> PreparedCall:
        """Begin to observe; return the call with the fields that carry the trace on."""
        if self._audit is not None and self._audit.on_failure == "block":
            from ndxp_sdk.audit import check_context  # noqa: PLC0415 - because most clients have no audit

            check_context(self._audit.context)
            try:
                self._audit.sink.prepare()
            except Exception as error:  # because a sink is the user's and may raise anything
                text = f"nothing was sent, because the audit record could not be kept ({_named(error)})"
                raise NotSent(text, Facts(self._call.operation, "caller", code="audit", ids=self._call.ids)) from error
        if self._tracing is None:
            return self._call
        self._span = self._tracing.begin(self._call)
        return replace(self._call, fields=self._call.fields + self._tracing.fields(self._span))

    def end(self, done: CallResult | None, error: BaseException | None = None) -> None:
        """End the observation: write the audit record, end the span."""
        if self._tracing is not None and self._span is not None:
            self._tracing.end(self._span, done, error)
        if self._audit is not None:
            self._keep(self._audit, done, error)

    def _keep(self, audit: "Audit", done: CallResult | None, error: BaseException | None) -> None:
        record = self._record(audit, done, error)
        try:
            audit.sink.write(record)
        except Exception as failure:  # because a sink is the user's and may raise anything
            # because a task or program that is stopped is not to be held by this
            if audit.on_failure == "warn" or (error is not None and not isinstance(error, Exception)):
                LOGGER.warning("%s: the audit record was not kept (%s)", record.operation, type(failure).__name__)
                return
            text = f"the call ended with {record.outcome}, and its audit record could not be kept ({_named(failure)})"
            known = Facts(
                record.operation, "caller", record.status, "audit", attempts=record.attempts, ids=self._call.ids
            )
            raise EvidenceFailure(text, known) from failure

    def _record(self, audit: "Audit", done: CallResult | None, error: BaseException | None) -> "AuditRecord":
        from ndxp_sdk.audit import AuditRecord  # noqa: PLC0415 - because most clients have no audit

        call, known = self._call, error.facts if isinstance(error, NdxpError) else Facts()
        sent: Sent = "yes" if done is not None else error.sent if isinstance(error, NdxpError) else "maybe"
        request_id = _request_id(done) if done is not None else known.ids.request_id
        return AuditRecord(
            at=self._begun.isoformat(timespec="milliseconds"),
            operation=call.operation,
            method=call.method,
            template=call.template,
            outcome="ok" if error is None else type(error).__name__,
            sent=sent,
            status=done.answer.status if done is not None else known.status,
            code=known.code,
            attempts=done.attempts if done is not None else known.attempts,
            elapsed=round((datetime.now(UTC) - self._begun).total_seconds(), 3),
            message_id=call.ids.message_id,
            correlation_id=call.ids.correlation_id,
            request_id=request_id,
            context=audit.context,
        )


def _named(error: Exception) -> str:
    """Name the failure of a sink; of the system's errors with their text, because nothing secret is in it."""
    told = error.strerror if isinstance(error, OSError) else None
    return f"{type(error).__name__}: {told}" if told else type(error).__name__


def _request_id(done: CallResult) -> str | None:
    value = done.answer.headers.get("X-Road-Request-Id")
    if not value:
        return None
    shown = done.id(value)
    if UUID.fullmatch(shown):
        return shown
    from ndxp_sdk._text import sanitise  # noqa: PLC0415 - because nearly all are UUIDs

    return sanitise(shown, 128)
