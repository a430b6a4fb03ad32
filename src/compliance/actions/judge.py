"""Judge kept evidence, offline."""

from collections.abc import Iterator, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Final

from compliance.actions._dossiers import gaps_of, refused_dossier
from compliance.actions._reporting import report_on
from compliance.actions.errors import InputError, NothingToJudge
from compliance.actions.settings import Judging
from compliance.loading.collector import free_earlier_work
from compliance.loading.errors import LoadError, NotUnderstood
from compliance.model.crash import crash_gap
from compliance.model.derived.runs import latest, runs_of
from compliance.model.dossier import Dossier, Kind
from compliance.model.family import EVERYTHING
from compliance.model.location import Location, Place
from compliance.model.report import Report
from compliance.model.text import Message

_JUDGING: Final = Judging()


def judge(*dossiers: Dossier | str | PathLike[str], judging: Judging = _JUDGING) -> Report:
    """Judge dossiers by the law of any day; files and folders of dossiers are read.

    Of several dossiers of one platform the latest is judged, together with what only looks on different days can show.

        report = compliance.judge("dossiers", judging=compliance.Judging(as_of=date(2027, 7, 1)))

    Raises:
        UsageError: a rule is not known.
        InputError: no file is a dossier as it was kept; one among others that is none is a gap in the report.
        NothingToJudge: no dossier was found.
    """
    free_earlier_work()
    # because one that is given twice is one
    distinct = {id(given): given for given in dossiers}.values()
    found = [pair for given in distinct for pair in _dossiers_in(given)]
    if not found:
        paths = " ".join(str(given) for given in dossiers if not isinstance(given, Dossier))
        raise NothingToJudge(Message.of("no dossier was found in: {paths}", paths=paths))
    broken = [read for read, _ in found if isinstance(read, LoadError)]
    if len(broken) == len(found):
        raise InputError.of(broken[0])
    read = [_refused(file, each) if isinstance(each, LoadError) else each for each, file in found]
    runs = runs_of(read)
    kept = [(each, file) for each, (_, file) in zip(read, found, strict=True) if _is_last(each, runs)]
    return report_on(
        [latest(runs.get(each.id, [each])) for each, _ in kept],
        judging,
        files=[file for _, file in kept],
        notices=tuple(_superseded(runs)),
    )


def _is_last(dossier: Dossier, runs: Mapping[str, Sequence[Dossier]]) -> bool:
    """Return whether no later dossier of its platform is at hand; one without evidence stands for itself."""
    of_platform = runs.get(dossier.id, ())
    return all(each is not dossier for each in of_platform[:-1])


def _superseded(runs: Mapping[str, Sequence[Dossier]]) -> Iterator[Message]:
    for name, of_platform in runs.items():
        if earlier := len(of_platform) - 1:
            yield Message.of(
                "{platform}: the latest of {count} dossiers is judged; the others count for what shows over days only",
                platform=name,
                count=earlier + 1,
            )


def _dossiers_in(given: Dossier | str | PathLike[str]) -> list[tuple[Dossier | LoadError, Path | None]]:
    if isinstance(given, Dossier):
        return [(given, None)]
    path = Path(given)
    return [(_read(file), file) for file in (sorted(path.glob("*.dossier")) if path.is_dir() else [path])]


def _read(path: Path) -> Dossier | LoadError:
    from compliance.loading.dossiers import unpack  # noqa: PLC0415 - because it brings zip and pydantic

    try:
        return unpack(path)
    except LoadError as error:
        return error
    except Exception as error:  # noqa: BLE001 - a bug that one file brings to light must not end the others
        gap = crash_gap(error, Place(path.as_posix()), EVERYTHING)
        return NotUnderstood(Location(path.as_posix()), gap.message)


def _refused(path: Path | None, error: LoadError) -> Dossier:
    uri = path.as_posix() if path else "-"
    return refused_dossier(uri, gaps_of(error, Place(uri), EVERYTHING), Kind.PLATFORM)
