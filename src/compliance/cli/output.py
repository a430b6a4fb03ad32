"""Reports to standard output and to files, and the exit status with its reason."""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from compliance.actions._keeping import write_file
from compliance.actions.errors import NotWritten, UsageError
from compliance.actions.render import report_context
from compliance.cli.exit_status import NOT_JUDGED
from compliance.cli.gate import exit_status, explanations, gate_of
from compliance.cli.remedies import REMEDIES
from compliance.cli.streams import complain, terminal_width, write_out
from compliance.cli.values import Destination
from compliance.locale import Translator
from compliance.model.report import Report
from compliance.model.text import Message
from compliance.report.context import UNLIMITED, ReportContext
from compliance.report.formats import named

FOR_PEOPLE: Final = "text"


def destinations(options: Namespace, *further: Destination) -> tuple[Destination, ...]:
    """Return every place that a report goes to, so that a slip is told before anything is judged.

    The report on standard output is that of `--output FORMAT=-`, else that of `--format`; with `--quiet` not the text.
    """
    given = (*options.output, *further)
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
    context = replace(report_context(words), remedies=REMEDIES, width=UNLIMITED)
    unwritten = 0
    for form, path in sorted(places, key=lambda place: place[1] is None):
        if path is None:
            shown = replace(context, width=terminal_width() or UNLIMITED, is_colourful=_is_colourful(options))
            text = named(form).write(report, shown)
            unwritten |= write_out(text, words)
        else:
            unwritten |= _write(path, form, report, context)
    gate = gate_of(report, options.fail_on)
    for reason in explanations(report, gate, words, is_full=options.quiet):
        complain(f"compliance: {reason}")
    return exit_status(report, gate) | unwritten


def _write(path: Path, form: str, report: Report, context: ReportContext) -> int:
    """Write one file; returns what the exit status gains, because one that cannot be written keeps no other away."""
    text = named(form).write(report, replace(context, folder=str(path.parent)))
    try:
        write_file(path, text.encode())
    except NotWritten as error:
        for _, message in error.faults:
            complain(f"compliance: {context.words.message(message)}")
        return NOT_JUDGED
    return 0


def _is_colourful(options: Namespace) -> bool:
    return sys.stdout.isatty() and not options.no_color and not os.environ.get("NO_COLOR")
