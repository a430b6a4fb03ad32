"""What traffic shows as JSON: the same recordings and the same document give the same bytes."""

from typing import Final

from compliance.model.location import Location
from compliance.model.traffic.traffic import Traffic, TrafficFinding
from compliance.report.context import ReportContext
from compliance.report.json_text import json_text
from compliance.report.traffic import _words
from compliance.report.traffic.json import v1

EXTENSION: Final = "json"


def write(traffic: Traffic, context: ReportContext) -> str:
    words = context.words
    return json_text(
        v1.Traffic(
            schema="compliance-observe/1",
            tool=v1.Tool("compliance", traffic.tool_version),
            language=words.language,
            document=v1.Document(traffic.document, traffic.title, traffic.version, traffic.bases),
            recordings=tuple(v1.Recording(each.uri, each.requests) for each in traffic.recordings),
            findings=tuple(_finding(each, context) for each in traffic.findings),
            passed=tuple(v1.Passed(why.value, words.message(why.said), count) for why, count in traffic.passed),
            unread=tuple(
                v1.Unread(_location(each.first), words.message(each.reason), each.count) for each in traffic.unread
            ),
            unused=traffic.unused,
            summary=v1.Summary(
                requests=traffic.requests,
                concerned=traffic.concerned,
                documented=traffic.documented,
                slashes=traffic.slashes,
                further=traffic.further,
                operations=traffic.operations,
                unused=len(traffic.unused),
                sentence=words.message(_words.claim(traffic)),
                limits=words.message(_words.limits()),
            ),
        )
    )


def _finding(finding: TrafficFinding, context: ReportContext) -> v1.Finding:
    return v1.Finding(
        kind=finding.kind.value,
        operation=finding.operation,
        statuses=finding.statuses,
        media_type=finding.media_type,
        pointer=finding.pointer,
        in_request=finding.in_request,
        count=finding.count,
        first=_location(finding.first),
        message=context.words.message(finding.message),
        template=finding.message.template,
        params=finding.message.plain(),
        rule=finding.rule,
    )


def _location(location: Location) -> v1.Location:
    return v1.Location(location.uri, location.pointer, location.line, location.column)
