"""Which systems are like a listed platform, for a terminal: each with what it is like, by which words, what to do."""

from collections.abc import Iterator

from compliance.model.overlap import ComparedSystem, Overlap, Overlaps
from compliance.report.context import ReportContext
from compliance.report.overlaps import _words
from compliance.report.terminal import headline, paint, wrapped

_STEP = "  "
_MOST = 25


def write(overlaps: Overlaps, context: ReportContext) -> str:
    words = context.words
    title = words("Systems beside the platforms of {list}", list=_words.list_name(overlaps.list, words))
    parts = (headline(title, context), _systems(overlaps, context), _unread(overlaps, context), _end(overlaps, context))
    return "\n".join(line for part in parts for line in part).strip("\n") + "\n"


def _systems(overlaps: Overlaps, context: ReportContext) -> Iterator[str]:
    for compared in overlaps.systems:
        if compared.overlaps:
            yield ""
            yield from _system(compared, context)


def _system(compared: ComparedSystem, context: ReportContext) -> Iterator[str]:
    system, words = compared.system, context.words
    yield from (paint(line, "strong", context) for line in wrapped(system.name, context))
    owner = system.owner or words("owner not given")
    yield from wrapped(f"{owner} · {_words.row_of(system.at, words)}", context, _STEP, _STEP)
    for overlap in compared.overlaps:
        yield from _overlap(overlap, context)


def _overlap(overlap: Overlap, context: ReportContext) -> Iterator[str]:
    words, listed = context.words, overlap.listed
    told = [f"{overlap.score:.2f}  {listed.place} {words.text(listed.name)}", words.text(listed.owner)]
    told.append(words("by: {words}", words=", ".join(overlap.words)))
    if overlap.deadline:
        told.append(words("to be finished by {deadline}", deadline=overlap.deadline))
    yield from wrapped(" · ".join(told), context, _STEP, _STEP * 4)
    yield from wrapped(_words.advised(overlap, words), context, _STEP * 4, _STEP * 4)


def _unread(overlaps: Overlaps, context: ReportContext) -> Iterator[str]:
    words = context.words
    if overlaps.unread:
        yield from headline(words("Could not be read"), context)
    for at, message in overlaps.unread[:_MOST]:
        yield from wrapped(f"{_words.row_of(at, words)}: {words.message(message)}", context, _STEP, _STEP * 2)
    if len(overlaps.unread) > _MOST:
        more = words("{count} more; see the JSON report", count=len(overlaps.unread) - _MOST)
        yield from wrapped(more, context, _STEP, _STEP)


def _end(overlaps: Overlaps, context: ReportContext) -> Iterator[str]:
    yield from headline(context.words("Result"), context)
    claimed = wrapped(_words.claim(overlaps, context.words), context)
    yield from (paint(line, "strong", context) for line in claimed)
    for sentence in _words.limits(context.words):
        yield from wrapped(sentence, context)
