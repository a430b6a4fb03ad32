"""A comparison as JSON: the same two documents on the same day give the same bytes."""

from typing import Final

from compliance.model.changes.change import Level
from compliance.model.comparison import ComparedChange, ComparedDocument, Comparison, NotCompared
from compliance.model.location import Location
from compliance.report.comparison import _words
from compliance.report.comparison.json import v1
from compliance.report.context import ReportContext
from compliance.report.json_text import json_text

EXTENSION: Final = "json"


def write(comparison: Comparison, context: ReportContext) -> str:
    words = context.words
    return json_text(
        v1.Comparison(
            schema="compliance-diff/1",
            tool=v1.Tool("compliance", comparison.tool_version),
            as_of=comparison.as_of.isoformat(),
            language=words.language,
            older=_document(comparison.older),
            newer=_document(comparison.newer),
            changes=tuple(_change(change, context) for change in comparison.changes),
            not_compared=tuple(_unseen(each, context) for each in comparison.not_compared),
            notices=tuple(_unseen(each, context) for each in comparison.notices),
            summary=v1.Summary(
                breaking=comparison.count(Level.BREAKING),
                warning=comparison.count(Level.WARNING),
                harmless=comparison.count(Level.HARMLESS),
                not_compared=len(comparison.not_compared),
                sentence=words.message(_words.claim(comparison)),
            ),
        )
    )


def _document(document: ComparedDocument) -> v1.Document:
    return v1.Document(
        uri=document.uri,
        title=document.title,
        version=document.version,
        specification=document.specification,
        read=document.is_read,
        sources=tuple(v1.Source(source.uri, source.sha256) for source in document.sources),
    )


def _change(change: ComparedChange, context: ReportContext) -> v1.Change:
    words, kind = context.words, _words.kinds()[change.kind]
    return v1.Change(
        kind=change.kind,
        level=change.level.value,
        part=change.part.value,
        operations=change.operations,
        name=change.name,
        message=words.message(change.message),
        template=change.message.template,
        params=change.message.plain(),
        older=_location(change.older),
        newer=_location(change.newer),
        fingerprint=change.fingerprint,
        says=words(kind.title),
        remedy=words(kind.remedy) if kind.remedy else None,
    )


def _unseen(each: NotCompared, context: ReportContext) -> v1.Uncompared:
    return v1.Uncompared(_location(each.location), context.words.message(each.reason), each.kinds)


def _location(location: Location) -> v1.Location:
    return v1.Location(location.uri, location.pointer, location.line, location.column)
