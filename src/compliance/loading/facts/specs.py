"""The folder of the published facts, and the plain trees in it. Tests validate these files, so reading does not.

`compiled.json` holds the trees of the YAML files that every start needs, each with the hash of its text: a tree is
taken from there only while the file beside it is still the same.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

COMPILED: Final = "compiled.json"


@cache
def specs_root() -> Path:
    """Return the `specs` folder: package data in an installation, the top folder in a checkout."""
    packages = Path(__file__).parents[3]
    installed = packages / "ndxp_specs"
    return installed if installed.is_dir() else packages.parent / "specs"


def read_spec(name: str) -> Any:
    """Return the tree of one file of `specs`."""
    known = compiled().get(name)
    if known is not None and known["sha256"] == _hash(name):
        return known["tree"]
    return parse_spec(name, _content(name))


def read_specs(folder: str) -> Iterator[Any]:
    """Yield the trees of all YAML files of a folder, by name."""
    yield from (read_spec(f"{folder}/{name}") for name in _listed(folder))


def hash_specs(folder: str) -> str:
    """Return one digest over names and hashes of the YAML files of a folder."""
    digest = sha256()
    for name in _listed(folder):
        digest.update(f"{name} {_hash(f'{folder}/{name}')}\n".encode())
    return digest.hexdigest()


def parse_spec(name: str, content: bytes) -> Any:
    """Return the tree of the text of a file."""
    from compliance.loading.syntax.parse import parse  # noqa: PLC0415 - because what is compiled needs no YAML

    return parse(name, content).tree


def text_hash(content: bytes) -> str:
    """Return the hash of a text, whatever ends its lines."""
    return sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def _listed(folder: str) -> list[str]:
    return sorted(path.name for path in (specs_root() / folder).glob("*.yaml"))


def _content(name: str) -> bytes:
    return (specs_root() / name).read_bytes()


@cache
def _hash(name: str) -> str:
    """Return the hash of a file; each is needed twice, for its tree and for the digest of its folder."""
    return text_hash(_content(name))


@cache
def compiled() -> Mapping[str, Any]:
    """Return what `make generate` made of the specs and the rules; empty if nothing was made."""
    file = specs_root() / COMPILED
    found: Mapping[str, Any] = json.loads(file.read_bytes()) if file.is_file() else {}
    return found
