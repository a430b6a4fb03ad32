"""Settings from a file: `compliance.toml`, or `[tool.compliance]` of `pyproject.toml`, in the working folder.

Names are those of the long options: `fail-on = "warn"`, `ignore = ["openapi.version_is_semantic"]`. What stands on the
command line wins.
"""

import argparse
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from compliance.actions.errors import UsageError

_FILES: Final = ("compliance.toml", "pyproject.toml")


def configured() -> tuple[str, Mapping[str, Any]]:
    """Return name and settings of the first file that has some; raises `UsageError` for a file that is no TOML."""
    for name in _FILES:
        if not (content := _content(name)):
            continue
        if name == "pyproject.toml" and b"compliance" not in content:
            continue
        tree = _tree(name, content)
        settings = tree if name == "compliance.toml" else _table(_table(tree, "tool", name), "compliance", name)
        if settings:
            return name, settings
    return "", {}


def _content(name: str) -> bytes:
    """Return the bytes of the file; none if there is no such file."""
    try:
        with open(name, "rb") as stream:  # noqa: PTH123 - because pathlib costs a tenth of `--help`
            return stream.read()
    except (FileNotFoundError, IsADirectoryError):
        return b""
    except OSError as error:
        problem = error.strerror or type(error).__name__
        raise _wrong("{file} could not be read: {problem}", file=name, problem=problem) from error


def _tree(name: str, content: bytes) -> Mapping[str, Any]:
    import tomllib  # because few folders have settings

    try:
        return tomllib.loads(content.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _wrong("{file} is not TOML: {problem}", file=name, problem=str(error)) from error


def _wrong(template: str, **parameters: str) -> "UsageError":
    from compliance.actions.errors import UsageError
    from compliance.model.text import Message

    return UsageError(Message.of(template, **parameters))


def _table(tree: Mapping[str, Any], key: str, name: str) -> Mapping[str, Any]:
    table = tree.get(key, {})
    if not isinstance(table, dict):
        raise _wrong("{file}: the setting {key} has the wrong form", file=name, key=key)
    return table


def apply(settings: Mapping[str, Any], name: str, parsers: Iterable[argparse.ArgumentParser]) -> None:
    """Make settings the defaults of every command that has the option; one that no command has is an error."""
    known: set[str] = set()
    for parser in parsers:
        actions = parser._actions  # noqa: SLF001 - argparse has no public list of its options
        options = {option: action for action in actions for option in action.option_strings}
        for key, value in settings.items():
            if (action := options.get(f"--{key}")) is not None:
                known.add(key)
                parser.set_defaults(**{action.dest: _typed(action, key, value, name)})
    for key in settings:
        if key not in known:
            raise _wrong("{file}: there is no setting {key}", file=name, key=key)


def _typed(action: argparse.Action, key: str, value: Any, name: str) -> Any:
    is_list = isinstance(action.default, list)
    if is_list and isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    is_switch = isinstance(action.default, bool)
    if is_switch and isinstance(value, bool):
        return value
    if not is_list and not is_switch and isinstance(value, str | int | float) and not isinstance(value, bool):
        return _converted(action, key, str(value), name)
    raise _wrong("{file}: the setting {key} has the wrong form", file=name, key=key)


def _converted(action: argparse.Action, key: str, value: str, name: str) -> Any:
    try:
        typed = action.type(value) if callable(action.type) else value
    except ValueError:
        typed = None
    if typed is None or (action.choices is not None and typed not in action.choices):
        expected = ", ".join(map(str, action.choices or ()))
        template = "{file}: the setting {key} cannot be {found}; expected: {expected}"
        raise _wrong(template, file=name, key=key, found=value[:40], expected=expected or "-")
    return typed
