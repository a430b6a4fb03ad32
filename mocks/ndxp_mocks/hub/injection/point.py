"""Injection points: the places in the course of a call where a fault may strike."""

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

Moment = Literal["before-send", "after-send"]
Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class Point(Generic[Subject]):
    """A named place at which faults get a `Subject` and give back another, or the same.

    It is declared beside the code that injects there. `moment` says whether the provider has the request by then.
    """

    name: str
    moment: Moment
