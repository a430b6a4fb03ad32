"""The project behind a platform: its designs and reports."""

from datetime import date
from typing import ClassVar, Literal

from compliance.model.dataclass import dataclass
from compliance.model.record_form.common import STRICT, DeclaredNone


@dataclass(frozen=True, slots=True)
class ProjectDocument:
    """A design, or a feasibility report for hired services (Decree 224/2026/NĐ-CP Arts 45 to 47), and its day.

    The parts are named by number or heading: that on connection, the drawing of the systems outside, the item on
    sharing of a database, and, of a report for hired services, that on service quality.
    """

    __pydantic_config__: ClassVar = STRICT
    on: date | None = None
    connection_section: str | DeclaredNone | None = None
    drawing: str | DeclaredNone | None = None
    sharing_item: str | DeclaredNone | None = None
    quality_section: str | DeclaredNone | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """The project that builds or hires the platform, and who pays."""

    __pydantic_config__: ClassVar = STRICT
    kind: Literal["build", "hire"] | None = None
    budget: Literal["state", "other"] | None = None
    basic_design: ProjectDocument | DeclaredNone | None = None
    detailed_design: ProjectDocument | DeclaredNone | None = None
    hiring_report: ProjectDocument | DeclaredNone | None = None
    investment_approved_on: date | DeclaredNone | None = None

    @property
    def days(self) -> tuple[date, ...]:
        """The days of its designs and its report, as far as they are given."""
        written = (self.basic_design, self.detailed_design, self.hiring_report)
        return tuple(each.on for each in written if isinstance(each, ProjectDocument) and each.on is not None)
