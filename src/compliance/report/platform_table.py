"""The table of platforms, one row each, under a heading for each owner."""

from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import groupby
from typing import Final

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from compliance.model import summary
from compliance.model.dataclass import replace
from compliance.model.grades import Severity
from compliance.model.summary import Condition
from compliance.model.verdict import SubjectReport
from compliance.report import labels
from compliance.report.context import ReportContext
from compliance.report.sanitise import one_line
from compliance.report.sorting import ordered
from compliance.report.terminal import paint, wrapped

_TONES: Final[dict[Condition, str]] = {
    Condition.FAILING: Severity.FAIL,
    Condition.TO_CONFIRM: Severity.FAIL,
    Condition.UNJUDGED: "error",
    Condition.WARNED: Severity.WARN,
    Condition.ADVISED: Severity.ADVICE,
}
_STEP: Final = "  "
_GAP: Final = 1
_LEAD: Final = 1
_LEAST_NAME: Final = 8
_LEAST_COUNT: Final = 4
_MOST_COUNT: Final = 12
_MOST_STATE: Final = 24
_WIDEST: Final = 110
"""Columns beyond which the eye loses the row, also where no terminal sets a limit."""


def table(platforms: Sequence[SubjectReport], context: ReportContext) -> str:
    """Return all platforms by owner and name; lines have no blanks at their end."""
    context = replace(context, width=min(context.width, _WIDEST))
    widths = _widths(platforms, context)
    line = "-" * min(context.width, sum(widths) + _GAP * len(widths))
    shown: list[RenderableType] = [] if _is_narrow(widths) else [_grid(widths, [_heads(context)]), Text(line)]
    for owner, group in groupby(ordered(platforms, context.words), key=lambda subject: _owner(subject, context)):
        shown.extend(_decoded(paint(line, "strong", context)) for line in wrapped(owner, context))
        for subject in group:
            *above, label = _labels(subject, widths[0], context)
            shown.extend(_decoded(line) for line in above)
            row = _row(subject, label, context)
            shown += _stacked(row, context) if _is_narrow(widths) else [_grid(widths, [row])]
    return _printed(shown, context)


def _is_narrow(widths: Sequence[int]) -> bool:
    return widths[0] < _LEAST_NAME


def _stacked(row: Sequence[str], context: ReportContext) -> Iterator[RenderableType]:
    """Yield the name, and the numbers below it with their headings, for a terminal without room for columns."""
    label, *counts, state = row
    if label:
        yield _decoded(label)
    named = [Text(f"{head} ") + _decoded(count) for head, count in zip(_heads(context)[1:-1], counts, strict=True)]
    yield Padding(Text(" · ").join([*named, _decoded(state.strip())]), (0, 0, 0, 2 * len(_STEP)))


def _owner(subject: SubjectReport, context: ReportContext) -> str:
    name, code, words = labels.owner(subject, context.words), subject.owner_code, context.words
    return one_line(words("{owner} ({code})", owner=name, code=code) if code and code != name else name)


def _heads(context: ReportContext) -> tuple[str, ...]:
    words = context.words
    return (
        words("Platform"),
        words("Fail"),
        words("To be confirmed"),
        words("Warn"),
        words("Advice"),
        words("No breach found"),
        words("Not observed"),
        _LEAD * " " + words("State"),
    )


def _row(subject: SubjectReport, label: str, context: ReportContext) -> tuple[str, ...]:
    counted, condition = summary.counts([subject]), summary.condition(subject)
    return (
        label,
        _count(counted.fail, Severity.FAIL, context),
        _count(counted.to_confirm, Severity.FAIL, context),
        _count(counted.warn, Severity.WARN, context),
        _count(counted.advice, Severity.ADVICE, context),
        str(counted.met),
        str(counted.not_observed),
        _LEAD * " " + paint(labels.condition(condition, context.words), _TONES.get(condition), context),
    )


def _count(number: int, severity: Severity, context: ReportContext) -> str:
    return paint(str(number), severity if number else "quiet", context)


def _labels(subject: SubjectReport, width: int, context: ReportContext) -> list[str]:
    """Return the name, followed by the slug if both fit, as the last of some lines.

    A name that is too long for its column has lines of its own above an empty cell: it is never cut.
    """
    name = f"{_STEP}{one_line(labels.name(subject, context.words))}"
    both = f"{name} [{one_line(subject.id)}]"
    if name.strip() != subject.id and cell_len(both) <= width:
        return [both]
    return [name] if cell_len(name) <= width else [*wrapped(name, context, _STEP, _STEP), ""]


def _widths(platforms: Sequence[SubjectReport], context: ReportContext) -> tuple[int, ...]:
    """Return the widths of the columns: of a count the longest word of its heading; the name takes what is left.

    It takes no more than the longest name with its slug needs.
    """
    *counts, state = (max(_LEAST_COUNT, *_lengths(head)) for head in _heads(context)[1:])
    shown = {labels.condition(summary.condition(subject), context.words) for subject in platforms}
    state = _LEAD + max(state, *(min(cell_len(phrase), _MOST_STATE) for phrase in shown))
    rest = context.width - sum(counts) - state - _GAP * (len(counts) + 1)
    longest = max(cell_len(_labels(subject, context.width, context)[-1]) for subject in platforms)
    return min(rest, max(longest, _LEAST_NAME)), *counts, state


def _lengths(head: str) -> Iterator[int]:
    return (min(cell_len(word), _MOST_COUNT) for word in head.split())


def _grid(widths: Sequence[int], rows: Sequence[Sequence[str]]) -> Table:
    grid = Table.grid(padding=(0, _GAP, 0, 0), pad_edge=False)
    for index, width in enumerate(widths):
        is_text = index in {0, len(widths) - 1}
        grid.add_column(width=width, justify="left" if is_text else "right", vertical="bottom", overflow="fold")
    for row in rows:
        grid.add_row(*(_decoded(cell) for cell in row))
    return grid


def _decoded(painted: str) -> Text:
    return Text.from_ansi(painted)


def _printed(shown: Sequence[RenderableType], context: ReportContext) -> str:
    console = Console(
        file=(page := StringIO()),
        width=context.width,
        force_terminal=context.is_colourful,
        force_jupyter=False,
        color_system="standard" if context.is_colourful else None,
        no_color=not context.is_colourful,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    console.print(*shown, sep="\n")
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines())
