"""What lies in a folder where somebody begins: documents, the repository around it, the pipelines it has."""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any, Final

from compliance.actions.errors import InputError, UsageError
from compliance.loading import settings_file
from compliance.loading.errors import LoadError
from compliance.loading.forms_of_files import has_ending, is_openapi
from compliance.loading.reader import real_path
from compliance.loading.settings_file import FILES
from compliance.loading.syntax.parse import parse
from compliance.model.dataclass import dataclass
from compliance.model.pattern import late
from compliance.model.text import Message

_NOT_OURS: Final = frozenset({"node_modules", "site-packages", "vendor"})
_DOCUMENT: Final = late(rb"""["']?(openapi|swagger)["']?[ \t]*:[ \t\r\n]*["']?[1-9]\.""")
_BEGINNING: Final = 4096
_LARGEST: Final = 5_000_000
_MOST_FILES: Final = 10_000
_MOST_DOCUMENTS: Final = 20
_CONFIGURATION: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """An OpenAPI document: its path below the folder, with slashes, and its title, empty if it says none."""

    path: str
    title: str


def documents_in(folder: Path) -> tuple[FoundDocument, ...]:
    """Return the first OpenAPI documents below a folder, by path; what is hidden or of others is left out."""
    candidates = (path for path in islice(_files(folder), _MOST_FILES) if _may_be_document(path))
    return tuple(islice((_found(path, folder) for path in candidates), _MOST_DOCUMENTS))


def found_document(name: str, folder: Path) -> FoundDocument:
    """Return a document that somebody named: an address as it is, or a path; raises `UsageError` for any other."""
    if "://" in name:
        return FoundDocument(name, "")
    path = Path(name)
    if not path.is_file():
        from compliance.model.system_errors import not_there  # noqa: PLC0415 - because most files are there

        raise UsageError(not_there(name[:200], path))
    if not real_path(path).is_relative_to(real_path(folder)):
        template = "{file} lies outside {folder}; a record names documents beside it or below"
        raise UsageError(Message.of(template, file=name[:200], folder=folder.as_posix()))
    return _found(path, folder)


def repository_of(folder: Path) -> Path:
    """Return the top of the repository that a folder lies in; the folder itself if it lies in none."""
    here = real_path(folder)
    return next((each for each in (here, *here.parents) if (each / ".git").exists()), here)


def pipeline_of(repository: Path) -> str | None:
    """Return `github` or `gitlab`, by what lies in a repository or where it is kept; None if nothing tells."""
    if (repository / ".gitlab-ci.yml").is_file():
        return "gitlab"
    if (repository / ".github").is_dir():
        return "github"
    remotes = _beginning(repository / ".git" / "config", _CONFIGURATION)
    return next((name for name in ("github", "gitlab") if name.encode() in remotes), None)


def settings_in(folder: Path) -> Path | None:
    """Return the file in a folder in which settings stand; None if none does."""
    return next((folder / name for name in FILES if settings_of(folder / name)), None)


def settings_of(file: Path) -> Mapping[str, Any]:
    """Return the settings in a file as they are written; raises `InputError` if it is not understood."""
    try:
        return settings_file.settings_in(str(file))
    except LoadError as error:
        raise InputError.of(error) from error


def settings_above(folder: Path, repository: Path) -> str | None:
    """Return the path, from a folder, of the nearest settings above it in its repository; None if there are none."""
    here = real_path(folder)
    above = [each for each in here.parents if each.is_relative_to(repository)]
    found = next((file for each in above if (file := settings_in(each)) is not None), None)
    return None if found is None else Path(os.path.relpath(found, here)).as_posix()


def _files(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _NOT_OURS)
        yield from (Path(parent, name) for name in sorted(files) if has_ending(name))


def _may_be_document(path: Path) -> bool:
    return _DOCUMENT.search(_beginning(path, _BEGINNING)) is not None


def _found(path: Path, folder: Path) -> FoundDocument:
    return FoundDocument(real_path(path).relative_to(real_path(folder)).as_posix(), _title(path))


def _title(path: Path) -> str:
    """Return what a document calls itself; nothing if it is too large to ask for a name, or says none."""
    content = _beginning(path, _LARGEST + 1)
    tree: Any = None
    if len(content) <= _LARGEST:
        with suppress(LoadError):
            tree = parse(path.as_posix(), content).tree
    match tree:
        case {"info": {"title": str(title)}} if is_openapi(tree):
            return title
    return ""


def _beginning(path: Path, size: int) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(size)
    except OSError:
        return b""
