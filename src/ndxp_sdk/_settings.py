"""The settings of a client, by name."""

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from opentelemetry.trace import TracerProvider

    from ndxp_sdk._retry import Retry
    from ndxp_sdk._transport import AsyncTransport, Transport
    from ndxp_sdk.audit import Audit, AuditContext
    from ndxp_sdk.credentials import Credential, GivesHeaders
    from ndxp_sdk.dialects.protocol import Dialect
    from ndxp_sdk.identifiers import MemberId, SystemId
    from ndxp_sdk.limits import Limits
    from ndxp_sdk.timeouts import Timeout
    from ndxp_sdk.tls import Tls
    from ndxp_sdk.tokens.file_cache import FileCache


class Settings(TypedDict, total=False):
    """What both clients take. Everything has a default; nothing comes from the environment unless `trust_env` is set.

    `dialect` is how providers are called, X-Road by default; `client` the own system, such as `VN/GOV/G22/mot-cua`.
    `token_url` is where tokens are had, by default `/oauth2/token` of the hub or what the dialect says; `issuer` is
    the audience of signed assertions. `token_cache` shares tokens with other processes. `proxy` is an address, with
    user and password if need be. `tracing` is True or a TracerProvider.
    """

    dialect: "Dialect"
    client: "SystemId | MemberId | str | None"
    credential: "Credential | GivesHeaders | None"
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


class ClientSettings(Settings, total=False):
    """What Client takes. `transport` replaces the network, for instance by one in memory.

    Through it the deadline is passed on as the limit of each step, and no more than that; its connections are its own,
    and so is whether what comes behind an answer on one of them is taken for the next answer.
    """

    transport: "Transport | None"


class AsyncClientSettings(Settings, total=False):
    """What AsyncClient takes. `transport` replaces the network, for instance by one in memory.

    Through it the deadline is passed on as the limit of each step, and no more than that; its connections are its own,
    and so is whether what comes behind an answer on one of them is taken for the next answer.
    """

    transport: "AsyncTransport | None"


class Options(TypedDict, total=False):
    """What can be different for some calls of a client. `context` replaces the context of its audit."""

    timeout: "Timeout"
    retry: "Retry"
    context: "AuditContext"
