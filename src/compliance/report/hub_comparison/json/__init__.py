"""What changed at a hub as JSON: the same two audits give the same bytes."""

from datetime import datetime
from typing import Final

from compliance.model.hub_comparison import HubComparison, HubEffect, NotSeenAgain
from compliance.report.context import ReportContext
from compliance.report.hub_comparison.json import v1
from compliance.report.hub_comparison.text import claim
from compliance.report.json_text import json_text

EXTENSION: Final = "json"


def write(comparison: HubComparison, context: ReportContext) -> str:
    words = context.words
    return json_text(
        v1.HubComparison(
            schema="compliance-hub-diff/1",
            tool=v1.Tool("compliance", comparison.tool_version),
            language=words.language,
            simulated=comparison.is_simulated,
            platforms=tuple(
                v1.Platform(each.id, each.name_vi, _moment(each.older), _moment(each.newer))
                for each in comparison.platforms
            ),
            changes=tuple(
                v1.Change(
                    platform=each.platform,
                    matter=each.matter.value,
                    effect=each.effect.value,
                    service=each.service,
                    client=each.client,
                    message=words.message(each.message),
                    template=each.message.template,
                    params=each.message.plain(),
                )
                for each in comparison.changes
            ),
            not_seen=tuple(_unseen(each, context) for each in (*comparison.not_seen, *comparison.unmatched)),
            summary=v1.Summary(
                lost=comparison.count(HubEffect.LOST),
                changed=comparison.count(HubEffect.CHANGED),
                gained=comparison.count(HubEffect.GAINED),
                not_seen=len(comparison.not_seen) + len(comparison.unmatched),
                sentence=words.message(claim(comparison)),
            ),
        )
    )


def _unseen(each: NotSeenAgain, context: ReportContext) -> v1.Unseen:
    matters = tuple(matter.value for matter in each.matters)
    return v1.Unseen(each.platform, matters, context.words.message(each.reason))


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None
