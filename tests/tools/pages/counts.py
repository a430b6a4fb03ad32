"""The numbers that pages speak of, counted in the facts."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from compliance.loading.facts.catalogue import catalogue
from compliance.loading.facts.platforms import memberships, slugs
from compliance.rules import all_rules
from ndxp_mocks.serving.fleet import fleet

_NUMBER: Final = re.compile(r"<!--n ([\w ]+)-->\d*<!--/n-->")


def with_counts(text: str) -> str:
    """Return the page with the numbers of today's facts."""
    return _NUMBER.sub(lambda found: f"<!--n {found[1]}-->{counts()[found[1]]}<!--/n-->", text)


@cache
def counts() -> Mapping[str, int]:
    """Return every number by its name."""
    return {
        "instruments": len(catalogue().instruments),
        "requirements": len(list(catalogue())),
        "platforms": len(slugs()),
        "listed": sum(any("1132" in str(place.number) for place in places) for places in memberships().values()),
        "simulated": len(fleet()),
        "rules": len(all_rules()),
    }
