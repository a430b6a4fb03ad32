"""How fast documents are checked, as ratios against named yardsticks in the same run.

`make bench [CORPUS=folder]`: whole processes, the best of several runs, interleaved. Yardsticks: PyYAML's own safe
loader on libyaml, which only parses, and openapi-spec-validator, which judges structure only.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

CORPUS = Path(os.environ.get("CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))
DOCUMENTS = ("petstore-3.0.yaml", "spotify-3.0.yaml", "stripe-3.0.yaml", "github-3.0.yaml")
RUNS = 3
CHECK = (sys.executable, "-m", "compliance.cli", "check", "--quiet", "--format", "json")
PARSE = (sys.executable, "-c", "import sys, yaml; yaml.load(open(sys.argv[1], 'rb'), Loader=yaml.CSafeLoader)")
VALIDATE = (sys.executable, "-m", "openapi_spec_validator")


def seconds(command: Sequence[str], document: Path) -> float:
    """Wall time of one whole process."""
    begun = time.perf_counter()
    subprocess.run([*command, str(document)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - begun


def best(document: Path) -> tuple[float, float, float]:
    """The best of some runs of check, parse and validate, taken in turn."""
    rounds = [tuple(seconds(command, document) for command in (CHECK, PARSE, VALIDATE)) for _ in range(RUNS)]
    check, parse, validate = (min(column) for column in zip(*rounds, strict=True))
    return check, parse, validate


def main() -> int:
    if not CORPUS.is_dir():
        print(f"no corpus at {CORPUS}: name one with CORPUS=folder", file=sys.stderr)
        return 0
    print(f"{'document':22} {'check':>8} {'to PyYAML':>10} {'to validator':>13}")
    for name in DOCUMENTS:
        check, parse, validate = best(CORPUS / name)
        print(f"{name:22} {check:7.2f}s {check / parse:9.2f}x {check / validate:12.2f}x")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"peak memory of any process above: {peak} MB; below 1x is faster than the yardstick")
    return 0


if __name__ == "__main__":
    sys.exit(main())
