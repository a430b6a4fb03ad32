"""Access tokens: what is wanted, where they come from, how they are kept, and why one is refused.

`TokenProvider.explain` gives `Check`s; what the caller knows besides is told by `ndxp_sdk.tokens.evidence.Known`.
"""

from ndxp_sdk._oauth.token import Token
from ndxp_sdk._oauth.token_request import TokenRequest, TokenSpec
from ndxp_sdk.tokens.check import Check, Sentence
from ndxp_sdk.tokens.file_cache import FileCache
from ndxp_sdk.tokens.provider import TokenProvider

__all__ = ["Check", "FileCache", "Sentence", "Token", "TokenProvider", "TokenRequest", "TokenSpec"]


def __getattr__(name: str) -> object:
    from ndxp_sdk._former import former_name  # noqa: PLC0415 - because names of today are found without it

    return former_name(__name__, name, {"TokenSource": "TokenProvider", "TokenWanted": "TokenSpec"})
