"""Is the client who it says it is? As set for its system: nothing asked, TLS, or its own certificate."""

import hashlib

from ndxp_mocks.hub.state.world import World
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.identifiers import Identifier
from ndxp_mocks.hub.xroad.incoming import IncomingCall
from ndxp_mocks.hub.xroad.registry import connection_type, thumbprints

CODE = "ssl_authentication_failed"


def verify_client(world: World, client: Identifier, incoming: IncomingCall) -> None:
    """Raise XRoadError if the connection is not as the system's connection type demands. Equality counts, not trust."""
    match connection_type(world, client):
        case "https_no_auth" if incoming.is_plaintext:
            # Two blanks, because X-Road's own text has them.
            text = f"Client ({client}) specifies HTTPS NO AUTH but client made  plaintext connection"
            raise XRoadError(CODE, text)
        case "https":
            _verify_certificate(world, client, incoming.certificate)
        case _:
            return


def _verify_certificate(world: World, client: Identifier, certificate: bytes | None) -> None:
    if certificate is None:
        raise XRoadError(CODE, f"Client ({client}) specifies HTTPS but did not supply TLS certificate")
    registered = thumbprints(world, client)
    if not registered:
        raise XRoadError(CODE, f"Client ({client}) has no IS certificates")
    if hashlib.sha256(certificate).hexdigest() not in registered:
        raise XRoadError(CODE, f"Client ({client}) TLS certificate does not match any IS certificates")
