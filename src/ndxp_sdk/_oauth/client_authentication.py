"""Asking other addresses of the issuer as the same client: the request for a token, with something else in its form."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl, urlencode

from ndxp_sdk._http.response import Response
from ndxp_sdk._oauth.authorization_server import AuthorizationServer
from ndxp_sdk._oauth.protocol import Credential
from ndxp_sdk._oauth.steps import Steps
from ndxp_sdk._oauth.token_request import TokenRequest, TokenSpec
from ndxp_sdk.errors import InvalidConfiguration, NdxpError

# What RFC 6749 2.3, 7521 and 7523 let a client prove itself with in a form.
PROOF: Final = frozenset({"client_id", "client_secret", "client_assertion", "client_assertion_type"})


def authenticated(
    credential: Credential, issuer: AuthorizationServer, wanted: TokenSpec, url: str, form: Mapping[str, str] | None
) -> Steps[tuple[TokenRequest, Response]]:
    """Ask `url` as the client; return the response, and the request that it answers, which knows what to redact.

    `form` is what is asked beside the proof of who is asking; without one the request is that for a token.
    """
    request = yield from _proof(credential, issuer, wanted)
    other = issuer.note(redirected(request, url, form))
    return other, (yield other)


def redirected(request: TokenRequest, url: str, form: Mapping[str, str] | None) -> TokenRequest:
    """Turn the token request into one to another address and about something else."""
    if form is None:
        return request.at(url)
    fields = parse_qsl((request.content or b"").decode(), keep_blank_values=True)
    proof = [(name, value) for name, value in fields if name in PROOF]
    return request.at(url, urlencode([*form.items(), *proof]).encode(), form.get("token", ""))


def _proof(credential: Credential, issuer: AuthorizationServer, wanted: TokenSpec) -> Steps[TokenRequest]:
    """Return the token request of the credential; what it has to read before, such as metadata, it reads."""
    steps = credential.token(wanted, issuer)
    try:
        request = next(steps)
        while request.method == "GET":
            request = yield from _step(steps, request)
    except StopIteration:
        raise InvalidConfiguration(
            "this credential is a token at hand: it cannot prove to the issuer who asks"
        ) from None
    finally:
        steps.close()
    return request


def _step(steps: Steps[object], request: TokenRequest) -> Steps[TokenRequest]:
    try:
        answer = yield request
    except NdxpError as failure:
        return steps.throw(failure)
    return steps.send(answer)
