"""The folder of the published facts, and the plain trees in it. Tests validate these files, so reading does not.

`compiled.json` holds the trees of the YAML files that starts need, and the hash of each text: a tree is taken from
there only while the file beside it is still the same. Nobody edits an installation, and a file that has the size and
the moment of change that it had when its hash was compared (`.settled.json`, never committed) was not edited since;
others are compared by their hashes. Each entry stands on a line of its own, and is read when it is asked for. The
first says where those of each file stand, because to find the ends of all lines takes longer than most checks need.
"""

import json
import os
from collections.abc import Iterator, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from compliance.model.digest import sha256

COMPILED: Final = "compiled.json"
PLACES: Final = "places"
HASHES: Final = "hashes"
SETTLED: Final = ".settled.json"
_INSTALLED: Final = "ndxp_specs"


@cache
def specs_root() -> Path:
    """Return the `specs` folder: package data in an installation, the top folder in a checkout."""
    packages = Path(__file__).parents[3]
    installed = packages / _INSTALLED
    return installed if installed.is_dir() else packages.parent / "specs"


@cache
def read_spec(name: str) -> Any:
    """Return the tree of one file of `specs`, which nobody changes."""
    known = compiled(name) if is_as_compiled(name) else None
    return parse_spec(name, _content(name)) if known is None else known


def read_specs(folder: str) -> Iterator[Any]:
    """Yield the trees of all YAML files of a folder, by name."""
    yield from map(read_spec, list_specs(folder))


def list_specs(folder: str) -> list[str]:
    """Return the YAML files of a folder, by name."""
    return [f"{folder}/{name}" for name in _listed(folder)]


def hash_specs(folder: str) -> str:
    """Return one digest over names and hashes of the YAML files of a folder."""
    paths = {name: f"{folder}/{name}" for name in _listed(folder)}
    hashes = {name: _hashes()[path] if is_as_compiled(path) else _hash(path) for name, path in paths.items()}
    return sha256("".join(f"{name} {known}\n" for name, known in hashes.items()).encode())


def parse_spec(name: str, content: bytes) -> Any:
    """Return the tree of the text of a file."""
    from compliance.loading.syntax.parse import parse  # noqa: PLC0415 - because what is compiled needs no YAML

    return parse(name, content).tree


def text_hash(content: bytes) -> str:
    """Return the hash of a text, whatever ends its lines."""
    return sha256(content.replace(b"\r\n", b"\n"))


def _listed(folder: str) -> list[str]:
    # because a pattern would have to be compiled
    return sorted(name for name in os.listdir(specs_root() / folder) if name.endswith(".yaml"))  # noqa: PTH208


def _content(name: str) -> bytes:
    return (specs_root() / name).read_bytes()


def compiled(entry: str) -> Any:
    """Return an entry of what `make generate` made of the specs and the rules; None if it made none of that name."""
    text = _entries(entry_group(entry)).get(f'"{entry}"'.encode())
    # because what is decoded first need not be searched for the name of its encoding
    return None if text is None else json.loads(text.decode().rstrip(",\r\n"))


def settle() -> None:
    """Note size and moment of change of each file that is as it was compiled, so that no start has to compare it."""
    same = [name for name, known in _hashes().items() if _hash(name) == known]
    text = json.dumps({name: _stamp(name) for name in same})
    (specs_root() / SETTLED).write_text(text, encoding="utf-8")


@cache
def is_as_compiled(name: str) -> bool:
    """Return whether a file is still the one that was compiled."""
    known = _hashes().get(name)
    return known is not None and (_was_not_edited(name) or _hash(name) == known)


def is_installed() -> bool:
    """Return whether facts and rules are those of an installation, which nobody edits."""
    return specs_root().name == _INSTALLED


def _was_not_edited(name: str) -> bool:
    return is_installed() or _settled().get(name) == _stamp(name)


def _stamp(name: str) -> list[int]:
    # because an object for each path takes longer than the look
    found = os.stat(f"{specs_root()}/{name}")  # noqa: PTH116
    return [found.st_size, found.st_mtime_ns]


@cache
def _settled() -> Mapping[str, list[int]]:
    try:
        found: Mapping[str, list[int]] = json.loads((specs_root() / SETTLED).read_bytes())
    except (OSError, ValueError):
        return {}
    return found


@cache
def _hashes() -> Mapping[str, str]:
    return compiled(HASHES) or {}


def entry_group(entry: str) -> str:
    """Return the name of the file that an entry is of; entries of one file stand together."""
    return entry.partition("#")[0]


@cache
def _entries(group: str) -> Mapping[bytes, bytes]:
    """Return the text of each entry of a file by its name as written: every line is `"name": …`."""
    content, places = _compiled()
    start, end = places.get(group, (0, 0))
    # because a file looks for the ends of its lines faster than bytes do
    return dict(line.split(b": ", 1) for line in BytesIO(content[start:end]))


@cache
def _compiled() -> tuple[bytes, Mapping[str, tuple[int, int]]]:
    """Return the lines after the first, and where in them the entries of each file begin and end, as that says."""
    try:
        first, _, entries = (specs_root() / COMPILED).read_bytes().partition(b"\n")
        places: Mapping[str, tuple[int, int]] = json.loads(first.decode().partition(": ")[2].rstrip(",\r"))
    except (FileNotFoundError, ValueError):  # because an older file has no such line, and the facts can be read
        return b"", {}
    return entries.replace(b"\r\n", b"\n") if first.endswith(b"\r") else entries, places


@cache
def _hash(name: str) -> str:
    """Return the hash of a file; each is needed twice, for its tree and for the digest of its folder."""
    return text_hash(_content(name))
