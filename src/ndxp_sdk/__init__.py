"""Client SDK for catalogue and data-sharing endpoints modelled on NDXP.

Everything here is imported when it is first used, so `import ndxp_sdk` costs next to nothing. All errors are in
`ndxp_sdk.errors`; the branches of their tree are here too.

>>> from ndxp_sdk import Client
>>> with Client("https://hub.example", client="VN/GOV/G22/mot-cua") as ndxp:
...     ndxp
Client(https://hub.example)
"""

import sys

TYPE_CHECKING = False  # because type checkers know this name, and typing takes longer to import than all of this
if TYPE_CHECKING:
    from ndxp_sdk._async.client import AsyncClient as AsyncClient
    from ndxp_sdk._async.streaming import AsyncStreamedResponse as AsyncStreamedResponse
    from ndxp_sdk._http.response import Headers as Headers
    from ndxp_sdk._http.response import Response as Response
    from ndxp_sdk._pipeline.call import Call as Call
    from ndxp_sdk._pipeline.retry_policy import Retry as Retry
    from ndxp_sdk._sync.client import Client as Client
    from ndxp_sdk._sync.streaming import StreamedResponse as StreamedResponse
    from ndxp_sdk.audit import Audit as Audit
    from ndxp_sdk.audit import AuditContext as AuditContext
    from ndxp_sdk.audit import AuditFile as AuditFile
    from ndxp_sdk.audit import AuditRecord as AuditRecord
    from ndxp_sdk.audit import AuditSink as AuditSink
    from ndxp_sdk.credentials import ApiKey as ApiKey
    from ndxp_sdk.credentials import Chained as Chained
    from ndxp_sdk.credentials import ClientSecret as ClientSecret
    from ndxp_sdk.credentials import LgspAccessToken as LgspAccessToken
    from ndxp_sdk.credentials import MutualTls as MutualTls
    from ndxp_sdk.credentials import PrivateKeyJwt as PrivateKeyJwt
    from ndxp_sdk.credentials import SessionLogin as SessionLogin
    from ndxp_sdk.credentials import StaticToken as StaticToken
    from ndxp_sdk.credentials import TimestampedBasic as TimestampedBasic
    from ndxp_sdk.credentials import TokenFile as TokenFile
    from ndxp_sdk.dialects.adapter import Adapter as Adapter
    from ndxp_sdk.dialects.direct import Direct as Direct
    from ndxp_sdk.dialects.gateway import Gateway as Gateway
    from ndxp_sdk.dialects.protocol import Dialect as Dialect
    from ndxp_sdk.dialects.protocol import ExchangeCall as ExchangeCall
    from ndxp_sdk.dialects.protocol import ExchangePlan as ExchangePlan
    from ndxp_sdk.dialects.xroad import XRoad as XRoad
    from ndxp_sdk.errors import Answered as Answered
    from ndxp_sdk.errors import BackoffInForce as BackoffInForce
    from ndxp_sdk.errors import Facts as Facts
    from ndxp_sdk.errors import Ids as Ids
    from ndxp_sdk.errors import MaybeSent as MaybeSent
    from ndxp_sdk.errors import NdxpError as NdxpError
    from ndxp_sdk.errors import NotSent as NotSent
    from ndxp_sdk.errors import OutcomeUnknown as OutcomeUnknown
    from ndxp_sdk.errors import ProviderError as ProviderError
    from ndxp_sdk.errors import UsageError as UsageError
    from ndxp_sdk.exchange_response import ExchangeResponse as ExchangeResponse
    from ndxp_sdk.identifiers import IdentifierWarning as IdentifierWarning
    from ndxp_sdk.identifiers import MemberId as MemberId
    from ndxp_sdk.identifiers import ServerId as ServerId
    from ndxp_sdk.identifiers import ServiceId as ServiceId
    from ndxp_sdk.identifiers import SystemId as SystemId
    from ndxp_sdk.limits import Limits as Limits
    from ndxp_sdk.pager import AsyncPager as AsyncPager
    from ndxp_sdk.pager import Pager as Pager
    from ndxp_sdk.raw import RawResult as RawResult
    from ndxp_sdk.secrets import Secret as Secret
    from ndxp_sdk.timeouts import Timeout as Timeout
    from ndxp_sdk.tls import Tls as Tls
    from ndxp_sdk.tls._certificate import Certificate as Certificate
    from ndxp_sdk.tokens.file_cache import FileCache as FileCache

    __version__: str
    # The names that these had in earlier versions; they warn where they are used.
    Answer = Response
    AsyncDownload = AsyncStreamedResponse
    Download = StreamedResponse
    Raw = RawResult

# Where each name lives; a new one is a line here, one above and one in __all__.
_HOMES = {
    "_http.response": "Response Headers",
    "_async.client": "AsyncClient",
    "_async.streaming": "AsyncStreamedResponse",
    "_pipeline.call": "Call",
    "tls._certificate": "Certificate",
    "_pipeline.retry_policy": "Retry",
    "_sync.client": "Client",
    "_sync.streaming": "StreamedResponse",
    "audit": "Audit AuditContext AuditFile AuditRecord AuditSink",
    "credentials": (
        "ApiKey Chained ClientSecret LgspAccessToken MutualTls PrivateKeyJwt SessionLogin StaticToken "
        "TimestampedBasic TokenFile"
    ),
    "dialects.adapter": "Adapter",
    "dialects.direct": "Direct",
    "dialects.gateway": "Gateway",
    "dialects.protocol": "Dialect ExchangeCall ExchangePlan",
    "dialects.xroad": "XRoad",
    "errors": ("Answered BackoffInForce Facts Ids MaybeSent NdxpError NotSent OutcomeUnknown ProviderError UsageError"),
    "exchange_response": "ExchangeResponse",
    "identifiers": "IdentifierWarning MemberId ServerId ServiceId SystemId",
    "limits": "Limits",
    "pager": "AsyncPager Pager",
    "raw": "RawResult",
    "secrets": "Secret",
    "timeouts": "Timeout",
    "tls": "Tls",
    "tokens.file_cache": "FileCache",
}

# The names of earlier versions; they warn.
_FORMER = {
    "Answer": "Response",
    "AsyncDownload": "AsyncStreamedResponse",
    "Download": "StreamedResponse",
    "Raw": "RawResult",
}

__all__ = [
    "Adapter",
    "Answered",
    "ApiKey",
    "AsyncClient",
    "AsyncPager",
    "AsyncStreamedResponse",
    "Audit",
    "AuditContext",
    "AuditFile",
    "AuditRecord",
    "AuditSink",
    "BackoffInForce",
    "Call",
    "Certificate",
    "Chained",
    "Client",
    "ClientSecret",
    "Dialect",
    "Direct",
    "ExchangeCall",
    "ExchangePlan",
    "ExchangeResponse",
    "Facts",
    "FileCache",
    "Gateway",
    "Headers",
    "IdentifierWarning",
    "Ids",
    "LgspAccessToken",
    "Limits",
    "MaybeSent",
    "MemberId",
    "MutualTls",
    "NdxpError",
    "NotSent",
    "OutcomeUnknown",
    "Pager",
    "PrivateKeyJwt",
    "ProviderError",
    "RawResult",
    "Response",
    "Retry",
    "Secret",
    "ServerId",
    "ServiceId",
    "SessionLogin",
    "StaticToken",
    "StreamedResponse",
    "SystemId",
    "Timeout",
    "TimestampedBasic",
    "Tls",
    "TokenFile",
    "UsageError",
    "XRoad",
    "__version__",
]


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415 - because it takes longer than all of this

        return version("ndxp-sdk")
    home = next((home for home, names in _HOMES.items() if name in names.split()), None)
    if home is None and name in _FORMER:
        from ndxp_sdk._former import former_name  # noqa: PLC0415 - because names of today are found without it

        return former_name("ndxp_sdk", name, _FORMER)
    if home is None:
        raise AttributeError(f"module 'ndxp_sdk' has no attribute '{name}'")
    from importlib import import_module  # noqa: PLC0415 - because whoever only imports the package needs none

    found: object = getattr(import_module(f"ndxp_sdk.{home}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return [*__all__, *globals()]


class _Former:
    """The finder of modules at their addresses of earlier versions; asked when no other finder knows them."""

    @staticmethod
    def find_spec(name: str, *_: object) -> object:
        if not name.startswith("ndxp_sdk."):
            return None
        from ndxp_sdk._former import former_module  # noqa: PLC0415 - because hardly anybody needs it

        return former_module(name)


sys.meta_path.append(_Former)  # type: ignore[arg-type]  # because the types of importlib would have to be imported
