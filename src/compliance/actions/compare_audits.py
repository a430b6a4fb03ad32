"""Compare what two audits saw at a hub."""

from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Final

from compliance.actions.errors import InputError, NothingToJudge
from compliance.judgement.hub_changes import hub_changes
from compliance.loading.errors import LoadError
from compliance.model.derived.runs import runs_of
from compliance.model.dossier import Dossier
from compliance.model.hub_comparison import ComparedPlatform, HubChange, HubComparison, HubMatter, NotSeenAgain
from compliance.model.text import Message
from compliance.model.version import VERSION

_ZIP: Final = b"PK\x03\x04"
_ONLY_OLDER: Final = Message.of("the later audit did not look at this platform")
_ONLY_NEWER: Final = Message.of("the earlier audit did not look at this platform")


def is_audit(path: str) -> bool:
    """Return whether a path is a dossier, or a folder of them as `audit --keep` and `collect` write it."""
    place = Path(path)
    try:
        if place.is_dir():
            return any(place.glob("*.dossier"))
        with place.open("rb") as stream:
            return stream.read(len(_ZIP)) == _ZIP
    except (OSError, ValueError):
        return False


def compare_audits(older: str | PathLike[str], newer: str | PathLike[str]) -> HubComparison:
    """Compare two audits, each a dossier or a folder of them: what changed at the hub, by platform.

    Of several dossiers of one platform in a folder the latest counts.

        comparison = compliance.compare_audits("dossiers-monday", "dossiers-friday")
        print([change.message for change in comparison.changes])

    Raises:
        InputError: a file is no dossier as it was kept.
        NothingToJudge: there is no dossier of a platform on one of the two sides.
    """
    before, after = _platforms(Path(older)), _platforms(Path(newer))
    both = [name for name in before if name in after]
    found = [each for name in both for each in hub_changes(before[name], after[name])]
    return HubComparison(
        tool_version=VERSION,
        platforms=tuple(_compared(before[name], after[name]) for name in both),
        changes=tuple(each for each in found if isinstance(each, HubChange)),
        not_seen=tuple(each for each in found if isinstance(each, NotSeenAgain)),
        unmatched=(
            *(NotSeenAgain(name, tuple(HubMatter), _ONLY_OLDER) for name in _only_in(before, after)),
            *(NotSeenAgain(name, tuple(HubMatter), _ONLY_NEWER, False) for name in _only_in(after, before)),
        ),
        is_simulated=any(each.is_simulated for side in (before, after) for each in side.values()),
    )


def _only_in(one: Mapping[str, Dossier], other: Mapping[str, Dossier]) -> list[str]:
    return [name for name in one if name not in other]


def _platforms(path: Path) -> dict[str, Dossier]:
    """Return the latest dossier of each platform."""
    found = {name: runs[-1] for name, runs in sorted(runs_of(_dossiers(path)).items())}
    if not found:
        raise NothingToJudge(Message.of("no dossier was found in: {paths}", paths=path.as_posix()))
    return found


def _dossiers(path: Path) -> Sequence[Dossier]:
    from compliance.loading.dossiers import unpack  # noqa: PLC0415 - because it brings zip and pydantic

    files = sorted(path.glob("*.dossier")) if path.is_dir() else [path]
    try:
        return [unpack(file) for file in files]
    except LoadError as error:
        raise InputError.of(error) from error


def _compared(older: Dossier, newer: Dossier) -> ComparedPlatform:
    name = newer.record.name_vi if newer.record is not None else None
    return ComparedPlatform(newer.id, name, older.collected_at, newer.collected_at)
