"""Find out what the server speaks, if it does not speak the dialect of the profile."""

from typing import TYPE_CHECKING, Final

from ndxp_sdk._error_mapping.gateway import gateway_fault
from ndxp_sdk._http.untrusted_body import json_object
from ndxp_sdk.cli.causes.cause import Cause
from ndxp_sdk.cli.raw_call import answer_of
from ndxp_sdk.errors import NdxpError, UnexpectedAnswer
from ndxp_sdk.locale import Words, said

if TYPE_CHECKING:
    from ndxp_sdk import Client
    from ndxp_sdk._http.response import Response

_NAMES: Final = {
    "xroad": said("a security server of X-Road"),
    "adapter": said("an adapter of NDXP"),
    "gateway": said("an API gateway"),
    "direct": said("a provider itself"),
}
_ADAPTERS: Final = ("/XrdAdapter/RestService/forward", "/VXPAdapter/RestService/forward")


def other_dialect(client: "Client", words: Words) -> Cause | None:
    """Return the cause, None if the server speaks the dialect of the client or does not show which one it speaks."""
    own, address = client.config.dialect.name, client.config.site.address.origin
    found = _spoken(client)
    if found in {None, own} or own not in _NAMES or found is None:
        return None
    sentence = words(
        "what answers at {address} is not {expected}: it seems to be {found}",
        address=address,
        expected=words(_NAMES[own]),
        found=words(_NAMES[found]),
    )
    advice = words('write dialect = "{found}" in the profile, or another base_url', found=found)
    return Cause(sentence, advice, "caller", UnexpectedAnswer)


def _spoken(client: "Client") -> str | None:
    """Return the dialect that the server shows by how it answers requests of each, asked without a token."""
    listed = _answer(client, "/listClients")
    if listed is None:
        return None
    if listed.status == 200 and (b"clientList" in listed.content or "member" in (json_object(listed.content) or {})):
        return "xroad"
    if listed.status >= 400 and gateway_fault(listed) is not None:
        return "gateway"
    forwarded = (_answer(client, path) for path in _ADAPTERS)
    is_adapter = any(each and "error_code" in (json_object(each.content) or {}) for each in forwarded)
    return "adapter" if is_adapter else None


def _answer(client: "Client", path: str) -> "Response | None":
    try:
        return answer_of(client, f"{path}?dstcode=")
    except NdxpError:
        return None
