"""What is due on the platforms of a report, within a year from its day. Pure: dossiers, verdicts and facts in."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from compliance.judgement.due.announced import announced
from compliance.judgement.due.clauses import Clauses
from compliance.judgement.due.declared import declared
from compliance.judgement.due.entry import Entry, Key
from compliance.judgement.due.evidence import certificates, evidence
from compliance.judgement.due.written import confirmed, waived
from compliance.model.confirmation import Confirmation
from compliance.model.crash import crash_name
from compliance.model.dataclass import replace
from compliance.model.dossier import Dossier
from compliance.model.due import LONGEST, DueItem, DueKind
from compliance.model.facts import Facts
from compliance.model.text import Message
from compliance.model.verdict import SubjectReport
from compliance.model.waiver import Waiver

_KINDS: Final = tuple(DueKind)


def due(
    dossiers: Sequence[Dossier],
    subjects: Sequence[SubjectReport],
    facts: Facts,
    waivers: Sequence[Waiver] = (),
    confirmations: Sequence[Confirmation] = (),
) -> tuple[tuple[DueItem, ...], tuple[Message, ...]]:
    """Return what is due until a year after the day of the report, what has passed first, then the nearest.

    What falls on one day for several platforms is one item; what has no known day stands last. Beside it stand notices
    on platforms of which the tool could not tell it.
    """
    day, entries, notices = facts.as_of, list[Entry](), list[Message]()
    to_come = Clauses(facts) if any(dossier.record is not None for dossier in dossiers) else None
    for dossier in dossiers:
        try:
            entries += _of_dossier(dossier, to_come, facts)
        except Exception as error:  # noqa: BLE001 - whatever is in one dossier, the others are told
            template = "{platform}: what is due could not be told, which is a fault of the tool ({problem})"
            notices.append(Message.of(template, platform=dossier.id, problem=crash_name(error)))
    entries += (*evidence(subjects), *waived(waivers, subjects), *confirmed(confirmations, subjects))
    near = (entry for entry in entries if entry.day is None or (entry.day - day).days <= LONGEST)
    return tuple(sorted(_items(near, day), key=_order)), tuple(notices)


def _of_dossier(dossier: Dossier, to_come: Clauses | None, facts: Facts) -> list[Entry]:
    record = dossier.record
    if record is None or to_come is None:
        return list(certificates(dossier))
    of_record = (*to_come.binding(dossier.id, record), *announced(dossier.id, record, facts))
    return [*of_record, *declared(dossier.id, record), *certificates(dossier)]


def _items(entries: Iterable[Entry], day: date) -> Iterator[DueItem]:
    """Yield an item for all entries that say the same of one day."""
    groups: dict[Key, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.key, []).append(entry)
    for group in groups.values():
        first = group[0]
        certain = dict.fromkeys(each.subject for each in group if each.is_certain and each.subject)
        perhaps = dict.fromkeys(each.subject for each in group if each.subject and each.subject not in certain)
        item = DueItem(
            kind=first.kind,
            day=first.day,
            days_left=(first.day - day).days if first.day else None,
            what=first.what,
            source=first.source,
            subjects=tuple(certain),
            perhaps=tuple(perhaps),
            count=len({each.thing for each in group}),
        )
        yield _by_clause(item, first)


def _by_clause(item: DueItem, first: Entry) -> DueItem:
    requirement = first.requirement
    if requirement is None:
        return item
    return replace(
        item,
        requirement=requirement.id,
        instrument=requirement.instrument.id,
        condition=first.condition,
        note=requirement.note,
    )


def _order(item: DueItem) -> tuple[bool, date, int, str, str]:
    is_undated = item.day is None
    return is_undated, item.day or date.max, _KINDS.index(item.kind), item.requirement or "", str(item.what)
