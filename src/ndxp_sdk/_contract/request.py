"""The arguments of an operation as a request, checked."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypedDict, cast

from ndxp_sdk._contract.validator import OperationContract, RequestArguments
from ndxp_sdk._contract.violations import Undecided, message_and_facts, undecided_message_and_facts
from ndxp_sdk._http.json_body import serialise_json
from ndxp_sdk._operations.exchange.call import CALL
from ndxp_sdk._text import sanitise
from ndxp_sdk._validators import OCTETS, Expected, Table, an, kind
from ndxp_sdk.errors import ContractViolation, UsageError
from ndxp_sdk.exchange_response import ExchangeResponse

if TYPE_CHECKING:
    from ndxp_sdk._operations.exchange.call import ExchangeOptions
    from ndxp_sdk.identifiers import MemberId, ServerId, SystemId

Value: TypeAlias = str | int | float | bool


class OperationArguments(TypedDict, total=False):
    """The arguments of an operation: the values of its parameters and its body, and who calls.

    `path` fills the braces of the path. A value that is a list is sent once for each of its items.
    """

    path: Mapping[str, Value]
    query: Mapping[str, Value | Sequence[Value]]
    headers: Mapping[str, Value]
    json: object
    content: bytes
    media_type: str
    client: "SystemId | MemberId | str"
    message_id: str
    user_id: str
    issue: str
    represented_party: str
    security_server: "ServerId | str"
    provider_url: str
    agreement_id: str
    purpose_id: str


def request_arguments(arguments: OperationArguments) -> RequestArguments:
    """Build the request from the arguments."""
    has_json = "json" in arguments
    return RequestArguments(
        path=dict(_pairs("path", arguments.get("path", {}))),
        query=tuple(_pairs("query", arguments.get("query", {}))),
        headers=tuple(_pairs("headers", arguments.get("headers", {}))),
        content=serialise_json(arguments["json"]) if has_json else arguments.get("content"),
        media_type=arguments.get("media_type", "application/json" if has_json else None),
    )


def options_of(arguments: OperationArguments, request: RequestArguments) -> "ExchangeOptions":
    """Build the options of the call itself; the values of the path are never logged."""
    given = {name: value for name, value in arguments.items() if name != "path"}
    named = {"values": request.path, "query": request.query, "headers": request.headers}
    return cast("ExchangeOptions", {**given, **named})


def check_request(contract: OperationContract, request: RequestArguments) -> None:
    """Raise UsageError, whose facts hold the violations, for a request that the provider could only refuse.

    So for one of which nobody can tell whether it keeps the contract; there the facts hold none.
    """
    name = contract.outline.name
    try:
        violations = contract.request_violations(request)
    except Undecided as undecided:
        failure = UsageError(*undecided_message_and_facts("request", name, str(undecided)))
    else:
        if not violations:
            return
        failure = UsageError(*message_and_facts("request", name, violations))
    raise failure


def check_answer(contract: OperationContract, request: RequestArguments, response: ExchangeResponse) -> None:
    """Raise ContractViolation, whose facts hold the violations, for a response that breaks the contract.

    So for a response of which nobody can tell whether it keeps the contract; there the facts hold none.
    An error answer of a status that the document does not know is no breach of it but a failure: ProviderError.
    """
    name = contract.outline.name
    answer = contract.answer(response.status, response.headers.multi_items(), response.content)
    try:
        violations = contract.answer_violations(request, answer)
    except Undecided as undecided:
        failure = ContractViolation(*undecided_message_and_facts("answer", name, str(undecided)))
    else:
        if not violations:
            return
        if not response.is_success and violations[0].part == "status":
            response.raise_for_status()
        failure = ContractViolation(*message_and_facts("answer", name, violations))
    raise failure.about(status=response.status, ids=response.ids)


def _pairs(argument: str, given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in given.items():
        if argument == "query" and isinstance(value, list | tuple):
            yield from ((name, _text(argument, name, each)) for each in value)
        else:
            yield name, _text(argument, name, value)


def _text(argument: str, name: object, value: object) -> str:
    if not isinstance(name, str):
        raise UsageError(f"{argument}: a name is {kind(name)}, text is expected")
    if not isinstance(value, str | int | float):
        raise UsageError(
            f"{argument}: the value of '{sanitise(name)}' is {kind(value)}, a text or a number is expected"
        )
    return str(value).lower() if isinstance(value, bool) else str(value)


CONTRACT: Final = an("_contract.validator", "OperationContract", "service.contract('getEnterprise')")
NAMED: Final = Expected("a mapping is expected, such as {'code': '…'}", lambda value: isinstance(value, Mapping))
EXPECTED: Final[Table] = {
    **{name: expected for name, expected in CALL.items() if name != "values"},
    "path": NAMED,
    "query": NAMED,
    "headers": NAMED,
    "content": OCTETS,
}
