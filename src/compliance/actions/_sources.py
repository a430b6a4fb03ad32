"""Paths to dossiers: documents and records as they lie on disk. A bad file never keeps the others from being judged."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from posixpath import normpath
from typing import Final

from compliance.actions._dossiers import document_dossier, gaps_of, offline, record_dossiers, refused_dossier
from compliance.actions._given import Given, is_address, named_text, public_name
from compliance.actions._readers import folder_reader, remote_reader
from compliance.actions.errors import NothingFound
from compliance.actions.settings import NetworkSettings, Reading
from compliance.loading.collector import free_earlier_work
from compliance.loading.errors import LoadError
from compliance.loading.forms_of_files import (
    has_ending,
    is_description,
    is_openapi,
    is_record,
    may_be_openapi,
    may_be_record,
    what_it_is_not,
)
from compliance.loading.reader import Reader
from compliance.loading.syntax.parse import parse
from compliance.loading.syntax.parsed import Parsed
from compliance.model.crash import crash_gap
from compliance.model.dataclass import dataclass, field
from compliance.model.dossier import Dossier, Kind
from compliance.model.family import EVERYTHING, OF_DOCUMENTS
from compliance.model.gap import Gap
from compliance.model.location import Place
from compliance.model.source import SourceText
from compliance.model.text import Message

_OF_OTHERS: Final = "node_modules"
_HINTS: Final = (b"openapi", b"swagger", b"slug", b"owner", b"wsdl", b"xmlschema")


@dataclass(slots=True)
class Gathered:
    """Dossiers, and what was passed over on the way: the files, and what the first that could be read is instead.

    `known` are files that are something else on purpose, such as the waivers of this run: nothing is said of them.
    """

    known: frozenset[str] = frozenset()
    dossiers: list[Dossier] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    first_skipped: Message | None = None

    def notices(self) -> Iterator[Message]:
        """Yield what a reader of the report has to know of what was passed over."""
        if self.skipped:
            yield Message.of(
                "neither OpenAPI document nor record, passed over: {count} (first: {file})",
                count=len(self.skipped),
                file=self.skipped[0],
            )
        if self.first_skipped is not None:
            yield self.first_skipped


def gather(
    sources: Sequence[Given], reading: Reading, network: NetworkSettings, known: Sequence[Path] = ()
) -> Gathered:
    """Return a dossier for each document and each record that was given; folders are searched.

    Files in these that are `known` to be something else are passed over without a word.
    """
    free_earlier_work()
    gathered = Gathered(frozenset(os.path.realpath(file) for file in known))
    remote = remote_reader(reading, network)
    for given in {public_name(given): given for given in sources}.values():
        if isinstance(given, SourceText) or is_address(given):
            _take_text(given, reading, network, gathered)
            continue
        path = Path(given)
        if not _exists(path):
            gathered.dossiers.append(_missing(path))
        elif path.is_dir():
            _search(path, folder_reader(path, reading), remote, gathered)
        else:
            _take(path, folder_reader(path, reading), remote, gathered, is_named=not reading.skips_others)
    if not gathered.dossiers:
        names = " ".join(map(public_name, sources))
        raise NothingFound(Message.of("no OpenAPI document and no record was found in: {paths}", paths=names))
    gathered.dossiers = _each_once(gathered.dossiers)
    return gathered


def gather_file(file: Path, reading: Reading, network: NetworkSettings, *, is_named: bool) -> Gathered:
    """Return the dossiers of one file; none if it is neither document nor record, unless it `is_named`."""
    free_earlier_work()
    gathered = Gathered()
    _take(file, folder_reader(file, reading), remote_reader(reading, network), gathered, is_named=is_named)
    return gathered


def _each_once(dossiers: Sequence[Dossier]) -> list[Dossier]:
    """Leave out the documents that a record beside them names: they are judged as part of its platform."""
    platforms = [dossier for dossier in dossiers if dossier.kind is Kind.PLATFORM]
    named = {normpath(entry) for platform in platforms for entry in platform.entries}
    each = [dossier for dossier in dossiers if dossier.kind is Kind.PLATFORM or normpath(dossier.id) not in named]
    return _without_parts(each) if any(dossier.descriptions for dossier in each) else each


def _without_parts(dossiers: Sequence[Dossier]) -> list[Dossier]:
    """Leave out the descriptions in XML that another one imports: they are judged as part of it."""
    holders: dict[str, set[str]] = {}
    for dossier in dossiers:
        for part in {normpath(source.uri) for source in dossier.sources if source.is_xml} - {normpath(dossier.id)}:
            holders.setdefault(part, set()).add(dossier.id)
    left_out: set[str] = set()
    for dossier in dossiers:
        if (
            dossier.descriptions
            and dossier.kind is Kind.DOCUMENT
            and holders.get(normpath(dossier.id), set()) - left_out
        ):
            left_out.add(dossier.id)
    return [dossier for dossier in dossiers if dossier.id not in left_out]


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _take_text(given: str | SourceText, reading: Reading, network: NetworkSettings, gathered: Gathered) -> None:
    """Add what is in a text that is given or fetched; what it refers to is read as from a file in this folder."""
    reader, remote = folder_reader(Path(), reading), remote_reader(reading, network)
    with _net(public_name(given), gathered):
        source = named_text(given, reading, network)
        parsed = parse(source.uri, source.content, reading.limits)
        _take_readable(parsed, reader, remote, gathered, is_named=True)


def _missing(path: Path) -> Dossier:
    """Return the dossier of a file that is not there, which does not keep the others from being judged."""
    from compliance.model.system_errors import not_there  # noqa: PLC0415 - because most files are there

    uri = path.as_posix()[:200]
    gap = Gap(EVERYTHING, Place(uri), not_there(uri, path))
    return refused_dossier(uri, [gap])


def _search(folder: Path, reader: Reader, remote: Reader, gathered: Gathered) -> None:
    """Add the dossier of every document and record below a folder; what is hidden by a leading dot is left out."""
    unreadable: list[OSError] = []
    for file in files_below(folder, unreadable.append):
        if os.path.realpath(file) not in gathered.known:
            _take(file, reader, remote, gathered, is_named=False)
    for error in unreadable:
        from compliance.model.system_errors import not_read  # noqa: PLC0415 - because most folders can be read

        uri = Path(error.filename).as_posix()
        gathered.dossiers.append(refused_dossier(uri, [Gap(OF_DOCUMENTS, Place(uri), not_read(uri, error))]))


def files_below(folder: Path, unreadable: Callable[[OSError], object] | None = None) -> Iterator[Path]:
    """Yield the files below a folder that may be documents or records, in order; `unreadable` is told of folders.

    What others wrote and npm fetched is left out.
    """
    for parent, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != _OF_OTHERS)
        for name in sorted(files):
            if has_ending(name) and not name.startswith("."):
                yield Path(parent, name)


def _take(file: Path, reader: Reader, remote: Reader, gathered: Gathered, *, is_named: bool) -> None:
    """Add what is in one file, unless it is of another kind and too much to be read, such as a template of YAML."""
    uri = file.as_posix()
    with _net(uri, gathered):
        content = reader.read(uri)
        try:
            parsed = parse(uri, content)
        except LoadError:
            if is_named or _may_be_meant(content):
                raise
            gathered.skipped.append(uri)
        else:
            _take_readable(parsed, reader, remote, gathered, is_named=is_named)


@contextmanager
def _net(uri: str, gathered: Gathered) -> Iterator[None]:
    """Turn whatever keeps one file from being judged into a gap of its own; the others go on."""
    try:
        yield
    except LoadError as error:
        gathered.dossiers.append(refused_dossier(uri, gaps_of(error, Place(uri), OF_DOCUMENTS)))
    except Exception as error:  # noqa: BLE001 - a bug that one file brings to light must not end the others
        gathered.dossiers.append(refused_dossier(uri, [crash_gap(error, Place(uri), EVERYTHING)]))


def _take_readable(parsed: Parsed, reader: Reader, remote: Reader, gathered: Gathered, *, is_named: bool) -> None:
    """Add the dossiers of one file: of a document, or of records; a file that was named is judged whatever it is."""
    tree, uri = parsed.tree, parsed.source.uri
    if not parsed.is_readable or is_openapi(tree) or (parsed.source.is_xml and (is_named or is_description(tree))):
        if is_named or parsed.is_readable or _may_be_meant(parsed.source.content):
            gathered.dossiers.append(document_dossier(parsed, reader, remote))
        else:
            gathered.skipped.append(uri)
    elif is_record(tree) or (is_named and may_be_record(tree)):
        gathered.dossiers.extend(map(offline, record_dossiers(parsed, reader, remote)))
    elif may_be_openapi(tree):
        gathered.dossiers.append(document_dossier(parsed, reader, remote))
    elif is_named:
        gathered.dossiers.append(refused_dossier(uri, [Gap(EVERYTHING, Place(uri), what_it_is_not(tree))]))
    else:
        gathered.skipped.append(uri)
        told = Message.of("{name}: {problem}", name=uri, problem=what_it_is_not(tree))
        gathered.first_skipped = gathered.first_skipped or told


def _may_be_meant(content: bytes) -> bool:
    """Return whether we look for a file that cannot be read: its text decides, so that no slip of the pen hides it."""
    return any(hint in content[:4096].lower() for hint in _HINTS)
