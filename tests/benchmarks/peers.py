"""What is run beside the check, and how much each of them finds."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from as_installed import program

from compliance.rules import all_rules

_RULESET: Final = Path(__file__).with_name("spectral.yaml")
_RULES_OF: Final = {"Redocly 2.77": 40, "Spectral 6.16": 46}
"""Rules that are on: those of `recommended` for version 3.0, and those of `spectral:oas` that are on by themselves."""
_PARSE: Final = "import sys, yaml; yaml.load(open(sys.argv[1], 'rb'), Loader=yaml.CSafeLoader)"
_STRUCTURE: Final = "openapi.document_matches_its_specification,openapi.references_resolve"
_MOST: Final = "1000000"


@dataclass(frozen=True, slots=True)
class Peer:
    """A program that looks at documents: what is timed, how many rules are on, and what writes its findings as JSON.

    `rule_ids` reads that: the id of the rule for each finding.
    """

    name: str
    command: tuple[str, ...]
    rules: int | None = None
    listing: tuple[str, ...] = ()
    rule_ids: Callable[[Any], Iterable[str]] = lambda _: ()

    def findings(self, document: Path) -> str:
        """Say how many findings of how many rules it has; `–` where it cannot be counted."""
        if not self.listing:
            return "–"
        said = subprocess.run([*self.listing, str(document)], capture_output=True, check=False).stdout
        start = min((at for at in (said.find(b"{"), said.find(b"[")) if at >= 0), default=-1)
        if start < 0:
            return "–"
        ids = list(self.rule_ids(json.loads(said[start:])))
        return f"{len(ids)} of {len(set(ids))}"


def ours() -> Peer:
    count = sum(rule.group == "openapi" for rule in all_rules())
    return Peer("compliance", _check(), count, (*_check(), "--format", "json"), _of_report)


def structural() -> Peer:
    """The check with those rules only that judge what validators judge."""
    command = (*_check(), "--select", _STRUCTURE)
    return Peer("its structure only", command, 2, (*command, "--format", "json"), _of_report)


def _check() -> tuple[str, ...]:
    return (program(), "check", "--quiet")


def validator() -> Peer:
    return Peer("openapi-spec-validator", (sys.executable, "-m", "openapi_spec_validator"))


def parser() -> Peer:
    return Peer("PyYAML", (sys.executable, "-c", _PARSE))


def installed() -> list[Peer]:
    """The linters that are installed; each that is not is named on standard error."""
    found = []
    if program := _program("Redocly"):
        lint = (program, "lint", "--extends", "recommended")
        listing = (*lint, "--format", "json", "--max-problems", _MOST)
        found.append(_peer("Redocly", program, lint, listing, _of_redocly))
    if program := _program("Spectral"):
        lint = (program, "lint", "--quiet", "--ruleset", str(_RULESET))
        listing = (*lint, "--format", "json")
        found.append(_peer("Spectral", program, lint, listing, _of_spectral))
    return found


def _program(name: str) -> str | None:
    program = shutil.which(os.environ.get(name.upper(), name.lower()))
    if program is None:
        print(f"{name} was not found and is left out; name it with {name.upper()}=program", file=sys.stderr)
    return program


def _peer(
    name: str, program: str, lint: tuple[str, ...], listing: tuple[str, ...], ids: Callable[[Any], Iterable[str]]
) -> Peer:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    number = re.search(r"\d+\.\d+", said)
    called = f"{name} {number[0] if number else '?'}"
    return Peer(called, lint, _RULES_OF.get(called), listing, ids)


def _of_report(report: Any) -> Iterable[str]:
    for subject in report["subjects"]:
        for verdict in subject["verdicts"]:
            yield from (verdict["rule"] for _ in verdict["violations"])


def _of_redocly(said: Any) -> Iterable[str]:
    return (problem["ruleId"] for problem in said["problems"])


def _of_spectral(said: Any) -> Iterable[str]:
    return (problem["code"] for problem in said)
