"""Authorization by the security schemes of a document; the credentials are made up and open nothing else.

As a bearer token the made-up one is good, and so are those that the issuer of the platform signed.
"""

import base64
import binascii
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Final

from ndxp_mocks.lazy import lazy_property
from ndxp_mocks.openapi.endpoint import Endpoint
from ndxp_mocks.openapi.source import Node, Source, Unserved
from ndxp_mocks.platform.authorization import TOKEN, Judge, admission
from ndxp_mocks.platform.misbehaviour import Admission, ObservedRequest

if TYPE_CHECKING:  # because few callers show a signed token, and the library for them takes its time to load
    from ndxp_mocks.platform.access_tokens import Issuer

NARROW_TOKEN: Final = "simulated-token-without-scope"  # noqa: S105 because it is made up and opens nothing else
USER: Final = "simulated"
_REALM: Final = 'realm="ndxp-mocks"'
_BEARERS: Final = frozenset({"oauth2", "openIdConnect"})


@dataclass(frozen=True, slots=True)
class Scheme:
    """One security scheme: the scheme of the header Authorization, or the place and the name of a key."""

    kind: str
    place: str = "header"
    name: str = "authorization"

    def flaw(self, asked: ObservedRequest, scopes: tuple[str, ...], judge: Judge) -> str | None:
        """Return the flaw of the credential of a request, None if it has none; `judge` knows signed tokens."""
        shown = self._shown(asked)
        if shown is None:
            return "missing"
        if self.kind == "key":
            return None if shown == TOKEN else "unreadable"
        word, _, credential = shown.partition(" ")
        if word.lower() != self.kind:
            return "missing"
        if self.kind == "basic":
            return None if _password(credential) == TOKEN else "unreadable"
        if credential.strip() == NARROW_TOKEN:
            return "scope" if scopes else None
        return admission(f"Bearer {credential}", is_wanted=True, judge=judge).flaw

    def challenge(self, flaw: str | None, scopes: tuple[str, ...]) -> str:
        """Return the challenge to a refused caller (RFC 9110, 11.6.1; RFC 6750, 3)."""
        if self.kind == "key":
            return f'ApiKey {_REALM}, in="{self.place}", name="{self.name}"'
        told = f"{self.kind.capitalize()} {_REALM}"
        if self.kind != "bearer" or flaw in {None, "missing", "record"}:
            return told
        if flaw == "scope":
            return f'{told}, error="insufficient_scope", scope="{" ".join(scopes)}"'
        return f'{told}, error="invalid_token"'

    def credential(self) -> tuple[str, str, str]:
        """Return a good credential: where it goes, under which name, and the value."""
        if self.kind == "key":
            return self.place, self.name, TOKEN
        if self.kind == "basic":
            pair = base64.b64encode(f"{USER}:{TOKEN}".encode()).decode("ascii")
            return "header", "authorization", f"Basic {pair}"
        return "header", "authorization", f"{self.kind.capitalize()} {TOKEN}"

    def _shown(self, asked: ObservedRequest) -> str | None:
        if self.place == "query":
            return next((value for name, value in asked.query if name == self.name), None)
        if self.place == "cookie":
            return dict(_cookies(asked)).get(self.name)
        return asked.header(self.name.lower())


class Security:
    """The schemes of one document."""

    def __init__(self, source: Source) -> None:
        components = source.top if source.version == "2.0" else source.top.get("components")
        key = "securityDefinitions" if source.version == "2.0" else "securitySchemes"
        self._declared = components.mapping(key)
        self._source = source
        self._scheme = cache(self._read)

    def admission(self, endpoint: Endpoint, asked: ObservedRequest) -> Admission:
        """Judge the credentials of a request."""
        flaws = [self._flaw(each, asked, is_of_one_record="{" in endpoint.template) for each in endpoint.security]
        scheme = (asked.header("authorization") or "").partition(" ")[0].lower() or None
        if not flaws:
            return admission(asked.header("authorization"), is_wanted=False)
        if None in flaws:
            return Admission(endpoint.is_protected, scheme)
        told = next((flaw for flaw in flaws if flaw != "missing"), "missing")
        return Admission(endpoint.is_protected, scheme, told)

    @property
    def takes_tokens(self) -> bool:
        """Whether some scheme of the document takes a bearer token."""
        return any(scheme.kind == "bearer" for name in self._declared if (scheme := self._scheme(name)) is not None)

    def challenges(self, endpoint: Endpoint, flaw: str | None) -> Iterator[str]:
        """Yield one challenge for each scheme that would let the caller in."""
        told = {
            scheme.challenge(flaw, scopes): None
            for each in endpoint.security
            for name, scopes in each.items()
            if (scheme := self._scheme(name)) is not None
        }
        yield from told or (Scheme("bearer").challenge(flaw, ()),)

    def check(self, endpoint: Endpoint) -> None:
        """Raise Unserved if nobody could be admitted."""
        missing = [name for each in endpoint.security for name in each if self._scheme(name) is None]
        if missing and not any(all(self._scheme(name) for name in each) for each in endpoint.security):
            word = "scheme_not_served" if missing[0] in self._declared else "scheme_not_declared"
            raise Unserved(word, scheme=missing[0])

    def credentials(self, endpoint: Endpoint) -> tuple[tuple[str, str, str], ...]:
        """Return the credentials that admit a caller, each as place, name and value."""
        for each in endpoint.security:
            schemes = [self._scheme(name) for name in each]
            if all(schemes):
                return tuple(scheme.credential() for scheme in schemes if scheme is not None)
        return ()

    def _read(self, name: str) -> Scheme | None:
        """Return the scheme of a name, or of a reference (OpenAPI 3.2, 4.30); None if it is none that is served."""
        reference = {"$ref": name} if name not in self._declared and "#" in name else None
        try:
            return _scheme(self._source.followed(Node("", reference or self._declared.get(name))))
        except Unserved:
            return None

    @lazy_property
    def issuer(self) -> "Issuer":
        """The issuer that signs tokens for this platform."""
        from ndxp_mocks.platform.access_tokens import Issuer  # noqa: PLC0415 - as above

        return Issuer()

    def _judge(self, token: str, scopes: tuple[str, ...], *, is_of_one_record: bool) -> str | None:
        return self.issuer.flaw(token, scopes, is_of_one_record=is_of_one_record)

    def _flaw(
        self, alternative: Mapping[str, tuple[str, ...]], asked: ObservedRequest, *, is_of_one_record: bool
    ) -> str | None:
        flaws = []
        for name, scopes in alternative.items():
            scheme = self._scheme(name)
            judge = partial(self._judge, scopes=scopes, is_of_one_record=is_of_one_record)
            flaws.append("missing" if scheme is None else scheme.flaw(asked, scopes, judge))
        return next((flaw for flaw in flaws if flaw is not None), None)


def _scheme(node: Node) -> Scheme | None:
    """Return the scheme as it is served, None for one that is not: a client certificate, or what no version knows."""
    raw = node.raw if isinstance(node.raw, dict) else {}
    kind = str(raw.get("type"))
    if kind in _BEARERS:
        return Scheme("bearer")
    if kind == "basic":
        return Scheme("basic")
    if kind == "http" and isinstance(raw.get("scheme"), str):
        return Scheme(raw["scheme"].lower())
    if kind == "apiKey" and raw.get("in") in ("header", "query", "cookie") and isinstance(raw.get("name"), str):
        is_authorization = raw["in"] == "header" and raw["name"].lower() == "authorization"
        return Scheme("bearer") if is_authorization else Scheme("key", raw["in"], raw["name"])
    return None


def _password(credential: str) -> str | None:
    try:
        return base64.b64decode(credential.strip(), validate=True).decode("utf-8").partition(":")[2]
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return None


def _cookies(asked: ObservedRequest) -> Iterator[tuple[str, str]]:
    for pair in (asked.header("cookie") or "").split(";"):
        name, _, value = pair.strip().partition("=")
        yield name, value
