"""A report with what changed since a kept run: the earlier evidence is judged again where the law changed."""

from typing import TYPE_CHECKING

from compliance.actions._reporting import report_on
from compliance.actions.errors import ActionError, UsageError
from compliance.actions.settings import Judging
from compliance.judgement.run_changes import run_changes
from compliance.loading.errors import LoadError
from compliance.loading.facts.catalogue import catalogue
from compliance.model.dataclass import replace
from compliance.model.grades import Profile
from compliance.model.kept_run import KeptRun
from compliance.model.report import Report
from compliance.model.run_changes import FindingChange, RunChanges
from compliance.model.text import Message
from compliance.model.version import VERSION

if TYPE_CHECKING:  # because most runs are not kept
    from compliance.history.store import History


def refuse_later(since: KeptRun, run: KeptRun) -> None:
    """Raise `UsageError` if a run is not before another one."""
    if since.number >= run.number:
        template = "the run {since} is not before the run {run}: what changed is asked since an earlier one"
        raise UsageError(Message.of(template, since=since.number, run=run.number))


def compared_runs(report: Report, history: "History", run: KeptRun, since: KeptRun) -> Report:
    """Return the report of a kept run with what changed since an earlier one; raises `UsageError` if it is none."""
    refuse_later(since, run)
    _, chosen = history.asked(run.number)
    judging = Judging(select=tuple(chosen.get("select", ())), ignore=tuple(chosen.get("ignore", ())))
    return with_changes(report, history, since, judging)


def with_changes(report: Report, history: "History", since: KeptRun, judging: Judging) -> Report:
    """Return the report with what changed since a run; `judging` is by what the report was judged."""
    before = history.report(since)
    earlier = history.found_before(since.number)
    changes = run_changes(before, report, since, earlier=earlier)
    if changes.law is not None and has_causes(changes):
        between = _judged_again(history, since, report, judging)
        changes = run_changes(before, report, since, between=between, earlier=earlier)
    return replace(report, changes=changes)


def has_causes(changes: RunChanges) -> bool:
    """Return whether anything changed of which can be asked whether it is the law's or the platform's."""
    others = (each for each in changes.findings if each.change is not FindingChange.KNOWN or each.is_weighed_otherwise)
    return bool(changes.moves) or any(others)


def by_law_of(report: Report, judging: Judging) -> Judging | None:
    """Return how earlier evidence is judged by the law of a report; None if this version can no longer do that."""
    if (report.tool_version, report.catalogue_sha256) != (VERSION, catalogue().sha256):
        return None
    return replace(
        judging, as_of=report.as_of, profile=Profile(report.profile), waivers=(), approved_waivers=(), confirmations=()
    )


def _judged_again(history: "History", since: KeptRun, report: Report, judging: Judging) -> Report | None:
    """Return the evidence of a run judged by the law of a report; None if this version can no longer do that."""
    again = by_law_of(report, judging)
    if again is None:
        return None
    from compliance.loading.dossiers import restored  # noqa: PLC0415 - because it brings zip and pydantic

    try:
        dossiers = [restored(slug, manifest, files) for slug, manifest, files in history.evidence(since.number)]
        return report_on(dossiers, again) if dossiers else None
    except (LoadError, ActionError):
        return None
