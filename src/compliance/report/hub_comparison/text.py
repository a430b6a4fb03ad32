"""What changed at a hub for a terminal: by platform, what is gone first, then what was not seen again."""

from collections.abc import Iterator, Sequence
from typing import Final

from compliance.model.grades import Severity
from compliance.model.hub_comparison import HubComparison, HubEffect, NotSeenAgain
from compliance.model.text import Message
from compliance.report.context import ReportContext
from compliance.report.terminal import headline, paint, wrapped

_STEP: Final = "  "
_ORDER: Final = {effect: number for number, effect in enumerate(HubEffect)}
_TONES: Final = {HubEffect.LOST: Severity.FAIL, HubEffect.CHANGED: Severity.WARN, HubEffect.GAINED: Severity.ADVICE}
_WORDS: Final = {
    HubEffect.LOST: Message.of("gone"),
    HubEffect.CHANGED: Message.of("changed"),
    HubEffect.GAINED: Message.of("new"),
}


def write(comparison: HubComparison, context: ReportContext) -> str:
    parts = (
        headline(context.words("Changes at the hub between two audits"), context),
        _banner(comparison, context),
        _platforms(comparison, context),
        _unseen(context.words("Not seen again"), comparison.not_seen, context),
        _unseen(context.words("Looked at by one audit only"), comparison.unmatched, context),
        _result(comparison, context),
    )
    return "\n".join(line for part in parts for line in part).strip("\n") + "\n"


def claim(comparison: HubComparison) -> Message:
    """Return the most that may be said of the whole."""
    counts = {effect.value: comparison.count(effect) for effect in HubEffect}
    platforms, unseen = len(comparison.platforms), len(comparison.not_seen) + len(comparison.unmatched)
    template = (
        "Platforms compared: {platforms}; gone at the hub: {lost}; changed: {changed}; new: {gained}; what was not "
        "seen again, and may hide others: {unseen}"
    )
    return Message.of(template, platforms=platforms, unseen=unseen, **counts)


def _banner(comparison: HubComparison, context: ReportContext) -> Iterator[str]:
    if comparison.is_simulated:
        yield from wrapped(context.words("Platforms and hub are simulated; nothing here is evidence."), context)


def _platforms(comparison: HubComparison, context: ReportContext) -> Iterator[str]:
    words = context.words
    for platform in comparison.platforms:
        changes = sorted(comparison.of(platform.id), key=lambda change: _ORDER[change.effect])
        if not changes:
            continue
        yield from headline(f"{platform.id} {platform.name_vi or ''}".rstrip(), context)
        days = {"older": platform.older or "-", "newer": platform.newer or "-"}
        seen = words.message(Message.of("looked at on {older} and on {newer}", **days))
        yield from wrapped(seen, context, _STEP, _STEP)
        for change in changes:
            effect, matter = words.message(_WORDS[change.effect]), words.message(change.matter.said)
            line = f"{effect} · {matter} · {words.message(change.message)}"
            first, *rest = wrapped(line, context, _STEP, _STEP * 2)
            yield first.replace(effect, paint(effect, _TONES[change.effect], context), 1)
            yield from rest


def _unseen(title: str, found: Sequence[NotSeenAgain], context: ReportContext) -> Iterator[str]:
    if not found:
        return
    words = context.words
    yield from headline(title, context)
    for each in found:
        matters = ", ".join(words.message(matter.said) for matter in each.matters)
        yield from wrapped(f"{each.platform}: {matters}: {words.message(each.reason)}", context, _STEP, _STEP * 2)


def _result(comparison: HubComparison, context: ReportContext) -> Iterator[str]:
    yield from headline(context.words("Result"), context)
    line = context.words.message(claim(comparison))
    yield from (paint(part, "strong", context) for part in wrapped(line, context))
