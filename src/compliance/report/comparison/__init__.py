"""The forms in which a comparison is written: each module in here is one; and every format of notes is."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, TypeAlias, cast

from compliance.model.members import members
from compliance.report import formats

if TYPE_CHECKING:
    from compliance.model.comparison import Comparison
    from compliance.report.context import ReportContext

Writer: TypeAlias = "Callable[[Comparison, ReportContext], str]"


def names() -> tuple[str, ...]:
    """Return the names of all forms in which a comparison can be written."""
    own = _own()
    return tuple(sorted({*own, *(name for name in formats.names() if name not in own and formats.of_notes(name))}))


def written(comparison: "Comparison", name: str, context: "ReportContext") -> str:
    """Write a comparison in one of the forms in `names()`."""
    if name in _own():
        write = cast("Writer", import_module(f"{__name__}.{name}").write)
        return write(comparison, context)
    from compliance.report.comparison._noting import notes_of  # noqa: PLC0415 - because text and JSON need no notes

    form = formats.of_notes(name)
    if form is None:
        raise LookupError(name)
    return form.write_notes(notes_of(comparison, context), context.words)


def _own() -> tuple[str, ...]:
    found = members(__path__)
    return (*found.modules, *found.packages)
