"""From an answer to an error, without I/O, clock or exception. No message holds a secret, an address or a body."""

from dataclasses import replace
from typing import Final

from ndxp_sdk._answer import Answer
from ndxp_sdk._faults import gateway, pages, problem, xroad
from ndxp_sdk._faults.bodies import json_object, media_type_of
from ndxp_sdk._faults.finding import Asked, Finding, asked, error_of, header_id, quoted
from ndxp_sdk._faults.hints import hint
from ndxp_sdk._faults.report import Report, report_of
from ndxp_sdk.dialects.protocol import ExchangePlan
from ndxp_sdk.errors import Answered, Ids, UnexpectedAnswer

__all__ = ["failure_of_adapter", "failure_of_direct", "failure_of_gateway", "failure_of_problem", "failure_of_xroad"]
_DELIVERED: Final = ("X-Road-Id", "X-Road-Request-Id", "X-Road-Service")


def failure_of_problem(
    answer: Answer, operation: str, ids: Ids | None = None, *, is_repeatable: bool = False
) -> Answered:
    """The failure that an answer of the hub's own APIs is; the caller knows already that it is one.

    `is_repeatable` says whether the provider ends in the same state however often the call is made.
    """
    call = Asked(operation, ids or Ids(), is_repeatable)
    report = report_of(answer)
    if report is not None and (report.is_of_xroad or "X-Road-Error" in answer.headers):
        return _of_report(report, call, answer)
    body = problem.problem_of(answer)
    if body is not None and answer.status >= 400:
        return problem.problem_error(body, call, answer)
    if pages.is_page(answer):
        return pages.of_page(answer, _correlated(call, answer))
    if answer.status < 400:
        return pages.of_status(answer, _correlated(call, answer))
    return problem.status_error(answer, call)


def failure_of_xroad(plan: ExchangePlan, answer: Answer) -> Answered | None:
    """What X-Road or something before it reports; none for the provider's own answer of any status (PR-REST 4.6)."""
    if "X-Road-Error" in answer.headers:
        return _of_report(report_of(answer) or Report(""), asked(plan), answer)
    if any(name in answer.headers for name in _DELIVERED):
        return None if xroad.belongs(plan.message_id, answer) else xroad.of_stranger(asked(plan), answer)
    report = report_of(answer) if _may_be_a_report(answer) else None
    if report is not None and (report.is_of_xroad or report.is_soap):
        return _of_report(report, asked(plan), answer)
    return _of_something_between(asked(plan), answer)


def failure_of_adapter(plan: ExchangePlan, answer: Answer) -> Answered | None:
    """What an adapter or something before it reports; none for an answer that may be the provider's own."""
    report = report_of(answer) if _may_be_a_report(answer) else None
    if report is not None and ("X-Road-Error" in answer.headers or report.is_of_xroad):
        return xroad.xroad_error(report, asked(plan), answer)
    fault = gateway.adapter_fault(answer) if answer.status >= 400 else None
    if fault is not None:
        return gateway.adapter_error(fault, asked(plan), answer)
    return _of_something_between(asked(plan), answer)


def failure_of_gateway(plan: ExchangePlan, answer: Answer) -> Answered | None:
    """What an API gateway or something before it reports; none for an answer that may be the provider's own."""
    call = asked(plan)
    fault = gateway.gateway_fault(answer) if answer.status >= 400 else None
    if fault is not None:
        return gateway.gateway_error(fault, call, answer)
    if answer.status == 401:
        return problem.status_error(answer, call)
    return _of_something_between(call, answer)


def failure_of_direct(plan: ExchangePlan, answer: Answer) -> Answered | None:
    """What a proxy in between reports; everything else is the provider's own."""
    if answer.status >= 400 and pages.is_page_of_a_proxy(answer):
        return pages.of_page(answer, asked(plan))
    return None


def _may_be_a_report(answer: Answer) -> bool:
    """Whether to look into the body; SOAP faults have come with status 200 too."""
    return (
        answer.status >= 400
        or "X-Road-Error" in answer.headers
        or media_type_of(answer) in {"text/xml", "application/xml"}
    )


def _of_report(report: Report, call: Asked, answer: Answer) -> Answered:
    if not report.is_soap:
        return xroad.xroad_error(report, call, answer)
    finding = Finding(
        kind=UnexpectedAnswer,
        text=f"a SOAP fault with status {answer.status}{quoted(report.message)}, where an answer to REST was expected",
        origin="consumer-gateway",
        code=report.type,
        detail=report.message,
        hint=hint("missed-r1"),
    )
    return error_of(finding, call, answer)


def _of_something_between(call: Asked, answer: Answer) -> Answered | None:
    body = problem.problem_of(answer) if answer.status >= 400 else None
    if body is not None and "origin" in body:
        return problem.problem_error(body, call, answer)
    if pages.is_page(answer):
        return pages.of_page(answer, _correlated(call, answer))
    is_bare = not answer.content.strip() or (
        media_type_of(answer) == "text/plain" and json_object(answer.content) is None
    )
    return pages.of_status(answer, _correlated(call, answer)) if answer.status >= 400 and is_bare else None


def _correlated(call: Asked, answer: Answer) -> Asked:
    return replace(
        call, ids=replace(call.ids, correlation_id=header_id(answer, "X-Correlation-Id") or call.ids.correlation_id)
    )
