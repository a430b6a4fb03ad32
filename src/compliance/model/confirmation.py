"""A confirmation as written by the person who looked."""

from datetime import date
from typing import ClassVar

from compliance.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Somebody looked on a day, and saw the breach. `scope` is a fingerprint or a glob on `uri#pointer`.

    `platform` is the id of the platform that was looked at, because findings of two may have one fingerprint; empty if
    it is meant wherever its scope fits.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}
    rule: str
    scope: str
    who: str
    on: date
    seen: str
    platform: str = ""
