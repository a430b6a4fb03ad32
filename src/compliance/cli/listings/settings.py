"""The settings in force, with the place of each, and what they stand instead of."""

import json
from collections.abc import Iterator
from typing import Any, TypedDict

from compliance.cli.tables import print_json, print_table
from compliance.locale import Translator
from compliance.options.configuration import configured
from compliance.options.inheritance import Layer
from compliance.options.toml_places import line_of


class _Given(TypedDict):
    """A value with the place where it stands."""

    value: Any
    file: str
    line: int | None


class _InForce(_Given):
    """The value of a setting that counts, and those that it stands instead of, the nearest first."""

    name: str
    instead_of: list[_Given]


def write(form: str, words: Translator) -> None:
    """List the settings as text, or for programs."""
    settings = configured()
    layers = settings.layers or ((Layer(settings.file, settings.values),) if settings.file else ())
    found = [_in_force(name, layers) for name in sorted(settings.values)]
    if form == "json":
        print_json({"files": list(settings.files) if settings.file else [], "settings": found})
    elif found:
        headings = (words("Setting"), words("Value"), words("Stands in"), words("Instead of"))
        count = words("{count} settings; all others are at their defaults, see --help of a command", count=len(found))
        print_table(headings, list(map(_row, found)), count)
    else:
        print(
            words(
                "No settings: neither here nor above is a compliance.toml, or a pyproject.toml with [tool.compliance]."
            )
        )


def _in_force(name: str, layers: tuple[Layer, ...]) -> _InForce:
    counts, *others = _given(name, layers)
    return {"name": name, **counts, "instead_of": others}


def _given(name: str, layers: tuple[Layer, ...]) -> Iterator[_Given]:
    for layer in reversed(layers):
        if name in layer.values:
            yield {"value": layer.values[name], "file": layer.file, "line": line_of(layer.file, name)}


def _row(setting: _InForce) -> tuple[str, ...]:
    others = (f"{_written(each)} ({_place(each)})" for each in setting["instead_of"])
    return setting["name"], _written(setting), _place(setting), ", ".join(others) or "-"


def _written(given: _Given) -> str:
    return json.dumps(given["value"], ensure_ascii=False, default=str)


def _place(given: _Given) -> str:
    return given["file"] if given["line"] is None else f"{given['file']}:{given['line']}"
