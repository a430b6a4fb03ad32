"""A document that describes a service, with all the files it refers to: OpenAPI, or what is described in XML."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from compliance.loading.collector import collector_paused
from compliance.loading.errors import LoadError, NotUnderstood
from compliance.loading.forms_of_files import is_openapi, may_be_openapi, what_it_is_not
from compliance.loading.limits import DEFAULT_LIMITS, Limits
from compliance.loading.reader import Reader, RefusingReader
from compliance.loading.syntax.parse import parse
from compliance.loading.syntax.parsed import Parsed
from compliance.model.crash import crash_gap
from compliance.model.dataclass import dataclass, replace
from compliance.model.family import OF_DOCUMENTS, Family
from compliance.model.gap import Gap
from compliance.model.location import Place
from compliance.model.openapi.addresses import is_uri
from compliance.model.openapi.document import Document
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.hole import Hole
from compliance.model.pattern import late
from compliance.model.source import SourceText
from compliance.model.text import Message

if TYPE_CHECKING:  # because few documents are XML
    from compliance.model.xml.description import ServiceDescription

_NODES: Final[frozenset[str]] = frozenset({Family.DOCUMENT})
_VERSION: Final = late(r"2\.0\Z|3\.[012](\.\d+)?(-.+)?\Z")


@dataclass(frozen=True, slots=True)
class LoadedDocument:
    """What came of loading: the document or None, every file that was read, and what could not be.

    `description` is there in place of the document where the file is XML.
    """

    document: Document | None
    sources: tuple[SourceText, ...]
    gaps: tuple[Gap, ...]
    description: "ServiceDescription | None" = None


def load_document(
    uri: str,
    reader: Reader,
    remote: Reader | None = None,
    limits: Limits = DEFAULT_LIMITS,
    parsed: Parsed | None = None,
) -> LoadedDocument:
    """Load the document at `uri`, which may be parsed already. Whatever goes wrong is a gap, nothing is raised."""
    loading = _Loading(reader, remote or RefusingReader(), limits)
    with collector_paused():
        try:
            return loading.load(uri, parsed)
        except Exception as error:  # noqa: BLE001 - whatever one document brings to light, the others are judged
            return loading.failed(crash_gap(error, Place(uri), OF_DOCUMENTS))


class _Loading:
    def __init__(self, reader: Reader, remote: Reader, limits: Limits) -> None:
        self.reader = reader
        self.remote = remote
        self.limits = limits
        self.files: dict[str, Any] = {}
        self.sources: list[SourceText] = []
        self.gaps: list[Gap] = []
        self.absent: set[str] = set()
        self.asked: set[str] = set()
        self.refused: dict[str, tuple[Gap, ...]] = {}
        self.surplus: tuple[Gap, ...] = ()
        self.is_more_wanted = False

    def load(self, uri: str, parsed: Parsed | None) -> LoadedDocument:
        try:
            entry = self._keep(uri, parsed) if parsed is not None else self._read(uri)
        except LoadError as error:
            self.gaps.extend(_gaps(error, Place(uri), OF_DOCUMENTS))
            return self._result(None)
        if entry.source.is_xml:
            return self._described(entry)
        if not entry.is_readable:
            message = Message.of("the file could not be parsed, so nothing in it was looked at")
            self.gaps.append(Gap(OF_DOCUMENTS - {Family.SOURCE}, Place(uri), message))
            return self._result(None)
        if (problem := _wrong_form(entry.tree)) is not None:
            self.gaps.append(Gap(OF_DOCUMENTS, Place(uri), problem))
            self.sources = [replace(entry.source, undeclared=problem)]
            return self._result(None)
        self.asked.add(uri)
        document = Document.of(DocumentFiles(uri, self.files, self.absent), self._load_near)
        if self.is_more_wanted:
            document = Document.of(DocumentFiles(uri, self.files, self.absent), self._load_target)
        self.gaps.extend(self._holes(document))
        return self._result(document)

    def _described(self, entry: Parsed) -> LoadedDocument:
        """Load what is described in XML: no rule on OpenAPI documents concerns it."""
        from compliance.loading.descriptions import DescriptionLoading  # noqa: PLC0415 - because few documents are XML

        loading = DescriptionLoading(self.reader, self.remote, self.limits)
        description = loading.load(entry)
        return LoadedDocument(None, tuple(loading.sources), tuple(loading.gaps), description)

    def failed(self, gap: Gap) -> LoadedDocument:
        """Return the files that were read, and why nothing in them was looked at."""
        return LoadedDocument(None, tuple(self.sources), (gap,))

    def _load_near(self, target: str, place: Place) -> None:
        """Add a file that lies here. What is not here is fetched when all files are known: one may embed it."""
        if is_uri(target):
            self.is_more_wanted = True
        else:
            self._load_target(target, place)

    def _holes(self, document: Document) -> Iterator[Gap]:
        """Yield what keeps files away, hiding all that references into them could have held, then what dangles."""
        dangling: list[Hole] = []
        behind = defaultdict[tuple[Gap, ...], frozenset[str]](frozenset)
        for hole in document.nodes.dangling:
            refusal = self.refused.get(document.files.dead_end(hole.node) or "")
            if refusal is None:
                dangling.append(hole)
            else:
                behind[refusal] |= hole.holds
        for refusal in dict.fromkeys(self.refused.values()):
            yield from (replace(gap, hides=behind[refusal]) for gap in refusal)
        yield from _told(_dangling(document.files, dangling))
        yield from _told(document.nodes.malformed)

    def _result(self, document: Document | None) -> LoadedDocument:
        return LoadedDocument(document, tuple(self.sources), tuple(self.gaps))

    def _read(self, uri: str) -> Parsed:
        reader = self.remote if is_uri(uri) else self.reader
        return self._keep(uri, parse(uri, reader.read(uri), self.limits))

    def _keep(self, uri: str, parsed: Parsed) -> Parsed:
        self.sources.append(parsed.source)
        if parsed.is_readable:
            self.files[uri] = parsed.tree
        return parsed

    def _load_target(self, target: str, place: Place) -> None:
        """Add a file that the reference at that place leads to; what keeps it away is one gap."""
        if target in self.asked:
            return
        self.asked.add(target)
        if len(self.asked) > self.limits.files:
            self.refused[target] = self._too_many(place)
            return
        try:
            parsed = self._read(target)
        except LoadError as error:
            if isinstance(error, NotUnderstood) and not is_uri(target):
                self.absent.add(target)
            self.refused[target] = tuple(_gaps(error, place, _NODES))
            return
        if not parsed.is_readable or parsed.source.is_xml:
            self.files.pop(target, None)
            message = Message.of("refers to {file}, which could not be parsed", file=target)
            self.refused[target] = (Gap(_NODES, place, message),)

    def _too_many(self, place: Place) -> tuple[Gap, ...]:
        """Return the one gap for all files beyond the limit, at the reference that leads to the first of them."""
        if not self.surplus:
            message = Message.of("more than {limit} files are referred to", limit=self.limits.files)
            self.surplus = (Gap(_NODES, place, message),)
        return self.surplus


def _gaps(error: LoadError, place: Place, hides: frozenset[str]) -> Iterator[Gap]:
    return (Gap(hides, place, message, remedy=error.remedy) for _, message in error.faults)


def _wrong_form(tree: Any) -> Message | None:
    if not is_openapi(tree):
        if may_be_openapi(tree):
            return what_it_is_not(tree)
        return Message.of("this is no OpenAPI document: it has neither `openapi` nor `swagger` at its top")
    declared = tree.get("openapi", tree.get("swagger"))
    version = str(declared) if isinstance(declared, str | float | int) else "?"
    if not _VERSION.match(version):
        return Message.of("version {found} was found; 2.0, 3.0, 3.1 and 3.2 can be judged", found=version[:20])
    return None


def _dangling(files: DocumentFiles, holes: Iterable[Hole]) -> Iterator[Hole]:
    for hole in holes:
        reference = (hole.node.text("$ref") or "")[:200]
        is_address = files.dead_end(hole.node) is not None
        template = (
            "the reference {reference} leads nowhere" if is_address else "the reference {reference} is no address"
        )
        yield replace(hole, reason=Message.of(template, reference=reference))


def _told(holes: Iterable[Hole]) -> Iterator[Gap]:
    """Yield a gap for each place, hiding what it could have held, whichever way it was reached."""
    merged: dict[tuple[Place, Message], frozenset[str]] = {}
    for hole in holes:
        if hole.reason is not None:
            told = (hole.node.at, hole.reason)
            merged[told] = merged.get(told, frozenset()) | hole.holds
    return (Gap(holds, place, reason) for (place, reason), holds in merged.items())
