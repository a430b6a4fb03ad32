"""Where a report goes, and the exit status with its reason."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import Final

from compliance.actions.errors import UsageError
from compliance.cli.gate import exit_status, explanations, passing_warnings
from compliance.cli.streams import complain
from compliance.locale import Translator
from compliance.model.gate import gate_of
from compliance.model.report import Report
from compliance.model.text import Message
from compliance.options.values import Destination

FOR_PEOPLE: Final = "text"


def destinations(options: Namespace, *further: Destination) -> tuple[Destination, ...]:
    """Return every place that a report goes to, so that a slip is told before anything is judged.

    The report on standard output is that of `--output FORMAT=-`, else that of `--format`; with `--quiet` not the text.
    """
    if getattr(options, "split", None):
        from compliance.cli.splitting import refuse_to_split_nothing  # because few reports are split

        refuse_to_split_nothing(options)
    found = _without_clash((*options.output, *further), options)
    others = [place for place in found if place[0] != FOR_PEOPLE]
    if others:
        _refuse_what_cannot_be_written(others)
    return found


def _refuse_what_cannot_be_written(places: Sequence[Destination]) -> None:
    """Raise `UsageError` where a library is missing, or a terminal would have to show what is no text."""
    from compliance.actions.written import gives_bytes  # because most people read text

    for form, path in places:
        if gives_bytes(form) and path is None and sys.stdout.isatty():
            template = "{format} is no text that a terminal shows; write it to a file: --output {format}=FILE"
            raise UsageError(Message.of(template, format=form))


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
    unwritten = 0
    if places:
        from compliance.cli.writing import write_report  # because a quiet check writes none

        unwritten = write_report(report, options, words, places, gate)
    # because what could not be judged stands in no output that a person reads if the report for people goes elsewhere
    for reason in explanations(report, gate, words, is_full=(FOR_PEOPLE, None) not in places):
        complain(f"compliance: {reason}")
    if all(path is not None for _, path in places):  # because nobody would see that a waiver ends soon
        for notice in report.notices:
            complain(f"compliance: {words.message(notice)}")
    status = exit_status(report, gate) | unwritten
    if not status and _may_wonder(options, places) and (hint := passing_warnings(report, gate, words)):
        complain(f"compliance: {hint}")
    return status


def _may_wonder(options: Namespace, places: Sequence[Destination]) -> bool:
    """Return whether a person reads who has not chosen what makes the exit status 1."""
    has_chosen = "--fail-on" in options.given or "fail-on" in options.configured
    return (FOR_PEOPLE, None) in places and not options.quiet and not has_chosen
