"""A platform's record, from a file or from the registry."""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any, Final

from compliance.loading.errors import NotUnderstood
from compliance.loading.facts.platforms import memberships
from compliance.loading.facts.specs import specs_root
from compliance.loading.facts.vocabulary import channels, connection_states, networks
from compliance.loading.syntax.parse import Parsed, parse
from compliance.loading.validation import validate
from compliance.model.codelist import fold
from compliance.model.location import Place
from compliance.model.record import NONE, Connection, Notice, Record, Service
from compliance.model.record_form import WrittenConnection, WrittenRecord
from compliance.model.source import SourceText
from compliance.model.text import Message
from compliance.model.vocabulary import Entry

_SLUG: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")


def read_record(parsed: Parsed) -> Record:
    """Return the record in a parsed file; raises `NotUnderstood` with every fault, its line and what was expected."""
    written = validate(WrittenRecord, parsed)
    for pointer in _fees_that_are_no_numbers(parsed.tree):
        message = Message.of("a fee is a number of đồng, not text and not yes or no")
        raise NotUnderstood(parsed.source.locate(pointer), message)
    if not _SLUG.fullmatch(written.slug):
        message = Message.of("the slug {found} is not of small letters, digits and hyphens", found=written.slug[:40])
        raise NotUnderstood(parsed.source.locate("/slug"), message)
    return _record(written, Place(parsed.source.uri))


def registered(slug: str) -> tuple[Record, SourceText]:
    """Return the record of a slug of the registry with the file it came from, and its places on the official lists.

    Raises:
        FileNotFoundError: the registry has no such slug.
    """
    parsed = parse(f"specs/platforms/{slug}.yaml", (specs_root() / "platforms" / f"{slug}.yaml").read_bytes())
    return replace(read_record(parsed), list_memberships=memberships()[slug]), parsed.source


def _record(written: WrittenRecord, at: Place) -> Record:
    """Recognise the words of a record, and give each part its place."""
    values = _values(written)
    if isinstance(written.services, tuple):
        values["services"] = tuple(
            Service(**_values(service), at=at.child("services", index))
            for index, service in enumerate(written.services)
        )
    if isinstance(written.connections, tuple):
        values["connections"] = tuple(
            _connection(connection, at.child("connections", index))
            for index, connection in enumerate(written.connections)
        )
    if isinstance(written.notices, tuple):
        values["notices"] = tuple(
            Notice(**_values(notice), at=at.child("notices", index)) for index, notice in enumerate(written.notices)
        )
    return Record(**values, at=at)


def _connection(written: WrittenConnection, at: Place) -> Connection:
    channel = channels().find(written.via)
    state = connection_states().find(written.status)
    carrier = networks().find(written.network)
    words = {
        "via": _word(written.via, channel),
        "status": _word(written.status, state),
        "network": _word(written.network, carrier),
        "connected": fold(written.connected) if isinstance(written.connected, str) else written.connected,
    }
    return Connection(**(_values(written) | words), channel=channel, state=state, carrier=carrier, at=at)


def _word(written: str | None, entry: Entry | None) -> str | None:
    """Return the code of the entry that is meant; a word that is on no list stays as it is, but for `none`."""
    if entry is not None:
        return entry.code
    return NONE if written is not None and fold(written) == NONE else written


def _values(written: Any) -> dict[str, Any]:
    """Return the fields of a form, its parts as they are."""
    return {entry.name: getattr(written, entry.name) for entry in fields(written)}


def _fees_that_are_no_numbers(tree: Any) -> Iterator[str]:
    """Yield the pointer of each fee that is not written as a number.

    Reading is lenient elsewhere (`'5'` is 5); what might make a ministry fail has to be written as a number.
    """
    services = tree.get("services")
    for index, service in enumerate(services if isinstance(services, list) else ()):
        fee = service.get("fee") if isinstance(service, dict) else None
        for key, value in fee.items() if isinstance(fee, dict) else ():
            if isinstance(value, bool | str):
                yield f"/services/{index}/fee/{key}"
