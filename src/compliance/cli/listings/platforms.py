"""The registry of the national lists, filtered."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from compliance.actions.errors import UsageError
from compliance.cli.tables import print_json, print_table
from compliance.loading.facts.platforms import lineages, lists, slugs
from compliance.loading.records import registered
from compliance.locale import Translator
from compliance.model.record import Owner, Record
from compliance.model.record_form import WrittenRecord
from compliance.model.text import Message


def write(options: Namespace, words: Translator) -> int:
    """List what the options ask for; returns the exit status."""
    if options.list and options.list not in lists():
        known = ", ".join(sorted(lists()))
        raise UsageError(Message.of("there is no list {id}; known: {known}", id=options.list, known=known))
    chosen = [record for record in _records() if _is_chosen(record, options)]
    if options.format == "json":
        print_json([_plain(record) for record in chosen])
        return 0
    headings = (words("Platform"), words("Lists"), words("Name"), words("Owner"), words("Address"))
    count = words("{count} platforms; what is unknown is shown as -", count=len(chosen))
    print_table(headings, [_row(record, words) for record in chosen], count)
    return 0


def _records() -> Iterator[Record]:
    for slug in slugs():
        yield registered(slug)[0]


def _is_chosen(record: Record, options: Namespace) -> bool:
    owner = record.owner if isinstance(record.owner, Owner) else Owner()
    wanted = (options.owner or "").casefold()
    names = {name.casefold() for name in (owner.code, owner.name_vi, owner.name_en) if name}
    listed = {membership.list for membership in record.list_memberships or ()}
    return (
        (not options.list or options.list in listed)
        and (not wanted or wanted in names)
        and (not options.field or record.field == options.field)
    )


def _row(record: Record, words: Translator) -> tuple[str, ...]:
    owner = record.owner if isinstance(record.owner, Owner) else Owner()
    name = (record.name_vi if words.language == "vi" else record.name_en) or record.name_vi or "-"
    agency = (owner.name_vi if words.language == "vi" else owner.name_en) or owner.name_vi or "-"
    listed = ", ".join(membership.number or membership.list for membership in record.list_memberships or ())
    addresses = ", ".join(record.addresses) if isinstance(record.addresses, list) else "-"
    return record.slug, listed or "-", name, agency, addresses or "-"


def _plain(record: Record) -> dict[str, Any]:
    from compliance.loading.validation import type_adapter

    plain: dict[str, Any] = type_adapter(WrittenRecord).dump_python(record, mode="json")
    related = [line for line in lineages() if record.slug in {line.earlier, line.later}]
    plain["lineage"] = [asdict(line) for line in related]
    return plain
