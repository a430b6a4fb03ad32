"""Settings of a file as the defaults of the options that have their names."""

import argparse
import json
import os
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, Final

from compliance.options.configuration import Settings, wrong

_NO_SETTINGS: Final = frozenset({"help"})


def use(settings: Settings, parsers: Iterable[argparse.ArgumentParser]) -> None:
    """Make settings the defaults of every command that has the option; one that no command has is an error."""
    known: set[str] = set()
    for parser in parsers:
        options = _options(parser)
        known |= set(options)
        for key, value in settings.values.items():
            if (action := options.get(key)) is not None:
                parser.set_defaults(**{action.dest: _typed(action, key, value, settings.file)})
                action.required = False
    for key in settings.values:
        if key not in known:
            raise _unknown(key, known, settings.file)


def _options(parser: argparse.ArgumentParser) -> Mapping[str, argparse.Action]:
    actions = parser._actions  # noqa: SLF001 - argparse has no public list of its options
    named = {option.removeprefix("--"): action for action in actions for option in action.option_strings}
    return {name: action for name, action in named.items() if not name.startswith("-") and name not in _NO_SETTINGS}


def _unknown(key: str, known: Iterable[str], file: str) -> Exception:
    if near := get_close_matches(key.replace("_", "-").lower(), known, n=1):
        return wrong("{file}: there is no setting {key}; did you mean {near}?", file=file, key=key[:40], near=near[0])
    return wrong("{file}: there is no setting {key}", file=file, key=key[:40])


def _typed(action: argparse.Action, key: str, value: Any, file: str) -> Any:
    match action.default, value:
        case list(), [*items] if all(isinstance(item, str) for item in items):
            return [_converted(action, key, item, file) for item in items]
        case list(), _:
            written = json.dumps([value] if isinstance(value, str) else ["…"], ensure_ascii=False)
            raise wrong("{file}: a list of texts is expected: {key} = {form}", file=file, key=key, form=_short(written))
        case bool(), bool():
            return value
        case bool(), _:
            raise wrong("{file}: {key} is either true or false, without quotes", file=file, key=key)
        case _, (str() | int() | float()) if not isinstance(value, bool):
            return _converted(action, key, str(value), file)
    raise wrong("{file}: one text or number is expected: {key} = {form}", file=file, key=key, form='"…"')


def _converted(action: argparse.Action, key: str, value: str, file: str) -> Any:
    try:
        typed = action.type(value) if callable(action.type) else value
    except argparse.ArgumentTypeError as error:
        raise wrong("{file}: {key}: {problem}", file=file, key=key, problem=str(error)) from error
    if action.choices is not None and typed not in action.choices:
        expected = ", ".join(map(str, action.choices))
        template = "{file}: the setting {key} cannot be {found}; expected: {expected}"
        raise wrong(template, file=file, key=key, found=value[:40], expected=expected)
    return _beside(typed, file)


def _beside(value: Any, file: str) -> Any:
    """Return a path as it is meant: from the folder of the file of settings."""
    match value:
        case (form, os.PathLike() as path):
            return form, _beside(path, file)
        case os.PathLike():
            from pathlib import Path

            return Path(file).parent / Path(value)
    return value


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
