"""Bytes that arrive with a digest."""

from ndxp_mocks.hub.http.digests import agrees
from ndxp_mocks.hub.http.messages import HubProblem, HubRequest


def require_digest(request: HubRequest) -> None:
    """Raise HubProblem 400 `digest-mismatch` if there is a Content-Digest and it is not that of the body."""
    fields = request.headers.getlist("content-digest")
    if fields and not agrees(", ".join(fields), request.raw):
        told = "the bytes do not match Content-Digest"
        errors = [{"pointer": "#header/Content-Digest", "code": "digest-mismatch", "detail": told}]
        raise HubProblem(400, "digest-mismatch", told, errors=errors)
