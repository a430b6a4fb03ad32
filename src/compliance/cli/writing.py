"""Reports to standard output and to files, in their forms."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from compliance.actions._keeping import write_file
from compliance.actions.errors import NotWritten, UsageError
from compliance.actions.render import report_context
from compliance.actions.written import written
from compliance.cli.exit_status import NOT_JUDGED
from compliance.cli.gate import exit_status
from compliance.cli.remedies import REMEDIES
from compliance.cli.splitting import files, tell_what_has_no_owner
from compliance.cli.streams import complain, terminal_width, write_out
from compliance.locale import Translator
from compliance.model.crash import crash_name
from compliance.model.dataclass import replace
from compliance.model.gate import GATES
from compliance.model.report import Report
from compliance.options.values import Destination
from compliance.report.context import UNLIMITED, ReportContext


def write_report(
    report: Report, options: Namespace, words: Translator, places: Sequence[Destination], gate: str
) -> int:
    """Write the report, or its parts, to each place, files first; returns what the exit status gains by failures."""
    context = replace(
        report_context(words),
        remedies=REMEDIES,
        width=UNLIMITED,
        gate=GATES[gate],
        exit_status=exit_status(report, gate),
        root=Path.cwd().as_posix(),
    )
    unwritten = NOT_JUDGED if tell_what_has_no_owner(report, options, words) else 0
    for place in sorted(places, key=lambda place: place[1] is None):
        for part, path in files(report, place, options, words):
            shown = replace(context, folder=str(path.parent)) if path else _for_standard_output(context, options)
            content = _written(place[0], part, shown)
            unwritten |= NOT_JUDGED if content is None else put(content, path, words)
    return unwritten


def _for_standard_output(context: ReportContext, options: Namespace) -> ReportContext:
    return replace(context, width=terminal_width() or UNLIMITED, is_colourful=is_colourful(options))


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
