"""The time that the hub believes it is, as callers see it."""

import time
import urllib.request
from email.utils import parsedate_to_datetime

import pytest

from ndxp_mocks import HubSettings, serve_hub


@pytest.mark.usefixtures("sockets_and_processes")
def test_a_clock_that_is_wrong_shows_in_the_date_of_every_answer() -> None:
    with (
        serve_hub(HubSettings(clock_skew=-600)) as hub,
        urllib.request.urlopen(f"{hub.url}/catalog/v1/health") as answer,
    ):
        told = answer.headers.get_all("Date")
    assert len(told) == 1
    assert abs(parsedate_to_datetime(told[0]).timestamp() + 600 - time.time()) < 60
