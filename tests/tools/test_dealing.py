"""All tests are dealt out once, and each worker begins with some of those that take long."""

import pytest

from tools.dealing import dealt

TESTS = [f"{file}{number}" for file in "abCDEFg" for number in range(4)]
"""Those of files with a capital take long."""


def order(tests: list[str], workers: int) -> list[str]:
    return dealt(tests, str.isupper, lambda test: test[0], workers)


@pytest.mark.parametrize("workers", range(1, 40))
@pytest.mark.parametrize("tests", [TESTS, TESTS[8:24], TESTS[:8], TESTS[9:10], []])
def test_each_test_stays_one(tests: list[str], workers: int) -> None:
    assert sorted(order(tests, workers)) == sorted(tests)


@pytest.mark.parametrize(("workers", "firsts"), [(1, ["C0"]), (2, ["C0", "D0"]), (3, ["C0", "D0", "E0"])])
def test_each_part_begins_with_what_takes_long(workers: int, firsts: list[str]) -> None:
    ordered, parts = order(TESTS, workers), []
    for left in range(workers, 0, -1):  # as xdist takes them
        size = len(ordered) // left
        parts.append(ordered[:size])
        del ordered[:size]
    assert [part[0] for part in parts] == firsts
    for part in parts:
        assert sorted(part, key=str.islower) == part


def test_tests_of_a_file_that_take_long_stay_together_and_in_their_order() -> None:
    for workers in (1, 2, 3):
        ordered = "".join(order(TESTS, workers))
        assert all(f"{file}0{file}1{file}2{file}3" in ordered for file in "CDEF")


def test_what_takes_long_is_dealt_evenly_and_files_of_few_tests_come_first() -> None:
    tests = [f"{file}{number}" for file, count in zip("ABCDE", (2, 6, 1, 3, 2), strict=True) for number in range(count)]
    ordered = "".join(order([*tests, *(f"z{number}" for number in range(10))], 3))
    assert ordered.startswith("A0A1z0z1z2z3z4z5")
    assert "B0B1B2B3B4B5z6z7" in ordered
    assert ordered.endswith("C0E0E1D0D1D2z8z9")
