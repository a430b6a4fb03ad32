"""The table of platforms, one row each, under a heading for each owner."""

from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import groupby
from typing import Final

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from compliance.model import summary
from compliance.model.grades import Severity
from compliance.model.summary import Condition
from compliance.model.verdict import SubjectReport
from compliance.report import labels
from compliance.report.reporter import Setting
from compliance.report.sanitise import one_line
from compliance.report.sorting import ordered
from compliance.report.terminal import paint, shortened

_TONES: Final[dict[Condition, str]] = {
    Condition.FAILING: Severity.FAIL,
    Condition.UNJUDGED: "error",
    Condition.WARNED: Severity.WARN,
    Condition.ADVISED: Severity.ADVICE,
}
_GAP: Final = 1
_LEAD: Final = 1
_LEAST_NAME: Final = 12
_LEAST_COUNT: Final = 4
_MOST_COUNT: Final = 12
_MOST_STATE: Final = 20


def table(platforms: Sequence[SubjectReport], setting: Setting) -> str:
    """All platforms by owner and name; lines have no blanks at their end."""
    widths = _widths(platforms, setting)
    shown: list[RenderableType] = [_grid(widths, [_heads(setting)]), Text("-" * setting.width)]
    for owner, group in groupby(ordered(platforms, setting.words), key=lambda subject: _owner(subject, setting)):
        shown.append(_decoded(paint(shortened(owner, setting.width), "strong", setting)))
        shown.append(_grid(widths, [_row(subject, widths[0], setting) for subject in group]))
    return _printed(shown, setting)


def _owner(subject: SubjectReport, setting: Setting) -> str:
    name, code, words = labels.owner(subject, setting.words), subject.owner_code, setting.words
    return one_line(words("{owner} ({code})", owner=name, code=code) if code and code != name else name)


def _heads(setting: Setting) -> tuple[str, ...]:
    words = setting.words
    return (
        words("Platform"),
        words("Fail"),
        words("Warn"),
        words("Advice"),
        words("Met"),
        words("Not observed"),
        _LEAD * " " + words("State"),
    )


def _row(subject: SubjectReport, width: int, setting: Setting) -> tuple[str, ...]:
    counted, condition = summary.counts([subject]), summary.condition(subject)
    return (
        "  " + _label(subject, width - 2, setting),
        _count(counted.fail, Severity.FAIL, setting),
        _count(counted.warn, Severity.WARN, setting),
        _count(counted.advice, Severity.ADVICE, setting),
        str(counted.met),
        str(counted.not_observed),
        _LEAD * " " + paint(labels.condition(condition, setting.words), _TONES.get(condition), setting),
    )


def _count(number: int, severity: Severity, setting: Setting) -> str:
    return paint(str(number), severity if number else "quiet", setting)


def _label(subject: SubjectReport, width: int, setting: Setting) -> str:
    """The name, followed by the slug where both fit."""
    name = one_line(labels.name(subject, setting.words))
    both = f"{name} [{one_line(subject.id)}]"
    return both if name != subject.id and cell_len(both) <= width else shortened(name, width)


def _widths(platforms: Sequence[SubjectReport], setting: Setting) -> tuple[int, ...]:
    """The longest word of a heading gives the width of a count; the name takes what is left."""
    *counts, state = (max(_LEAST_COUNT, *_lengths(head)) for head in _heads(setting)[1:])
    shown = {labels.condition(summary.condition(subject), setting.words) for subject in platforms}
    state = _LEAD + max(state, *(min(cell_len(phrase), _MOST_STATE) for phrase in shown))
    rest = setting.width - sum(counts) - state - _GAP * (len(counts) + 1)
    return max(rest, _LEAST_NAME), *counts, state


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


def _printed(shown: Sequence[RenderableType], setting: Setting) -> str:
    console = Console(
        file=(page := StringIO()),
        width=setting.width,
        force_terminal=setting.is_colourful,
        force_jupyter=False,
        color_system="standard" if setting.is_colourful else None,
        no_color=not setting.is_colourful,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    console.print(*shown, sep="\n")
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines())
