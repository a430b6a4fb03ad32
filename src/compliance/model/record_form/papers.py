"""Regulations, plans, assessments and labels of a platform: what was issued, when, where it can be read."""

from datetime import date
from typing import ClassVar

from compliance.model.dataclass import dataclass
from compliance.model.record_form.common import STRICT, DeclaredNone


@dataclass(frozen=True, slots=True)
class DataUseRegulation:
    """The regulation on the use of a database (Law 20/2023/QH15, Article 42): its number, where it was published.

    `published: none` says that it is kept unpublished.
    """

    __pydantic_config__: ClassVar = STRICT
    number: str | None = None
    issued: date | None = None
    published: str | DeclaredNone | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """The label that says that a platform conforms (Decree 224/2026/NĐ-CP Art. 28)."""

    __pydantic_config__: ClassVar = STRICT
    shown: bool | None = None
    template: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """An assessment of conformity, or an independent verification: its day, who made it, where it is published."""

    __pydantic_config__: ClassVar = STRICT
    on: date | DeclaredNone | None = None
    assessor: str | DeclaredNone | None = None
    number: str | None = None
    url: str | DeclaredNone | None = None


@dataclass(frozen=True, slots=True)
class MajorChange:
    """A major change of the platform, and the assessment after it."""

    __pydantic_config__: ClassVar = STRICT
    on: date | None = None
    what: str | None = None
    assessed_on: date | DeclaredNone | None = None


@dataclass(frozen=True, slots=True)
class MinimumRequirements:
    """The minimum requirements for shared platforms: since when they are met, or by when they will be."""

    __pydantic_config__: ClassVar = STRICT
    met_on: date | DeclaredNone | None = None
    roadmap_until: date | DeclaredNone | None = None


@dataclass(frozen=True, slots=True)
class PublishedPaper:
    """A plan or an architecture: its number, its day, where it is published."""

    __pydantic_config__: ClassVar = STRICT
    number: str | None = None
    on: date | None = None
    url: str | DeclaredNone | None = None
    complete_by: date | None = None


@dataclass(frozen=True, slots=True)
class Framework:
    """The digital architecture framework of the agency, and the position of the platform in it."""

    __pydantic_config__: ClassVar = STRICT
    number: str | None = None
    issued: date | None = None
    position: str | DeclaredNone | None = None
