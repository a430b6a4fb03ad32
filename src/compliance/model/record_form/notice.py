"""An announcement in a record."""

from datetime import date
from typing import ClassVar

from compliance.model.dataclass import dataclass
from compliance.model.record_form.common import STRICT, DeclaredNone


@dataclass(frozen=True, slots=True)
class WrittenNotice:
    """One announcement that the platform stops (Decree 224/2026/NĐ-CP Art. 13): when it was made, and for when.

    `planned` and `force_majeure` are the owner's words; `public` says whether everybody could read it.
    """

    __pydantic_config__: ClassVar = STRICT
    noticed_on: date | DeclaredNone | None = None
    public: bool | None = None
    planned: bool | None = None
    force_majeure: bool | None = None
    starts_on: date | None = None
    expected_back_on: date | DeclaredNone | None = None
