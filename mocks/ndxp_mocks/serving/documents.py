"""The platform of a document on real ports: TLS on one, plain HTTP on the other."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from ndxp_mocks.openapi.app import Memory, application, with_memory
from ndxp_mocks.openapi.platform import DocumentPlatform
from ndxp_mocks.openapi.source import Source, source_of, source_of_file
from ndxp_mocks.platform.faults import misbehaviour_with, settings_with
from ndxp_mocks.platform.settings import SEED
from ndxp_mocks.serving.certificate_authority import Authority
from ndxp_mocks.serving.https_redirect import redirection, refusal
from ndxp_mocks.serving.latency import with_latency
from ndxp_mocks.serving.listener import Listener, bound_sockets, listen

if TYPE_CHECKING:  # because the library for signed tokens takes its time to load
    from ndxp_mocks.platform.access_tokens import Issuer, Tokens


@dataclass(frozen=True, slots=True)
class ServedDocument:
    """A running platform of a document. Operations lie below `base_url`, at the path of its first server."""

    described: DocumentPlatform
    port: int
    plain_port: int
    ca_file: Path
    ca_pem: str
    faults: frozenset[str]

    @property
    def url(self) -> str:
        return f"https://localhost:{self.port}"

    @property
    def base_url(self) -> str:
        return f"{self.url}{self.described.base}"

    @property
    def plain_base_url(self) -> str:
        return f"http://localhost:{self.plain_port}{self.described.base}"

    @property
    def issuer(self) -> "Issuer":
        """The issuer that signs the tokens of the platform."""
        return self.described.security.issuer

    @property
    def tokens(self) -> "Tokens":
        """The signed tokens for all scopes that the document demands: a good one, and such as are refused."""
        from ndxp_mocks.platform.access_tokens import tokens  # noqa: PLC0415 - as above

        return tokens(self.issuer, self.described.scopes())


@contextmanager
def serve_document(
    document: Mapping[str, Any] | str | os.PathLike[str] | Source,
    *,
    faults: Iterable[str] = (),
    seed: int = SEED,
    port: int = 0,
) -> Iterator[ServedDocument]:
    """Serve the platform of a document until the end of the block, on a free port unless one is given.

    `document` is its data, or the path of its file. UnservableDocument where it is none, UnknownFault where a fault has
    no file, OSError where the file cannot be read or the port is taken.
    """
    source = _source(document)
    chosen = frozenset(faults)
    settings = settings_with(chosen)
    described = DocumentPlatform(source, seed, misbehaviour_with(chosen, seed), is_steady=settings.order == "steady")
    authority = Authority()
    with ExitStack() as stack:
        ca_file = Path(stack.enter_context(TemporaryDirectory(prefix="ndxp-mocks-"))) / "ca.pem"
        ca_file.write_text(authority.certificate, encoding="ascii")
        bound = [bound_sockets(settings.addresses, number) for number in (port, 0)]
        for each in (*bound[0], *bound[1]):
            stack.enter_context(closing(each))
        ports = [int(first.getsockname()[1]) for first, *_ in bound]
        served = ServedDocument(described, ports[0], ports[1], ca_file, authority.certificate, chosen)
        secure, plain = (("strict-transport-security", settings.transport_security),), ()
        behind_tls = _listener(bound[0], described, secure, context=authority.context(settings), pause=settings.pause)
        match settings.plain_http:
            case "answers":
                without_tls = _listener(bound[1], described, plain)
            case "refuses":
                without_tls = Listener(bound[1], refusal())
            case "leads-to-https":
                without_tls = Listener(bound[1], redirection(served.url))
        stack.enter_context(listen((behind_tls, without_tls)))
        yield served


def _listener(bound: Any, described: DocumentPlatform, fixed: Any, context: Any = None, pause: float = 0) -> Listener:
    answering = application(described, fixed)
    if pause:
        return Listener(bound, with_latency(answering, pause), context, adds_date=False)
    if described.misbehaves:  # because what a fault makes of an answer may differ from one to the next
        return Listener(bound, answering, context, adds_date=False)
    return Listener(bound, answering, context, with_memory(Memory(described, fixed)), adds_date=False)


def _source(document: Mapping[str, Any] | str | os.PathLike[str] | Source) -> Source:
    match document:
        case Source():
            return document
        case str() | os.PathLike():
            return source_of_file(Path(document))
        case _:
            return source_of(document)
