"""A notice to one owner as CloudEvent (https://github.com/cloudevents/spec, 1.0.2), structured, in JSON.

The id is made of what is said, so that a receiver knows an event that is sent twice.
"""

from datetime import datetime
from typing import Any, Final

from compliance.model import summary
from compliance.model.digest import sha256
from compliance.model.dossier import Kind
from compliance.model.notice import Event
from compliance.model.report import Report
from compliance.model.run_changes import FindingChange, Move, RunChanges
from compliance.model.stages import connection_counts
from compliance.model.verdict import SubjectReport
from compliance.report.context import ReportContext
from compliance.report.formats.json.due import due_items
from compliance.report.json_text import json_text

TYPE: Final = "compliance.notice.v1"
SOURCE: Final = "urn:ndxp-sdk:compliance"
MEDIA_TYPE: Final = "application/cloudevents+json"


def event_of(report: Report, context: ReportContext) -> Event:
    """Return the event on the platforms of one owner, which are all that the report has."""
    platforms = summary.of_kind(report.subjects, Kind.PLATFORM)
    first = platforms[0]
    said = {
        "source": SOURCE,
        "type": TYPE,
        "subject": first.owner_code or first.owner_vi or first.owner_en or "-",
        "data": _data(report, first, context),
    }
    name = sha256(json_text(said).encode())[:32]
    moment = _moment(report)
    when = {"time": moment.isoformat().replace("+00:00", "Z")} if moment is not None else {}
    simulated = {"simulated": True} if report.is_simulated else {}
    head = {"specversion": "1.0", "id": name, **{key: said[key] for key in ("source", "type", "subject")}}
    return Event(name, {**head, **when, "datacontenttype": "application/json", **simulated, "data": said["data"]})


def _moment(report: Report) -> datetime | None:
    """Return when a platform was looked at last; None if none was looked at over the network."""
    return max((each.inspection.at for each in report.subjects if each.inspection is not None), default=None)


def _data(report: Report, first: SubjectReport, context: ReportContext) -> dict[str, Any]:
    platforms = summary.of_kind(report.subjects, Kind.PLATFORM)
    counted = connection_counts(platforms)
    return {
        "owner": {"code": first.owner_code, "name_vi": first.owner_vi, "name_en": first.owner_en},
        "as_of": report.as_of.isoformat(),
        "profile": report.profile,
        "catalogue": {"version": report.catalogue_version, "sha256": report.catalogue_sha256},
        "tool": {"name": "compliance", "version": report.tool_version},
        "simulated": report.is_simulated,
        "language": context.words.language,
        "platforms": [each.id for each in platforms],
        "connection": {standing.value: count for standing, count in counted.by_standing.items()},
        "changes": _changes(report.changes) if report.changes is not None else None,
        "due": due_items(report.due, report.as_of, context),
    }


def _changes(changes: RunChanges) -> dict[str, Any]:
    found = (each for each in changes.findings if each.change is not FindingChange.KNOWN)
    return {
        "since": {"run": changes.since.number, "begun": changes.since.begun.isoformat()},
        "platforms": [_move(move) for move in changes.moves],
        "findings": [
            {
                "change": each.change.value,
                "cause": each.cause.value,
                "platform": each.subject,
                "rule": each.rule,
                "fingerprint": each.finding.fingerprint,
                "severity": each.severity.value if each.severity else None,
            }
            for each in found
        ],
        "added": list(changes.added),
        "left_out": list(changes.left_out),
    }


def _move(move: Move) -> dict[str, Any]:
    return {
        "platform": move.subject,
        "cause": move.cause.value,
        "was": move.was.value if move.was else None,
        "now": move.now.value if move.now else None,
        "connection_was": move.connection_was.value,
        "connection_now": move.connection_now.value,
    }
