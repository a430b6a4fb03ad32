"""Find the component of a message that differs from what was signed.

A signature tells only whether the whole is the same. So the usual changes on the way are undone one after the other, a
proxy that ends TLS, a slash, a charset; the one under which the signature holds is the answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import SplitResult, quote, unquote, urlunsplit

from ndxp_sdk._http.digest import content_digest
from ndxp_sdk._signatures.components import value_of
from ndxp_sdk._signatures.message import AnswerMessage, Message, RequestMessage, first
from ndxp_sdk._signatures.signature_base import SignatureInput, lines, signature_base
from ndxp_sdk._signatures.structured_fields import Item
from ndxp_sdk._signatures.verification_keys import KeySource, VerificationKey
from ndxp_sdk._signatures.verifier import SignatureCheck, SignatureRules, Trial, tried

_METHODS: Final = ("POST", "PUT", "GET", "PATCH", "DELETE")


@dataclass(frozen=True, slots=True)
class ComponentView:
    """One line of the signed text. `signed` is the sender's value where it was found out and differs."""

    name: str
    value: str | None
    signed: str | None = None

    @property
    def differs(self) -> bool:
        """Whether the sender signed another value."""
        return self.signed is not None and self.signed != self.value

    def __str__(self) -> str:
        shown = f"{self.name}: {'(missing)' if self.value is None else self.value}"
        return f"{shown}\n  signed: {self.signed}" if self.differs else shown


@dataclass(frozen=True, slots=True)
class SignatureExplanation:
    """The checks of a signature and, if it can be told, the component that differs. `str` of it is for people.

    It shows values of the message, among them its address: keep it out of logs.
    """

    checks: tuple[SignatureCheck, ...]
    components: tuple[ComponentView, ...] = ()

    @property
    def is_valid(self) -> bool:
        """Whether every check passed."""
        return all(check.passed for check in self.checks)

    @property
    def differing(self) -> tuple[ComponentView, ...]:
        """The components of which the sender signed another value."""
        return tuple(component for component in self.components if component.differs)

    def __str__(self) -> str:
        marks = (
            f"{'ok  ' if check.passed else 'FAIL'} {check.name}: {check.detail}".rstrip(": ") for check in self.checks
        )
        return "\n".join([*marks, *map(str, self.components)])


def explained(
    message: Message, keys: KeySource, policy: SignatureRules, signed_base: str | None
) -> SignatureExplanation:
    """Explain the first signature that holds, or else the first one."""
    trials = list(tried(message, keys, policy))
    trial = next((each for each in trials if each.failed is None), trials[0])
    if trial.given is None:
        return SignatureExplanation(trial.checks)
    signed = _told(signed_base) if signed_base is not None else _found(trial, message)
    return SignatureExplanation(trial.checks, tuple(_views(trial.given, message, signed)))


def _views(given: SignatureInput, message: Message, signed: dict[str, str]) -> Iterator[ComponentView]:
    for name, identifier in zip(given.names, given.components, strict=True):
        yield ComponentView(name, _value(identifier, message), signed.get(name))


def _value(identifier: Item, message: Message) -> str | None:
    try:
        return value_of(identifier, message)
    except ValueError:
        return None


def _told(signed_base: str) -> dict[str, str]:
    """Return the lines of the sender's own signature base by component."""
    return {
        name: value for name, between, value in (line.partition(": ") for line in signed_base.splitlines()) if between
    }


def _found(trial: Trial, message: Message) -> dict[str, str]:
    """Return the lines of the first change under which the signature holds; nothing if none does."""
    if trial.failed is None or trial.failed.name != "signature-wrong" or trial.given is None or trial.key is None:
        return {}
    for other in _changed(message):
        if signed := _holds(trial.given, trial.key, other):
            return signed
    return {}


def _holds(given: SignatureInput, key: VerificationKey, message: Message) -> dict[str, str] | None:
    try:
        found = lines(given, message)
    except ValueError:
        return None
    return dict(found) if key.is_of(given.signature, signature_base(found)) else None


def _changed(message: Message) -> Iterator[Message]:
    """Yield the message as it may have been before the usual changes on its way."""
    yield from (_with(message, name, value) for name, value in _other_fields(message))
    if isinstance(message, AnswerMessage):
        if message.request is not None:
            yield from (replace(message, request=request) for request in _other_requests(message.request))
        return
    yield from _other_requests(message)


def _other_requests(request: RequestMessage) -> Iterator[RequestMessage]:
    yield from (replace(request, url=url) for url in dict.fromkeys(_urls(request)))
    yield from (replace(request, method=method) for method in _METHODS if method != request.method)


def _other_fields(message: Message) -> Iterator[tuple[str, str]]:
    kind = first(message.headers, "content-type")
    if kind is not None:
        bare = kind.partition(";")[0].strip()
        yield from (
            ("content-type", each)
            for each in (bare, f"{bare}; charset=utf-8", f"{bare};charset=UTF-8", f"{bare};charset=utf-8")
        )
    yield from (("content-digest", content_digest(message.body, name)) for name in ("sha-256", "sha-512"))


def _urls(request: RequestMessage) -> Iterator[str]:
    """Yield URLs: origins that a proxy may have replaced, each with the paths that one may have rewritten."""
    for origin in _origins(request):
        yield urlunsplit(origin)
        yield from (urlunsplit(origin._replace(path=path)) for path in _paths(origin.path))
        yield urlunsplit(origin._replace(query=""))
        yield urlunsplit(origin._replace(query=unquote(origin.query)))


def _origins(request: RequestMessage) -> Iterator[SplitResult]:
    parts = request.parts
    hosts = [
        parts.netloc,
        *(first(request.headers, name) or "" for name in ("x-forwarded-host", "host")),
        parts.hostname or "",
    ]
    named = dict.fromkeys(host.split(",")[0].strip() for host in hosts)
    for host in filter(None, named):
        yield from (parts._replace(scheme=scheme, netloc=host) for scheme in ("https", "http"))
        yield from (
            parts._replace(scheme=scheme, netloc=f"{host}:{port}") for scheme, port in (("https", 443), ("http", 80))
        )


def _paths(path: str) -> Iterator[str]:
    yield path.rstrip("/")
    yield f"{path}/"
    yield unquote(path)
    yield quote(unquote(path), safe="/:@!$&'()*+,;=~")


def _with(message: Message, name: str, value: str) -> Message:
    headers = (*(field for field in message.headers if field[0] != name), (name, value))
    if isinstance(message, RequestMessage):
        return replace(message, headers=headers)
    return replace(message, headers=headers)
