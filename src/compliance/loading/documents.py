"""An OpenAPI document with all the files it refers to."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

from compliance.loading.collector import collector_paused
from compliance.loading.errors import LoadError
from compliance.loading.limits import DEFAULT_LIMITS, Limits
from compliance.loading.reader import Reader, RefusingReader
from compliance.loading.syntax.parse import Parsed, parse
from compliance.model.kinds import DOCUMENT_KINDS, NODE_KINDS
from compliance.model.location import Place
from compliance.model.observation import Gap
from compliance.model.openapi.document import Document
from compliance.model.openapi.files import DocumentFiles, split_reference
from compliance.model.source import SourceText
from compliance.model.text import Message

_VERSION: Final = re.compile(r"2\.0\Z|3\.[012](\.\d+)?(-.+)?\Z")


@dataclass(frozen=True, slots=True)
class LoadedDocument:
    """What came of loading: the document or null, every file that was read, and what could not be."""

    document: Document | None
    sources: tuple[SourceText, ...]
    gaps: tuple[Gap, ...]


def load_document(
    uri: str,
    reader: Reader,
    remote: Reader | None = None,
    limits: Limits = DEFAULT_LIMITS,
    parsed: Parsed | None = None,
) -> LoadedDocument:
    """Load the document at `uri`, which may be parsed already. Whatever goes wrong is a gap, nothing is raised."""
    with collector_paused():
        return _Loading(reader, remote or RefusingReader(), limits).load(uri, parsed)


def is_openapi(tree: Any) -> bool:
    """Whether a tree calls itself an OpenAPI document."""
    return isinstance(tree, dict) and ("openapi" in tree or "swagger" in tree)


class _Loading:
    def __init__(self, reader: Reader, remote: Reader, limits: Limits) -> None:
        self.reader = reader
        self.remote = remote
        self.limits = limits
        self.files: dict[str, Any] = {}
        self.sources: list[SourceText] = []
        self.gaps: list[Gap] = []
        self.asked: set[str] = set()
        self.refused: set[str] = set()

    def load(self, uri: str, parsed: Parsed | None) -> LoadedDocument:
        try:
            entry = self._keep(uri, parsed) if parsed is not None else self._read(uri)
        except LoadError as error:
            self._gap(error, Place(uri), DOCUMENT_KINDS)
            return self._result(None)
        if not entry.is_readable:
            message = Message.of("the file could not be parsed, so nothing in it was looked at")
            self.gaps.append(Gap(NODE_KINDS, Place(uri), message))
            return self._result(None)
        if (problem := _wrong_form(entry.tree)) is not None:
            self.gaps.append(Gap(DOCUMENT_KINDS, Place(uri), problem))
            return self._result(None)
        self.asked.add(uri)
        document = Document.of(DocumentFiles(uri, self.files), self._load_target)
        self.gaps.extend(_dangling(document, self.refused))
        self.gaps.extend(_malformed(document))
        return self._result(document)

    def _result(self, document: Document | None) -> LoadedDocument:
        return LoadedDocument(document, tuple(self.sources), tuple(self.gaps))

    def _read(self, uri: str) -> Parsed:
        reader = self.remote if "://" in uri else self.reader
        return self._keep(uri, parse(uri, reader.read(uri), self.limits))

    def _keep(self, uri: str, parsed: Parsed) -> Parsed:
        self.sources.append(parsed.source)
        if parsed.is_readable:
            self.files[uri] = parsed.tree
        return parsed

    def _load_target(self, target: str, place: Place) -> None:
        """Add a file that the reference at that place leads to; what keeps it away is told once."""
        if target in self.asked:
            return
        self.asked.add(target)
        beyond = len(self.asked) - self.limits.files
        if beyond > 0:
            self.refused.add(target)
            if beyond == 1:
                message = Message.of("more than {limit} files are referred to", limit=self.limits.files)
                self.gaps.append(Gap(NODE_KINDS, place, message))
            return
        try:
            parsed = self._read(target)
        except LoadError as error:
            self._gap(error, place, NODE_KINDS)
            self.refused.add(target)
            return
        if not parsed.is_readable:
            message = Message.of("refers to {file}, which could not be parsed", file=target)
            self.gaps.append(Gap(NODE_KINDS, place, message))
            self.refused.add(target)

    def _gap(self, error: LoadError, place: Place, hides: frozenset[str]) -> None:
        self.gaps.extend(Gap(hides, place, message, remedy=error.remedy) for _, message in error.faults)


def _wrong_form(tree: Any) -> Message | None:
    if not is_openapi(tree):
        return Message.of("this is no OpenAPI document: it has neither `openapi` nor `swagger` at its top")
    declared = tree.get("openapi", tree.get("swagger"))
    version = str(declared) if isinstance(declared, str | float) else type(declared).__name__
    if not _VERSION.match(version):
        return Message.of("version {found} was found; 2.0, 3.0, 3.1 and 3.2 can be judged", found=version[:20])
    return None


def _dangling(document: Document, refused: Collection[str]) -> Iterator[Gap]:
    """References to what does not exist; those into files that were refused have been told already."""
    for node in {node.at: node for node in document.nodes.dangling}.values():
        reference = node.text("$ref") or ""
        if split_reference(node.uri, reference)[0] not in refused:
            message = Message.of("the reference {reference} leads nowhere", reference=reference[:200])
            yield Gap(NODE_KINDS, node.at, message)


def _malformed(document: Document) -> Iterator[Gap]:
    for place in dict.fromkeys(node.at for node in document.nodes.malformed):
        yield Gap(NODE_KINDS, place, Message.of("an object is expected here, so nothing in it was looked at"))
