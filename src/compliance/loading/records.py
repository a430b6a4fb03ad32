"""A platform's record, from a file or from the registry."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from itertools import islice
from pathlib import PurePosixPath
from typing import Any, Final

from compliance.loading.errors import Fault, NotUnderstood, Refused
from compliance.loading.facts.platforms import memberships
from compliance.loading.facts.specs import specs_root
from compliance.loading.facts.vocabulary import channels, connection_states, networks, sharing_forms, sharing_methods
from compliance.loading.hearsay import without_none
from compliance.loading.record_flaws import flaws, hidden_by, repair
from compliance.loading.salvage import salvage
from compliance.loading.syntax.parse import parse
from compliance.loading.syntax.parsed import Parsed
from compliance.loading.undetermined import take_out
from compliance.loading.validation import Flaw, refuse_defects
from compliance.model.codelist import fold, plain
from compliance.model.dataclass import dataclass, replace
from compliance.model.gap import Gap
from compliance.model.location import Location, Place
from compliance.model.record import NONE, Connection, Notice, Owner, Record, Service
from compliance.model.record_form import WrittenConnection, WrittenRecord, WrittenService, is_none
from compliance.model.source import SourceText
from compliance.model.text import Message
from compliance.model.vocabulary import Channel, Entry, Network

_MOST_TOLD: Final = 50
_MOST_RECORDS: Final = 500
_OTHER: Final = "other"
_DIRECT: Final = "direct"


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """A record as far as it could be read. Each of `gaps` is a fault of the file, with its line, and what it hides."""

    record: Record
    gaps: tuple[Gap, ...] = ()


def read_records(parsed: Parsed) -> Iterator[ReadRecord | NotUnderstood]:
    """Yield the record in a parsed file, or each of a list; what is wrong in one is left out of it and told.

    Where nothing of some is left, one error on all of them comes last. Raises `NotUnderstood` for a broken text, and
    `Refused` for too many records.
    """
    refuse_defects(parsed)
    is_list = isinstance(parsed.tree, list)
    items = parsed.tree if is_list else (parsed.tree,)
    if len(items) > _MOST_RECORDS:
        message = Message.of(
            "the file holds {found} records, at most {limit} are read", found=len(items), limit=_MOST_RECORDS
        )
        raise Refused(Location(parsed.source.uri), message)
    broken: list[Fault] = []
    for index, item in enumerate(items):
        try:
            yield _read(replace(parsed, tree=item), f"/{index}" if is_list else "")
        except NotUnderstood as error:
            broken.extend(error.faults)
    if broken:
        yield NotUnderstood.of(broken[:_MOST_TOLD])


def read_record(parsed: Parsed) -> Record:
    """Return the record in a parsed file; raises `NotUnderstood` with every fault, its line and what was expected."""
    refuse_defects(parsed)
    read = _read(parsed, "")
    if read.gaps:
        raise NotUnderstood.of([(gap.location or Location(parsed.source.uri), gap.message) for gap in read.gaps])
    return read.record


def _read(parsed: Parsed, at: str) -> ReadRecord:
    source = parsed.source
    taken = take_out(parsed.tree, Place(source.uri, at))
    tree = taken.tree
    slug = _made_up_slug(source.uri, at)
    known = flaws(tree) if isinstance(tree, dict) else ()
    written, found = salvage(WrittenRecord, tree, known, lambda copied, pointer: repair(copied, pointer, slug))
    told = [(source.locate(at + pointer), message) for pointer, message in _told([*taken.flaws, *found])]
    told.sort(key=lambda fault: (fault[0].line or 0, fault[0].column or 0))
    if written is None:
        raise NotUnderstood.of(told)
    gaps = (
        Gap(hidden_by(where.pointer.removeprefix(at)), Place(where.uri, where.pointer), message, location=where)
        for where, message in told
    )
    record = replace(
        _record(written, Place(source.uri, at)),
        undetermined=taken.fields,
        undetermined_places={each.at: each for each in taken.fields},
    )
    return ReadRecord(record, tuple(gaps))


def _told(found: Sequence[Flaw]) -> Iterator[Flaw]:
    """Yield the first flaw of each place; that the owner is missing says nothing where its name is misspelt."""
    is_misspelt = any(dict(message.parameters).get("near") == "owner" for _, message in found[:_MOST_TOLD])
    first = dict(reversed(found))
    if is_misspelt:
        first.pop("/owner", None)
    yield from islice(reversed(first.items()), _MOST_TOLD)
    if (more := len(first) - _MOST_TOLD) > 0:
        yield "", Message.of("{count} more faults of this kind", count=more)


def _made_up_slug(uri: str, at: str) -> str:
    """Return a slug for a record that gives none: the name of its file, and its number in a list."""
    words = re.sub(r"[^a-z0-9]+", "-", plain(f"{PurePosixPath(uri).stem}{at}").casefold()).strip("-")
    return words[:100].strip("-") or "record"


def registered(slug: str) -> tuple[Record, SourceText]:
    """Return the record of a slug of the registry with the file it came from, and its places on the official lists.

    Raises:
        FileNotFoundError: the registry has no such slug.
    """
    parsed = parse(f"specs/platforms/{slug}.yaml", (specs_root() / "platforms" / f"{slug}.yaml").read_bytes())
    return replace(read_record(parsed), list_memberships=memberships()[slug]), parsed.source


def _record(written: WrittenRecord, at: Place) -> Record:
    """Recognise the words of a record, and give each part its place."""
    if not written.provenance.declared:
        written = without_none(written)
    values = _values(written)
    values["life_cycle"] = written.life_cycle or ("trial" if written.status == "pilot" else written.status)
    owner = written.owner if isinstance(written.owner, Owner) else Owner()
    if isinstance(written.services, tuple):
        values["services"] = tuple(
            _service(service, at.child("services", index)) for index, service in enumerate(written.services)
        )
    if isinstance(written.connections, tuple):
        values["connections"] = tuple(
            replace(_connection(connection, at.child("connections", index)), owner=owner)
            for index, connection in enumerate(written.connections)
        )
    if isinstance(written.notices, tuple):
        values["notices"] = tuple(
            Notice(**_values(notice), at=at.child("notices", index)) for index, notice in enumerate(written.notices)
        )
    if isinstance(values["services"], tuple):
        passing = _passing(values["connections"])
        values["services"] = tuple(replace(service, is_used=passing(service.id)) for service in values["services"])
    return Record(**values, at=at)


def _service(written: WrittenService, at: Place) -> Service:
    is_undocumented = is_none(written.document)
    words = {
        "document": None if is_undocumented else written.document,
        "sharing_form": _word(written.sharing_form, sharing_forms().find(written.sharing_form)),
    }
    way = sharing_methods().find(written.method)
    return Service(**(_values(written) | words), is_undocumented=is_undocumented, way=way, at=at)


def _passing(connections: "tuple[Connection, ...] | str | None") -> Callable[[str], bool | None]:
    """Return what tells of a service whether a connection in use passes it; one that names no services passes all."""
    if not connections or isinstance(connections, str):
        return lambda _service: False if connections else None
    known: dict[str | None, bool | None] = {}
    for each in connections:
        is_used = True if each.is_connected else None if each.stage is None and each.exists else False
        for service in [None] if each.services is None else each.services:
            known[service] = _of_two(known.get(service, False), is_used)
    return lambda service: _of_two(known.get(service, False), known.get(None, False))


def _of_two(one: bool | None, other: bool | None) -> bool | None:
    return True if one or other else None if None in {one, other} else False


def _connection(written: WrittenConnection, at: Place) -> Connection:
    said = written.status if written.state is None else written.state
    stage = connection_states().find(said)
    carrier = networks().find(written.network)
    channel = _channel(written.via, carrier)
    words = {
        "via": _word(written.via, None if channel is not None and channel.code == _OTHER else channel),
        "status": _word(said, stage),
        "network": _word(written.network, carrier),
        "connected": fold(written.connected) if isinstance(written.connected, str) else written.connected,
    }
    return Connection(**(_values(written) | words), channel=channel, stage=stage, carrier=carrier, at=at)


def _channel(via: str | None, carrier: Network | None) -> Channel | None:
    """Return the channel that is meant: a word on no list is another one, and `direct` was written for two."""
    if via is None or is_none(via):
        return None
    if fold(via) == _DIRECT and carrier is not None and not carrier.is_state:
        return channels().find("api")
    return channels().find(via) or channels().find(_OTHER)


def _word(written: str | None, entry: Entry | None) -> str | None:
    """Return the code of the entry that is meant; a word that is on no list stays as it is, but for `none`."""
    if entry is not None:
        return entry.code
    return NONE if is_none(written) else written


def _values(written: Any) -> dict[str, Any]:
    """Return the fields of a form, its parts as they are."""
    return {entry.name: getattr(written, entry.name) for entry in fields(written)}
