"""Dossiers into files, and mended files in place of what they were."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from compliance.actions.errors import NotWritten
from compliance.loading.reader import real_path
from compliance.model.dossier import Dossier, Kind
from compliance.model.text import Message


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
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def extend_file(path: Path, content: bytes) -> None:
    """Write a file; what it begins with already is not written again, so that a full disk takes nothing of it away."""
    with writing(path):
        before = path.read_bytes() if path.is_file() else b""
        if not before or not content.startswith(before):
            write_file(path, content)
        elif content != before:
            with path.open("ab") as stream:
                stream.write(content[len(before) :])


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Write to a file until the end of the block; raises `NotWritten` for what the system refuses."""
    try:
        yield
    except OSError as error:
        from compliance.model.system_errors import not_written  # noqa: PLC0415 - because most files can be written

        raise NotWritten(not_written(str(path), error)) from error


def replace_file(path: Path, before: bytes, after: bytes) -> None:
    """Write a file whole or not at all, behind links and with its permissions, if it still holds what was read.

    Raises:
        NotWritten: it was changed meanwhile, it is read-only, or the system refuses.
    """
    try:
        resolved = real_path(path)
        mode = resolved.stat().st_mode
        if not mode & 0o222:
            raise NotWritten(Message.of("{file} is read-only, so it was left as it is", file=str(path)))
        if resolved.read_bytes() != before:
            template = "{file} was changed by somebody else meanwhile, so it was left as it is; run the command again"
            raise NotWritten(Message.of(template, file=str(path)))
        _write_at_once(resolved, after, mode)
    except OSError as error:
        from compliance.model.system_errors import not_written  # noqa: PLC0415 - because most files can be written

        raise NotWritten(not_written(str(path), error)) from error


def _write_at_once(path: Path, content: bytes, mode: int) -> None:
    """Write beside the file and put that in its place, so that nobody ever reads half of it."""
    from tempfile import NamedTemporaryFile  # noqa: PLC0415 - because few commands write over files

    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as stream:
        written = Path(stream.name)
        try:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
            stream.close()
            written.chmod(mode & 0o7777)
            written.replace(path)
        except BaseException:
            stream.close()
            written.unlink(missing_ok=True)
            raise
