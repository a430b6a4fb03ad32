"""The forms in which a comparison of two audits at a hub is written: each module in here is one."""

from importlib import import_module
from typing import TYPE_CHECKING

from compliance.model.members import members

if TYPE_CHECKING:
    from compliance.model.hub_comparison import HubComparison
    from compliance.report.context import ReportContext


def names() -> tuple[str, ...]:
    """Return the names of all forms."""
    found = members(__path__)
    return tuple(sorted((*found.modules, *found.packages)))


def written(comparison: "HubComparison", name: str, context: "ReportContext") -> str:
    """Write a comparison in one of the forms in `names()`."""
    text: str = import_module(f"{__name__}.{name}").write(comparison, context)
    return text
