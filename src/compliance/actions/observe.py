"""Hold real traffic against a document, without sending anything."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BufferedIOBase
from os import PathLike
from pathlib import Path
from typing import BinaryIO, Final, TypeAlias

from compliance.actions._given import is_address, public_name
from compliance.actions._readers import folder_reader
from compliance.actions.errors import InputError, UsageError
from compliance.actions.progress import OnProgress, Progress
from compliance.actions.settings import Reading
from compliance.loading.documents import LoadedDocument, load_document
from compliance.loading.errors import LoadError, NotUnderstood
from compliance.loading.syntax.parse import parse
from compliance.loading.traffic.http_archive import calls_of_archive
from compliance.loading.traffic.logs import calls_of_log
from compliance.loading.traffic.streams import opened, size_of
from compliance.model.dataclass import dataclass
from compliance.model.location import Location
from compliance.model.openapi.document import Document
from compliance.model.pattern import late
from compliance.model.source import SourceText
from compliance.model.text import Message
from compliance.model.traffic.call import Call
from compliance.model.traffic.findings import findings_of
from compliance.model.traffic.members import MOST_VALUES
from compliance.model.traffic.observer import Observer, Where
from compliance.model.traffic.scope import TrafficScope
from compliance.model.traffic.traffic import Passed, Recording, Traffic, Unread
from compliance.model.version import VERSION

Recorded: TypeAlias = str | PathLike[str] | tuple[str, BinaryIO]
"""The path of a recording; or the name that reports give it, with a stream of its bytes."""

_READING: Final = Reading()
_ALL: Final = TrafficScope()
_MIB: Final = 1 << 20
_MOST_NAMED: Final = 5
_HOST: Final = late(r"[A-Za-z0-9._:\[\]-]{1,100}")


def observe(
    spec: str | PathLike[str] | SourceText,
    *,
    logs: Sequence[Recorded] = (),
    archives: Sequence[Recorded] = (),
    scope: TrafficScope = _ALL,
    reading: Reading = _READING,
    on_progress: OnProgress | None = None,
) -> Traffic:
    """Tell which paths, methods, statuses, media types and fields of real traffic an OpenAPI document does not have.

    `logs` are access logs in the combined format or JSON lines, `archives` HTTP archives (HAR); either may be packed
    with gzip. `scope` says which requests belong to the document, if its servers do not. Nothing is sent, and nothing
    is fetched. What is seen is no verdict of a rule.

        traffic = compliance.observe("openapi.yaml", logs=["access.log", "access.log.1.gz"])
        print(traffic.findings)

    Raises:
        UsageError: nothing to read was named, or what was cannot be meant.
        InputError: the document, or a recording, could not be read at all.
    """
    if not logs and not archives:
        raise UsageError(Message.of("no recording was named: name an access log or an HTTP archive"))
    for path in scope.base_paths:
        if not path.startswith("/"):
            raise UsageError(Message.of("a base path begins with a slash, found was {found}", found=path[:80]))
    name, loaded, document = _document(spec, reading)
    observer = Observer(document, scope)
    sources = [*(_Source.of(each, "log") for each in logs), *(_Source.of(each, "archive") for each in archives)]
    recordings, unread = _read(observer, sources, reading, on_progress)
    used = observer.used
    info = document.info.mapping
    operations = document.nodes.operations
    kinds = {source.name: source.locate for source in sources}
    return Traffic(
        tool_version=VERSION,
        document=name,
        title=_text(info.get("title")),
        version=_text(info.get("version")),
        recordings=recordings,
        requests=observer.requests,
        documented=observer.documented,
        findings=findings_of(observer, lambda where: kinds[where[0]](where)),
        further=observer.further,
        passed=tuple((why, observer.passed[why]) for why in Passed if observer.passed[why]),
        slashes=observer.slashes,
        operations=len(operations),
        unused=tuple(each.name for each in operations if each not in used),
        bases=tuple(base.path or "/" for base in observer.meanings.bases),
        unread=(*_gaps(loaded), *unread, *_unfinished(observer, lambda where: kinds[where[0]](where))),
    )


@dataclass(frozen=True)
class _Source:
    """One recording: its name in reports, what it is, and where its bytes are."""

    name: str
    kind: str
    given: str | BinaryIO

    @classmethod
    def of(cls, given: Recorded, kind: str) -> "_Source":
        if isinstance(given, tuple):
            return cls(given[0], kind, given[1])
        if is_address(given):
            raise UsageError(
                Message.of("{name} is an address, and nothing is fetched here: name a file", name=public_name(given))
            )
        return cls(Path(given).as_posix(), kind, str(given))

    def locate(self, where: Where) -> Location:
        name, number = where
        return Location(name, "", number, 1) if self.kind == "log" else Location(name, f"/log/entries/{number}")


def _document(spec: str | PathLike[str] | SourceText, reading: Reading) -> tuple[str, LoadedDocument, Document]:
    name = public_name(spec)
    try:
        if isinstance(spec, SourceText):
            parsed = parse(spec.uri, spec.content, reading.limits)
            loaded = load_document(spec.uri, folder_reader(Path(), reading), None, reading.limits, parsed)
        elif is_address(spec):
            raise UsageError(Message.of("{name} is an address, and nothing is fetched here: name a file", name=name))
        else:
            loaded = load_document(name, folder_reader(Path(spec), reading), None, reading.limits)
    except LoadError as error:
        raise InputError.of(error) from error
    if loaded.document is None:
        faults = [(gap.location or Location(gap.place.uri, gap.place.pointer), gap.message) for gap in loaded.gaps]
        raise InputError.of(NotUnderstood.of(faults))
    return name, loaded, loaded.document


def _gaps(loaded: LoadedDocument) -> Iterator[Unread]:
    sources = {source.uri: source for source in loaded.sources}
    for gap in loaded.gaps:
        source = sources.get(gap.place.uri)
        place = source.locate(gap.place.pointer) if source is not None else Location(gap.place.uri, gap.place.pointer)
        yield Unread(gap.location or place, gap.message, 1)


def _unfinished(observer: Observer, locate: Callable[[Where], Location]) -> Iterator[Unread]:
    tally = observer.unfinished
    if tally is not None:
        template = "the body has more than {most} values, and those after them were not looked at"
        yield Unread(locate(tally.first), Message.of(template, most=MOST_VALUES), tally.count)


def _read(
    observer: Observer, sources: Sequence[_Source], reading: Reading, on_progress: OnProgress | None
) -> tuple[tuple[Recording, ...], list[Unread]]:
    """Hold all recordings against the document; returns what was read of each, and what could not be."""
    recordings: list[Recording] = []
    unread: list[Unread] = []
    before = 0
    try:
        sizes = [size_of(source.given, source.name) for source in sources]
        for source, size in zip(sources, sizes, strict=True):
            begun = observer.requests
            with opened(source.given, source.name, _teller(on_progress, before, sum(sizes), source.name)) as stream:
                unread.extend(_of_one(observer, source, stream, reading))
            before += size
            recordings.append(Recording(source.name, observer.requests - begun))
    except LoadError as error:
        raise InputError.of(error) from error
    return tuple(recordings), unread


def _of_one(observer: Observer, source: _Source, stream: BufferedIOBase, reading: Reading) -> list[Unread]:
    if source.kind == "log":
        return _see(observer, source, calls_of_log(stream))
    entries = list(calls_of_archive(stream, source.name, reading.limits))
    _refuse_unknown_hosts(observer, source.name, entries)
    return _see(observer, source, entries)


def _see(observer: Observer, source: _Source, calls: Iterable[tuple[int, Call | Message]]) -> list[Unread]:
    missed: dict[Message, tuple[int, int]] = {}
    name = source.name
    for number, call in calls:
        if isinstance(call, Message):
            first, count = missed.get(call, (number, 0))
            missed[call] = (first, count + 1)
        else:
            observer.see(call, (name, number))
    return [Unread(source.locate((name, first)), reason, count) for reason, (first, count) in missed.items()]


def _refuse_unknown_hosts(observer: Observer, name: str, entries: Sequence[tuple[int, Call | Message]]) -> None:
    """Refuse an archive with requests to several hosts if nobody says which of them are those of the document."""
    if observer.knows_hosts:
        return
    hosts = sorted({call.host for _, call in entries if isinstance(call, Call) and call.host})
    if len(hosts) > 1:
        template = (
            "{name} has requests to several hosts ({hosts}), and the document names none: say which count, --host"
        )
        named = [host if _HOST.fullmatch(host) else "…" for host in hosts[:_MOST_NAMED]]
        shown = ", ".join((*named, *(("…",) if len(hosts) > _MOST_NAMED else ())))
        raise UsageError(Message.of(template, name=name, hosts=shown))


def _teller(on_progress: OnProgress | None, before: int, total: int, name: str) -> Callable[[int], None] | None:
    """Return what tells progress in MiB, whenever another one was read."""
    if on_progress is None:
        return None
    told = -1

    def tell(taken: int) -> None:
        nonlocal told
        done = (before + taken) // _MIB
        if done != told:
            told = done
            on_progress(Progress(done, -(-total // _MIB), name))

    return tell


def _text(value: object) -> str | None:
    return str(value)[:200] if isinstance(value, str | int | float) else None
