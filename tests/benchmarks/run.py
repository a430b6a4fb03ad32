"""How fast documents are checked, as ratios against named yardsticks in the same run.

`make bench [CORPUS=folder] [ROUNDS=5] [REDOCLY=program] [SPECTRAL=program]`: processor time of whole processes, user
and system, the best of several rounds in which all take turns, and the largest memory. Yardsticks: PyYAML's own safe
loader on libyaml, which only parses, openapi-spec-validator, which judges structure only, and the linters that are
installed. The checker is measured as it is installed too. For `--help` the yardstick is a Python that does nothing, of
the same environment. Goals are ratios; what is missed is said. Writes `RESULTS.md` beside itself.
"""

import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import growing
from as_installed import program
from peers import Peer, installed, ours, parser, structural, validator
from processes import Measured, best

CORPUS: Final = Path(os.environ.get("CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))
DOCUMENTS: Final = ("petstore-3.0.yaml", "spotify-3.0.yaml", "stripe-3.0.yaml", "github-3.0.yaml")
RESULTS: Final = Path(__file__).with_name("RESULTS.md")
ROUNDS: Final = int(os.environ.get("ROUNDS", "5"))
GOALS: Final = {
    ("petstore-3.0.yaml", "Redocly"): (0.25, None),
    ("petstore-3.0.yaml", "Spectral"): (0.1, None),
    ("stripe-3.0.yaml", "Redocly"): (0.43, 0.5),
    ("stripe-3.0.yaml", "Spectral"): (0.067, None),
    ("github-3.0.yaml", "Redocly"): (0.36, 0.75),
    ("github-3.0.yaml", "Spectral"): (0.025, None),
}
"""The most that the processor time and the memory of a check may be of those of a peer."""
STRUCTURE: Final = {"stripe-3.0.yaml": 1 / 6, "github-3.0.yaml": 0.1}


def main() -> int:
    if not CORPUS.is_dir():
        print(f"no corpus at {CORPUS}: name one with CORPUS=folder", file=sys.stderr)
        return 0
    lines: list[str] = []
    for line in _report():
        print(line, flush=True)
        lines.append(line)
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def _report() -> Iterator[str]:
    yield "# Results of the benchmarks"
    yield ""
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    yield f"Made by `make bench` on {datetime.now(UTC):%Y-%m-%d}; {machine}, the best of {ROUNDS} rounds in turn."
    yield "Processor time of whole processes; a ratio below 1 is faster, or less memory, than the program named."
    yield ""
    yield from _of_help()
    yield from _against_peers()
    yield from _of_structure()
    yield from _growth("Megabytes", (1, 3, 10, 30), "size")
    yield from _growth("Findings of one rule", (1, 10, 1_000), "findings")
    yield from _growth("Files of one document", (1, 10, 1_000), "files")


def _of_help() -> Iterator[str]:
    nothing = (str(Path(program()).with_name("python")), "-c", "pass")
    taken = best({"help": (program(), "--help"), "nothing": nothing}, ROUNDS)
    ratio = taken["help"].seconds / taken["nothing"].seconds
    yield f"`--help`: {ratio:.2f} of a Python that does nothing (goal: 3.00{_missed(ratio, 3.0)})"
    yield ""


def _against_peers() -> Iterator[str]:
    beside = [parser(), validator(), *installed()]
    yield "## Beside others"
    yield ""
    yield "| Document | Program | Rules on | Findings of rules | Seconds | MiB | Ratio | Goal | Memory | Goal |"
    yield "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|"
    for name in DOCUMENTS:
        document = CORPUS / name
        programs = [ours(), *beside]
        taken = best({each.name: (*each.command, str(document)) for each in programs}, ROUNDS)
        for each in programs:
            yield _row(name, each, each.findings(document), taken)
    yield ""


def _row(name: str, peer: Peer, findings: str, taken: Mapping[str, Measured]) -> str:
    mine, theirs = taken["compliance"], taken[peer.name]
    time_goal, memory_goal = GOALS.get((name, peer.name.partition(" ")[0]), (None, None))
    faster, smaller = mine.seconds / theirs.seconds, mine.megabytes / theirs.megabytes
    cells = (
        name,
        peer.name,
        "–" if peer.rules is None else str(peer.rules),
        findings,
        f"{theirs.seconds:.2f}",
        f"{theirs.megabytes:.0f}",
        "" if theirs is mine else f"{faster:.3f}",
        _goal(faster, time_goal),
        "" if theirs is mine else f"{smaller:.2f}",
        _goal(smaller, memory_goal),
    )
    return f"| {' | '.join(cells)} |"


def _of_structure() -> Iterator[str]:
    yield "## Structure only"
    yield ""
    yield "| Document | Seconds | openapi-spec-validator | Ratio | Goal |"
    yield "|---|--:|--:|--:|--:|"
    for name, goal in STRUCTURE.items():
        both = {each.name: (*each.command, str(CORPUS / name)) for each in (structural(), validator())}
        mine, theirs = best(both, ROUNDS).values()
        ratio = mine.seconds / theirs.seconds
        yield f"| {name} | {mine.seconds:.2f} | {theirs.seconds:.2f} | {ratio:.3f} | {_goal(ratio, goal)} |"
    yield ""


def _growth(title: str, sizes: tuple[int, ...], kind: str) -> Iterator[str]:
    """Show how work grows beside that of a reader which only parses."""
    yield f"## How it grows: {title.lower()}"
    yield ""
    yield f"| {title} | Seconds | PyYAML | Ratio | MiB |"
    yield "|--:|--:|--:|--:|--:|"
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            file = growing.made(kind, size, Path(folder, str(size)))
            read = (*parser().command, str(file))
            taken = best({"check": (*ours().command, str(file)), "read": read}, min(ROUNDS, 3))
            mine, theirs = taken["check"], taken["read"]
            ratio = mine.seconds / theirs.seconds
            yield f"| {size} | {mine.seconds:.2f} | {theirs.seconds:.2f} | {ratio:.2f} | {mine.megabytes:.0f} |"
    yield ""


def _goal(ratio: float, goal: float | None) -> str:
    return "" if goal is None else f"{goal:.3f}{_missed(ratio, goal)}"


def _missed(ratio: float, goal: float) -> str:
    return " **missed**" if ratio > goal else ""


if __name__ == "__main__":
    sys.exit(main())
