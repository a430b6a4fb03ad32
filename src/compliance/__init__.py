"""Judge platforms against the published requirements for connecting to NDXP: the verbs, their settings, their results.

    import compliance

    report = compliance.check("openapi.yaml")
    print(report.summary)
    for finding in report.findings:
        print(finding.location, finding.severity, finding.message)

Everything is imported when it is first used. The verbs print nothing and raise `ActionError` for bad usage only: what
is wrong with a document or a platform stands in the report.
"""

TYPE_CHECKING = False  # because who interrupts while `typing` loads would see a traceback
if TYPE_CHECKING:
    from typing import Any

    from compliance.actions.audit import audit
    from compliance.actions.baseline import Baseline, baseline
    from compliance.actions.check import check
    from compliance.actions.check_rules import RuleTest, check_rules
    from compliance.actions.collect import collect
    from compliance.actions.compare_audits import compare_audits
    from compliance.actions.compare_lists import compare_lists
    from compliance.actions.diff import diff
    from compliance.actions.errors import ActionError, HubError, InputError, NothingToJudge, NotWritten, UsageError
    from compliance.actions.explain import explain
    from compliance.actions.export import export
    from compliance.actions.export_platforms import export_platforms
    from compliance.actions.init import Begun, init, proposed
    from compliance.actions.judge import judge
    from compliance.actions.kept_runs import (
        export_run,
        kept_report,
        kept_runs,
        migrate_history,
        prune_runs,
        run_counts,
        run_trend,
    )
    from compliance.actions.notices import notices
    from compliance.actions.notify import EventSettings, notify
    from compliance.actions.observe import observe
    from compliance.actions.overlaps import overlaps
    from compliance.actions.progress import Progress
    from compliance.actions.render import render, translate
    from compliance.actions.schedules import order_progress, start_run, start_scheduled
    from compliance.actions.settings import InHistory, Judging, NetworkSettings, Reading, Trusting
    from compliance.actions.sign import sign
    from compliance.actions.split import OwnerPart, split_by_owner
    from compliance.actions.verify import verify
    from compliance.loading.limits import Limits
    from compliance.model.comparison import ComparedChange, Comparison
    from compliance.model.confirmation import Confirmation
    from compliance.model.dossier import Dossier
    from compliance.model.due import DueItem, DueKind, DuePeriod
    from compliance.model.grades import Basis, ConfirmationState, Outcome, Profile, Proof, Severity, State
    from compliance.model.hub_comparison import HubChange, HubComparison, HubEffect, HubMatter, NotSeenAgain
    from compliance.model.kept_run import KeptRun, RunState
    from compliance.model.list_comparison import ComparedList, Fate, ListChange, ListComparison, ListEntry
    from compliance.model.manual import KindPage, RequirementPage, RulePage
    from compliance.model.notice import Delivery, DeliveryState, Notice, Notified, OwnerAddresses
    from compliance.model.order import OrderProgress, OrderState
    from compliance.model.overlap import Advice, ComparedSystem, Overlap, Overlaps, System
    from compliance.model.overview import PlatformCounts, RunCounts
    from compliance.model.report import Report, ReportedFinding
    from compliance.model.run_changes import (
        Cause,
        ChangedFinding,
        FindingChange,
        JudgedBy,
        LawChange,
        Move,
        RunChanges,
    )
    from compliance.model.source import SourceText
    from compliance.model.summary import Summary
    from compliance.model.traffic.scope import TrafficScope
    from compliance.model.traffic.traffic import Recording, Traffic, TrafficFinding, Undocumented, Unread
    from compliance.model.verdict import Finding, SubjectReport, Verdict
    from compliance.model.verification import (
        Flaw,
        Part,
        Signature,
        Stamp,
        StampStanding,
        Standing,
        Verification,
        VerifiedDossier,
    )
    from compliance.model.waiver import Waiver
    from compliance.probes.hub.access import HubAccess, HubDialect, HubRoute
    from compliance.probes.hub.credential import HubCredential
    from compliance.probes.mail_settings import MailServer, MailSettings
    from compliance.probes.proxy_reference import ProxyReference

_HOMES = {
    "actions.audit": ("audit",),
    "actions.baseline": ("Baseline", "baseline"),
    "actions.check": ("check",),
    "actions.check_rules": ("RuleTest", "check_rules"),
    "actions.collect": ("collect",),
    "actions.compare_audits": ("compare_audits",),
    "actions.compare_lists": ("compare_lists",),
    "actions.diff": ("diff",),
    "actions.errors": ("ActionError", "HubError", "InputError", "NothingToJudge", "NotWritten", "UsageError"),
    "actions.explain": ("explain",),
    "actions.export": ("export",),
    "actions.export_platforms": ("export_platforms",),
    "actions.init": ("Begun", "init", "proposed"),
    "actions.judge": ("judge",),
    "actions.kept_runs": (
        "export_run",
        "kept_report",
        "kept_runs",
        "migrate_history",
        "prune_runs",
        "run_counts",
        "run_trend",
    ),
    "actions.notices": ("notices",),
    "actions.notify": ("EventSettings", "notify"),
    "actions.observe": ("observe",),
    "actions.overlaps": ("overlaps",),
    "actions.progress": ("Progress",),
    "actions.render": ("render", "translate"),
    "actions.schedules": ("order_progress", "start_run", "start_scheduled"),
    "actions.settings": ("InHistory", "Judging", "NetworkSettings", "Reading", "Trusting"),
    "actions.sign": ("sign",),
    "actions.split": ("OwnerPart", "split_by_owner"),
    "actions.verify": ("verify",),
    "loading.limits": ("Limits",),
    "model.comparison": ("ComparedChange", "Comparison"),
    "model.confirmation": ("Confirmation",),
    "model.dossier": ("Dossier",),
    "model.due": ("DueItem", "DueKind", "DuePeriod"),
    "model.grades": ("Basis", "ConfirmationState", "Outcome", "Profile", "Proof", "Severity", "State"),
    "model.hub_comparison": ("HubChange", "HubComparison", "HubEffect", "HubMatter", "NotSeenAgain"),
    "model.kept_run": ("KeptRun", "RunState"),
    "model.list_comparison": ("ComparedList", "Fate", "ListChange", "ListComparison", "ListEntry"),
    "model.manual": ("KindPage", "RequirementPage", "RulePage"),
    "model.order": ("OrderProgress", "OrderState"),
    "model.overlap": ("Advice", "ComparedSystem", "Overlap", "Overlaps", "System"),
    "model.overview": ("PlatformCounts", "RunCounts"),
    "model.notice": ("Delivery", "DeliveryState", "Notice", "Notified", "OwnerAddresses"),
    "model.report": ("Report", "ReportedFinding"),
    "model.run_changes": (
        "Cause",
        "ChangedFinding",
        "FindingChange",
        "JudgedBy",
        "LawChange",
        "Move",
        "RunChanges",
    ),
    "model.source": ("SourceText",),
    "model.summary": ("Summary",),
    "model.traffic.scope": ("TrafficScope",),
    "model.traffic.traffic": ("Recording", "Traffic", "TrafficFinding", "Undocumented", "Unread"),
    "model.verdict": ("Finding", "SubjectReport", "Verdict"),
    "model.verification": (
        "Flaw",
        "Part",
        "Signature",
        "Stamp",
        "StampStanding",
        "Standing",
        "Verification",
        "VerifiedDossier",
    ),
    "model.waiver": ("Waiver",),
    "probes.hub.access": ("HubAccess", "HubDialect", "HubRoute"),
    "probes.hub.credential": ("HubCredential",),
    "probes.mail_settings": ("MailServer", "MailSettings"),
    "probes.proxy_reference": ("ProxyReference",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

# fmt: off
# because a line for each name would be longer than all the rest
__all__ = [
    "ActionError", "Advice", "Baseline", "Basis", "Begun", "Cause", "ChangedFinding", "ComparedChange",
    "ComparedList", "ComparedSystem", "Comparison", "Confirmation", "ConfirmationState", "Delivery",
    "DeliveryState", "Dossier", "DueItem", "DueKind", "DuePeriod", "EventSettings", "Fate", "Finding",
    "FindingChange", "Flaw", "HubAccess", "HubChange", "HubComparison", "HubCredential", "HubDialect",
    "HubEffect", "HubError", "HubMatter", "HubRoute", "InHistory", "InputError", "JudgedBy", "Judging",
    "KeptRun", "KindPage", "LawChange", "Limits", "ListChange", "ListComparison", "ListEntry", "MailServer",
    "MailSettings", "Move", "NetworkSettings", "NotSeenAgain", "NotWritten", "NothingToJudge", "Notice",
    "Notified", "OrderProgress", "OrderState", "Outcome", "Overlap", "Overlaps", "OwnerAddresses", "OwnerPart",
    "Part", "PlatformCounts", "Profile", "Progress", "Proof", "ProxyReference", "Reading", "Recording",
    "Report", "ReportedFinding", "RequirementPage", "RulePage", "RuleTest", "RunChanges", "RunCounts",
    "RunState", "Severity", "Signature", "SourceText", "Stamp", "StampStanding", "Standing", "State",
    "SubjectReport", "Summary", "System", "Traffic", "TrafficFinding", "TrafficScope", "Trusting",
    "Undocumented", "Unread", "UsageError", "Verdict", "Verification", "VerifiedDossier", "Waiver", "audit",
    "baseline", "check", "check_rules", "collect", "compare_audits", "compare_lists", "diff", "explain",
    "export", "export_platforms", "export_run", "init", "judge", "kept_report", "kept_runs", "migrate_history",
    "notices", "notify", "observe", "order_progress", "overlaps", "proposed", "prune_runs", "render",
    "run_counts", "run_trend", "sign", "split_by_owner", "start_run", "start_scheduled", "translate", "verify",
]
# fmt: on


def __getattr__(name: str) -> "Any":
    from importlib import import_module  # noqa: PLC0415 - as above

    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
