"""What can be wrong with a platform, one file each. The package is its own list: a new file is a new fault.

A file holds a docstring whose first line is the description, DESCRIPTION_VI, RULE (the one rule that the fault breaks)
and `apply`, which takes settings and gives settings. Where the fault shows on some platforms only, `shows_on` takes the
description of one and says whether it does.
"""

import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, reduce
from importlib import import_module

from ndxp_mocks.entity import Description
from ndxp_mocks.errors import UnknownFault
from ndxp_mocks.settings import Settings


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its name is that of its file, with hyphens."""

    name: str
    description: str
    description_vi: str
    rule: str
    apply: Callable[[Settings], Settings]
    shows_on: Callable[[Description], bool]


@cache
def known_faults() -> Mapping[str, Fault]:
    """Every fault, by name."""
    found = (_fault(module.name) for module in pkgutil.iter_modules(__path__))
    return {fault.name: fault for fault in found}


def settings_with(names: Iterable[str]) -> Settings:
    """The settings of a platform that has these faults and no other; UnknownFault for a name without a file."""
    return reduce(lambda settings, name: _known(name).apply(settings), sorted(names), Settings())


def _known(name: str) -> Fault:
    if name not in known_faults():
        raise UnknownFault(name, known_faults())
    return known_faults()[name]


def _fault(file: str) -> Fault:
    module = import_module(f"{__name__}.{file}")
    description = (module.__doc__ or "").strip().splitlines()[0]
    shows_on = getattr(module, "shows_on", lambda _description: True)
    return Fault(file.replace("_", "-"), description, module.DESCRIPTION_VI, module.RULE, module.apply, shows_on)
