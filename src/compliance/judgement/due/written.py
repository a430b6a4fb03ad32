"""What people wrote on findings, and until when it counts: waivers and confirmations."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from compliance.judgement.confirmations import LONGEST
from compliance.judgement.due.entry import Entry
from compliance.model.confirmation import Confirmation
from compliance.model.due import DueKind
from compliance.model.text import Message
from compliance.model.verdict import Finding, SubjectReport
from compliance.model.waiver import Waiver

AnEntry = TypeVar("AnEntry", Waiver, Confirmation)


def waived(waivers: Sequence[Waiver], covered: Mapping[Waiver, Sequence[str]]) -> Iterator[Entry]:
    """Yield the last days of waivers, with the platforms and documents of which each covers a finding.

    One that covers nothing concerns nobody: a run over a part of the fleet has the waivers of all of it.
    """
    for waiver in dict.fromkeys(waivers):
        what = Message.of("the waiver of {rule} ends", rule=waiver.rule)
        source = Message.of("accepted by {approver}", approver=waiver.approver)
        for subject in covered.get(waiver, (None,)):
            yield Entry(DueKind.WAIVER, waiver.expires, what, subject, source, thing=waiver.scope)


def confirmed(confirmations: Sequence[Confirmation], covered: Mapping[Confirmation, Sequence[str]]) -> Iterator[Entry]:
    """Yield the last days on which confirmations count, with what each confirms."""
    for entry in dict.fromkeys(confirmations):
        what = Message.of("the confirmation of {rule} counts until this day", rule=entry.rule)
        source = Message.of("written by {who} on {date}", who=entry.who, date=entry.on)
        for subject in covered.get(entry, (None,)):
            yield Entry(DueKind.CONFIRMATION, entry.on + LONGEST, what, subject, source, thing=entry.scope)


class Covered(Generic[AnEntry]):
    """The ids of platforms and documents, by what was written on a finding of them."""

    def __init__(self, entry_of: Callable[[Finding], AnEntry | None]) -> None:
        self._entry_of: Callable[[Finding], AnEntry | None] = entry_of
        self._found: dict[AnEntry, dict[str, None]] = {}

    def add(self, subject: SubjectReport) -> None:
        for verdict in subject.verdicts:
            for finding in verdict.findings:
                if (entry := self._entry_of(finding)) is not None:
                    self._found.setdefault(entry, {})[subject.id] = None

    @property
    def ids(self) -> dict[AnEntry, tuple[str, ...]]:
        return {entry: tuple(ids) for entry, ids in self._found.items()}
