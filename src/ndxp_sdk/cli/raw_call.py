"""Requests of the command line that have no method: their answer is wanted whatever it says."""

from dataclasses import replace
from typing import TYPE_CHECKING

from ndxp_sdk._operations.tokens import prepare_issuer_request
from ndxp_sdk._pipeline.call import Call

if TYPE_CHECKING:
    from ndxp_sdk import Client
    from ndxp_sdk._http.response import Response
    from ndxp_sdk._oauth.token_request import TokenRequest


def answer_of(client: "Client", path: str) -> "Response":
    """Send a GET of a path below the base URL, without a token; errors of the way there are raised."""
    prepared = replace(client.config.prepare_open(Call("request", "GET", path, _itself)), judge=lambda _: None)
    answer: Response = client.perform(prepared).answer
    return answer


def fetched(client: "Client", request: "TokenRequest") -> "Response":
    """Send a token request and return its response."""
    answer: Response = client.perform(prepare_issuer_request(client.config, "tokens.issue", request)).answer
    return answer


def _itself(answer: "Response") -> "Response":
    return answer
