"""Reports to standard output and to files, and the exit status with its reason."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from compliance.actions._keeping import write_file
from compliance.actions.errors import NotWritten, UsageError
from compliance.actions.render import report_context
from compliance.actions.written import gives_bytes, written
from compliance.cli.exit_status import NOT_JUDGED
from compliance.cli.gate import exit_status, explanations, passing_warnings
from compliance.cli.remedies import REMEDIES
from compliance.cli.splitting import files, refuse_to_split_nothing, tell_what_has_no_owner
from compliance.cli.streams import complain, terminal_width, write_out
from compliance.locale import Translator
from compliance.model.crash import crash_name
from compliance.model.dataclass import replace
from compliance.model.gate import GATES, gate_of
from compliance.model.report import Report
from compliance.model.text import Message
from compliance.options.values import Destination
from compliance.report.context import UNLIMITED, ReportContext

FOR_PEOPLE: Final = "text"


def destinations(options: Namespace, *further: Destination) -> tuple[Destination, ...]:
    """Return every place that a report goes to, so that a slip is told before anything is judged.

    The report on standard output is that of `--output FORMAT=-`, else that of `--format`; with `--quiet` not the text.
    """
    refuse_to_split_nothing(options)
    found = _without_clash((*options.output, *further), options)
    for form, path in found:
        if gives_bytes(form) and path is None and sys.stdout.isatty():
            template = "{format} is no text that a terminal shows; write it to a file: --output {format}=FILE"
            raise UsageError(Message.of(template, format=form))
    return found


def _without_clash(given: tuple[Destination, ...], options: Namespace) -> tuple[Destination, ...]:
    shown = {form for form, path in given if path is None}
    if not shown:
        is_silent = options.quiet and options.format == FOR_PEOPLE
        return given if is_silent else (*given, (options.format, None))
    if options.format != FOR_PEOPLE:
        shown.add(options.format)
    if len(shown) > 1:
        found = ", ".join(sorted(shown))
        raise UsageError(Message.of("standard output takes one report, asked for were {found}", found=found))
    return tuple(dict.fromkeys(given))


def deliver(report: Report, options: Namespace, words: Translator, places: Sequence[Destination]) -> int:
    """Write the report to each place, say on standard error why the status is not 0, and return it."""
    gate = gate_of(report, options.fail_on)
    context = replace(
        report_context(words),
        remedies=REMEDIES,
        width=UNLIMITED,
        gate=GATES[gate],
        exit_status=exit_status(report, gate),
        root=Path.cwd().as_posix(),
    )
    unwritten = _write_all(report, options, context, places)
    for reason in explanations(report, gate, words, is_full=options.quiet):
        complain(f"compliance: {reason}")
    if all(path is not None for _, path in places):  # because nobody would see that a waiver ends soon
        for notice in report.notices:
            complain(f"compliance: {words.message(notice)}")
    status = exit_status(report, gate) | unwritten
    if not status and _may_wonder(options, places) and (hint := passing_warnings(report, gate, words)):
        complain(f"compliance: {hint}")
    return status


def _write_all(report: Report, options: Namespace, context: ReportContext, places: Sequence[Destination]) -> int:
    """Write the report, or its parts, to each place, files first; returns what the exit status gains by failures."""
    unwritten = NOT_JUDGED if tell_what_has_no_owner(report, options, context.words) else 0
    for place in sorted(places, key=lambda place: place[1] is None):
        for part, path in files(report, place, options, context.words):
            shown = replace(context, folder=str(path.parent)) if path else _for_standard_output(context, options)
            content = _written(place[0], part, shown)
            unwritten |= NOT_JUDGED if content is None else put(content, path, context.words)
    return unwritten


def _for_standard_output(context: ReportContext, options: Namespace) -> ReportContext:
    return replace(context, width=terminal_width() or UNLIMITED, is_colourful=is_colourful(options))


def _may_wonder(options: Namespace, places: Sequence[Destination]) -> bool:
    """Return whether a person reads who has not chosen what makes the exit status 1."""
    has_chosen = "--fail-on" in options.given or "fail-on" in options.configured
    return (FOR_PEOPLE, None) in places and not options.quiet and not has_chosen


def put_all(
    places: Sequence[Destination],
    options: Namespace,
    words: Translator,
    context: ReportContext,
    written: Callable[[str, ReportContext], str],
) -> int:
    """Write something in its form to each place, files first; returns what the exit status gains where that fails."""
    unwritten = 0
    for form, path in sorted(places, key=lambda place: place[1] is None):
        shown = context if path else _for_standard_output(context, options)
        unwritten |= put(written(form, shown), path, words)
    return unwritten


def put(content: str | bytes, path: Path | None, words: Translator) -> int:
    """Write to a file or to standard output; returns what the exit status gains where that cannot be done."""
    if path is None:
        return write_out(content, words)
    try:
        write_file(path, content if isinstance(content, bytes) else content.encode(errors="backslashreplace"))
    except NotWritten as error:  # because a report that cannot be written keeps no other away
        for _, message in error.faults:
            complain(f"compliance: {words.message(message)}")
        return NOT_JUDGED
    return 0


def _written(name: str, report: Report, context: ReportContext) -> str | bytes | None:
    """Return the report in a format; None, and a line on standard error, if it cannot be written: the others go on."""
    try:
        return written(report, name, context)
    except UsageError as error:
        hint = f"; {context.words.message(REMEDIES[error.remedy])}" if error.remedy else ""
        for _, message in error.faults:
            complain(f"compliance: {context.words.message(message)}{hint}")
        return None
    except Exception as error:  # noqa: BLE001 - whatever one format does, the others are written
        template = "the report could not be written as {format}: {problem}; please report this"
        complain(f"compliance: {context.words(template, format=name, problem=crash_name(error))}")
        return None


def is_colourful(options: Namespace) -> bool:
    """Return whether standard output may have colours."""
    return sys.stdout.isatty() and not options.no_color and not os.environ.get("NO_COLOR")
