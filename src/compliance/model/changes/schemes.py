"""The flows of OAuth 2 that a document offers."""

from typing import Final

from compliance.model.openapi.document import Document
from compliance.model.openapi.node import Node
from compliance.model.openapi.security import flows_of

ADDRESSES: Final = ("tokenUrl", "authorizationUrl", "deviceAuthorizationUrl")
_NAMES: Final = {"accessCode": "authorizationCode", "application": "clientCredentials"}
"""What version 2 calls otherwise."""


def flows(document: Document) -> dict[tuple[str, str], Node]:
    """Return the flows by the names of scheme and flow, as version 3 calls them."""
    return {
        (scheme.name, _NAMES.get(name, name)): flow
        for scheme in document.nodes.security_schemes
        for name, flow in flows_of(scheme.node)
    }
