"""Which kinds of subject stand together: what hides one of a family usually hides all of it."""

from typing import Final

NODE_KINDS: Final = frozenset({"Document", "Server", "Operation", "Parameter", "Schema", "Property", "SecurityScheme"})
DOCUMENT_KINDS: Final = NODE_KINDS | {"SourceText"}
ENDPOINT_KINDS: Final = frozenset({"TlsHandshake", "Certificate", "HttpExchange"})
HUB_KINDS: Final = frozenset({"HubListing", "HubCall", "AccessTrial"})
RECORD_KINDS: Final = frozenset({"Record", "Service", "Connection"})
