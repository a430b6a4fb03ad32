"""What the options of pytest and the file of settings ask of the checker."""

import argparse
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Final

import pytest

from compliance.actions.settings import Judging, NetworkSettings, Reading
from compliance.locale import Translator, language_of, words
from compliance.model.dataclass import dataclass, replace
from compliance.model.language import LANGUAGES, Language
from compliance.options.configuration import Settings, configured
from compliance.options.defaults import use
from compliance.options.groups import add_judging_options, add_live_options, add_reading_options
from compliance.options.language import argparse_in
from compliance.options.settings import judging, network, reading
from compliance.options.toml_places import wrong
from compliance.pytest_plugin import LIVE_OPTIONS, OPTIONS
from compliance.pytest_plugin.target import LiveTarget, live_target

_DOOR: Final = "pytest"
_A_SLIP: Final = 0.8
"""How like a name must be to one that is known, from 0 to 1, to be taken for a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be judged and how; `file` is that of the settings, empty if there is none, `unused` the rest of it.

    `target` is what is to be looked at, None if nothing is.
    """

    paths: tuple[str, ...]
    reading: Reading
    judging: Judging
    network: NetworkSettings
    fail_on: str
    words: Translator
    file: str = ""
    unused: tuple[str, ...] = ()
    target: LiveTarget | None = None


def asked(config: pytest.Config) -> Asked:
    """Return what is asked for; raises `ActionError` for what cannot be meant."""
    settings, given, target = configured(), _given(config), live_target(config)
    translator = words(_language(given, settings))
    with argparse_in(translator.language):
        parser = argparse.ArgumentParser(add_help=False)
        add_reading_options(parser, translator)
        add_judging_options(parser, translator)
        if target is not None:
            add_live_options(parser, translator)
        parser.add_argument("--lang", choices=LANGUAGES)
        known, others = _parted(settings, vars(parser.parse_args([])))
        use(known, [parser])
        use(Settings(_DOOR, given), [parser])
        options = parser.parse_args([])
    return Asked(
        paths=tuple(_paths(config)),
        reading=reading(options),
        judging=judging(options),
        network=network(options),
        fail_on=options.fail_on,
        words=translator,
        file=settings.file,
        unused=others,
        target=target,
    )


def told(config: pytest.Config) -> Translator:
    """Return the words for what is wrong with what was asked for."""
    return words(_language(_given(config), Settings()))


def _given(config: pytest.Config) -> Mapping[str, str | bool | list[str]]:
    """Return the options that were given, as a file of settings would hold them."""
    several = {"select", "ignore", "credential"}
    names = (*OPTIONS, *LIVE_OPTIONS) if config.getoption("compliance_target") else tuple(OPTIONS)
    found = {name: config.getoption(f"compliance_{name.replace('-', '_')}") for name in names}
    given = {name: values if name in several else values[-1] for name, values in found.items() if values}
    return {**given, "allow-private": True} if config.getoption("compliance_allow_private") else given


def _language(given: Mapping[str, object], settings: Settings) -> Language:
    wanted = given.get("lang", settings.language)
    return next((each for each in LANGUAGES if each == wanted), language_of())


def _parted(settings: Settings, options: Mapping[str, object]) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings that judging has, and the names of the others, which commands may have; a slip is refused."""
    others = tuple(name for name in settings.values if name.replace("-", "_") not in options)
    known = [name.replace("_", "-") for name in options]
    for name in others:
        if near := get_close_matches(name, known, n=1, cutoff=_A_SLIP):
            template = "{file}: there is no setting {key}; did you mean {near}?"
            raise wrong(template, file=settings.file_of(name), key=name[:40], near=near[0])
    values = {name: value for name, value in settings.values.items() if name not in others}
    return replace(settings, values=values), others


def _paths(config: pytest.Config) -> Iterator[str]:
    """Yield what was named, each once: on the command line from here, in a file of pytest from beside that."""
    named: list[str] = config.getoption("compliance")
    here = config.invocation_params.dir
    home = config.inipath.parent if config.inipath else here
    always = (name if "://" in name else _seen_from(home / name, here) for name in config.getini("compliance"))
    for name in dict.fromkeys((*named, *always)):
        if "://" not in name and not Path(name).exists():
            raise wrong("there is no such file: {file}", file=name[:200])
        yield name


def _seen_from(path: Path, folder: Path) -> str:
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)
