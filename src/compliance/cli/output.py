"""Reports to standard output and to files, and the exit status with its reason."""

import os
import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from compliance.actions._keeping import write_file
from compliance.actions.render import report_context
from compliance.cli.gate import exit_status, explanation, gate_of
from compliance.cli.remedies import REMEDIES
from compliance.locale import Translator
from compliance.model.report import Report
from compliance.report.formats import named


def deliver(
    report: Report, options: Namespace, words: Translator, files: tuple[tuple[str, Path], ...], fail_on: str
) -> int:
    """Write the report to each of `files` and to standard output, say on standard error why the status is not 0."""
    context = replace(report_context(words), remedies=REMEDIES)
    for name, path in files:
        write_file(path, named(name).write(report, replace(context, folder=str(path.parent))).encode())
    if not options.quiet:
        shown = replace(context, is_colourful=_is_colourful(options))
        sys.stdout.write(named(options.format).write(report, shown))
    gate = gate_of(report, fail_on)
    status = exit_status(report, gate)
    if status:
        print(f"compliance: {explanation(report, gate, words)}", file=sys.stderr)
    return status


def _is_colourful(options: Namespace) -> bool:
    return sys.stdout.isatty() and not options.no_color and not os.environ.get("NO_COLOR")
