"""The modules and packages in a package, by name, without importing any."""

import os
from collections.abc import Iterable

from compliance.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Members:
    """Names in order; those with an underscore in front belong to the package itself and are left out."""

    modules: tuple[str, ...]
    packages: tuple[str, ...]


def members(path: Iterable[str]) -> Members:
    """Look into the folders of a package."""
    found = {name for folder in path for name in _listed(folder)}
    modules = sorted(name.removesuffix(".py") for name in found if name.endswith(".py"))
    return Members(tuple(modules), tuple(sorted(name for name in found if not name.endswith(".py"))))


def _listed(folder: str) -> list[str]:
    """Return `security.py` for a module, `security` for a package; pkgutil does the same at a tenth of `--help`."""
    try:
        # because an object for each entry takes longer than its name
        names = [name for name in os.listdir(folder) if not name.startswith("_")]  # noqa: PTH208
    except NotADirectoryError:
        from pkgutil import iter_modules  # noqa: PLC0415 - because only a package in an archive needs it

        found = [member for member in iter_modules([folder]) if not member.name.startswith("_")]
        return [member.name if member.ispkg else f"{member.name}.py" for member in found]
    return [name for name in names if name.endswith(".py") or os.path.isfile(f"{folder}/{name}/__init__.py")]  # noqa: PTH113
