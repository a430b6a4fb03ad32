"""The tables of a profile apart from its credential: which settings there are, and what they make."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from ndxp_sdk._http.url import base_address
from ndxp_sdk._profiles.location import Place
from ndxp_sdk._profiles.validators import (
    Reader,
    choice,
    flag,
    kind_of,
    made,
    mapping,
    path,
    reference,
    seconds,
    table,
    text,
    texts,
)
from ndxp_sdk.identifiers import MemberId, SystemId, client_id
from ndxp_sdk.secrets import Secret

if TYPE_CHECKING:
    from ndxp_sdk.audit import Audit
    from ndxp_sdk.dialects.protocol import Dialect
    from ndxp_sdk.timeouts import Timeout
    from ndxp_sdk.tls import Tls
    from ndxp_sdk.tokens.file_cache import FileCache

_CONTEXT: Final = ("system", "unit", "officer", "purpose", "legal_basis", "case_ref")


def address(value: object, place: Place) -> str:
    """Read the base URL of a hub, gateway or security server."""
    given = text(value, place)
    made(place, base_address, given)
    return given


def client(value: object, place: Place) -> SystemId | MemberId:
    """Read the own system."""
    return made(place, client_id, text(value, place))


def dialect(value: object, place: Place) -> "Dialect":
    """Read the dialect: one word, or a table with `kind` and its settings."""
    given = value if isinstance(value, dict) else {"kind": choice(*_DIALECTS)(value, place)}
    readers, make = _DIALECTS[kind_of(given, place, _DIALECTS)]
    settings = table(given, place, {"kind": text, **readers})
    del settings["kind"]
    return made(place, make, settings)


def tls(value: object, place: Place) -> "Tls":
    """Whom to trust and as whom to appear."""
    from ndxp_sdk.tls import Tls  # noqa: PLC0415 - because few profiles are read by who needs no TLS

    return made(place, Tls, **table(value, place, _TLS))


def timeout(value: object, place: Place) -> "Timeout":
    """Read times in seconds; one number is that of the whole call."""
    from ndxp_sdk.timeouts import Timeout  # noqa: PLC0415 - as above

    if not isinstance(value, dict):
        return Timeout(total=seconds(value, place))
    return made(place, Timeout, **table(value, place, _TIMEOUT))


def audit(value: object, place: Place) -> "Audit":
    """Read the audit settings: where records of calls go, and in whose name calls are made."""
    from ndxp_sdk.audit import Audit, AuditContext, AuditFile  # noqa: PLC0415 - as above

    settings = table(value, place, _AUDIT, "file")
    context = AuditContext(**{name: settings.pop(name) for name in _CONTEXT if name in settings})
    sink = AuditFile(settings.pop("file"), **{name: settings.pop(name) for name in ("sync",) if name in settings})
    return made(place, Audit, sink, context, **settings)


def proxy(value: object, place: Place) -> str | Secret:
    """Read the address of a proxy; one with a password is a secret and given by reference."""
    from ndxp_sdk.proxies import proxy_of  # noqa: PLC0415 - as above

    given = text(value, place)
    if given.startswith(("env:", "file:", "cmd:")):
        return reference(given, place)
    if "@" in given:
        return reference("", place)  # which refuses it with the advice
    made(place, proxy_of, given)
    return given


def cache(value: object, place: Place) -> "FileCache | None":
    """Read whether, or in which folder, tokens are kept for other processes of this user."""
    from ndxp_sdk.tokens.file_cache import FileCache  # noqa: PLC0415 - as above

    if isinstance(value, bool):
        return made(place, FileCache) if value else None
    return FileCache(path(value, place))


def _xroad(settings: Mapping[str, Any]) -> "Dialect":
    from ndxp_sdk.dialects.xroad import XRoad  # noqa: PLC0415 - because a profile needs one dialect

    return XRoad(**settings)


def _adapter(settings: Mapping[str, Any]) -> "Dialect":
    from ndxp_sdk.dialects.adapter import Adapter  # noqa: PLC0415 - the same

    headers = settings.get("usual_headers")
    given = {**settings, "usual_headers": tuple(headers.items())} if headers is not None else settings
    return Adapter(**given)


def _gateway(settings: Mapping[str, Any]) -> "Dialect":
    from ndxp_sdk.dialects.gateway import Gateway  # noqa: PLC0415 - the same

    return Gateway(**settings)


def _direct(settings: Mapping[str, Any]) -> "Dialect":
    from ndxp_sdk.dialects.direct import Direct  # noqa: PLC0415 - the same

    return Direct(**settings)


_DIALECTS: Final[Mapping[str, tuple[Mapping[str, Reader], Callable[[Mapping[str, Any]], "Dialect"]]]] = {
    "xroad": ({}, _xroad),
    "adapter": (
        {
            "prefix": choice("XrdAdapter", "VXPAdapter"),
            "destination_in": choice("query", "header"),
            "encodes_destination": flag,
            "provider_urls": mapping,
            "usual_headers": mapping,
        },
        _adapter,
    ),
    "gateway": ({"apis": mapping, "version": text, "token_path": text}, _gateway),
    "direct": ({"token_path": text}, _direct),
}
_TLS: Final[Mapping[str, Reader]] = {
    "ca": path,
    "system_store": flag,
    "client_certificate": path,
    "client_key": path,
    "pkcs12": path,
    "password": reference,
    "pins": texts,
    "server_name": text,
}
_TIMEOUT: Final[Mapping[str, Reader]] = dict.fromkeys(("total", "connect", "read", "write", "pool"), seconds)
_AUDIT: Final[Mapping[str, Reader]] = {
    "file": path,
    "sync": choice("always", "never"),
    "on_failure": choice("block", "warn"),
    **dict.fromkeys(_CONTEXT, text),
}
