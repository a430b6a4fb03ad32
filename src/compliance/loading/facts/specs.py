"""Where the published facts lie, and the plain trees in them. They are ours and tested: read without ado."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from compliance.loading.syntax.parse import parse


@cache
def specs_root() -> Path:
    """The `specs` folder: package data in an installation, the top folder in a checkout."""
    packages = Path(__file__).parents[3]
    installed = packages / "ndxp_specs"
    return installed if installed.is_dir() else packages.parent / "specs"


def read_spec(name: str) -> Any:
    """The tree of one file of `specs`."""
    return parse(name, (specs_root() / name).read_bytes()).tree


def read_specs(folder: str) -> Iterator[Any]:
    """The trees of all YAML files of a folder, by name."""
    for path in sorted((specs_root() / folder).glob("*.yaml")):
        yield parse(path.name, path.read_bytes()).tree


def hash_specs(folder: str) -> str:
    """One digest over names and bytes of the YAML files of a folder."""
    digest = sha256()
    for path in sorted((specs_root() / folder).glob("*.yaml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()
