"""Reports to standard output and to files, and the exit status with its reason."""

import os
import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from compliance.audit.severity import Profile
from compliance.cli.exit_status import exit_status, explanation
from compliance.cli.failures import Failure
from compliance.loading.facts.catalogue import catalogue
from compliance.loading.facts.codelists import reasons
from compliance.locale import Translator
from compliance.model.text import Message
from compliance.model.verdict import Report
from compliance.report.context import ReportContext
from compliance.report.formats import named, names
from compliance.rules import all_rules


def deliver(report: Report, options: Namespace, words: Translator, *, fail_on: str | None = None) -> int:
    """Write the report wherever the options ask, say on standard error why the status is not 0, and give it."""
    gate = "never" if report.profile == Profile.READINESS else fail_on or options.fail_on
    context = ReportContext(words, catalogue(), {rule.id: rule for rule in all_rules()}, reasons())
    for name, path in (destination(text) for text in options.output):
        write_file(path, named(name).write(report, replace(context, folder=str(path.parent))).encode())
    if not options.quiet:
        shown = replace(context, is_colourful=_is_colourful(options))
        sys.stdout.write(named(options.format).write(report, shown))
    status = exit_status(report, gate)
    if status:
        print(f"compliance: {explanation(report, gate, words)}", file=sys.stderr)
    return status


def destination(text: str) -> tuple[str, Path]:
    """Format and file of one `--output`."""
    name, separator, path = text.partition("=")
    if not separator or not path or name not in names():
        known = ", ".join(names())
        raise Failure(Message.of("--output {found}: write FORMAT=FILE, FORMAT one of {known}", found=text, known=known))
    return name, Path(path)


def write_file(path: Path, content: bytes) -> None:
    """Write a file with its folders."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        problem = error.strerror or type(error).__name__
        raise Failure(Message.of("{file} could not be written: {problem}", file=str(path), problem=problem)) from error


def _is_colourful(options: Namespace) -> bool:
    return sys.stdout.isatty() and not options.no_color and not os.environ.get("NO_COLOR")
