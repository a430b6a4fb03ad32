"""The evidence behind a finding, as lines a person can read and compare with their own look."""

from collections.abc import Iterator, Mapping

from compliance.model.observation import Certificate, HttpExchange, Observation, TlsHandshake
from compliance.model.place import Place
from compliance.model.rule import Subject
from compliance.model.source import SourceText


def evidence(subject: Subject, place: Place, sources: Mapping[str, SourceText]) -> tuple[str, ...] | None:
    """Lines of evidence: the look itself, or the file with its hash; null where there is neither."""
    match subject:
        case TlsHandshake():
            return tuple(_handshake(subject))
        case Certificate():
            return tuple(_certificate(subject))
        case HttpExchange():
            return tuple(_exchange(subject))
        case _:
            source = sources.get(place.uri)
            return (f"file: {source.uri}", f"sha256: {source.sha256}") if source else None


def fact(seen: Observation) -> str:
    """What one look brought back, in the signs that both languages share."""
    match seen:
        case TlsHandshake():
            return f"TLS {', '.join(seen.offered)} → {seen.version or seen.refusal or '-'}"
        case Certificate():
            return f"X.509 {seen.not_before.date().isoformat()} … {seen.not_after.date().isoformat()}"
        case HttpExchange():
            return f"{seen.method} → {seen.status or seen.refusal or '-'} ({seen.body_size} B)"


def _handshake(seen: TlsHandshake) -> Iterator[str]:
    yield f"TLS handshake with {seen.host}:{seen.port}"
    yield f"offered: {', '.join(seen.offered)}"
    yield f"agreed: {seen.version or '-'} {seen.cipher or ''}".rstrip()
    if seen.refusal:
        yield f"refused: {seen.refusal}"
    yield f"looked at: {_moment(seen)}"


def _certificate(seen: Certificate) -> Iterator[str]:
    yield f"certificate shown by {seen.host}:{seen.port}"
    yield f"subject: {seen.subject}"
    yield f"issuer: {seen.issuer}"
    yield f"names: {', '.join(seen.names)}"
    yield f"valid: {seen.not_before.isoformat()} to {seen.not_after.isoformat()}"
    yield f"sha256: {seen.sha256}"
    yield f"looked at: {_moment(seen)}"


def _exchange(seen: HttpExchange) -> Iterator[str]:
    yield f"{seen.method} {seen.url}"
    yield f"looked at: {_moment(seen)}"
    if seen.status is None:
        yield f"refused: {seen.refusal or '-'}"
        return
    yield f"status: {seen.status}"
    yield from (f"{name}: {value}" for name, value in seen.headers)
    suffix = " (cut off)" if seen.is_truncated else ""
    yield f"body: {seen.body_size} bytes{suffix}, sha256 {seen.body_sha256 or '-'} (not kept)"


def _moment(seen: TlsHandshake | Certificate | HttpExchange) -> str:
    return seen.looked_at.isoformat() if seen.looked_at else "-"
