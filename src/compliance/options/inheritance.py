"""Files of settings that others extend: `extends = "../agency.toml"`, or a list of which a later one wins.

A path stands beside the file that names it. A value of the extending file takes the place of an inherited one, also of
a list, so that whoever reads one line knows all that it says. No address is fetched.
"""

import os
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from compliance.loading.settings_file import EXTENDS, settings_in
from compliance.model.dataclass import dataclass
from compliance.options.toml_places import place_of, wrong

if TYPE_CHECKING:
    from compliance.actions.errors import UsageError

_DEEPEST: Final = 8
_MOST: Final = 32
_MOST_NAMES: Final = 500


@dataclass(frozen=True, slots=True)
class Layer:
    """One file of settings with the values as they are written there."""

    file: str
    values: Mapping[str, Any]


def inherited(file: str, extends: Any) -> tuple[Layer, ...]:
    """Return the files that a file extends, each with its own values, those whose word counts less first.

    Raises:
        UsageError: a file is not there or not understood, names an address, or leads back to one before it.
    """
    found = tuple(islice(_above(file, extends, (file,)), _MOST + 1))
    if len(found) > _MOST:
        template = "{place}: more than {limit} files are extended, one by another"
        raise wrong(template, place=place_of(file, EXTENDS), limit=str(_MOST))
    return found


def _above(file: str, extends: Any, chain: tuple[str, ...]) -> Iterator[Layer]:
    for name in _names(file, extends):
        path = _path(file, name)
        if any(os.path.realpath(path) == os.path.realpath(before) for before in chain):
            template = "{place}: extends leads in a circle: {files}"
            raise wrong(template, place=place_of(file, EXTENDS), files=" → ".join((*chain, path)))
        if len(chain) > _DEEPEST:
            template = "{place}: extends leads through more than {limit} files"
            raise wrong(template, place=place_of(file, EXTENDS), limit=str(_DEEPEST))
        values = settings_in(path)
        if not values:
            raise _without(file, path)
        yield from _above(path, values.get(EXTENDS, []), (*chain, path))
        yield Layer(path, values)


def _names(file: str, extends: Any) -> list[str]:
    names = extends if isinstance(extends, list) else [extends]
    if not all(isinstance(name, str) and name.strip() for name in names):
        raise wrong('{place}: a path or a list of paths is expected: extends = "…"', place=place_of(file, EXTENDS))
    return names


def _path(file: str, name: str) -> str:
    """Return the path of a file that another names; raises `UsageError` if there is no such file."""
    if "://" in name:
        template = "{place}: extends takes no address, because no settings are fetched: copy the file and name its path"
        raise wrong(template, place=place_of(file, EXTENDS))
    path = os.path.normpath(os.path.join(os.path.dirname(file), name))  # noqa: PTH118, PTH120 - no pathlib at the start
    if os.path.isfile(path):  # noqa: PTH113 - as above
        return path
    if os.path.exists(path):  # noqa: PTH110 - as above
        template = "{place}: extends names {found}, which is no file but a folder or device"
        raise wrong(template, place=place_of(file, EXTENDS), found=path[:200])
    raise _missing(file, path)


def _missing(file: str, path: str) -> "UsageError":
    place, folder = place_of(file, EXTENDS), os.path.dirname(path)  # noqa: PTH120 - as above
    beside = sorted(islice(_listed(folder or "."), _MOST_NAMES))
    from difflib import get_close_matches  # because most files are where they are said to be

    if near := get_close_matches(os.path.basename(path), beside, n=1):  # noqa: PTH119 - as above
        meant = os.path.join(folder, near[0])  # noqa: PTH118 - as above
        template = "{place}: extends names {found}, which is not there; did you mean {near}?"
        return wrong(template, place=place, found=path[:200], near=meant)
    return wrong("{place}: extends names {found}, which is not there", place=place, found=path[:200])


def _listed(folder: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            yield from (entry.name for entry in entries)
    except OSError:  # because the folder may be what is missing
        return


def _without(file: str, path: str) -> "UsageError":
    template = "{place}: extends names {found}, in which no setting stands"
    return wrong(template, place=place_of(file, EXTENDS), found=path[:200])
