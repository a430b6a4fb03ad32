"""A document as it was written, its files, and where its references lead."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urldefrag, urljoin

from ndxp_mocks.errors import UnservableDocument
from ndxp_mocks.openapi.parser import Unreadable, data_of

_KNOWN: Final = ("2.0", "3.0", "3.1", "3.2")
_MOST_FOLLOWED: Final = 50
_LARGEST: Final = 64 * 1024 * 1024


class Unserved(Exception):
    """Something of a document cannot be served: `word` is a key of the words of the command, `told` what fills it."""

    def __init__(self, word: str, **told: Any) -> None:
        self.word = word
        self.told = told
        super().__init__(f"{word}: {told}")


@dataclass(frozen=True, slots=True)
class Node:
    """A place of the document: the file that it stands in, empty for the document itself, and what is written there."""

    file: str
    raw: Any

    def get(self, key: str) -> "Node":
        """Return the node below a key; its raw value is None if nothing stands there."""
        return Node(self.file, self.raw.get(key) if isinstance(self.raw, dict) else None)

    def mapping(self, key: str) -> dict[str, Any]:
        """Return the object below a key, an empty one if there is none."""
        found = self.raw.get(key) if isinstance(self.raw, dict) else None
        return found if isinstance(found, dict) else {}

    def items(self, key: str) -> list[Any]:
        """Return the array below a key, an empty one if there is none."""
        found = self.raw.get(key) if isinstance(self.raw, dict) else None
        return found if isinstance(found, list) else []


@dataclass(frozen=True, slots=True)
class Source:
    """A document, its own file name, and the folder of its other files, None if none are at hand."""

    root: dict[str, Any]
    version: str
    folder: Path | None = None
    name: str = ""
    _files: dict[str, Any] = field(default_factory=dict)

    @property
    def top(self) -> Node:
        """The document as a whole."""
        return Node("", self.root)

    def followed(self, node: Node) -> Node:
        """Resolve a reference; the place itself if it is none. Raises Unserved if it leads nowhere."""
        for _ in range(_MOST_FOLLOWED):
            target = node.raw.get("$ref") if isinstance(node.raw, dict) else None
            if not isinstance(target, str):
                return node
            node = self.at(self.absolute(target, node.file))
        raise Unserved("reference_in_circle", reference=target)

    def absolute(self, reference: str, file: str) -> str:
        """Return the reference as it is seen from the document: `file#pointer`."""
        found = _joined(file, reference) if file and "://" not in reference else reference
        named, mark, pointer = found.partition("#")
        return f"{mark or '#'}{pointer}" if named and named in self._own_names else found

    @property
    def _own_names(self) -> tuple[str, ...]:
        """The names by which other files, and the document itself, may call it (OpenAPI 3.2, 4.1.2.2.1)."""
        stated = self.root.get("$self")
        told = (stated, stated.rpartition("/")[2]) if isinstance(stated, str) else ()
        return (*told, *([self.name] if self.name else ()))

    def at(self, reference: str) -> Node:
        """Resolve an absolute reference."""
        file, pointer = urldefrag(reference)
        found = self._file(file, reference) if file else self.root
        for step in unquote(pointer).split("/")[1:] if pointer else ():
            found = _below(found, step.replace("~1", "/").replace("~0", "~"), reference)
        if pointer and not pointer.startswith("/"):
            raise Unserved("reference_not_found", reference=reference)
        return Node(file, found)

    def _file(self, name: str, reference: str) -> Any:
        if name not in self._files:
            self._files[name] = self._read(name, reference)
        return self._files[name]

    def _read(self, name: str, reference: str) -> Any:
        """Return the data of another file below the folder; what lies elsewhere is never fetched."""
        if self.folder is None or "://" in name:
            raise Unserved("reference_not_at_hand", reference=reference)
        folder = self.folder.resolve()
        try:
            path = (folder / unquote(name)).resolve()
            if path.is_relative_to(folder):
                return data_of(path.read_bytes())
        except (OSError, ValueError):  # the latter is Unreadable, or of a name that no file can have
            pass
        raise Unserved("reference_not_at_hand", reference=reference)


def source_of_file(path: Path) -> Source:
    """Return the document of a file. UnservableDocument where it is none, OSError where it cannot be read."""
    with path.open("rb") as stream:
        content = stream.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise UnservableDocument("document_too_large", most=_LARGEST)
    try:
        data = data_of(content)
    except Unreadable as error:
        raise UnservableDocument("document_unreadable", reason=str(error)) from None
    return source_of(data, path.parent, path.name)


def source_of(data: Any, folder: Path | None = None, name: str = "") -> Source:
    """Return the document that data is, and where other files are that it refers to.

    UnservableDocument where it is none.
    """
    if not isinstance(data, Mapping):
        raise UnservableDocument("document_is_no_object", found=_kind(data))
    version = _version(data)
    paths = data.get("paths", {})
    if not isinstance(paths, dict) or not paths:
        raise UnservableDocument("document_without_paths")
    return Source(dict(data), version, folder, name)


def _version(data: Mapping[str, Any]) -> str:
    stated = data.get("openapi", data.get("swagger"))
    version = ".".join(str(stated).split(".")[:2])
    if version not in _KNOWN or ("openapi" in data) is (version == "2.0"):
        raise UnservableDocument("document_of_no_version", found=stated, known=", ".join(_KNOWN))
    return version


def _joined(file: str, reference: str) -> str:
    if reference.startswith("#"):
        return f"{urldefrag(file)[0]}{reference}"
    return urljoin(file, reference)


def _below(data: Any, step: str, reference: str) -> Any:
    if isinstance(data, dict) and step in data:
        return data[step]
    if isinstance(data, list) and step.isascii() and step.isdigit() and int(step) < len(data):
        return data[int(step)]
    raise Unserved("reference_not_found", reference=reference)


def _kind(data: Any) -> str:
    return {list: "array", str: "string", type(None): "null"}.get(type(data), type(data).__name__)
