"""Describe a wanted token, and the request to the token endpoint for it (RFC 6749, 4.4)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NoReturn

from ndxp_sdk._http import Pairs

Sealed = tuple[Pairs, bytes | None, tuple[str, ...]]
FORM: Final = "application/x-www-form-urlencoded"


def fits_field(value: str) -> bool:
    """Return whether a header field can hold it as it is: visible ASCII, nothing that begins another field."""
    return value.isascii() and value.isprintable() and value == value.strip() != ""


@dataclass(frozen=True, slots=True)
class TokenSpec:
    """The use of a wanted token. A token is bound to at most one agreement and one purpose."""

    scopes: frozenset[str] = frozenset()
    agreement_id: str | None = None
    purpose_id: str | None = None

    @property
    def scope(self) -> str:
        """The scopes as the form field has them: words in a fixed order, the agreement among them."""
        agreement = {f"agreement:{self.agreement_id}"} if self.agreement_id else set()
        return " ".join(sorted(self.scopes | agreement))


class TokenRequest:
    """One request to the issuer of tokens. `headers` and `content` hold secrets; only reading them shows them.

    `url` is absolute. `content` is None only for GET. `media_type` belongs into Content-Type where there is content.
    `confidential` are the texts in it that a server may echo and nobody shall see. `is_early` says that the token at
    hand still serves, so that nobody is to wait for long.
    """

    __slots__ = ("_sealed", "is_early", "media_type", "method", "url")

    def __init__(
        self,
        url: str,
        headers: Pairs = (),
        content: bytes | None = None,
        media_type: str = FORM,
        *,
        method: str = "POST",
        confidential: tuple[str, ...] = (),
    ) -> None:
        self.method: str = method
        self.url: str = url
        self.media_type: str = media_type
        self.is_early: bool = False
        # because a closure is opaque to whatever prints the attributes of an object
        self._sealed: Callable[[], Sealed] = lambda: (headers, content, confidential)

    @property
    def headers(self) -> Pairs:
        """The header fields beside Content-Type."""
        return self._sealed()[0]

    @property
    def content(self) -> bytes | None:
        """The body."""
        return self._sealed()[1]

    @property
    def confidential(self) -> tuple[str, ...]:
        """The values that were sent in confidence."""
        return tuple(filter(None, self._sealed()[2]))

    def at(self, url: str, content: bytes | None = None, *confidential: str) -> "TokenRequest":
        """Return the request for another address, with another body if given, and what is confidential in that."""
        headers, own, known = self._sealed()
        body, known = own if content is None else content, (*known, *confidential)
        return TokenRequest(url, headers, body, self.media_type, method=self.method, confidential=known)

    def __repr__(self) -> str:
        return f"TokenRequest({self.method}, {len(self.content or b'')} bytes)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a token request holds secrets and is not pickled or copied")
