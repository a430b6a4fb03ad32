"""From an answer to the result of a call."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from ndxp_sdk._http.response import Response
from ndxp_sdk._pipeline.call import Call
from ndxp_sdk._pipeline.call_result import CallResult
from ndxp_sdk._text import sanitise
from ndxp_sdk.errors import ContractViolation, Facts, NdxpError

S = TypeVar("S")
T = TypeVar("T")


def read(call: Call[T], done: CallResult) -> T:
    """Return the result of a call. ContractViolation if the response is not what the contract says."""
    answer: Response = done.answer
    try:
        return parsed(call.reads, answer, call.operation, answer.status)
    except NdxpError as error:
        failure = error
    raise masked(failure, lambda told: parsed(call.reads, told, call.operation, told.status), done)


def masked(failure: NdxpError, reads: Callable[[Response], object], done: CallResult) -> NdxpError:
    """Return the failure to read a response, redacted."""
    from ndxp_sdk._redaction.echoes import redacted_failure  # noqa: PLC0415 - because most answers can be read

    return redacted_failure(failure, done.answer, partial(_failure, reads), done.mask)


def _failure(reads: Callable[[Response], object], answer: Response) -> NdxpError | None:
    try:
        reads(answer)
    except NdxpError as error:
        return error
    return None


def parsed(reads: Callable[[S], T], given: S, operation: str, status: int) -> T:
    """Return what `reads` makes of `given`. ContractViolation for what it cannot read."""
    try:
        return reads(given)
    except NdxpError:
        raise
    except ValueError as error:
        where = _where(error)
    # outside the handler, because the context of an error would show the values
    facts = Facts(operation, "platform", status, "contract-violation")
    raise ContractViolation(f"the answer differs from the contract{where}", facts)


def _where(error: ValueError) -> str:
    """Return pointers and rules of what pydantic found, without the values."""
    if not hasattr(error, "errors"):
        return ": it cannot be read"
    found = error.errors(include_input=False, include_url=False, include_context=False)
    # because a step may be a name that only this answer has
    told = [f"/{sanitise('/'.join(str(step) for step in each['loc']))} ({each['type']})" for each in found[:3]]
    return f" at {', '.join(told)}" + (f" and {len(found) - 3} more" if len(found) > 3 else "")
