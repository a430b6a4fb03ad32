"""What traffic shows for a terminal: what is undocumented, what nothing is said of, and what could not be read."""

from collections.abc import Iterator
from typing import Final

from compliance.model.traffic.traffic import Traffic, TrafficFinding, Undocumented
from compliance.report.context import ReportContext
from compliance.report.terminal import headline, paint, wrapped
from compliance.report.traffic import _words

_MOST: Final = 25
_STEP: Final = "  "


def write(traffic: Traffic, context: ReportContext) -> str:
    parts = (
        headline(context.words.message(_words.heading(traffic)), context),
        wrapped(context.words.message(_words.usage(traffic)), context),
        _findings(traffic, context),
        _passed(traffic, context),
        _unread(traffic, context),
        _result(traffic, context),
    )
    return "\n".join(line for part in parts for line in part).strip("\n") + "\n"


def _findings(traffic: Traffic, context: ReportContext) -> Iterator[str]:
    for kind in Undocumented:
        found = [each for each in traffic.findings if each.kind is kind]
        if found:
            yield from headline(context.words.message(_words.TITLES[kind]), context)
        for each in found[:_MOST]:
            yield from _line(each, context)
        if len(found) > _MOST:
            more = context.words("{count} more; see the JSON report", count=len(found) - _MOST)
            yield from wrapped(more, context, _STEP, _STEP)


def _line(finding: TrafficFinding, context: ReportContext) -> list[str]:
    """Return `path:line:column message`, as linters write it, with how often it was seen."""
    words = context.words
    message = words.message(finding.message)
    told = words("{place} {message} (times: {count})", place=str(finding.first), message=message, count=finding.count)
    return wrapped(told, context, "", _STEP * 2)


def _passed(traffic: Traffic, context: ReportContext) -> Iterator[str]:
    words = context.words
    lines = [words("{what}: {count}", what=why, count=count) for why, count in traffic.passed]
    if traffic.slashes:
        template = "documented but for a slash at the end or a doubled one, and taken for the same: {count}"
        lines.append(words(template, count=traffic.slashes))
    if lines:
        yield from headline(words("Told as what it is, and no finding"), context)
    for line in lines:
        yield from wrapped(line, context, _STEP, _STEP * 2)


def _unread(traffic: Traffic, context: ReportContext) -> Iterator[str]:
    words = context.words
    lines = [
        words("{place} {message} (times: {count})", place=str(each.first), message=each.reason, count=each.count)
        for each in traffic.unread[:_MOST]
    ]
    if len(traffic.unread) > _MOST:
        lines.append(words("{count} more; see the JSON report", count=len(traffic.unread) - _MOST))
    if traffic.further:
        template = "there are too many kinds of findings to tell them all apart; those left out were seen {count} times"
        lines.append(words(template, count=traffic.further))
    if lines:
        yield from headline(words("Could not be read or told apart"), context)
    for line in lines:
        yield from wrapped(line, context, _STEP, _STEP * 2)


def _result(traffic: Traffic, context: ReportContext) -> Iterator[str]:
    yield from headline(context.words("Result"), context)
    yield from (
        paint(line, "strong", context) for line in wrapped(context.words.message(_words.claim(traffic)), context)
    )
    yield from wrapped(context.words.message(_words.limits()), context)
