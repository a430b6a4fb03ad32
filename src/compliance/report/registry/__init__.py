"""The forms in which the registry is given to others: each module in here is one."""

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from compliance.model.members import members

if TYPE_CHECKING:
    from compliance.locale import Translator
    from compliance.model.registry import Registry


class Form(Protocol):
    """A module in here."""

    def write(self, registry: "Registry", words: "Translator") -> str | bytes:
        """Return the registry in this form."""


def names() -> tuple[str, ...]:
    """Return the names of all forms; nothing is imported."""
    return tuple(sorted(name.replace("_", "-") for name in members(__path__).modules))


def named(name: str) -> Form:
    """Return one of the forms in `names()`."""
    return cast("Form", import_module(f"{__name__}.{name.replace('-', '_')}"))
