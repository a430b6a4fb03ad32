"""An OpenAPI document as getOpenAPI gives it out: it says nothing of where the service itself listens."""

import json
from typing import Any
from urllib.parse import urlsplit

import yaml

from ndxp_mocks.hub.domain.catalog.service_endpoints import parse_document
from ndxp_mocks.hub.xroad.errors import XRoadError


def without_servers(media_type: str, content: bytes) -> bytes:
    """Return the same document with each server's address cut down to its path, unless it holds a variable.

    XRoadError where the document cannot be read or is not of version 3.
    """
    try:
        document = parse_document(media_type, content)
    except (ValueError, yaml.YAMLError) as error:
        raise XRoadError("internal_error", "Failed overwriting origin URL for the openapi servers") from error
    version = document.get("openapi") if isinstance(document, dict) else None
    if version is not None and not str(version).startswith("3."):
        text = "Incompatible openapi version. Openapi version 3 or greater expected. "
        raise XRoadError("internal_error", f'{text}Given openapi document is of version "{version}"')
    _reduce(document)
    return _written(media_type, document)


def _reduce(document: Any) -> None:
    servers = document.get("servers") if isinstance(document, dict) else None
    for server in servers if isinstance(servers, list) else ():
        url = server.get("url") if isinstance(server, dict) else None
        if isinstance(url, str) and not ("{" in url and "}" in url):
            server["url"] = urlsplit(url).path


def _written(media_type: str, document: Any) -> bytes:
    if "json" in media_type:
        return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False).encode("utf-8")
