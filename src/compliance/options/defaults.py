"""Settings of a file as the defaults of the options that have their names."""

import argparse
import json
import os
from collections.abc import Iterable, Mapping
from typing import Any, Final

from compliance.actions.errors import UsageError
from compliance.loading.settings_file import EXTENDS
from compliance.model.dataclass import dataclass
from compliance.options.configuration import Settings
from compliance.options.toml_places import place_of, wrong

_NO_SETTINGS: Final = frozenset({"help"})
_OF_SECRETS: Final = frozenset({"credential", "hub-credential"})


def use(settings: Settings, parsers: Iterable[argparse.ArgumentParser]) -> None:
    """Make settings the defaults of every command that has the option; one that no command can have is an error."""
    known: set[str] = set()
    taken: set[str] = set()
    refused: dict[str, Exception] = {}
    for parser in parsers:
        options = _options(parser)
        known |= set(options)
        for setting in (_Setting(options[key], key, settings) for key in settings.values if key in options):
            try:
                parser.set_defaults(**{setting.action.dest: setting.typed()})
            except UsageError as error:  # because a list has fewer formats than a report
                refused.setdefault(setting.key, error)
            else:
                taken.add(setting.key)
                setting.action.required = False
    for key in settings.values:
        if key not in known:
            raise _unknown(key, known, settings.file_of(key))
        if key not in taken:
            raise refused[key]


def _options(parser: argparse.ArgumentParser) -> Mapping[str, argparse.Action]:
    actions = parser._actions  # noqa: SLF001 - argparse has no public list of its options
    named = {option.removeprefix("--"): action for action in actions for option in action.option_strings}
    return {name: action for name, action in named.items() if not name.startswith("-") and name not in _NO_SETTINGS}


def _unknown(key: str, known: Iterable[str], file: str) -> Exception:
    place = place_of(file, key)
    if key == "tool":
        return wrong("{file}: settings stand at the top of this file, without [tool.compliance]", file=file)
    from difflib import get_close_matches  # because most settings are spelled right

    if near := get_close_matches(key.replace("_", "-").lower(), [*known, EXTENDS], n=1):
        return wrong("{file}: there is no setting {key}; did you mean {near}?", file=place, key=key[:40], near=near[0])
    return wrong("{file}: there is no setting {key}", file=place, key=key[:40])


@dataclass(frozen=True, slots=True)
class _Setting:
    """A value of a file, for an option of a command."""

    action: argparse.Action
    key: str
    settings: Settings

    @property
    def file(self) -> str:
        return self.settings.file_of(self.key)

    def typed(self) -> Any:
        """Return the value as the option has it; raises `UsageError` for one that it cannot have."""
        match self.action.default, self.settings.values[self.key]:
            case list(), [*items] if all(isinstance(item, str) for item in items):
                return [self._converted(item) for item in items]
            case list(), value:
                # because a text may be the secret that a reference was to stand for
                is_shown = isinstance(value, str) and self.key not in _OF_SECRETS
                written = json.dumps([value] if is_shown else ["…"], ensure_ascii=False)
                raise self.wrong("{file}: a list of texts is expected: {key} = {form}", form=_short(written))
            case bool(), bool(value):
                return value
            case bool(), _:
                raise self.wrong("{file}: {key} is either true or false, without quotes")
            case _, (str() | int() | float()) as value if not isinstance(value, bool):
                return self._converted(str(value))
        raise self.wrong("{file}: one text or number is expected: {key} = {form}", form='"…"')

    def _converted(self, value: str) -> Any:
        action = self.action
        try:
            typed = action.type(value) if callable(action.type) else value
        except argparse.ArgumentTypeError as error:
            raise self.wrong("{file}: {key}: {problem}", problem=str(error)) from error
        if action.choices is not None and typed not in action.choices:
            template = "{file}: the setting {key} cannot be {found}; expected: {expected}"
            raise self.wrong(template, found=value[:40], expected=", ".join(map(str, action.choices)))
        return _beside(typed, self.file)

    def wrong(self, template: str, **parameters: str) -> Exception:
        return wrong(template, file=place_of(self.file, self.key), key=self.key, **parameters)


def _beside(value: Any, file: str) -> Any:
    """Return a path as it is meant: from the folder of the file of settings."""
    match value:
        case (form, os.PathLike() as path):
            return form, _beside(path, file)
        case os.PathLike():
            from pathlib import Path

            return Path(file).parent / Path(value)
        case _ if hasattr(value, "beside"):
            return value.beside(os.path.dirname(file))  # noqa: PTH120 - because pathlib costs a tenth of `--help`
    return value


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
