"""From an answer to an error, without I/O or exception. No message holds a secret, an address or a body."""

import re
from dataclasses import replace
from typing import Final

from ndxp_sdk._error_mapping import gatekeepers, gateway, intermediaries, page_marks, problem_details, xroad
from ndxp_sdk._error_mapping.mapping import CallInfo, MappedError, call_info, error_of, header_id, quote
from ndxp_sdk._error_mapping.remedies import hint
from ndxp_sdk._error_mapping.xroad_fault import Report, report_of
from ndxp_sdk._http.exchange_plan import ExchangePlan
from ndxp_sdk._http.request import SAFE_METHODS
from ndxp_sdk._http.response import Response
from ndxp_sdk._http.untrusted_body import json_object, media_type_of
from ndxp_sdk.errors import Answered, Ids, NdxpError, Origin, OutcomeUnknown, UnexpectedAnswer

__all__ = [
    "failure_of_adapter",
    "failure_of_direct",
    "failure_of_gateway",
    "failure_of_page",
    "failure_of_problem",
    "failure_of_xroad",
]
_HTML: Final = re.compile(r"(?i)html")
_XML: Final = re.compile(r"(?i)xml")
_NEGOTIATED: Final = frozenset({"accept", "content-type"})


def failure_of_problem(
    answer: Response, operation: str, ids: Ids | None = None, *, is_repeatable: bool = False
) -> NdxpError:
    """Map a failed response of the hub's own APIs; the caller knows already that it is one.

    `is_repeatable` says whether the provider ends in the same state however often the call is made.
    """
    call = CallInfo(operation, ids or Ids(), is_repeatable)
    report = report_of(answer)
    if report is not None and (report.is_of_xroad or report.is_soap or "X-Road-Error" in answer.headers):
        return _of_report(report, call, answer)
    body = problem_details.problem_of(answer)
    if body is not None and answer.status >= 400:
        return problem_details.problem_error(body, call, answer)
    found = gatekeepers.of_gatekeeper(answer, _correlated(call, answer))
    if found is not None:
        return found
    if intermediaries.is_page(answer):
        return intermediaries.of_page(answer, _correlated(call, answer))
    if answer.status < 400:
        return intermediaries.of_status(answer, _correlated(call, answer))
    return problem_details.status_error(answer, call)


def failure_of_page(answer: Response, operation: str, ids: Ids) -> NdxpError | None:
    """Return the failure of a success that the hub's own APIs did not send. None if they may have sent it.

    They repeat the correlation id of the call. Without it, HTML and SOAP are those of something in between.
    """
    if ids.correlation_id is not None and ids.correlation_id in answer.headers.get_list("X-Correlation-Id"):
        return None
    call = CallInfo(operation, ids)
    found = gatekeepers.of_gatekeeper(answer, call)
    if found is None and intermediaries.is_page(answer):
        return intermediaries.of_page(answer, call)
    report = report_of(answer) if found is None and intermediaries.is_markup(answer.content) else None
    return found if report is None else _of_report(report, call, answer)


def failure_of_xroad(plan: ExchangePlan, answer: Response) -> NdxpError | None:
    """Map what X-Road or something before it reports. None for the provider's own response (PR-REST 4.6)."""
    found = answer.headers.beginning(page_marks.PREFIX)
    if page_marks.ERROR in found:
        return _of_report(report_of(answer) or Report(""), call_info(plan), answer)
    field, lacking = page_marks.foreign(found, plan), page_marks.missing(found)
    if field is not None:
        return _of_stranger(field, plan, answer)
    if not lacking:
        return None
    call = call_info(plan)
    report = report_of(answer) if _may_be_a_report(answer) else None
    if report is not None and (report.is_of_xroad or report.is_soap):
        return _of_report(report, call, answer)
    return _of_something_between(plan, answer) or intermediaries.of_unmarked(lacking, answer, _correlated(call, answer))


def failure_of_adapter(plan: ExchangePlan, answer: Response) -> NdxpError | None:
    """Map what an adapter or something before it reports. None for a response that may be the provider's own."""
    report = report_of(answer) if _may_be_a_report(answer) else None
    if report is not None and ("X-Road-Error" in answer.headers or report.is_of_xroad):
        return xroad.xroad_error(report, call_info(plan), answer)
    fault = gateway.adapter_fault(answer) if answer.status >= 400 else None
    if fault is not None:
        return gateway.adapter_error(fault, call_info(plan), answer)
    return _of_something_between(plan, answer)


def failure_of_gateway(plan: ExchangePlan, answer: Response) -> NdxpError | None:
    """Map what an API gateway or something before it reports. None for a response that may be the provider's own."""
    call = call_info(plan)
    fault = gateway.gateway_fault(answer) if answer.status >= 400 else None
    if fault is not None:
        return gateway.gateway_error(fault, call, answer)
    if answer.status == 401:
        return problem_details.status_error(answer, call)
    return _of_something_between(plan, answer)


def failure_of_direct(plan: ExchangePlan, answer: Response) -> NdxpError | None:
    """Map what a proxy, a portal or a wrong server reports. None for everything else: it is the provider's own."""
    is_page = intermediaries.is_page(answer)
    if _is_own(plan, answer, is_page):
        return None
    call = call_info(plan)
    found = gatekeepers.of_gatekeeper(answer, call) or _of_soap_server(plan, answer)
    is_anothers = is_page and (answer.status < 400 or intermediaries.is_page_of_a_proxy(answer))
    return found or (intermediaries.of_page(answer, call) if is_anothers else None)


def _may_be_a_report(answer: Response) -> bool:
    """Return whether to look into the body; SOAP faults have come with status 200 too."""
    return (
        answer.status >= 400
        or "X-Road-Error" in answer.headers
        or media_type_of(answer) in {"text/xml", "application/xml"}
    )


def _of_report(report: Report, call: CallInfo, answer: Response) -> Answered:
    if not report.is_soap:
        return xroad.xroad_error(report, call, answer)
    return _of_soap(report, call, answer, "consumer-gateway", "missed-r1")


def _of_soap(report: Report, call: CallInfo, answer: Response, origin: Origin, advice: str) -> Answered:
    finding = MappedError(
        kind=UnexpectedAnswer,
        text=f"a SOAP fault with status {answer.status}{quote(report.message)}, where an answer to REST was expected",
        origin=origin,
        code=report.type,
        detail=report.message,
        hint=hint(advice),
    )
    return error_of(finding, call, answer)


def _of_soap_server(plan: ExchangePlan, answer: Response) -> Answered | None:
    """Return the failure of a SOAP fault in response to a call that was none of SOAP."""
    is_called_with_xml = any(name.lower() in _NEGOTIATED and _XML.search(value) for name, value in plan.headers)
    report = None if is_called_with_xml or not intermediaries.is_markup(answer.content) else report_of(answer)
    return _of_soap(report, call_info(plan), answer, "unknown", "address") if report and report.is_soap else None


def _of_stranger(field: str, plan: ExchangePlan, answer: Response) -> NdxpError:
    found = xroad.of_stranger(field, call_info(plan), answer)
    # because the answer to this call went elsewhere, or is still to come
    return found if plan.method in SAFE_METHODS else OutcomeUnknown(found.message, found.facts)


def _of_something_between(plan: ExchangePlan, answer: Response) -> NdxpError | None:
    is_page = intermediaries.is_page(answer)
    if _is_own(plan, answer, is_page):
        return None
    call = call_info(plan)
    body = problem_details.problem_of(answer) if answer.status >= 400 else None
    if body is not None and "origin" in body:
        return problem_details.problem_error(body, call, answer)
    call = _correlated(call, answer)
    found = gatekeepers.of_gatekeeper(answer, call) or _of_soap_server(plan, answer)
    if found is not None or is_page:
        return found or intermediaries.of_page(answer, call)
    is_bare = not answer.content.strip() or (
        media_type_of(answer) == "text/plain" and json_object(answer.content) is None
    )
    return intermediaries.of_status(answer, call) if answer.status >= 400 and is_bare else None


def _is_own(plan: ExchangePlan, answer: Response, is_page: bool) -> bool:
    """Return whether a success is surely the provider's own: no markup, or the page that was asked for."""
    if answer.status >= 300:
        return False
    return _wants_pages(plan) if is_page else not intermediaries.is_markup(answer.content)


def _wants_pages(plan: ExchangePlan) -> bool:
    """Return whether the caller asked for HTML by name."""
    return any(name.lower() == "accept" and _HTML.search(value) for name, value in plan.headers)


def _correlated(call: CallInfo, answer: Response) -> CallInfo:
    return replace(
        call, ids=replace(call.ids, correlation_id=header_id(answer, "X-Correlation-Id") or call.ids.correlation_id)
    )
