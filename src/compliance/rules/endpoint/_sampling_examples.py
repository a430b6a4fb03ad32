"""Looks over days as examples of rules show them: one read of one service."""

from datetime import datetime, timedelta
from typing import Final

from compliance.model.example import Platform
from compliance.model.observation import Sample, SampleFailure, Sampling

_URL: Final = "https://a.example/v1/households"
_BEGINS: Final = datetime.fromisoformat("2026-11-21T01:30:00+00:00")
_TWO_HOURS: Final = timedelta(hours=2)


def looks(signs: str, *, elapsed_ms: int = 100, every: timedelta = _TWO_HOURS, vantage: str = "public") -> Sampling:
    """Return looks at equal distances, one sign each: the first digit of the status, `-` for silence.

    `w` is 503 with the time to wait.
    """
    samples = (_sample(sign, _BEGINS + number * every, elapsed_ms) for number, sign in enumerate(signs))
    return Sampling(_URL, tuple(samples), service="households", vantage=vantage)


def sampled(*seen: Sampling, service: str = "base_url: https://a.example/v1", notices: str = "") -> Platform:
    """Return a platform with one service of which this was seen; its record says this of the service and of stops."""
    head = "slug: household-business\nowner: {code: G12}\n"
    record = f"{head}services: [{{id: households, {service}}}]\nnotices: [{notices}]\n"
    return Platform(record, observations=seen)


def promising(level: str) -> str:
    """Return the service of a record with this service level."""
    return f"base_url: https://a.example/v1, service_level: {{{level}}}"


def _sample(sign: str, moment: datetime, elapsed_ms: int) -> Sample:
    match sign:
        case "-":
            return Sample(moment, failure=SampleFailure.SILENT)
        case "w":
            return Sample(moment, 503, elapsed_ms, asks_to_wait=True)
        case _:
            return Sample(moment, int(sign) * 100, elapsed_ms)
