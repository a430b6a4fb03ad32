"""Check mutated documents until something breaks: `python tests/tools/mutate_documents.py --count 10000 --seed 7`.

Each has to give a report that a strict reader takes, in less than five seconds of processor time, and no rule crashes.
`--only N` writes one document to standard output instead.
"""

import argparse
import contextlib
import io
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[1]))

import orjson

import compliance
from compliance.cli.main import main as command
from tools.mutated_documents import BESIDE, mutated

LONGEST: Final = 5.0
COMMAND_EVERY, PAGE_EVERY, TEXT_EVERY = 10, 100, 5


def troubles(content: bytes, number: int) -> Iterator[str]:
    """Yield what went wrong with one document in the working folder, with the file that it may refer to beside it."""
    name = "openapi.json" if content.lstrip()[:1] == b"{" and number % 2 else "openapi.yaml"
    Path(name).write_bytes(content)
    started = time.process_time()
    try:
        yield from _of_command(name) if number % COMMAND_EVERY == 0 else _of_library(name, number)
    except Exception as error:  # noqa: BLE001 - because this looks for whatever there may be
        yield f"{type(error).__name__}: {str(error)[:200]}"
    if (taken := time.process_time() - started) > LONGEST:
        yield f"took {taken:.1f} s"


def _of_command(name: str) -> Iterator[str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = command(["check", name, "--format", "json"])
    if status not in {0, 1, 2, 3} or any(word in err.getvalue() for word in ("Traceback", "internal error")):
        yield f"exit status {status}: {err.getvalue()[:300]}"
    yield from _lost(out.getvalue())


def _of_library(name: str, number: int) -> Iterator[str]:
    report = compliance.check(name)
    yield from _lost(compliance.render(report, "json"))
    for form, every in (("html", PAGE_EVERY), ("text", TEXT_EVERY)):
        if number % every == 1:
            compliance.render(report, form, language="vi" if number % 2 else "en").encode()


def _lost(text: str) -> Iterator[str]:
    try:
        report = orjson.loads(text)
    except ValueError as error:
        yield f"the report cannot be read: {error}"
        return
    if not report["subjects"]:
        yield "the report speaks of nothing"
    for subject in report["subjects"]:
        yield from (str(verdict) for verdict in subject["verdicts"] if verdict["outcome"] == "error")
        yield from (str(gap) for gap in subject["gaps"] if "checker itself failed" in str(gap))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=int(os.environ.get("NDXP_MUTATIONS", "1000")))
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=20261128)
    parser.add_argument("--only", type=int)
    options = parser.parse_args()
    if options.only is not None:
        sys.stdout.buffer.write(mutated(options.only, options.seed))
        return 0
    found = 0
    os.environ["LANG"] = "en_US.UTF-8"
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        Path("khac.yaml").write_text(BESIDE, encoding="utf-8")
        for number in range(options.first, options.first + options.count):
            for trouble in troubles(mutated(number, options.seed), number):
                found += 1
                print(f"{number}: {trouble}", flush=True)
        os.chdir("/")
    print(f"documents: {options.count}, seed: {options.seed}, troubles: {found}")
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
