"""A notice as plain text, in lines of a given width."""

from collections.abc import Iterator

from compliance.model.dataclass import replace
from compliance.report.context import ReportContext
from compliance.report.notice.content import Content, DueLine
from compliance.report.terminal import wrapped

_STEP = "  "


def lines(content: Content, context: ReportContext, width: int) -> Iterator[str]:
    """Yield the lines of a notice; what others wrote is on one line each and without control characters."""
    plain = replace(context, width=width, is_colourful=False)
    if content.simulated:
        yield from (*wrapped(content.simulated, plain), "")
    yield from wrapped(content.heading, plain)
    for fact in content.facts:
        yield from wrapped(fact, plain)
    yield from ("", *wrapped(content.lead, plain))
    if content.changes_heading:
        yield from ("", *wrapped(content.changes_heading, plain))
        for change in content.changes:
            yield from wrapped(change, plain, _STEP, _STEP * 2)
    yield from ("", *wrapped(content.due_heading, plain))
    if not content.due:
        yield from wrapped(content.nothing_due, plain, _STEP, _STEP)
    for part in content.due:
        yield from wrapped(part.heading, plain, " ", " ")
        for line in part.lines:
            yield from _due(line, plain)
    if content.more:
        yield from wrapped(content.more, plain, _STEP, _STEP)
    yield ""
    for sentence in (*content.end, *filter(None, [content.simulated])):
        yield from wrapped(sentence, plain)


def _due(line: DueLine, context: ReportContext) -> Iterator[str]:
    words = context.words
    day = f"{line.day} ({line.left})" if line.left else line.day
    yield from wrapped(words("{day}: {what}", day=day, what=line.what), context, _STEP, _STEP * 2)
    for part in (line.origin, line.doubt, *line.notes, line.platforms):
        if part:
            yield from wrapped(part, context, _STEP * 2, _STEP * 2)
