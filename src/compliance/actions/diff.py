"""Compare two documents for those who call."""

from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

from compliance.actions._given import Given, is_address, named_text, public_name
from compliance.actions._readers import folder_reader, remote_reader
from compliance.actions.settings import NetworkSettings, Reading, today
from compliance.loading.collector import collector_paused, free_earlier_work
from compliance.loading.documents import LoadedDocument, load_document
from compliance.loading.errors import LoadError
from compliance.loading.syntax.parse import parse
from compliance.model.changes.change import Change, Changes
from compliance.model.changes.compare import compare
from compliance.model.changes.discovery import hidden_by, kind_names
from compliance.model.comparison import ComparedChange, ComparedDocument, Comparison, NotCompared
from compliance.model.crash import crash_gap
from compliance.model.dataclass import dataclass, field, replace
from compliance.model.family import OF_DOCUMENTS
from compliance.model.gap import Gap
from compliance.model.location import Location, Place
from compliance.model.openapi.document import Document
from compliance.model.source import SourceText
from compliance.model.text import Message
from compliance.model.verdict import JudgedFile
from compliance.model.version import VERSION

_READING: Final = Reading()
_NETWORK: Final = NetworkSettings()


def diff(
    older: Given,
    newer: Given,
    *,
    reading: Reading = _READING,
    network: NetworkSettings = _NETWORK,
    as_of: date | None = None,
) -> Comparison:
    """Compare two OpenAPI documents: what changed for programs that were written against the older one.

    An https address is fetched, what it refers to only where `reading` allows to fetch. A text that is at hand is given
    as `SourceText(name, content)`. On the day `as_of`, which is today if None is given, an operation that was announced
    to end may be gone. What is wrong with a document stands in the comparison.

        comparison = compliance.diff("openapi-1.0.yaml", "openapi-1.1.yaml")
        print(comparison.is_breaking)
    """
    free_earlier_work()
    day = as_of or today()
    sides = _Side.of(older, reading, network), _Side.of(newer, reading, network)
    found, crashes = _compared(sides[0].document, sides[1].document, day)
    unread = (each for side in sides if side.document is None for each in side.unread())
    return Comparison(
        tool_version=VERSION,
        as_of=day,
        older=sides[0].described(),
        newer=sides[1].described(),
        changes=tuple(_change(change, *sides) for change in found.found),
        not_compared=(
            *(replace(each, kinds=kind_names()) for each in unread),
            *(NotCompared(sides[1].locate(each.at), each.message, hidden_by(each)) for each in found.uncompared),
            *(NotCompared(Location(gap.place.uri), gap.message, kind_names()) for gap in crashes),
        ),
        notices=tuple(each for side in sides if side.document is not None for each in side.unread()),
    )


def _compared(older: Document | None, newer: Document | None, day: date) -> tuple[Changes, Sequence[Gap]]:
    if older is None or newer is None:
        return Changes(()), ()
    try:
        with collector_paused():
            return compare(older, newer, day), ()
    except Exception as error:  # noqa: BLE001 - whatever two documents bring to light, it is told as a line
        return Changes(()), [crash_gap(error, newer.at, OF_DOCUMENTS)]


@dataclass(frozen=True)
class _Side:
    """One document as it was read, or why it was not."""

    uri: str
    loaded: LoadedDocument | None = None
    faults: tuple[tuple[Location | None, Message], ...] = ()
    sources: dict[str, SourceText] = field(default_factory=dict)

    @classmethod
    def of(cls, given: Given, reading: Reading, network: NetworkSettings) -> "_Side":
        uri = public_name(given)
        try:
            loaded = _loaded(given, uri, reading, network)
        except LoadError as error:
            return cls(uri, faults=tuple(error.faults))
        return cls(uri, loaded, (), {source.uri: source for source in loaded.sources})

    @property
    def document(self) -> Document | None:
        return self.loaded.document if self.loaded is not None else None

    def locate(self, place: Place) -> Location:
        """Return the place with line and column."""
        source = self.sources.get(place.uri)
        return source.locate(place.pointer) if source is not None else Location(place.uri, place.pointer)

    def unread(self) -> Iterator[NotCompared]:
        """Yield what was wrong with the texts and what could not be followed, each once."""
        defects = (
            NotCompared(Location(source.uri, defect.pointer, defect.line, defect.column), defect.message)
            for source in self.sources.values()
            for defect in source.defects
        )
        gaps = self.loaded.gaps if self.loaded is not None else ()
        faults = (NotCompared(where or Location(self.uri), message) for where, message in self.faults)
        told = (NotCompared(gap.location or self.locate(gap.place), gap.message) for gap in gaps)
        yield from dict.fromkeys((*faults, *defects, *told))

    def described(self) -> ComparedDocument:
        document = self.document
        info = document.info.mapping if document is not None else {}
        root = document.root.mapping if document is not None else {}
        stated = root.get("openapi", root.get("swagger"))
        return ComparedDocument(
            uri=self.uri,
            title=_text(info.get("title")),
            version=_text(info.get("version")),
            specification=_text(stated),
            sources=tuple(JudgedFile(source.uri, source.sha256) for source in self.sources.values()),
            is_read=document is not None,
        )


def _loaded(given: Given, uri: str, reading: Reading, network: NetworkSettings) -> LoadedDocument:
    remote = remote_reader(reading, network)
    if isinstance(given, SourceText) or is_address(given):
        source = named_text(given, reading, network)
        parsed = parse(source.uri, source.content, reading.limits)
        return load_document(source.uri, folder_reader(Path(), reading), remote, reading.limits, parsed)
    return load_document(uri, folder_reader(Path(given), reading), remote, reading.limits)


def _change(change: Change, older: _Side, newer: _Side) -> ComparedChange:
    steps = (change.kind, change.operation, change.name, change.message.template, change.key)
    return ComparedChange(
        kind=change.kind,
        level=change.level,
        part=change.part,
        operations=change.operations,
        name=change.name,
        message=change.message,
        older=older.locate(change.older),
        newer=newer.locate(change.newer),
        fingerprint=sha256("\n".join(steps).encode(errors="surrogatepass")).hexdigest()[:16],
    )


def _text(value: object) -> str | None:
    return str(value)[:200] if isinstance(value, str | int | float) else None
