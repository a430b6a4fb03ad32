"""What people wrote on findings, and until when it counts: waivers and confirmations."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from compliance.judgement.confirmations import LONGEST
from compliance.judgement.due.entry import Entry
from compliance.model.confirmation import Confirmation
from compliance.model.due import DueKind
from compliance.model.text import Message
from compliance.model.verdict import Finding, SubjectReport
from compliance.model.waiver import Waiver

AnEntry = TypeVar("AnEntry", Waiver, Confirmation)


def waived(waivers: Sequence[Waiver], subjects: Sequence[SubjectReport]) -> Iterator[Entry]:
    """Yield the last days of waivers, with the platforms and documents of which each covers a finding.

    One that covers nothing concerns nobody: a run over a part of the fleet has the waivers of all of it.
    """
    covered = _written_on(subjects, lambda finding: finding.waiver) if waivers else {}
    for waiver in dict.fromkeys(waivers):
        what = Message.of("the waiver of {rule} ends", rule=waiver.rule)
        source = Message.of("accepted by {approver}", approver=waiver.approver)
        for subject in covered.get(waiver, (None,)):
            yield Entry(DueKind.WAIVER, waiver.expires, what, subject, source, thing=waiver.scope)


def confirmed(confirmations: Sequence[Confirmation], subjects: Sequence[SubjectReport]) -> Iterator[Entry]:
    """Yield the last days on which confirmations count, with what each confirms."""
    covered = _written_on(subjects, lambda finding: finding.confirmed) if confirmations else {}
    for entry in dict.fromkeys(confirmations):
        what = Message.of("the confirmation of {rule} counts until this day", rule=entry.rule)
        source = Message.of("written by {who} on {date}", who=entry.who, date=entry.on)
        for subject in covered.get(entry, (None,)):
            yield Entry(DueKind.CONFIRMATION, entry.on + LONGEST, what, subject, source, thing=entry.scope)


def _written_on(
    subjects: Iterable[SubjectReport], entry_of: Callable[[Finding], AnEntry | None]
) -> dict[AnEntry, tuple[str, ...]]:
    """Return the ids of the platforms and documents by what was written on a finding of them."""
    found: dict[AnEntry, dict[str, None]] = {}
    for subject in subjects:
        for verdict in subject.verdicts:
            for finding in verdict.findings:
                if (entry := entry_of(finding)) is not None:
                    found.setdefault(entry, {})[subject.id] = None
    return {entry: tuple(ids) for entry, ids in found.items()}
