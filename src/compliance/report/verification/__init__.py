"""The forms in which a verification is written: each module in here is one."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, TypeAlias, cast

from compliance.model.members import members

if TYPE_CHECKING:
    from compliance.model.verification import Verification
    from compliance.report.context import ReportContext

Writer: TypeAlias = "Callable[[Verification, ReportContext], str]"


def names() -> tuple[str, ...]:
    """Return the names of all forms in which a verification can be written."""
    found = members(__path__)
    return tuple(sorted((*found.modules, *found.packages)))


def written(verification: "Verification", name: str, context: "ReportContext") -> str:
    """Write a verification in one of the forms in `names()`."""
    write = cast("Writer", import_module(f"{__name__}.{name}").write)
    return write(verification, context)
