"""One test as plain texts, which is what a worker of pytest-xdist can be told."""

from typing import Final, Literal, TypeAlias

from compliance.model.dataclass import dataclass

Ending: TypeAlias = Literal["passed", "noted", "waived", "skipped", "failed"]
NOTED: Final = "compliance"
"""The property of a test with findings that do not fail it; its value is what was found."""


@dataclass(frozen=True, slots=True)
class Case:
    """One rule on one subject: how the test ends and what is said of it. `noted` has findings that fail nothing."""

    subject: str
    name: str
    ending: Ending
    text: str = ""
