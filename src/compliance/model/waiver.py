"""A waiver as written by those who answer for it."""

from datetime import date
from typing import ClassVar

from compliance.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Waiver:
    """`scope` is a fingerprint or a glob on `uri#pointer`. Owner and approver differ; it lasts a year at most.

    `platform` is the id of the platform for which alone it is meant, because findings of two may have one fingerprint;
    empty if it is meant wherever its scope fits.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}
    rule: str
    scope: str
    reason: str
    legal_basis: str
    owner: str
    approver: str
    expires: date
    platform: str = ""
