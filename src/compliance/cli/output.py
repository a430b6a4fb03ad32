"""Reports to standard output and to files, and the exit status with its reason."""

import os
import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from compliance.actions._keeping import write_file
from compliance.actions.render import report_context
from compliance.cli.exit_status import NOT_JUDGED
from compliance.cli.gate import exit_status, explanation, gate_of
from compliance.cli.remedies import REMEDIES
from compliance.locale import Translator
from compliance.model.crash import crash_name
from compliance.model.report import Report
from compliance.report.context import ReportContext
from compliance.report.formats import named


def deliver(
    report: Report, options: Namespace, words: Translator, files: tuple[tuple[str, Path], ...], fail_on: str
) -> int:
    """Write the report to each of `files` and to standard output, say on standard error why the status is not 0."""
    context = replace(report_context(words), remedies=REMEDIES)
    lost = 0
    for name, path in files:
        text = _written(name, report, replace(context, folder=str(path.parent)))
        lost |= NOT_JUDGED if text is None else 0
        if text is not None:
            write_file(path, text.encode(errors="backslashreplace"))
    if not options.quiet:
        text = _written(options.format, report, replace(context, is_colourful=_is_colourful(options)))
        lost |= NOT_JUDGED if text is None else 0
        sys.stdout.write(text or "")
    gate = gate_of(report, fail_on)
    if reason := explanation(report, gate, words):
        print(f"compliance: {reason}", file=sys.stderr)
    return exit_status(report, gate) | lost


def _written(name: str, report: Report, context: ReportContext) -> str | None:
    """Return the report in a format; None, and a line on standard error, if the format crashes: the others go on."""
    try:
        return named(name).write(report, context)
    except Exception as error:  # noqa: BLE001 - whatever one format does, the others are written
        template = "the report could not be written as {format}: {problem}; please report this"
        problem = context.words(template, format=name, problem=crash_name(error))
        print(f"compliance: {problem}", file=sys.stderr)
        return None


def _is_colourful(options: Namespace) -> bool:
    return sys.stdout.isatty() and not options.no_color and not os.environ.get("NO_COLOR")
