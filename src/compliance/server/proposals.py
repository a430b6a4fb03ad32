"""The finding of which a waiver is asked for, and the form for that."""

from collections.abc import Mapping, Sequence

from starlette.responses import Response

from compliance.actions.settings import today
from compliance.loading.waivers import LONGEST
from compliance.model.dataclass import dataclass
from compliance.model.text import Message
from compliance.model.verdict import Finding, SubjectReport
from compliance.report import labels
from compliance.report.findings import heading_of
from compliance.server.missing import NotFound
from compliance.server.visit import Visit


@dataclass(frozen=True, slots=True)
class AskedFinding:
    """A finding at a platform that the visitor may see."""

    subject: SubjectReport
    rule: str
    finding: Finding


def asked_finding(visit: Visit, rule: str, fingerprint: str) -> AskedFinding:
    """Return the finding of a rule at the platform of the address; raises `NotFound` if this run has none."""
    subject = visit.platform
    found = (
        finding
        for verdict in subject.verdicts
        if verdict.rule == rule
        for finding in verdict.findings
        if finding.fingerprint == fingerprint
    )
    finding = next(found, None)
    if finding is None:
        raise NotFound(Message.of("this run has no such finding at the platform"))
    return AskedFinding(subject, rule, finding)


def form_page(
    visit: Visit, asked: AskedFinding, given: Mapping[str, str], problems: Sequence[str] = (), status: int = 200
) -> Response:
    """Return the form, with what was given already and what is wrong with it."""
    words, context = visit.words, visit.context
    return visit.page(
        "propose_waiver_page.html",
        words("Ask for a waiver"),
        status,
        name=labels.name(asked.subject, words),
        platform=context.addresses.subject(asked.subject.id),
        heading=heading_of(asked.rule, context.rules.get(asked.rule), words),
        message=words.message(asked.finding.message),
        rule=asked.rule,
        scope=asked.finding.fingerprint,
        given={name: given.get(name, "") for name in ("reason", "legal_basis", "expires")},
        problems=problems,
        first_day=today().isoformat(),
        last_day=(today() + LONGEST).isoformat(),
    )
