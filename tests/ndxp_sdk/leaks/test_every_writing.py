"""Servers repeat a planted secret in every writing and at every place; what is shown is read back and searched.

The seed and the number of answers of a long run: NDXP_LEAKS_SEED, NDXP_LEAKS_ANSWERS.
"""

import logging
import os
from random import Random

from leaks.disguising import disguised, secret
from leaks.echoing import Seen, trial
from leaks.seeking import shows

SEED = int(os.environ.get("NDXP_LEAKS_SEED", "7"))
THOROUGH = 20  # because reading a text in every way takes much longer than writing it
ANSWERS = int(os.environ.get("NDXP_LEAKS_ANSWERS", "1500"))


def test_no_secret_is_shown_in_any_writing() -> None:
    seen, logger, answers, turn = Seen(), logging.getLogger("ndxp_sdk"), 0, 0
    before = logger.level
    logger.addHandler(seen)
    logger.setLevel(logging.DEBUG)
    found: list[tuple[int, str, str]] = []
    while answers < ANSWERS and len(found) < 20:
        turn += 1
        is_thorough = turn % THOROUGH == 0
        for echo, text, came in trial(Random(f"{SEED}/{turn}"), seen, is_thorough=is_thorough):
            answers += came
            if echo.sought.is_in(text, echo.written) or (is_thorough and shows(text, echo.planted)):
                found.append((turn, echo.planted, text))
    logger.removeHandler(seen)
    logger.setLevel(before)
    assert found == []


def test_the_search_reads_every_writing() -> None:
    random = Random(SEED)
    missed = []
    for _ in range(300):
        planted = secret(random)
        written = disguised(planted, random)
        if not shows(f"the secret {written} is wrong", planted):
            missed.append((planted, written))
    assert len(missed) <= 6, missed
