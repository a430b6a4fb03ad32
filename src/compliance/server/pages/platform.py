"""One platform: where it stood from run to run, what was found at it, since when, and its evidence."""

from collections.abc import Mapping, Sequence
from typing import Final

from starlette.responses import Response

from compliance.model.dataclass import replace
from compliance.model.overview import PlatformStay, RunDay
from compliance.model.text import Message
from compliance.model.verdict import SubjectReport
from compliance.report import labels
from compliance.report.context import ReportContext
from compliance.report.formats.html.section import sections
from compliance.server.access.identity import Action
from compliance.server.addresses import segment
from compliance.server.stays import told_stays
from compliance.server.visit import Visit

PATH: Final = "/platforms/{slug}"
NEEDS: Final = Action.SEE_PAGES


def show(visit: Visit) -> Response:
    subject = visit.platform
    stays = stays_of(visit, subject.id)
    found = replace(subject, dossier_file=None)
    section = next(iter(sections(visit.report, [found], _dated(found, visit))))
    return visit.page(
        "platform_page.html",
        labels.name(subject, visit.words),
        section=section,
        owner=visit.addresses.owner(subject),
        history=told_stays(stays, visit),
        dossier=visit.addresses.to(f"/platforms/{segment(subject.id)}/dossier"),
        may_have_dossier=visit.identity.may(Action.SEE_DOSSIERS),
        waiver_page=_waiver_page(subject, visit),
    )


def _waiver_page(subject: SubjectReport, visit: Visit) -> str:
    """Return the address at which a waiver of a finding is asked for, up to its query; empty if the visitor may not."""
    if not visit.identity.may(Action.PROPOSE_WAIVER):
        return ""
    address = visit.addresses.to(f"/platforms/{segment(subject.id)}/waiver")
    return f"{address}{'&' if '?' in address else '?'}"


def stays_of(visit: Visit, slug: str) -> Sequence[PlatformStay]:
    """Return where a platform stood in the runs of the series up to the one that is read."""
    known = {run.number for run in visit.series}
    return [stay for stay in visit.reader.stays(slug) if stay.run.number in known]


def _dated(subject: SubjectReport, visit: Visit) -> ReportContext:
    """Return the context in which each finding says since when it has been found."""
    since: Mapping[str, RunDay] = visit.reader.since(visit.run, subject.id)
    said = {
        (subject.id, verdict.rule, finding.fingerprint): Message.of(
            "found since the run {number} of {date}",
            number=since[finding.fingerprint].number,
            date=since[finding.fingerprint].day,
        )
        for verdict in subject.verdicts
        for finding in verdict.findings
        if finding.fingerprint in since
    }
    return replace(visit.context, changes=said)
