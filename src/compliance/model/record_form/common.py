"""What several parts of a record use."""

from datetime import date
from typing import ClassVar, Final, Literal

from compliance.model.codelist import fold
from compliance.model.dataclass import dataclass

NONE: Final = "none"
DeclaredNone = Literal["none"]
STRICT: Final = {"extra": "forbid"}
NUMBERS: Final = {"extra": "forbid", "allow_inf_nan": False}


def is_none(value: object) -> bool:
    """Return whether a value is `none`, the owner's word that there is none."""
    return isinstance(value, str) and fold(value) == NONE


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask: the unit, the person or office, a telephone number, an e-mail address."""

    __pydantic_config__: ClassVar = STRICT
    role: Literal["business", "technical", "security", "data"] | None = None
    unit: str | None = None
    person: str | None = None
    phone: str | DeclaredNone | None = None
    email: str | DeclaredNone | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that was issued: its number and its day."""

    __pydantic_config__: ClassVar = STRICT
    number: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Undetermined:
    """What stands in place of a value that is not determined yet: who finds it out, and by which day."""

    __pydantic_config__: ClassVar = STRICT
    contact: str | Contact | None = None
    due: date | None = None
