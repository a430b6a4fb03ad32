"""Which systems are like a listed platform as JSON: the same systems and list give the same bytes."""

from typing import Final

from compliance.model.location import Location
from compliance.model.overlap import ComparedSystem, Overlap, Overlaps
from compliance.model.version import VERSION
from compliance.report.context import ReportContext
from compliance.report.json_text import json_text
from compliance.report.overlaps import _words
from compliance.report.overlaps.json import v1

EXTENSION: Final = "json"


def write(overlaps: Overlaps, context: ReportContext) -> str:
    words, listed = context.words, overlaps.list
    return json_text(
        v1.Overlaps(
            schema="compliance-overlaps/1",
            tool=v1.Tool("compliance", VERSION),
            language=words.language,
            list=v1.List(listed.id, listed.number, listed.issued.isoformat() if listed.issued else None, listed.named),
            least=overlaps.least,
            systems=tuple(_system(each, context) for each in overlaps.systems),
            unread=tuple(v1.Unread(_place(at), words.message(message)) for at, message in overlaps.unread),
            summary=v1.Summary(
                systems=len(overlaps.systems),
                alike=len(overlaps.alike),
                unread=len(overlaps.unread),
                sentence=_words.claim(overlaps, words),
                limits=tuple(_words.limits(words)),
            ),
        )
    )


def _system(compared: ComparedSystem, context: ReportContext) -> v1.System:
    system = compared.system
    return v1.System(
        name=system.name,
        owner=system.owner,
        purpose=system.purpose,
        field=system.field,
        slug=system.slug,
        at=_place(system.at),
        overlaps=tuple(_overlap(each, context) for each in compared.overlaps),
    )


def _overlap(overlap: Overlap, context: ReportContext) -> v1.Overlap:
    words, listed = context.words, overlap.listed
    return v1.Overlap(
        slug=listed.slug,
        name=words.text(listed.name),
        owner=words.text(listed.owner),
        place=listed.place,
        deadline=overlap.deadline,
        score=overlap.score,
        words=overlap.words,
        advice=overlap.advice.value,
        what_to_do=_words.advised(overlap, words),
    )


def _place(at: Location) -> v1.Place:
    return v1.Place(at.uri, at.pointer, at.line, at.column)
