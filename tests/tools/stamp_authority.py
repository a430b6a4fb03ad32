"""A time stamp authority (RFC 3161) of our own: what it signs is written here by hand, and shares no code with us."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15

from tools.signers import Signer

_SHA256 = "2.16.840.1.101.3.4.2.1"
_RSA = "1.2.840.113549.1.1.1"
_SIGNED_DATA = "1.2.840.113549.1.7.2"
_STAMP = "1.2.840.113549.1.9.16.1.4"
_CONTENT_TYPE = "1.2.840.113549.1.9.3"
_DIGEST = "1.2.840.113549.1.9.4"
_CERTIFICATE_USED = "1.2.840.113549.1.9.16.2.47"
_POLICY = "1.3.6.1.4.1.99999.1"


def stamp(
    request: bytes, authority: Signer, moment: datetime, chain: Sequence[x509.Certificate] | None = None
) -> bytes:
    """Answer a request: a response that grants a stamp over what was asked; it holds the certificates of `chain`."""
    version, imprint, *rest = _members(_members(request)[0][1])
    nonce = [whole for tag, _, whole in rest if tag == 0x02]
    told = _sequence(
        _integer(1),
        _oid(_POLICY),
        imprint[2],
        _integer(4711),
        _tlv(0x18, f"{moment.astimezone(UTC):%Y%m%d%H%M%SZ}".encode()),
        *nonce,
    )
    assert version[1] == b"\x01"
    return _sequence(_sequence(_integer(0)), _signed(told, authority, chain or authority.chain()))


def withdrawn(granted: bytes) -> bytes:
    """Return an answer with its stamp, that says of itself that the stamp is refused."""
    _, token = _members(_members(granted)[0][1])
    return _sequence(_sequence(_integer(2)), token[2])


def refusal() -> bytes:
    """Answer that no stamp is given."""
    return _sequence(_sequence(_integer(2)))


def _signed(told: bytes, authority: Signer, chain: Sequence[x509.Certificate]) -> bytes:
    certificate = authority.certificate
    der = certificate.public_bytes(serialization.Encoding.DER)
    algorithm = _sequence(_oid(_SHA256), b"\x05\x00")
    attributes = b"".join(
        sorted(
            (
                _attribute(_CONTENT_TYPE, _oid(_STAMP)),
                _attribute(_DIGEST, _octets(sha256(told).digest())),
                _attribute(_CERTIFICATE_USED, _sequence(_sequence(_sequence(_octets(sha256(der).digest()))))),
            )
        )
    )
    key = authority.key
    assert isinstance(key, rsa.RSAPrivateKey)
    signer = _sequence(
        _integer(1),
        _sequence(certificate.issuer.public_bytes(), _integer(certificate.serial_number)),
        algorithm,
        _tlv(0xA0, attributes),
        _sequence(_oid(_RSA), b"\x05\x00"),
        _octets(key.sign(_tlv(0x31, attributes), PKCS1v15(), hashes.SHA256())),
    )
    data = _sequence(
        _integer(3),
        _tlv(0x31, algorithm),
        _sequence(_oid(_STAMP), _tlv(0xA0, _octets(told))),
        _tlv(0xA0, b"".join(each.public_bytes(serialization.Encoding.DER) for each in chain)),
        _tlv(0x31, signer),
    )
    return _sequence(_oid(_SIGNED_DATA), _tlv(0xA0, data))


def _attribute(name: str, value: bytes) -> bytes:
    return _sequence(_oid(name), _tlv(0x31, value))


def _members(content: bytes) -> list[tuple[int, bytes, bytes]]:
    """Return tag, content and whole of each member."""
    found, at = [], 0
    while at < len(content):
        length, start = content[at + 1], at + 2
        if length & 0x80:
            start += length & 0x7F
            length = int.from_bytes(content[at + 2 : start])
        found.append((content[at], content[start : start + length], content[at : start + length]))
        at = start + length
    return found


def _tlv(tag: int, content: bytes) -> bytes:
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8)
    return bytes((tag, 0x80 | len(length))) + length + content


def _sequence(*members: bytes) -> bytes:
    return _tlv(0x30, b"".join(members))


def _octets(content: bytes) -> bytes:
    return _tlv(0x04, content)


def _integer(value: int) -> bytes:
    return _tlv(0x02, value.to_bytes(value.bit_length() // 8 + 1))


def _oid(dotted: str) -> bytes:
    first, second, *others = (int(part) for part in dotted.split("."))
    content = bytearray()
    for number in (first * 40 + second, *others):
        digits = [number & 0x7F]
        while number := number >> 7:
            digits.append(0x80 | number & 0x7F)
        content += bytes(reversed(digits))
    return _tlv(0x06, bytes(content))


@dataclass
class Served:
    """What an authority was asked and what it answered, in the order of the requests."""

    asked: list[bytes] = field(default_factory=list)
    given: list[bytes] = field(default_factory=list)


@contextmanager
def serving(
    authority: Signer,
    moment: datetime,
    *,
    answer: bytes | None = None,
    misread: Callable[[bytes], bytes] = bytes,
    chain: Sequence[x509.Certificate] | None = None,
    status: int = 200,
    served: Served | None = None,
) -> Iterator[str]:
    """Serve the authority on loopback and give its address; `answer` is given instead of a stamp.

    `misread` makes of a request what is stamped.
    """
    noted = served or Served()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            noted.asked.append(self.rfile.read(int(self.headers["Content-Length"])))
            assert self.headers["Content-Type"] == "application/timestamp-query"
            noted.given.append(stamp(misread(noted.asked[-1]), authority, moment, chain) if answer is None else answer)
            self.send_response(status)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(noted.given[-1])))
            self.end_headers()
            self.wfile.write(noted.given[-1])

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/stamp"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
