"""`ndxp doctor`: the way to the hub, step by step, with the remedy where one fails."""

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any, Final

from ndxp_sdk.cli.exit_status import GOOD, REFUSED
from ndxp_sdk.cli.output import coloured, note, say, say_json
from ndxp_sdk.cli.setup import setup_of
from ndxp_sdk.locale import Words

if TYPE_CHECKING:
    from ndxp_sdk.cli.doctor.finding import Finding, Step

HELP: Final = "look at the way to the hub step by step, and say what to mend"
_COLOURS: Final = {"ok": "green", "failed": "red", "skipped": "yellow"}
_TITLE: Final = 20


def configure(parser: ArgumentParser, words: Words) -> None:
    del parser, words


def run(options: Namespace, words: Words) -> int:
    from ndxp_sdk.cli.doctor.checks import examined
    from ndxp_sdk.cli.doctor.subject import Subject

    setup = setup_of(options)
    failures = 0
    told: list[dict[str, Any]] = []
    if setup.profile and not options.as_json:
        note(words("profile {name} of {file}", name=setup.profile.name, file=str(setup.profile.file)))
    with setup.client() as client:
        for step, finding in examined(Subject(client, setup, words)):
            failures += finding.state == "failed"
            told.append(_plain(step, finding))
            if not options.as_json:
                _say(step, finding, options, words)
    if options.as_json:
        say_json({"base_url": setup.base_url, "ok": failures == 0, "steps": told})
    if failures:
        note(words("ndxp: steps that failed: {count}", count=failures))
    return REFUSED if failures else GOOD


def _say(step: "Step", finding: "Finding", options: Namespace, words: Words) -> None:
    marks = {"ok": words("ok"), "failed": words("FAILED"), "skipped": words("skipped")}
    width = max(map(len, marks.values()))
    mark = coloured(marks[finding.state].ljust(width), _COLOURS[finding.state], options)
    print(f"{mark}  ", end="")
    say(f"{step.title.ljust(_TITLE)}  {finding.found}")
    if finding.advice:
        say(f"{' ' * (width + _TITLE + 4)}→ {finding.advice}")
    sys.stdout.flush()


def _plain(step: "Step", finding: "Finding") -> dict[str, Any]:
    return {"step": step.name, "state": finding.state, "found": finding.found, "advice": finding.advice or None}
