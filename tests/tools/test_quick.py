"""What is quick is run whole and once, by as many as there are, and says what went wrong."""

import subprocess
import sys
from pathlib import Path

import pytest

from tools.quick import ALONE, NOT_ALONE, REPOSITORY, TESTS, shares
from tools.slow import slow, slow_in

NEITHER = ("tools/test_quick.py", "contracts/test_bundles.py")  # which are left out as a whole
WHOLE = ("", "not system")
pytestmark = pytest.mark.usefixtures("sockets_and_processes")


def quick(*arguments: str) -> "subprocess.CompletedProcess[str]":
    program = [sys.executable, "-m", "tools.quick", *arguments]
    return subprocess.run(program, cwd=TESTS, capture_output=True, text=True, encoding="utf-8", check=False)


def listed_by_another() -> list[str]:
    """Return the tests that pytest chooses when it is asked for those that open no socket and start no process."""
    program = [sys.executable, "-m", "pytest", "-q", "--collect-only", "-p", "no:cacheprovider", "-m", ALONE]
    listed = subprocess.run(program, cwd=REPOSITORY, capture_output=True, text=True, encoding="utf-8", check=False)
    return [line for line in listed.stdout.splitlines() if "::" in line]


def listed(session: pytest.Session) -> list[str]:
    """Return the same of this run, because it has read all tests already, unless it was asked for a part of them."""
    option, begun = session.config.option, session.config.invocation_params.dir
    narrowed = (option.keyword, option.deselect, option.ignore, option.ignore_glob, getattr(option, "lf", False))
    if [begun / each for each in session.config.args] != [TESTS] or option.markexpr not in WHOLE or any(narrowed):
        return listed_by_another()
    return [each.nodeid for each in session.items if not any(map(each.get_closest_marker, NOT_ALONE))]


def test_what_is_dealt_out_is_what_pytest_would_run(request: pytest.FixtureRequest) -> None:
    functions = {name.partition("[")[0] for name in listed(request.session)}
    assert slow() - functions == set(), "run `python -m tools.quick --measure`, or take these lines out"
    wanted = {name.partition("::")[0] for name in functions - slow()}
    for hands in (1, 3):
        dealt = [file for hand in shares([TESTS], hands) for file in hand]
        assert len(dealt) == len({*dealt})
        assert wanted <= {*dealt}
        assert not {f"tests/{file}" for file in NEITHER} & {*dealt}


def test_what_took_long_on_average_is_slow() -> None:
    durations = """
    0.30s call     tests/a.py::test_one[x y]
    0.01s setup    tests/a.py::test_one[x y]
    0.00s call     tests/a.py::test_one[z]
    0.02s call     tests/a.py::test_many[1]
    0.00s call     tests/a.py::test_many[2]
    0.00s call     tests/a.py::test_many[3]
    0.03s setup    tests/a.py::test_two
    0.02s teardown tests/a.py::test_two
    """
    assert slow_in([durations.replace("    0", "0")]) == ["tests/a.py::test_one", "tests/a.py::test_two"]


def test_a_part_is_a_folder_or_a_file() -> None:
    (one,) = shares([TESTS / "contracts/test_contracts.py"], 2)
    assert one == ["tests/contracts/test_contracts.py"]
    parts = {Path(file).parts[1] for hand in shares([TESTS / "mocks"], 2) for file in hand}
    assert parts == {"mocks"}


def test_the_exit_status_and_the_words_are_those_of_pytest() -> None:
    part = "ndxp_sdk/test_codes.py"
    passed, none, wrong = quick(part), quick(part, "-k", "no_such_test"), quick(part, "--no-such-option")
    assert (passed.returncode, len(passed.stdout.splitlines()), " passed" in passed.stdout) == (0, 1, True)
    assert none.returncode == 5
    assert (wrong.returncode, "unrecognized arguments: --no-such-option" in wrong.stdout) == (4, True)
