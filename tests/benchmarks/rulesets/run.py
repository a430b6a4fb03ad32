"""Rulesets run beside Spectral on the same documents: what both find, and what only one of them does.

    SPECTRAL=path/to/spectral .venv/bin/python tests/benchmarks/rulesets/run.py [RULESET] [DOCUMENT…]

A finding is a rule and a place. Messages are not compared: ours have words of their own, in two languages.
"""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final, TypeAlias

from compliance import Judging, check
from compliance.model.location import tokens

HERE: Final = Path(__file__).parent
CORPUS: Final = Path(os.environ.get("CORPUS", HERE.parents[3] / "shared" / "corpus"))
RULESETS: Final = ("style.yaml", "guideline.yaml", "own.yaml")
DOCUMENTS: Final = (
    "petstore-2.0.json",
    "petstore-3.0.yaml",
    "tictactoe-3.1.yaml",
    "spotify-3.0.yaml",
    "slack-2.0.json",
)
_SHOWN: Final = 12

Place: TypeAlias = tuple[str, tuple[str, ...]]


def theirs(program: str, ruleset: Path, document: Path) -> set[Place]:
    """Return what Spectral finds; raises `RuntimeError` where it finds an end instead."""
    command = [program, "lint", str(document), "--quiet", "--ruleset", str(ruleset), "--format", "json"]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    start = said.stdout.find("[")
    if start < 0 or "Error running Spectral" in said.stdout[:200]:
        raise RuntimeError((said.stdout + said.stderr).strip()[:400])
    found, _ = json.JSONDecoder().raw_decode(said.stdout[start:])
    known = {"unrecognized-format", "invalid-ref", "parser", "duplicated-entry-in-enum-parser"}
    return {(each["code"], tuple(map(str, each["path"]))) for each in found if each["code"] not in known}


def ours(ruleset: Path, document: Path) -> set[Place]:
    """Return what the check finds by the ruleset."""
    report = check(document, judging=Judging(rulesets=(ruleset,)))
    return {
        (each.rule.removeprefix("spectral."), tuple(tokens(each.location.pointer)))
        for each in report.findings
        if each.rule.startswith("spectral.")
    }


def compare(program: str, ruleset: Path, document: Path) -> tuple[int, int, int]:
    """Print one row, and the differences by rule; return how many findings both have, and only one of them."""
    begun = time.perf_counter()
    mine = ours(ruleset, document)
    between = time.perf_counter()
    try:
        other = theirs(program, ruleset, document)
    except RuntimeError as error:
        print(f"| {ruleset.name} | {document.name} | {len(mine)} | Spectral ended early: {error} |")
        return 0, len(mine), 0
    took = time.perf_counter() - between
    print(
        f"| {ruleset.name} | {document.name} | both {len(mine & other)} | only here {len(mine - other)} | "
        f"only Spectral {len(other - mine)} | {between - begun:.1f} s | {took:.1f} s |"
    )
    _differences("only here", mine - other)
    _differences("only Spectral", other - mine)
    return len(mine & other), len(mine - other), len(other - mine)


def _differences(name: str, found: Iterable[Place]) -> None:
    listed = sorted(found)
    for rule, count in Counter(rule for rule, _ in listed).most_common(_SHOWN):
        first = next(path for each, path in listed if each == rule)
        print(f"    {name}: {rule} ×{count}, first #/{'/'.join(first)}")


def main(arguments: list[str]) -> int:
    program = os.environ.get("SPECTRAL", "spectral")
    rulesets = [Path(arguments[0])] if arguments else [HERE / name for name in RULESETS if (HERE / name).is_file()]
    documents = [Path(each) for each in arguments[1:]] or [
        *(CORPUS / name for name in DOCUMENTS),
        *sorted((HERE / "documents").glob("*.yaml")),
    ]
    totals = [compare(program, ruleset, document) for ruleset in rulesets for document in documents]
    both, here, there = (sum(column) for column in zip(*totals, strict=True))
    print(f"both {both}, only here {here}, only Spectral {there}")
    return 0 if not here and not there else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
