"""Requests of the command line that have no method: their answer is wanted whatever it says."""

from typing import TYPE_CHECKING

from ndxp_sdk._operations.tokens import issuer_job, open_job
from ndxp_sdk._pipeline.call import Call

if TYPE_CHECKING:
    from ndxp_sdk import Client
    from ndxp_sdk._http.response import Response
    from ndxp_sdk._oauth.token_request import TokenRequest


def answer_of(client: "Client", path: str) -> "Response":
    """Send a GET of a path below the base URL, without a token; errors of the way there are raised."""
    job = open_job(client.config, Call("request", "GET", path, _itself))
    job.judge = lambda _: None
    answer: Response = client.perform(job).answer
    return answer


def fetched(client: "Client", request: "TokenRequest") -> "Response":
    """Send a token request and return its response."""
    answer: Response = client.perform(issuer_job(client.config, "tokens.issue", request)).answer
    return answer


def _itself(answer: "Response") -> "Response":
    return answer
