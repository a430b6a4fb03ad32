"""What is due on the platforms of a report, within a year from its day. Pure: dossiers, verdicts and facts in."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from compliance.judgement.due.announced import announced
from compliance.judgement.due.clauses import Clauses
from compliance.judgement.due.declared import declared
from compliance.judgement.due.entry import Entry
from compliance.judgement.due.evidence import certificates, evidence
from compliance.judgement.due.items import Items
from compliance.judgement.due.written import Covered, confirmed, waived
from compliance.model.confirmation import Confirmation
from compliance.model.crash import crash_name
from compliance.model.dossier import Dossier
from compliance.model.due import DueItem, DueKind
from compliance.model.facts import Facts
from compliance.model.lazy import lazy_property
from compliance.model.text import Message
from compliance.model.verdict import SubjectReport
from compliance.model.waiver import Waiver

_KINDS: Final = tuple(DueKind)


class Due:
    """What is due until a year after the day of a report, added up platform by platform.

    What falls on one day for several platforms is one item; what has no known day stands last.
    """

    def __init__(
        self, facts: Facts, waivers: Sequence[Waiver] = (), confirmations: Sequence[Confirmation] = ()
    ) -> None:
        self._facts = facts
        self._waivers, self._confirmations = waivers, confirmations
        self._of_evidence, self._of_stages = Items(facts.as_of), Items(facts.as_of)
        self._waived = Covered[Waiver](lambda finding: finding.waiver)
        self._confirmed = Covered[Confirmation](lambda finding: finding.confirmed)
        self._notices: list[Message] = []

    @lazy_property
    def _to_come(self) -> Clauses:
        return Clauses(self._facts)

    def add(self, dossier: Dossier, subject: SubjectReport) -> None:
        """Note what is due on one platform, by its evidence and by what came of it."""
        try:
            self._of_evidence.add(self._of_dossier(dossier))
        except Exception as error:  # noqa: BLE001 - whatever is in one dossier, the others are told
            template = "{platform}: what is due could not be told, which is a fault of the tool ({problem})"
            self._notices.append(Message.of(template, platform=dossier.id, problem=crash_name(error)))
        self._of_stages.add(evidence(subject))
        if self._waivers:
            self._waived.add(subject)
        if self._confirmations:
            self._confirmed.add(subject)

    def _of_dossier(self, dossier: Dossier) -> list[Entry]:
        record = dossier.record
        if record is None:
            return list(certificates(dossier))
        of_record = (*self._to_come.binding(dossier.id, record), *announced(dossier.id, record, self._facts))
        return [*of_record, *declared(dossier.id, record), *certificates(dossier)]

    def items(self) -> tuple[DueItem, ...]:
        """Return what is due, what has passed first, then the nearest."""
        written = Items(self._facts.as_of)
        written.add(waived(self._waivers, self._waived.ids))
        written.add(confirmed(self._confirmations, self._confirmed.ids))
        together = self._of_evidence.with_more(self._of_stages).with_more(written)
        return tuple(sorted(together.listed(), key=_order))

    def notices(self) -> tuple[Message, ...]:
        """Return notices on platforms of which the tool could not tell what is due."""
        return tuple(self._notices)


def _order(item: DueItem) -> tuple[bool, date, int, str, str]:
    is_undated = item.day is None
    return is_undated, item.day or date.max, _KINDS.index(item.kind), item.requirement or "", str(item.what)
