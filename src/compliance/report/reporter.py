"""What every format is given, and where the formats are found."""

import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Protocol, cast

from compliance.locale import Translator
from compliance.model.codelist import Reason
from compliance.model.requirement import Catalogue
from compliance.model.rule import Rule
from compliance.model.verdict import Report
from compliance.report import formats as folder


@dataclass(frozen=True, slots=True)
class Setting:
    """For whom the report is written, and the facts it cites.

    `reasons` names, by code, why a requirement has no rule. `width` counts the columns of a terminal. `folder` is where
    the report will lie, for links to files beside it.
    """

    words: Translator
    catalogue: Catalogue
    rules: Mapping[str, Rule]
    reasons: Mapping[str, Reason] = field(default_factory=dict)
    width: int = 80
    is_colourful: bool = False
    folder: str = "."


Reporter = Callable[[Report, Setting], str]


class Format(Protocol):
    """A module in `formats`."""

    @property
    def EXTENSION(self) -> str:  # noqa: N802 - a constant of the module
        """How a file of this format ends, without the dot."""

    @property
    def write(self) -> Reporter:
        """The whole report in this format."""


def names() -> tuple[str, ...]:
    """The names of all formats. Nothing is imported: a choice on the command line costs no template engine."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(folder.__path__)))


def named(name: str) -> Format:
    """The format of one of `names()`."""
    return cast("Format", import_module(f"{folder.__name__}.{name}"))


def formats() -> dict[str, Format]:
    """All formats by name."""
    return {name: named(name) for name in names()}
