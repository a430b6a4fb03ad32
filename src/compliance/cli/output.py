"""Reports to standard output and to files, and the exit status with its reason."""

import os
import sys
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from compliance.actions._keeping import write_file
from compliance.actions.render import report_context
from compliance.cli.gate import exit_status, explanation, gate_of
from compliance.locale import Translator
from compliance.model.remedy import Remedy
from compliance.model.report import Report
from compliance.model.text import Message
from compliance.report.formats import named

_REMEDIES: Final[Mapping[Remedy, Message]] = {
    Remedy.LOOK_AT_ENDPOINTS: Message.of("`compliance audit` looks at running endpoints"),
    Remedy.NAME_A_HUB: Message.of("name a hub: --hub, --hub-client and --hub-stranger"),
    Remedy.NAME_A_CLIENT: Message.of("name the own registered system: --hub-client"),
    Remedy.NAME_A_STRANGER: Message.of("name a registered system without an agreement: --hub-stranger"),
    Remedy.ALLOW_FETCHING: Message.of("allow remote addresses to be fetched: --remote-refs"),
    Remedy.WIDEN_ROOT: Message.of("name a wider folder: --root"),
}


def deliver(
    report: Report, options: Namespace, words: Translator, files: tuple[tuple[str, Path], ...], fail_on: str
) -> int:
    """Write the report to each of `files` and to standard output, say on standard error why the status is not 0."""
    context = replace(report_context(words), remedies=_REMEDIES)
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
