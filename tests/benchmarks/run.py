"""How fast documents are checked, as ratios against named yardsticks in the same run.

`make bench [CORPUS=folder] [REDOCLY=program]`: processor time of whole processes, user and system, the best of several
rounds in which all take turns. Yardsticks: PyYAML's own safe loader on libyaml, which only parses,
openapi-spec-validator, which judges structure only, and Redocly with its recommended rules where it is installed.
For `--help` the yardstick is a Python that does nothing.
"""

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

CORPUS = Path(os.environ.get("CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))
DOCUMENTS = ("petstore-3.0.yaml", "spotify-3.0.yaml", "stripe-3.0.yaml", "github-3.0.yaml")
ROUNDS = 5
CHECK = (sys.executable, "-m", "compliance.cli", "check", "--quiet", "--format", "json")
HELP = (sys.executable, "-m", "compliance.cli", "--help")
NOTHING = (sys.executable, "-c", "pass")
PARSE = (sys.executable, "-c", "import sys, yaml; yaml.load(open(sys.argv[1], 'rb'), Loader=yaml.CSafeLoader)")
VALIDATE = (sys.executable, "-m", "openapi_spec_validator")


def yardsticks() -> dict[str, Sequence[str]]:
    """What is run beside the check, by the heading of its column."""
    found: dict[str, Sequence[str]] = {"PyYAML": PARSE, "validator": VALIDATE}
    redocly = shutil.which(os.environ.get("REDOCLY", "redocly"))
    if redocly is None:
        print("Redocly was not found and is left out: install it, or name it with REDOCLY=program", file=sys.stderr)
        return found
    return {**found, "Redocly": (redocly, "lint", "--extends", "recommended")}


def seconds(command: Sequence[str]) -> float:
    """Processor time of one whole process, byte code kept as it is for users."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["REDOCLY_TELEMETRY"] = "off"
    before = _used()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return _used() - before


def _used() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def best(commands: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """The best round of each command; in a round each has its turn."""
    rounds = [{name: seconds(command) for name, command in commands.items()} for _ in range(ROUNDS)]
    return {name: min(each[name] for each in rounds) for name in commands}


def main() -> int:
    if not CORPUS.is_dir():
        print(f"no corpus at {CORPUS}: name one with CORPUS=folder", file=sys.stderr)
        return 0
    beside = yardsticks()
    started = best({"help": HELP, "nothing": NOTHING})
    print(f"--help: {started['help']:.3f}s, {started['help'] / started['nothing']:.2f}x a Python that does nothing")
    print(f"{'document':22} {'check':>8}" + "".join(f" {f'to {name}':>13}" for name in beside))
    for name in DOCUMENTS:
        commands = {"check": CHECK, **beside}
        taken = best({each: (*command, str(CORPUS / name)) for each, command in commands.items()})
        ratios = "".join(f" {taken['check'] / taken[each]:12.2f}x" for each in beside)
        print(f"{name:22} {taken['check']:7.2f}s{ratios}", flush=True)
    print("processor time; below 1x is faster than the yardstick")
    return 0


if __name__ == "__main__":
    sys.exit(main())
