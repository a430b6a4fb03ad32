"""The registry of the national lists, filtered."""

from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from compliance.actions._official_lists import official_list
from compliance.actions.errors import UsageError
from compliance.cli.tables import print_json, print_table
from compliance.loading.facts.catalogue import day
from compliance.loading.facts.platforms import lineages, slugs
from compliance.loading.records import registered
from compliance.locale import Translator
from compliance.model.codelist import fold
from compliance.model.record import Membership, Record
from compliance.model.record_form import WrittenRecord
from compliance.model.text import Message, Text
from compliance.report import labels


def write(options: Namespace, words: Translator) -> int:
    """List what the options ask for, one list in its own order; returns the exit status."""
    shown = official_list(options.list) if options.list else None
    records = [_record(slug) for slug in slugs()]
    chosen = [record for record in records if _is_of(record, options.owner) and _is_in(record, options.field)]
    if not chosen:
        raise UsageError(_absent(records, options))
    if shown is not None:
        placed = [(_place(record, shown["list"]["id"]), record) for record in chosen]
        found = [(place.group or "", place.order or 0, record) for place, record in placed if place]
        chosen = [record for _, _, record in sorted(found, key=lambda row: row[:2])]
    if options.format == "json":
        print_json([_plain(record) for record in chosen])
        return 0
    headings = (words("Platform"), words("Lists"), words("Name"), words("Owner"), words("Address"))
    heading = [_heading(shown["list"], words)] if shown is not None else []
    count = words("{count} platforms; what is unknown is shown as -", count=len(chosen))
    print_table(headings, [_row(record, words) for record in chosen], "\n".join([*heading, count]))
    return 0


def _record(slug: str) -> Record:
    return registered(slug)[0]


def _is_of(record: Record, wanted: str | None) -> bool:
    owner = record.named_owner
    return not wanted or fold(wanted) in {fold(name) for name in (owner.code, owner.name_vi, owner.name_en) if name}


def _is_in(record: Record, wanted: str | None) -> bool:
    return not wanted or record.field == wanted


def _absent(records: Sequence[Record], options: Namespace) -> Message:
    """Return what is known instead of an owner or a field that no platform has, or has together with the other."""
    if not any(_is_of(record, options.owner) for record in records):
        owners = {owner.code or owner.name_vi for owner in (record.named_owner for record in records)}
        template = "no platform has the owner {owner}; write the whole name or a code: {known}"
        return Message.of(template, owner=options.owner, known=", ".join(sorted(filter(None, owners))))
    if not any(_is_in(record, options.field) for record in records):
        fields = {record.field for record in records}
        template = "no platform is in the field {field}; known: {known}"
        return Message.of(template, field=options.field, known=", ".join(sorted(filter(None, fields))))
    template = "no platform of the owner {owner} is in the field {field}"
    return Message.of(template, owner=options.owner, field=options.field)


def _place(record: Record, name: str) -> Membership | None:
    return next((place for place in record.listed_memberships() if place.list == name), None)


def _row(record: Record, words: Translator) -> tuple[str, ...]:
    owner = record.named_owner
    name = (record.name_vi if words.language == "vi" else record.name_en) or record.name_vi or "-"
    if record.intermediary:
        name = words("{name} (intermediary: {channel})", name=name, channel=record.intermediary)
    agency = (owner.name_vi if words.language == "vi" else owner.name_en) or owner.name_vi or "-"
    listed = ", ".join(_shown(place) for place in record.listed_memberships())
    addresses = ", ".join(record.addresses) if isinstance(record.addresses, list) else "-"
    return record.slug, listed or "-", name, agency, addresses or "-"


def _shown(place: Membership) -> str:
    number = place.number or place.list
    return f"{number} ({place.group or ''}{place.order})" if place.order else number


def _heading(head: Mapping[str, Any], words: Translator) -> str:
    """Return what the list is: its title, number, day and issuer, and how much of it is known."""
    issuer = head["issuer"]["name_vi" if words.language == "vi" else "name_en"]
    issued = day(head["issued"])
    return words(
        "{title}: {number}, {day}, {issuer}; {named} of {size} known by name",
        title=words.text(Text(**head["title"])),
        number=head["number"] or head["id"],
        day=labels.day(issued, words) if issued else "-",
        issuer=issuer,
        named=head.get("named", "-"),
        size=head.get("size", "-"),
    )


def _plain(record: Record) -> dict[str, Any]:
    from compliance.loading.validation import type_adapter

    plain: dict[str, Any] = type_adapter(WrittenRecord).dump_python(record, mode="json")
    related = [line for line in lineages() if record.slug in {line.earlier, line.later}]
    plain["lineage"] = [asdict(line) for line in related]
    return plain
