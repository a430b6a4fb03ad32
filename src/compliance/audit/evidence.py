"""The evidence behind a finding, as lines a person can read and compare with their own look."""

from collections.abc import Iterator, Mapping

from compliance.model.observation import Certificate, HttpExchange, Observation, TlsHandshake
from compliance.model.place import Place
from compliance.model.rule import Subject
from compliance.model.source import SourceText
from compliance.model.text import Message, local_day


def evidence(subject: Subject, place: Place, sources: Mapping[str, SourceText]) -> tuple[Message, ...] | None:
    """Lines of evidence: the look itself, or the file with its hash; null where there is neither."""
    match subject:
        case TlsHandshake():
            return (*_handshake(subject), _moment(subject))
        case Certificate():
            return (*_certificate(subject), _moment(subject))
        case HttpExchange():
            return (*_exchange(subject), _moment(subject))
        case _:
            source = sources.get(place.uri)
            return tuple(_file(source)) if source else None


def fact(seen: Observation) -> str:
    """What one look brought back, in the signs that both languages share."""
    match seen:
        case TlsHandshake():
            return f"TLS {', '.join(seen.offered)} → {seen.version or seen.refusal or '-'}"
        case Certificate():
            return f"X.509 {local_day(seen.not_before)} … {local_day(seen.not_after)}"
        case HttpExchange():
            return f"{seen.method} → {seen.status} ({seen.body_size} B)" if seen.status else f"{seen.method} → -"


def _file(source: SourceText) -> Iterator[Message]:
    yield Message.of("file: {file}", file=source.uri)
    yield Message.of("SHA-256: {digest}", digest=source.sha256)


def _handshake(seen: TlsHandshake) -> Iterator[Message]:
    yield Message.of("TLS handshake with {host}, port {port}", host=seen.host, port=seen.port)
    yield Message.of("offered: {versions}", versions=", ".join(seen.offered))
    if seen.version:
        yield Message.of("agreed: {version} {cipher}", version=seen.version, cipher=seen.cipher or "")
    if seen.refusal:
        yield Message.of("refused: {refusal}", refusal=seen.refusal)


def _certificate(seen: Certificate) -> Iterator[Message]:
    yield Message.of("certificate shown by {host}, port {port}", host=seen.host, port=seen.port)
    yield Message.of("subject: {name}", name=seen.subject)
    yield Message.of("issuer: {name}", name=seen.issuer)
    yield Message.of("names: {names}", names=", ".join(seen.names))
    yield Message.of(
        "valid from {begins} to {ends}", begins=seen.not_before.isoformat(), ends=seen.not_after.isoformat()
    )
    yield Message.of("SHA-256: {digest}", digest=seen.sha256)


def _exchange(seen: HttpExchange) -> Iterator[Message]:
    yield Message.of("{method} {url}", method=seen.method, url=seen.url)
    if seen.status is None:
        yield Message.of("refused: {refusal}", refusal=seen.refusal or "-")
        return
    yield Message.of("status: {status}", status=seen.status)
    yield from (Message.of("{name}: {value}", name=name, value=value) for name, value in seen.headers)
    if seen.is_truncated:
        yield Message.of("body: cut off after {size} bytes, not kept", size=seen.body_size)
    else:
        yield Message.of("body: {size} bytes, not kept", size=seen.body_size)
    if seen.body_sha256:
        yield Message.of("SHA-256: {digest}", digest=seen.body_sha256)


def _moment(seen: TlsHandshake | Certificate | HttpExchange) -> Message:
    return Message.of("looked at: {moment}", moment=seen.looked_at.isoformat() if seen.looked_at else "-")
