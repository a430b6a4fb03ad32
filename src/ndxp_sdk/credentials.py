"""Prove who calls. Secrets are given by reference: `env:NAME`, `file:PATH`, `cmd:PROGRAM`.

| Credential | For |
|---|---|
| `ClientSecret` | OAuth 2 client credentials: API gateways of NGSP and LGSP |
| `PrivateKeyJwt` | signed assertions (RFC 7523): the hub |
| `MutualTls` | a TLS certificate (RFC 8705); what a security server asks for needs only the settings of TLS |
| `LgspAccessToken` | the field `lgspaccesstoken` of provincial gateways |
| `SessionLogin` | adapters with a session in the body |
| `TimestampedBasic`, `ApiKey` | fields of each call, without a token |
| `StaticToken`, `TokenFile` | a token from elsewhere |
| `Chained` | the first of several that works |
"""

from ndxp_sdk._credentials.chained import Chained
from ndxp_sdk._credentials.client_secret import ClientSecret
from ndxp_sdk._credentials.header_credentials import ApiKey, TimestampedBasic
from ndxp_sdk._credentials.lgsp_access_token import LgspAccessToken
from ndxp_sdk._credentials.mutual_tls import MutualTls
from ndxp_sdk._credentials.private_key_jwt import PrivateKeyJwt
from ndxp_sdk._credentials.session_login import SessionLogin
from ndxp_sdk._credentials.static_token import StaticToken, TokenFile
from ndxp_sdk._oauth.protocol import Credential, HeaderCredential

__all__ = [
    "ApiKey",
    "Chained",
    "ClientSecret",
    "Credential",
    "HeaderCredential",
    "LgspAccessToken",
    "MutualTls",
    "PrivateKeyJwt",
    "SessionLogin",
    "StaticToken",
    "TimestampedBasic",
    "TokenFile",
]


def __getattr__(name: str) -> object:
    from ndxp_sdk._former import former_name  # noqa: PLC0415 - because names of today are found without it

    return former_name(__name__, name, {"GivesHeaders": "HeaderCredential"})
