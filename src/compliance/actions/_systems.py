"""Tables and records to the systems in them. What cannot be read keeps no other from being compared."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from compliance.actions._given import Given, is_address, public_name
from compliance.actions._sources import gather
from compliance.actions.errors import InputError, NothingFound, UsageError
from compliance.actions.settings import NetworkSettings, Reading
from compliance.loading.errors import Fault, LoadError, NotUnderstood
from compliance.loading.reader import FolderReader, real_path
from compliance.loading.tables.separated import read_separated
from compliance.loading.tables.systems import read_systems
from compliance.loading.tables.workbook import OLD, ZIP, read_workbook
from compliance.model.dossier import Dossier
from compliance.model.location import Location
from compliance.model.overlap import System
from compliance.model.record import Record
from compliance.model.source import SourceText
from compliance.model.text import Message

_TABLES: Final = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods")


def gather_systems(sources: Sequence[Given]) -> Iterator[System | Fault]:
    """Yield the systems of each source, and a fault for whatever could not be read.

    Raises:
        UsageError: nothing was given, or an address.
        InputError: nothing of all that was given could be read.
    """
    if not sources:
        raise UsageError(Message.of("name a table of systems (.csv, .xlsx), a record, or a folder of records"))
    if address := next((each for each in sources if not isinstance(each, SourceText) and is_address(each)), None):
        raise UsageError(Message.of("{address} is an address: fetch the table first", address=public_name(address)))
    found = [each for given in {public_name(given): given for given in sources}.values() for each in _read(given)]
    faults = [each for each in found if not isinstance(each, System)]
    if faults and len(faults) == len(found):
        raise InputError.of(NotUnderstood.of(faults))
    yield from found


def _read(given: Given) -> Iterator[System | Fault]:
    try:
        if isinstance(given, SourceText):
            yield from _table(given.uri, given.content)
        elif _is_table(Path(given)):
            yield from _table(Path(given).as_posix(), FolderReader(real_path(given).parent).read(str(given)))
        else:
            yield from _records(given)
    except LoadError as error:
        yield from error.faults


def _is_table(path: Path) -> bool:
    return path.suffix.lower() in _TABLES and not path.is_dir()


def _table(uri: str, content: bytes) -> Iterator[System | Fault]:
    if content.startswith(OLD):
        template = "this is a workbook of Excel before 2007, or one with a password; save it as .xlsx without one"
        raise NotUnderstood(Location(uri), Message.of(template))
    sheets = read_workbook(uri, content) if content.startswith(ZIP) else (read_separated(uri, content),)
    yield from read_systems(uri, sheets)


def _records(given: Given) -> Iterator[System | Fault]:
    try:
        gathered = gather((given,), Reading(), NetworkSettings())
    except NothingFound:
        template = "neither a table of systems nor a record was found here"
        yield Location(public_name(given)), Message.of(template)
        return
    for dossier in gathered.dossiers:
        yield from _systems(dossier)


def _systems(dossier: Dossier) -> Iterator[System | Fault]:
    record = dossier.record
    if record is None:
        for gap in dossier.gaps[:1]:
            yield gap.location or Location(gap.place.uri, gap.place.pointer), gap.message
    elif name := record.name_vi or record.name_en:
        yield _system(record, name)
    else:
        yield Location(record.at.uri, record.at.pointer), Message.of("the record gives no name of the platform")


def _system(record: Record, name: str) -> System:
    owner = record.named_owner
    at = Location(record.at.uri, record.at.pointer)
    return System(
        name,
        owner.name_vi or owner.name_en,
        "; ".join(filter(None, (record.objective, *(record.functions or ())))) or None,
        at,
        record.field,
        record.slug,
        tuple(record.aliases or ()),
    )
