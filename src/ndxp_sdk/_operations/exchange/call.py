"""Prepare a call of a provider's service from its arguments."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypedDict, cast

from ndxp_sdk._client.credential_scope import injector_of, is_for_provider
from ndxp_sdk._http.pairs import StringPairs, string_mapping, string_pairs
from ndxp_sdk._http.path_template import expand
from ndxp_sdk._http.request import Content, names_of
from ndxp_sdk._http.request_id import new_id
from ndxp_sdk._http.response import Response
from ndxp_sdk._operations.raw_request import BODY, body, check_arguments
from ndxp_sdk._pipeline.prepared_call import PreparedCall
from ndxp_sdk._validators import ANY_TEXT, ONE_LINE, TEXT, Expected, Table, needed
from ndxp_sdk.dialects.protocol import ExchangeCall, ExchangePlan
from ndxp_sdk.errors import NdxpError, UnexpectedAnswer, UsageError
from ndxp_sdk.exchange_response import ExchangeResponse
from ndxp_sdk.identifiers import MemberId, ServerId, ServiceId, SystemId, client_id
from ndxp_sdk.identifiers._base import separator

if TYPE_CHECKING:
    from ndxp_sdk._client.config import ClientConfig
    from ndxp_sdk._oauth.token_request import TokenSpec

_SCOPES: Final = frozenset({"exchange"})
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


class ExchangeOptions(TypedDict, total=False):
    """The options of a call of a provider's service. `values` fill the braces of the path and are never logged.

    `content` may be a function that gives the pieces of a large body, anew for each try. `client` is who calls, if not
    the client's own system. `user_id` is the acting person with a country prefix, `issue` the dossier,
    `represented_party` `[class/]code`; these three go into the monitoring of X-Road. `provider_url` is for adapters.
    """

    values: Mapping[str, str]
    query: StringPairs
    headers: StringPairs
    json: object
    content: Content
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


def prepare_exchange(
    config: "ClientConfig", service: "ServiceId | SystemId | str", method: str, path: str, options: ExchangeOptions
) -> tuple[ExchangePlan, PreparedCall]:
    """Plan a call in the client's dialect and prepare it. UsageError if the dialect cannot say it."""
    check_arguments(options, CALL, "call")
    content, media_type = body(options)
    server = options.get("security_server")
    values = string_mapping(options["values"], "values") if "values" in options else _NOTHING
    call = ExchangeCall(
        service=_service(service) if isinstance(service, str) else needed("service", service, _SERVICE),
        method=needed("method", method, TEXT),
        path=expand(needed("path", path, ANY_TEXT), values),
        query=string_pairs(options["query"], "query") if "query" in options else (),
        headers=string_pairs(options["headers"], "headers") if "headers" in options else (),
        content=content if isinstance(content, bytes) else None,
        media_type=media_type,
        client=caller(options.get("client"), config),
        message_id=options.get("message_id") or new_id(),
        user_id=options.get("user_id"),
        issue=options.get("issue"),
        represented_party=options.get("represented_party"),
        security_server=ServerId.parse(server) if isinstance(server, str) else server,
        provider_url=options.get("provider_url"),
    )
    plan = config.dialect.plan(call)
    return plan, config.prepare_plan(
        plan,
        _wanted(config, call.service, options),
        content,
        template=plan.template.removesuffix("/…") + path if values else plan.template,
        injector=injector_of(config.state.tokens, config.dialect, content),
        given=names_of(call.headers),
        private=(*values.values(), *[value for _, value in call.query]),
    )


def metaservice(config: "ClientConfig", system: SystemId | str, name: str) -> ServiceId:
    """Return the identifier of a metaservice. UsageError if the dialect knows no security server."""
    needed("system", system, _SERVICE)
    if config.dialect.name != "xroad":
        raise UsageError(f"{name} is answered by security servers of X-Road; the dialect here is {config.dialect.name}")
    return (SystemId.parse(system) if isinstance(system, str) else system).service(name)


def service_id(given: ServiceId | str) -> ServiceId:
    """Return the identifier of a service. UsageError for anything else, a system too."""
    known = ServiceId.parse(given) if isinstance(given, str) else given
    if isinstance(known, ServiceId):
        return known
    raise UsageError(_SERVICE.told("service", given))


def caller(given: SystemId | MemberId | str | None, config: "ClientConfig") -> SystemId | MemberId | None:
    """Return who calls: the system that is named, else the client's own."""
    if given is None:
        return config.client
    return _client(given) if isinstance(given, str) else cast("SystemId | MemberId", needed("client", given, _CALLER))


def refusal(plan: ExchangePlan, answer: Response) -> NdxpError:
    """Build the error for a provider's refusal of a streamed call."""
    try:
        ExchangeResponse.of(plan, answer).raise_for_status()
    except NdxpError as error:
        return error
    return UnexpectedAnswer("an answer without a body to stream")


def _wanted(config: "ClientConfig", service: ServiceId | SystemId, options: ExchangeOptions) -> "TokenSpec | None":
    tokens = config.state.tokens
    is_carried = tokens is not None and is_for_provider(tokens, config.dialect, service)
    if not is_carried or tokens is None or tokens.placement == "body":
        _refuse_what_only_tokens_carry(config, options)
    if tokens is None or not is_carried:
        return None
    from ndxp_sdk._oauth.token_request import TokenSpec  # noqa: PLC0415 - because it is for clients with a credential

    if tokens.placement == "body":
        return TokenSpec()  # because one session serves all
    return TokenSpec(_SCOPES, options.get("agreement_id"), options.get("purpose_id"))


def _refuse_what_only_tokens_carry(config: "ClientConfig", options: ExchangeOptions) -> None:
    """Refuse an agreement that goes nowhere, because it would be missing where the provider asks for it."""
    named = [name for name in ("agreement_id", "purpose_id") if options.get(name) is not None]
    if named:
        raise UsageError(
            f"{' and '.join(named)} would be asked for in an access token, and this call of the "
            f"dialect {config.dialect.name} carries none: leave it out, or give the client a credential that gets a "
            "token for it"
        )


_SERVICE: Final = Expected(
    "a service is expected, such as 'VN/GOV/G12/dkkd/enterprises'",
    lambda value: isinstance(value, ServiceId | SystemId | str),
)
_CALLER: Final = Expected(
    "a system is expected, such as 'VN/GOV/G22/mot-cua'", lambda value: isinstance(value, SystemId | MemberId | str)
)
CALL: Final[Table] = {
    **BODY,
    "client": _CALLER,
    **dict.fromkeys(("message_id", "user_id", "issue", "represented_party"), ANY_TEXT),
    "security_server": Expected(
        "a security server is expected, such as 'VN/GOV/G12/ss1'", lambda value: isinstance(value, ServerId | str)
    ),
    **dict.fromkeys(("provider_url", "agreement_id", "purpose_id"), ONE_LINE),
}


@lru_cache(maxsize=1024)
def _service(text: str) -> ServiceId | SystemId:
    is_system = text.count(separator(text)) == len(SystemId.names) - 1
    return SystemId.parse(text) if is_system else ServiceId.parse(text)


@lru_cache(maxsize=256)
def _client(text: str) -> SystemId | MemberId:
    return client_id(text)
