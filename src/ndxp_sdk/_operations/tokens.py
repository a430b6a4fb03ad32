"""Build requests to the authorization server beside those for tokens."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final, TypeVar

from ndxp_sdk._client.config import ClientConfig
from ndxp_sdk._http.response import Response
from ndxp_sdk._oauth.token_request import TokenRequest, TokenSpec
from ndxp_sdk._oauth.token_response import failure_of
from ndxp_sdk._operations.parse import parsed
from ndxp_sdk._pipeline.prepare import http_request_of
from ndxp_sdk._pipeline.prepared_call import PreparedCall
from ndxp_sdk._redaction.arguments import HiddenArguments
from ndxp_sdk._validators import ONE_LINE_OR_NONE, Expected, an, is_text, needed, or_none
from ndxp_sdk.errors import Ids, NdxpError, UsageError
from ndxp_sdk.secrets import Secret

if TYPE_CHECKING:
    from ndxp_sdk.tokens.provider import TokenProvider

T = TypeVar("T")
_SCOPES: Final = Expected(
    "several words are expected, such as ['catalog:read']",
    lambda value: isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping),
)
_SCOPE: Final = Expected(
    "a word is expected, such as 'catalog:read'", lambda value: is_text(value) and value.isprintable()
)
_TOKEN: Final = Expected("a Secret or a text is expected", lambda value: isinstance(value, Secret | str))
METADATA: Final = "/.well-known/oauth-authorization-server"
JWKS: Final = "/.well-known/jwks.json"
TOKEN: Final = "/oauth2/token"  # noqa: S105 - a path
DIAGNOSTICS: Final = "/oauth2/token/diagnostics"
INTROSPECTION: Final = "/oauth2/introspect"
REVOCATION: Final = "/oauth2/revoke"
KNOWN: Final = or_none(an("tokens.evidence", "KnownFacts", "KnownFacts(agreement_state='active')"))
WHAT: Final = "the issuer of tokens"


def provider_of(config: ClientConfig) -> "TokenProvider":
    """Return the token provider of the client. UsageError if it has no credential."""
    if config.state.tokens is None:
        raise UsageError("the client has no credential: give it one, then it can ask the issuer of tokens")
    return config.state.tokens


def token_spec(scopes: Iterable[str], agreement_id: str | None, purpose_id: str | None) -> TokenSpec:
    """Describe the wanted token by scopes, agreement and purpose. UsageError names an argument that does not fit."""
    if isinstance(scopes, str):
        raise UsageError("scopes is one text: give several words, such as ['catalog:read']")
    needed("agreement_id", agreement_id, ONE_LINE_OR_NONE)
    needed("purpose_id", purpose_id, ONE_LINE_OR_NONE)
    scopes = tuple(needed("scopes", scopes, _SCOPES))
    for scope in scopes:
        needed("a scope", scope, _SCOPE)
    return TokenSpec(frozenset(scopes), agreement_id, purpose_id)


def url_of(config: ClientConfig, path: str) -> str:
    """Return a path of the hub as an absolute URL."""
    return f"{config.site.address.origin}{config.site.path}{path}"


def token_form(token: Secret | str, hint: str | None) -> HiddenArguments:
    """Return the form that names a token."""
    if not isinstance(token, Secret | str):
        raise UsageError(_TOKEN.told("token", token))
    needed("token_type_hint", hint, ONE_LINE_OR_NONE)
    text = token.reveal() if isinstance(token, Secret) else token
    return HiddenArguments({"token": text, **({} if hint is None else {"token_type_hint": hint})})


def prepare_issuer_request(config: ClientConfig, operation: str, request: TokenRequest) -> PreparedCall:
    """Prepare a request to the authorization server; no status is a failure, because `result` reads errors of OAuth."""
    sent = http_request_of(config.fields, request)
    return PreparedCall(
        operation=operation,
        template=f"/… ({operation})",
        method=request.method,
        site=sent.site,
        target=sent.target,
        fields=sent.fields,
        judge=_anything,
        ids=Ids(),
        timeout=config.timeout,
        scope=sent.site.key,
        content=sent.content,
        secret=request.confidential,
    )


def result(
    config: ClientConfig, reads: Callable[[Response], T], operation: str, request: TokenRequest, answer: Response
) -> T:
    """Return the result of a response with status 200; any other is raised, without what was sent in confidence."""
    issuer = provider_of(config).issuer
    if answer.status != 200:
        raise failure_of(answer, WHAT, issuer.hiding(request, answer)).about(operation=operation)
    try:
        return parsed(reads, answer, operation, answer.status)
    except NdxpError as error:
        failure = issuer.masking(request, answer).error(error)
    raise failure


def _anything(answer: Response) -> None:
    del answer
