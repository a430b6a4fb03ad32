"""The consent of the owner to trials in a record."""

from datetime import date
from typing import ClassVar

from compliance.model.dataclass import dataclass
from compliance.model.record_form.common import STRICT


@dataclass(frozen=True, slots=True)
class Consent:
    """Who allows trials of the platform, reads that are repeated with one thing wrong: by name, since and until when.

    `by` is a person or an office of the owner.
    """

    __pydantic_config__: ClassVar = STRICT
    by: str | None = None
    on: date | None = None
    until: date | None = None
