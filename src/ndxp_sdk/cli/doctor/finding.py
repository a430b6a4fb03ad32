"""The finding of a step."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ndxp_sdk.cli.doctor.subject import Subject

State = Literal["ok", "failed", "skipped"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`found` and `advice` are whole sentences in the reader's language, or empty."""

    state: State
    found: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step; it is skipped where one of those that it `needs` did not end well."""

    name: str
    title: str
    examine: "Callable[[Subject], Finding]"
    needs: tuple[str, ...] = ()


def ok(found: str, advice: str = "") -> Finding:
    """Build the finding that all is well; there may be something to do in time."""
    return Finding("ok", found, advice)


def failed(found: str, advice: str) -> Finding:
    """Build the finding of what has to be mended."""
    return Finding("failed", found, advice)


def skipped(found: str, advice: str = "") -> Finding:
    """There was nothing to look at."""
    return Finding("skipped", found, advice)
