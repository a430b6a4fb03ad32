"""Access tokens: what is wanted, where they come from, how they are kept, and why one is refused.

`TokenSource.explain` gives `Check`s; what the caller knows besides is told by `ndxp_sdk.tokens.evidence.Known`.
"""

from ndxp_sdk._oauth.token import Token
from ndxp_sdk._oauth.token_request import TokenRequest, TokenWanted
from ndxp_sdk.tokens.check import Check, Sentence
from ndxp_sdk.tokens.file_cache import FileCache
from ndxp_sdk.tokens.provider import TokenSource

__all__ = ["Check", "FileCache", "Sentence", "Token", "TokenRequest", "TokenSource", "TokenWanted"]
