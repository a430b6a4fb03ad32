"""The signed state of trust."""

from email.utils import formatdate

from ndxp_mocks.hub.domain.catalog.trust_snapshot import snapshot_of
from ndxp_mocks.hub.domain.identity.token_request import issuer_of
from ndxp_mocks.hub.handlers import answers
from ndxp_mocks.hub.http.messages import HubAnswer, HubRequest


@answers("catalog.snapshot.get")
def get_snapshot(request: HubRequest) -> HubAnswer:
    """Return a compact JWS by the key that signs tokens too."""
    found = snapshot_of(request.world, issuer_of(request))
    headers = (("ETag", found.etag), ("Expires", formatdate(found.expires_at, usegmt=True)))
    return HubAnswer(200, found.message.encode("ascii"), headers, "application/jose")
