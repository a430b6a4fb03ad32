"""To whom the credential of a client is shown.

| Credential | the hub's own APIs | a gateway, a provider called directly | through X-Road or an adapter |
|---|---|---|---|
| gives a token for Authorization | yes | with a token_path, else refused | never: it is nothing for providers |
| gives a session for the body | no | refused | adapters; X-Road refused |
| fields of each call, no `providers` | yes | yes | no (UsageError): whoever is called would see them |
| fields of each call, with `providers` | no | calls of these systems | calls of these systems |

What is refused is refused when the client is made, because a credential that is left out in silence fails open.
"""

from typing import TYPE_CHECKING, Final

from ndxp_sdk._pipeline.prepared_call import SessionInjector
from ndxp_sdk.errors import InvalidConfiguration, UsageError

if TYPE_CHECKING:
    from typing import TypeGuard

    from ndxp_sdk.dialects.protocol import CarriesSession, Dialect
    from ndxp_sdk.identifiers import ServiceId, SystemId
    from ndxp_sdk.tokens.provider import TokenProvider

# Because in these one address leads to all providers, and fields of a call are passed on to the one that it is for.
_PASSED_ON: Final = frozenset({"xroad", "adapter"})


def refuse_unsent(tokens: "TokenProvider", dialect: "Dialect | None") -> None:
    """Raise InvalidConfiguration for a credential that no call of a provider could carry, though it is for one."""
    name = "xroad" if dialect is None else dialect.name
    if tokens.placement == "body":
        if not _carries_sessions(dialect):
            raise InvalidConfiguration(
                "credential: a session travels in the body of calls through an adapter; the dialect here is "
                f'{name}: give dialect=Adapter(), in a profile: dialect = "adapter"'
            )
    elif tokens.gives_tokens and dialect is not None and dialect.token_path is None and name not in _PASSED_ON:
        kind = type(dialect).__name__
        raise InvalidConfiguration(
            f"credential: it gives tokens, and {kind}() without token_path sends none: say where tokens are had, "
            f"such as {kind}(token_path='/token'), in a profile: dialect.kind = \"{name}\" and "
            'dialect.token_path = "/token"'
        )


def is_for_hub(tokens: "TokenProvider | None") -> bool:
    """Return whether the credential goes with calls of the hub's own APIs."""
    return tokens is not None and tokens.placement == "header" and not tokens.providers


def is_for_provider(tokens: "TokenProvider", dialect: "Dialect", service: "ServiceId | SystemId") -> bool:
    """Return whether the credential goes with calls of this service. UsageError if that has to be said first."""
    if tokens.placement == "body":
        return True
    if tokens.gives_tokens:
        return dialect.token_path is not None
    system = "/".join(service.slash.split("/")[:4])
    if not tokens.providers and dialect.name in _PASSED_ON:
        raise UsageError(
            f"the dialect {dialect.name} passes the fields of the credential on to whoever is called: name the systems "
            f"that may see them, such as providers=('{system}',)"
        )
    return not tokens.providers or system in tokens.providers


def injector_of(tokens: "TokenProvider | None", dialect: "Dialect", content: object) -> SessionInjector | None:
    """Return how the session of the client travels in a body. None if it has no session."""
    if tokens is None or tokens.placement != "body" or not _carries_sessions(dialect):
        return None
    return SessionInjector(dialect.carrying(content), tokens.has_ended)


def _carries_sessions(dialect: object) -> "TypeGuard[CarriesSession]":
    from ndxp_sdk.dialects.protocol import CarriesSession  # noqa: PLC0415 - because few clients have a session

    return isinstance(dialect, CarriesSession)
