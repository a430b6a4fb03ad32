"""Servers repeat a planted secret in every writing and at every place; what is shown is read back and searched.

The seed and the number of answers of a long run: NDXP_LEAKS_SEED, NDXP_LEAKS_ANSWERS.
"""

import logging
import os
from collections.abc import Callable, Iterator
from functools import partial
from random import Random

import pytest

from .disguising import disguised, secret
from .echoing import Echo, Seen, trial
from .in_memory import course, retelling
from .seeking import shows

Course = Callable[[Random, Seen], Iterator[tuple[Echo, str, int]]]
SEED = int(os.environ.get("NDXP_LEAKS_SEED", "7"))
ANSWERS = int(os.environ.get("NDXP_LEAKS_ANSWERS", "0"))
COURSES: dict[str, tuple[Course, int]] = {
    "calls": (partial(trial, is_thorough=True), 60),
    "calls without a transport": (course, 150),
    "one call and what it may get": (retelling, 200),
}
THOROUGH = 100  # because reading a text in every way takes much longer than writing it


@pytest.fixture
def seen() -> Iterator[Seen]:
    """All that is shown, the log among it."""
    found, logger = Seen(), logging.getLogger("ndxp_sdk")
    before = logger.level
    logger.addHandler(found)
    logger.setLevel(logging.DEBUG)
    yield found
    logger.removeHandler(found)
    logger.setLevel(before)


@pytest.mark.parametrize("name", COURSES)
def test_no_secret_is_shown_in_any_writing(seen: Seen, name: str) -> None:
    run, least = COURSES[name]
    answers = turn = texts = 0
    found: list[tuple[int, str, str]] = []
    while answers < max(ANSWERS, least) and len(found) < 20:
        turn += 1
        for echo, text, came in run(Random(f"{SEED}/{turn}"), seen):
            answers, texts = answers + came, texts + 1
            if echo.sought.is_in(text, echo.written) or (texts % THOROUGH == 0 and shows(text, echo.planted)):
                found.append((turn, echo.planted, text))
    assert found == []


def test_the_search_reads_nearly_every_writing() -> None:
    random = Random(SEED)
    missed = []
    for _ in range(100):
        planted = secret(random)
        written = disguised(planted, random)
        if not shows(f"the secret {written} is wrong", planted):
            missed.append((planted, written))
    assert len(missed) <= 10, missed
