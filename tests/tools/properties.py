"""Tests of properties: Hypothesis, set up so that the speed of the machine decides no test.

A property is tried with 40 examples, or with as many as `NDXP_EXAMPLES` says.
"""

import os

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

__all__ = ["HealthCheck", "example", "given", "settings", "st"]

settings.register_profile(
    "any machine",
    deadline=None,
    max_examples=int(os.environ.get("NDXP_EXAMPLES", "40")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("any machine")
