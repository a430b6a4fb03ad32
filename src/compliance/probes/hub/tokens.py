"""What proves a caller by a token: to the catalogue of a hub, and to a gateway."""

import json
from base64 import b64decode
from typing import TYPE_CHECKING, Final

import ndxp_sdk
from compliance.model.text import Message
from compliance.probes.credential_reference import Scheme
from compliance.probes.errors import CredentialUnusable
from compliance.probes.hub.access import HubAccess
from compliance.probes.hub.certificates import members_of
from compliance.probes.hub.credential import HubCaller, HubCredential
from compliance.probes.hub.problems import problem_of

if TYPE_CHECKING:
    from ndxp_sdk.credentials import Credential

_OF_CATALOGUES: Final = (Scheme.CLIENT_CREDENTIALS, Scheme.BEARER)
_OF_GATEWAYS: Final = (Scheme.LGSP, *_OF_CATALOGUES)
_MEMBERS: Final = ("AccessKey", "SecretKey", "AppName", "PartnerCode")


def catalogue_credential(access: HubAccess) -> HubCredential | None:
    """Return the reference to what proves us to the catalogue, None if nobody gave one."""
    return access.credential(HubCaller.OWN, *_OF_CATALOGUES)


def gateway_credential(access: HubAccess, who: HubCaller) -> HubCredential | None:
    """Return the reference to what proves a caller to a gateway, None if nobody gave one."""
    return access.credential(who, *_OF_GATEWAYS)


def token_credential(given: HubCredential | None) -> "Credential | None":
    """Return what gets tokens with a credential; raises `CredentialUnusable` for one that cannot be had or used."""
    if given is None:
        return None
    text = _read(given)
    match given.scheme:
        case Scheme.LGSP:
            return _of_lgsp(given, text)
        case Scheme.BEARER:
            return ndxp_sdk.StaticToken(ndxp_sdk.Secret(text))
        case _:
            client, _, secret = text.partition(":")
            if not client or not secret:
                raise _refusal("the credential {credential} has no colon; id:secret is expected", given)
            return ndxp_sdk.ClientSecret(client, ndxp_sdk.Secret(secret))


def _of_lgsp(given: HubCredential, text: str) -> ndxp_sdk.LgspAccessToken:
    """Return the field of provincial gateways, from the JSON object that it is made of or from the field itself."""
    members = members_of(text if text.startswith("{") else _decoded(text)) or {}
    if not all(members.get(name) for name in _MEMBERS):
        template = "the credential {credential} is no lgspaccesstoken: JSON with {known} is expected, or its base64"
        raise _refusal(template, given, known=", ".join(_MEMBERS))
    return ndxp_sdk.LgspAccessToken(
        members["AccessKey"],
        ndxp_sdk.Secret(members["SecretKey"]),
        members["AppName"],
        members["PartnerCode"],
        members.get("PartnerCodeCus", ""),
    )


def _decoded(text: str) -> str:
    try:
        return b64decode(text, validate=True).decode()
    except ValueError:
        return json.dumps(None)


def _read(given: HubCredential) -> str:
    try:
        return ndxp_sdk.Secret.at(given.place).reveal().strip()
    except ndxp_sdk.NdxpError as error:
        problem = problem_of(error)
    template = "the credential {credential} could not be had: {problem}"
    raise CredentialUnusable(Message.of(template, credential=str(given), problem=problem))


def _refusal(template: str, given: HubCredential, **parameters: str) -> CredentialUnusable:
    return CredentialUnusable(Message.of(template, credential=str(given), **parameters))
