"""What is made from the rules and the facts and kept in the repository: one module for each kind of file.

Each module has `artefacts()`, which yields paths and bytes. A test fails when a file differs from them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Final

REPOSITORY: Final = Path(__file__).parents[3]


@dataclass(frozen=True, slots=True)
class Artefact:
    """A generated file: its path from the top of the repository, and what has to be in it."""

    path: str
    content: bytes

    @property
    def file(self) -> Path:
        return REPOSITORY / self.path

    def is_current(self) -> bool:
        # because a checkout may write line ends of its own, and a compiled file may hold the same two bytes by chance
        return self.file.is_file() and _ends_alike(self.file.read_bytes()) == _ends_alike(self.content)


def _ends_alike(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n")


def artefacts() -> Iterator[Artefact]:
    """Every generated file."""
    for name in makers():
        yield from artefacts_of(name)


def makers() -> list[str]:
    """The modules that make files, in order."""
    return sorted(module.name for module in iter_modules(__path__) if module.name != "__main__")


def artefacts_of(name: str) -> Iterator[Artefact]:
    """The files that one module makes."""
    yield from import_module(f"{__name__}.{name}").artefacts()
