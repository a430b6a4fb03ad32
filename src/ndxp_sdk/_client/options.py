"""The settings of a client, by name."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, TypedDict

from ndxp_sdk._validators import FLAG, TEXT_OR_NONE, Expected, Table, an, or_none, refusal
from ndxp_sdk.errors import InvalidConfiguration

if TYPE_CHECKING:
    from opentelemetry.trace import TracerProvider

    from ndxp_sdk._pipeline.retry_policy import Retry
    from ndxp_sdk._transport.custom import AsyncHttpxTransport, HttpxTransport
    from ndxp_sdk.audit import Audit, AuditContext
    from ndxp_sdk.credentials import Credential, HeaderCredential
    from ndxp_sdk.dialects.protocol import Dialect
    from ndxp_sdk.identifiers import MemberId, SystemId
    from ndxp_sdk.limits import Limits
    from ndxp_sdk.timeouts import Timeout
    from ndxp_sdk.tls import Tls
    from ndxp_sdk.tokens.file_cache import FileCache


class CommonOptions(TypedDict, total=False):
    """The options of both clients. All have defaults; nothing comes from the environment unless `trust_env` is set.

    `dialect` is how providers are called, X-Road by default; `client` the own system, such as `VN/GOV/G22/mot-cua`.
    `token_url` is where tokens are had, by default `/oauth2/token` of the hub or what the dialect says; `issuer` is
    the audience of signed assertions. `token_cache` shares tokens with other processes. `proxy` is an address, with
    user and password if need be. `tracing` is True or a TracerProvider.
    """

    dialect: "Dialect"
    client: "SystemId | MemberId | str | None"
    credential: "Credential | HeaderCredential | None"
    token_url: str | None
    issuer: str | None
    token_cache: "FileCache | None"
    tls: "Tls"
    timeout: "Timeout"
    retry: "Retry"
    limits: "Limits"
    proxy: str | None
    trust_env: bool
    audit: "Audit | None"
    tracing: "bool | TracerProvider"


class ClientOptions(CommonOptions, total=False):
    """The options of Client. `transport` replaces the network, for instance by one in memory.

    Through it the deadline is passed on as the limit of each step, and no more than that; its connections are its own,
    and so is whether what comes behind an answer on one of them is taken for the next answer.
    """

    transport: "HttpxTransport | None"


class AsyncClientOptions(CommonOptions, total=False):
    """The options of AsyncClient. `transport` replaces the network, for instance by one in memory.

    Through it the deadline is passed on as the limit of each step, and no more than that; its connections are its own,
    and so is whether what comes behind an answer on one of them is taken for the next answer.
    """

    transport: "AsyncHttpxTransport | None"


class CallOptions(TypedDict, total=False):
    """The options that may differ for some calls of a client. `context` replaces the context of its audit."""

    timeout: "Timeout"
    retry: "Retry"
    context: "AuditContext"


def check_settings(given: "ClientOptions | AsyncClientOptions", taker: str) -> None:
    """Raise InvalidConfiguration for a setting that does not exist or is of another kind; `taker` is the client."""
    if told := refusal(given, _CLIENTS[taker], taker):
        raise InvalidConfiguration(told)


def check_options(given: CallOptions) -> None:
    """Raise InvalidConfiguration for an option that does not exist or is of another kind."""
    if told := refusal(given, _OPTIONS, "with_options"):
        raise InvalidConfiguration(told)


def _has(value: object, *names: str) -> bool:
    return not isinstance(value, type) and all(callable(getattr(value, name, None)) for name in names)


def _is_dialect(value: object) -> bool:
    return _has(value, "plan", "failure") and hasattr(value, "name") and hasattr(value, "token_path")


def _is_credential(value: object) -> bool:
    from ndxp_sdk._oauth.protocol import Credential, HeaderCredential  # noqa: PLC0415 - because not every client has one

    return not isinstance(value, type) and isinstance(value, Credential | HeaderCredential)


def _is_client(value: object) -> bool:
    from ndxp_sdk.identifiers import MemberId, SystemId  # noqa: PLC0415 - as above

    return isinstance(value, SystemId | MemberId | str)


def _transport(*names: str) -> Expected:
    return or_none(
        Expected(
            f"a transport of httpx with the methods {' and '.join(names)} is expected",
            lambda value: _has(value, *names),
        )
    )


_TIMEOUT: Final = an("timeouts", "Timeout", "Timeout(total=5)")
_RETRY: Final = an("_pipeline.retry_policy", "Retry", "Retry(attempts=5)")
_SETTINGS: Final[Table] = {
    "dialect": Expected("a dialect is expected, such as XRoad() or Direct()", _is_dialect),
    "client": or_none(Expected("the own system is expected, such as 'VN/GOV/G22/mot-cua'", _is_client)),
    "credential": or_none(
        Expected(
            "a credential is expected, such as ClientSecret('my-client', 'env:NDXP_CLIENT_SECRET')", _is_credential
        )
    ),
    "token_url": TEXT_OR_NONE,
    "issuer": TEXT_OR_NONE,
    "token_cache": or_none(an("tokens.file_cache", "FileCache", "FileCache()")),
    "tls": an("tls", "Tls", "Tls(ca='ca.pem')"),
    "timeout": _TIMEOUT,
    "retry": _RETRY,
    "limits": an("limits", "Limits", "Limits(connections=20)"),
    "proxy": TEXT_OR_NONE,
    "trust_env": FLAG,
    "audit": or_none(an("audit", "Audit", "Audit(AuditFile('audit.jsonl'))")),
    "tracing": Expected(
        "True, False or a TracerProvider is expected",
        lambda value: isinstance(value, bool) or _has(value, "get_tracer"),
    ),
}
_CLIENTS: Final[Mapping[str, Table]] = {
    "Client": {**_SETTINGS, "transport": _transport("handle_request", "close")},
    "AsyncClient": {**_SETTINGS, "transport": _transport("handle_async_request", "aclose")},
}
_OPTIONS: Final[Table] = {
    "timeout": _TIMEOUT,
    "retry": _RETRY,
    "context": an("audit", "AuditContext", "AuditContext(officer='VN040180001234')"),
}
