"""Judge kept evidence, offline."""

from os import PathLike
from pathlib import Path
from typing import Final

from compliance.actions._reporting import report_on
from compliance.actions.errors import InputError, NothingToJudge
from compliance.actions.settings import Judging
from compliance.loading.errors import LoadError
from compliance.model.dossier import Dossier
from compliance.model.report import Report
from compliance.model.text import Message

_JUDGING: Final = Judging()


def judge(*dossiers: Dossier | str | PathLike[str], judging: Judging = _JUDGING) -> Report:
    """Judge dossiers by the law of any day; files and folders of dossiers are read.

        report = compliance.judge("dossiers", judging=compliance.Judging(as_of=date(2027, 7, 1)))

    Raises:
        UsageError: a rule is not known.
        InputError: a file is no dossier, or was altered.
        NothingToJudge: no dossier was found.
    """
    found = [pair for given in dossiers for pair in _dossiers_in(given)]
    if not found:
        paths = " ".join(str(given) for given in dossiers if not isinstance(given, Dossier))
        raise NothingToJudge(Message.of("no dossier was found in: {paths}", paths=paths))
    return report_on([dossier for dossier, _ in found], judging, files=[path for _, path in found])


def _dossiers_in(given: Dossier | str | PathLike[str]) -> list[tuple[Dossier, Path | None]]:
    if isinstance(given, Dossier):
        return [(given, None)]
    path = Path(given)
    return [(_read(file), file) for file in (sorted(path.glob("*.dossier")) if path.is_dir() else [path])]


def _read(path: Path) -> Dossier:
    from compliance.loading.dossiers import unpack  # noqa: PLC0415 - because it brings zip and pydantic

    try:
        return unpack(path)
    except LoadError as error:
        raise InputError.of(error) from error
