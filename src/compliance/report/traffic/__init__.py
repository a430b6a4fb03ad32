"""The forms in which it is written what traffic shows: each module in here is one."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, TypeAlias, cast

from compliance.model.members import members

if TYPE_CHECKING:
    from compliance.model.traffic.traffic import Traffic
    from compliance.report.context import ReportContext

Writer: TypeAlias = "Callable[[Traffic, ReportContext], str]"


def names() -> tuple[str, ...]:
    """Return the names of all forms."""
    found = members(__path__)
    return tuple(sorted((*found.modules, *found.packages)))


def written(traffic: "Traffic", name: str, context: "ReportContext") -> str:
    """Write what traffic shows in one of the forms in `names()`."""
    if name not in names():
        raise LookupError(name)
    write = cast("Writer", import_module(f"{__name__}.{name}").write)
    return write(traffic, context)
