"""Configure both clients: settings become a configuration, calls become prepared requests. Nothing here sends."""

import sys
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from ndxp_sdk._client import components as optional
from ndxp_sdk._client.credential_scope import is_for_hub
from ndxp_sdk._client.options import AsyncClientOptions, CallOptions, ClientOptions, check_options, check_settings
from ndxp_sdk._http import content_coding
from ndxp_sdk._http.origin import HttpOrigin
from ndxp_sdk._http.path_template import expand
from ndxp_sdk._http.request import Content, Fields, fields_of, merged, names_of, query_of
from ndxp_sdk._http.request_id import new_id
from ndxp_sdk._http.url import base_address
from ndxp_sdk._pipeline.call import Call
from ndxp_sdk._pipeline.circuit_breaker import CircuitBreaker
from ndxp_sdk._pipeline.client_state import ClientState
from ndxp_sdk._pipeline.prepare import frame, is_repeatable, judge
from ndxp_sdk._pipeline.prepared_call import PreparedCall, SessionInjector
from ndxp_sdk._pipeline.retry_budget import RetryBudget
from ndxp_sdk._pipeline.retry_policy import Retry
from ndxp_sdk._transport.config import TransportConfig
from ndxp_sdk._version import VERSION
from ndxp_sdk.errors import Ids, InvalidConfiguration, NdxpError
from ndxp_sdk.limits import Limits
from ndxp_sdk.timeouts import Timeout
from ndxp_sdk.tls import ReloadingContext, Tls

if TYPE_CHECKING:
    from ndxp_sdk._oauth.token_request import TokenSpec
    from ndxp_sdk._pipeline.tracing import Tracing
    from ndxp_sdk.audit import Audit
    from ndxp_sdk.dialects.protocol import Dialect, ExchangePlan
    from ndxp_sdk.identifiers import MemberId, SystemId
    from ndxp_sdk.tokens.provider import TokenProvider


class PlanOptions(TypedDict):
    """The part of a prepared exchange call that does not follow from its plan; the fields are those of PreparedCall."""

    template: str
    injector: SessionInjector | None
    given: frozenset[bytes]
    private: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClientConfig:
    """A client without its connections."""

    site: HttpOrigin
    chosen: "Dialect | None"
    client: "SystemId | MemberId | None"
    timeout: Timeout
    transport: TransportConfig
    state: ClientState
    fields: Fields
    audit: "Audit | None" = None
    tracing: "Tracing | None" = None

    @property
    def dialect(self) -> "Dialect":
        """The dialect in which providers are called."""
        return self.chosen or optional.usual_dialect()

    @property
    def is_watched(self) -> bool:
        """Whether calls are audited or traced."""
        return self.audit is not None or self.tracing is not None

    def __repr__(self) -> str:
        return f"ClientConfig({self.site!r})"

    def having(self, options: CallOptions) -> "ClientConfig":
        """Return the configuration with other options. InvalidConfiguration if one is wrong."""
        check_options(options)
        audit, retry = self.audit, options.get("retry")
        if "context" in options:
            if audit is None:
                raise InvalidConfiguration(
                    "context is for the records of an audit, and the client has none: give it one"
                )
            audit = replace(audit, context=options["context"])
        state = self.state if retry is None else replace(self.state, retry=retry)
        return replace(self, timeout=options.get("timeout", self.timeout), state=state, audit=audit)

    def masked(self, error: NdxpError) -> NdxpError:
        """Redact the secrets of the client from an error that quotes the hub."""
        from ndxp_sdk._redaction.echoes import Redactor  # noqa: PLC0415 - because most calls succeed

        return Redactor(self.state.confided()).error(error)

    def prepare(self, call: Call[Any]) -> PreparedCall:
        """Prepare a call of the hub's own APIs."""
        ids = Ids(correlation_id=new_id())
        fields = merged(self.fields, fields_of(call.headers))
        fields.append((b"X-Correlation-Id", str(ids.correlation_id).encode("ascii")))
        frame(fields, call.method, call.content, call.media_type)
        repeatable = is_repeatable(call)
        return PreparedCall(
            operation=call.operation,
            template=call.template,
            method=call.method,
            site=self.site,
            target=(self.site.path + expand(call.template, call.path) + query_of(call.query)).encode("ascii"),
            fields=fields,
            judge=partial(judge, call, ids, repeatable),
            ids=ids,
            timeout=self.timeout,
            scope=self.site.key,
            content=call.content,
            is_repeatable=repeatable,
            wanted=_wanted(call.scopes) if is_for_hub(self.state.tokens) else None,
            given=names_of(call.headers),
        )

    def prepare_open(self, call: Call[Any]) -> PreparedCall:
        """Prepare a call of the hub's own APIs that is sent without a credential."""
        return replace(self.prepare(call), wanted=None)

    def prepare_plan(
        self, plan: "ExchangePlan", wanted: "TokenSpec | None", content: Content, **other: Unpack[PlanOptions]
    ) -> PreparedCall:
        """Prepare a call of a provider's service in the client's dialect."""
        fields = merged(self.fields, fields_of(plan.headers))
        frame(fields, plan.method, content, None)
        return PreparedCall(
            operation=plan.operation,
            method=plan.method,
            site=self.site,
            target=(self.site.path + plan.target).encode("ascii"),
            fields=fields,
            judge=partial(self.dialect.failure, plan),
            ids=Ids(message_id=plan.message_id),
            timeout=self.timeout,
            scope=f"{self.site.key} {plan.service}",
            content=content,
            is_repeatable=plan.is_safe_to_repeat,
            wanted=wanted,
            **other,
        )


def config_of(base_url: str, taker: str, settings: ClientOptions | AsyncClientOptions) -> ClientConfig:
    """Build the configuration from settings. InvalidConfiguration if one is wrong. Opens and reads nothing."""
    check_settings(settings, taker)
    site, retry = HttpOrigin(base_address(base_url)), settings.get("retry") or Retry()
    dialect, circuit_breaker, proxy = settings.get("dialect"), CircuitBreaker(retry), settings.get("proxy")
    tls, limits = ReloadingContext(settings.get("tls") or Tls()), settings.get("limits") or Limits()
    tokens = optional.tokens(site, dialect, settings)
    if tokens is not None:
        tls.on_change = tokens.forget  # because issuers bind tokens to the certificate of the connection (RFC 8705 3)
    transport = TransportConfig(tls, limits, circuit_breaker, optional.proxy(proxy), bool(settings.get("trust_env")))
    return ClientConfig(
        site=site,
        chosen=dialect,
        client=optional.own_system(settings.get("client")),
        timeout=settings.get("timeout") or Timeout(),
        transport=transport,
        state=ClientState(
            retry, RetryBudget(retry), circuit_breaker, tokens, partial(_confided, tokens, transport, site)
        ),
        fields=_defaults(site),
        audit=settings.get("audit"),
        tracing=optional.tracing(settings.get("tracing", False)),
    )


def _defaults(site: HttpOrigin) -> Fields:
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return [
        site.host_field,
        (b"User-Agent", f"ndxp-sdk/{VERSION} python/{python}".encode("ascii")),
        (b"Accept", b"application/json, */*;q=0.8"),
        (b"Accept-Encoding", content_coding.ACCEPTED),
    ]


@lru_cache(maxsize=256)
def _wanted(scopes: frozenset[str]) -> "TokenSpec":
    from ndxp_sdk._oauth.token_request import TokenSpec  # noqa: PLC0415 - because it is for clients with a credential

    return TokenSpec(scopes)


def _confided(
    tokens: "TokenProvider | None", transport: TransportConfig, site: HttpOrigin, *, keys: bool = True
) -> tuple[str, ...]:
    return (*(tokens.confided() if tokens else ()), *transport.confided(site, keys=keys))
