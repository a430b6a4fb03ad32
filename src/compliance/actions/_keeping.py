"""Dossiers into files."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from compliance.actions.errors import NotWritten
from compliance.model.dossier import Dossier, Kind


def keep(dossiers: Iterable[Dossier], folder: Path) -> tuple[Path | None, ...]:
    """Save each dossier in the folder under its name; returns the files, as `keep_as` does."""
    return tuple(keep_as(dossier, folder / f"{dossier.id}.dossier") for dossier in dossiers)


def keep_as(dossier: Dossier, path: Path) -> Path | None:
    """Save one dossier in a file; returns the file, None if no record was read: then there is no evidence to keep."""
    if dossier.kind is Kind.PLATFORM and dossier.record is None:
        return None
    from compliance.loading.dossiers import pack  # noqa: PLC0415 - because it brings zip and pydantic

    write_file(path, pack(dossier))
    return path


def write_file(path: Path, content: bytes) -> None:
    """Write a file with its folders; raises `NotWritten` if that cannot be done."""
    with _writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def extend_file(path: Path, content: bytes) -> None:
    """Write a file; what it begins with already is not written again, so that a full disk takes nothing of it away."""
    with _writing(path):
        before = path.read_bytes() if path.is_file() else b""
        if not before or not content.startswith(before):
            write_file(path, content)
        elif content != before:
            with path.open("ab") as stream:
                stream.write(content[len(before) :])


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        from compliance.loading.system_errors import not_written  # noqa: PLC0415 - because most files can be written

        raise NotWritten(not_written(str(path), error)) from error
