"""The forms in which it is written which systems are like a listed platform: each module in here is one."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, TypeAlias, cast

from compliance.model.members import members
from compliance.report.overlaps._words import advised, claim, limits, row_of

if TYPE_CHECKING:
    from compliance.model.overlap import Overlaps
    from compliance.report.context import ReportContext

__all__ = ["advised", "claim", "limits", "names", "row_of", "written"]

Writer: TypeAlias = "Callable[[Overlaps, ReportContext], str]"


def names() -> tuple[str, ...]:
    """Return the names of all forms."""
    found = members(__path__)
    return tuple(sorted((*found.modules, *found.packages)))


def written(overlaps: "Overlaps", name: str, context: "ReportContext") -> str:
    """Write which systems are like a listed platform, in one of the forms in `names()`."""
    if name not in names():
        raise LookupError(name)
    write = cast("Writer", import_module(f"{__name__}.{name}").write)
    return write(overlaps, context)
