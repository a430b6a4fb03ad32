"""How much is found at a server that no rule was written for, beside schemathesis in the same run.

`python tests/benchmarks/stranger/run.py`: starts the server, looks at it with `compliance audit --mode staging` and
with `schemathesis run --checks all`, and prints who found what. A defect counts as found where a finding of the right
kind stands at the right operation. What schemathesis does not look for at all is marked with a dash.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
BIN: Final = Path(sys.executable).parent
sys.path.insert(0, str(HERE))

from server import TOKEN  # noqa: E402 - because the folder has to be on the path first

RECORD: Final = """\
slug: giay-phep-mo-phong
name_vi: Tra cứu giấy phép xây dựng (mô phỏng)
owner: {{code: G17, name_vi: Bộ Xây dựng}}
simulated: true
environment: staging
services:
- id: permits
  name: Tra cứu giấy phép
  base_url: https://localhost:{secure}/api
  plain_http_url: http://localhost:{plain}/api
  document: openapi.yaml
  sharing_form: default
"""


@dataclass(frozen=True)
class Defect:
    """One thing that is wrong: at which path, and the rules and the checks that are about such things."""

    what: str
    path: str
    rules: tuple[str, ...]
    checks: tuple[str, ...] = ()


CONTRACT: Final = (
    Defect("a required member is missing", "/permits", ("body_matches_its_schema",), ("JsonSchemaError",)),
    Defect("a number comes as text", "/permits/{number}", ("body_matches_its_schema",), ("JsonSchemaError",)),
    Defect("an undocumented status", "/districts", ("status_is_documented",), ("UndefinedStatusCode",)),
    Defect("HTML in place of JSON", "/fees", ("media_type_is_documented",), ("UndefinedContentType",)),
    Defect("a required header is missing", "/stats", ("documented_headers_are_sent",), ("MissingHeaders",)),
    Defect(
        "a documented operation is not there", "/offices", ("documented_operation_exists",), ("UndefinedStatusCode",)
    ),
    Defect("the body is not JSON", "/report", ("body_matches_its_schema",), ("MalformedJson",)),
    Defect("a value off its list", "/holidays", ("body_matches_its_schema",), ("JsonSchemaError",)),
    Defect("a member that is not allowed", "/notices", ("body_matches_its_schema",), ("JsonSchemaError",)),
    Defect("null where it is not allowed", "/payments", ("body_matches_its_schema",), ("JsonSchemaError",)),
    Defect("an error in another form", "", ("errors_have_the_published_form",), ("UndefinedContentType",)),
    Defect("bad input is a server error", "/permits", ("bad_input_is_a_client_error",), ("ServerError",)),
    Defect("bad input is accepted", "", ("bad_input_is_not_accepted",), ("AcceptedNegativeData",)),
)
POLICY: Final = (
    Defect("anybody gets protected data", "/staff", ("anonymous_caller_is_refused",), ("IgnoredAuth",)),
    Defect("any token opens", "/payments", ("unreadable_token_is_refused",), ("IgnoredAuth",)),
    Defect("data over plain HTTP", "/permits", ("plain_http_serves_no_data",)),
    Defect("browsers are not kept on https", "", ("hsts_is_sent",)),
    Defect("an error shows its stack", "/permits", ("answers_reveal_no_internals",)),
    Defect("text is not UTF-8", "/stats", ("text_is_utf8",), ("ContentDeserializationError",)),
    Defect("a time without zone", "/holidays", ("times_carry_their_zone",), ("JsonSchemaError",)),
    Defect("TRACE is answered", "", ("other_methods_are_refused",), ("UnsupportedMethodResponse",)),
)


@contextmanager
def serving(folder: Path) -> Iterator[tuple[int, int]]:
    """The ports of the running server, for TLS and for plain HTTP."""
    command = (sys.executable, str(HERE / "server.py"), str(folder))
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield int(process.stdout.readline()), int(process.stdout.readline())
        process.terminate()


def ours(folder: Path, ports: tuple[int, int]) -> set[tuple[str, str]]:
    """Rule and path of every finding of `compliance audit`."""
    (folder / "openapi.yaml").write_bytes((HERE / "openapi.yaml").read_bytes())
    (folder / "record.yaml").write_text(RECORD.format(secure=ports[0], plain=ports[1]), encoding="utf-8")
    command = [
        str(BIN / "compliance"),
        "audit",
        "record.yaml",
        "--allow-private",
        "--mode",
        "staging",
        "--rate",
        "100/s",
    ]
    command += ["--credential", "bearer=env:STRANGER", "--ca", "ca.pem", "--format", "json", "--fail-on", "never"]
    result = subprocess.run(
        command, cwd=folder, env={**os.environ, "STRANGER": TOKEN}, capture_output=True, check=False
    )
    verdicts = json.loads(result.stdout)["subjects"][0]["verdicts"]
    return {
        (verdict["rule"].removeprefix("endpoint."), found["location"]["uri"].partition("/api")[2].partition("?")[0])
        for verdict in verdicts
        if verdict["outcome"] == "breached"
        for found in verdict["violations"]
    }


def theirs(folder: Path, port: int) -> set[tuple[str, str]]:
    """Check and path of every failure of schemathesis."""
    command = [str(BIN / "schemathesis"), "run", str(HERE / "openapi.yaml"), "--url", f"https://localhost:{port}/api"]
    command += ["--tls-verify", str(folder / "ca.pem"), "-H", f"Authorization: Bearer {TOKEN}", "--checks", "all"]
    command += ["--max-examples", "30", "--report", "json", "--report-json-path", str(folder / "schemathesis.json")]
    subprocess.run(command, cwd=folder, capture_output=True, check=False)
    report: dict[str, Any] = json.loads((folder / "schemathesis.json").read_bytes())
    return {
        (failure["type"], operation.partition(" ")[2])
        for failure in report["failures"]
        for operation in failure["operations"]
    }


def is_found(names: tuple[str, ...], path: str, found: set[tuple[str, str]]) -> bool:
    """Whether one of the names stands at the path, or anywhere if no path is given; a test of states names none."""
    return any(name in names and (not path or where in {path, "tests"}) for name, where in found)


def main() -> int:
    with tempfile.TemporaryDirectory() as name, serving(Path(name)) as ports:
        started = time.perf_counter()
        mine = ours(Path(name), ports)
        between = time.perf_counter()
        others = theirs(Path(name), ports[0])
        ended = time.perf_counter()
    print(f"{'defect':40} {'at':20} {'compliance':12} schemathesis")
    counts = [0, 0]
    for defect in (*CONTRACT, *POLICY):
        seen = is_found(defect.rules, defect.path, mine), is_found(defect.checks, defect.path, others)
        counts = [count + found for count, found in zip(counts, seen, strict=True)]
        told = ["found" if seen[0] else "MISSED", "found" if seen[1] else "missed" if defect.checks else "-"]
        print(f"{defect.what:40} {defect.path or 'anywhere':20} {told[0]:12} {told[1]}")
    total = len(CONTRACT) + len(POLICY)
    print(f"found of {total}: compliance {counts[0]}, schemathesis {counts[1]}")
    print(f"seconds: compliance {between - started:.1f}, schemathesis {ended - between:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
