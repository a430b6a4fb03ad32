"""Traffic beside a document: the time for a million lines as a ratio to a loop that only splits them, and the memory.

`python tests/benchmarks/observe.py [LINES]`. The yardstick reads the same file with the same regular expression in a
Python of its own and does nothing else. What was planted is held against what was found; memory is also measured for a
tenth of the lines, because it must not grow with them.
"""

import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from processes import Measured, best

LINES: Final = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
GOAL: Final = 10.0
"""The most that the processor time may be of that of the yardstick."""
MOST_MEGABYTES: Final = 150
PATHS: Final = 40
SPLITTING: Final = """
import sys
from compliance.loading.traffic.logs import COMBINED
match = COMBINED.match
with open(sys.argv[1], "rb") as stream:
    for line in stream:
        match(line).groups()
"""
PLANTED: Final = {
    ("path", "GET /v1/internal/stats"): 101,
    ("path", "POST /v1/resources-7/{…}/undo"): 57,
    ("method", "DELETE /resources-3/{id}"): 33,
    ("status", "GET /resources-5/{id} 418"): 12,
    ("status", "GET /resources-9 500"): 3,
}


def document() -> dict[str, Any]:
    answers = {status: {"description": status} for status in ("200", "404")}
    paths: dict[str, Any] = {}
    for number in range(PATHS):
        paths[f"/resources-{number}"] = {"get": {"responses": answers}, "post": {"responses": answers}}
        paths[f"/resources-{number}/{{id}}"] = {"get": {"responses": answers}}
    head = {"openapi": "3.1.0", "info": {"title": "Simulated", "version": "1.0.0"}}
    return {**head, "servers": [{"url": "https://a.example/v1"}], "paths": paths}


def planted() -> Iterator[tuple[str, str, int]]:
    for (_, name), count in PLANTED.items():
        method, path, *status = name.split(" ")
        for number in range(count):
            concrete = path.replace("{…}", "{id}").replace("{id}", f"{79_000_000_000 + number:012}")
            yield (
                method,
                concrete if concrete.startswith("/v1") else f"/v1{concrete}",
                int(status[0]) if status else 200,
            )


def ordinary(chance: random.Random) -> tuple[str, str, int]:
    resource = chance.randrange(PATHS)
    match chance.randrange(20):
        case 0:
            return "OPTIONS", f"/v1/resources-{resource}", 204
        case 1:
            return "GET", f"/v1/wp-{chance.randrange(10**6)}.php", 404
        case 2:
            return (
                "GET",
                f"/v1/resources-{resource}/{chance.randrange(10**12):012}",
                chance.choice((404, 429, 304, 502)),
            )
        case 3 | 4 | 5:
            return "POST", f"/v1/resources-{resource}", 200
        case _:
            return "GET", f"/v1/resources-{resource}/{chance.randrange(10**12):012}?token=a{chance.random()}", 200


def write_log(path: Path, lines: int) -> None:
    """Write a log with what is planted at places of chance, the same on each run."""
    chance = random.Random(20261128)
    special = list(planted())
    places = dict(zip(sorted(chance.sample(range(lines), len(special))), special, strict=True))
    with path.open("w", encoding="ascii") as log:
        for number in range(lines):
            method, target, status = places[number] if number in places else ordinary(chance)
            log.write(
                f"192.0.2.{number % 250} - - [28/Nov/2026:10:00:00 +0700] "
                f'"{method} {target} HTTP/1.1" {status} 512 "-" "client/1.0"\n'
            )


def found_in(output: bytes) -> Counter[tuple[str, str]]:
    found = Counter[tuple[str, str]]()
    for each in json.loads(output)["findings"]:
        status = f" {each['statuses'][0]}" if each["kind"] == "status" else ""
        found[each["kind"], f"{each['operation']}{status}"] += each["count"]
    return found


def observed(log: Path, spec: Path) -> tuple[str, ...]:
    command = (sys.executable, "-m", "compliance.cli", "observe", "--spec", str(spec), "--log", str(log))
    return (*command, "--format", "json")


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        spec, log, short = Path(folder, "openapi.json"), Path(folder, "access.log"), Path(folder, "short.log")
        spec.write_text(json.dumps(document()), encoding="utf-8")
        write_log(log, LINES)
        write_log(short, LINES // 10)
        splitting = (sys.executable, "-c", SPLITTING, str(log))
        taken = best({"observe": observed(log, spec), "short": observed(short, spec), "split": splitting}, 2)
        return report(taken, log.stat().st_size)


def report(taken: dict[str, Measured], size: int) -> int:
    mine, yardstick = taken["observe"], taken["split"]
    ratio = mine.seconds / yardstick.seconds
    print(f"{LINES} lines, {size / 2**20:.0f} MiB: {mine.seconds:.1f} s, {mine.megabytes:.0f} MiB of memory")
    print(f"a loop that only splits them: {yardstick.seconds:.1f} s; ratio {ratio:.1f} (goal: {GOAL})")
    short = taken["short"]
    print(f"a tenth of the lines: {short.seconds:.1f} s, {short.megabytes:.0f} MiB (goal: {MOST_MEGABYTES})")
    found = found_in(mine.output)
    for key, count in PLANTED.items():
        print(f"planted {' '.join(key)}: {count}, found: {found.pop(key, 0)}")
    print(f"found beside what was planted: {sum(found.values())} {dict(found) if found else ''}")
    is_whole = found_in(mine.output) == Counter(PLANTED)
    return 0 if is_whole and ratio <= GOAL and mine.megabytes <= MOST_MEGABYTES else 1


if __name__ == "__main__":
    sys.exit(main())
