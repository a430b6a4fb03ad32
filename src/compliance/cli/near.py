"""What a slip on the command line was probably meant to be. In the language of the parser, as `values` is."""

import argparse
from collections.abc import Iterable
from difflib import get_close_matches
from gettext import gettext
from typing import Any


def choice_fault(value: Any, choices: Iterable[Any]) -> str:
    """Say that a value is none of the choices, and which one is near."""
    known, found = [str(choice) for choice in choices], str(value)[:40]
    if near := get_close_matches(found.lower(), known, n=1):
        return gettext("there is no {found}; did you mean {near}?").format(found=found, near=near[0])
    return gettext("there is no {found}; known: {known}").format(found=found, known=", ".join(known))


def unknown_argument(argument: str, parser: argparse.ArgumentParser) -> str:
    """Say that a command takes no such argument, and which option of it is near."""
    option = argument.partition("=")[0][:80]
    if not option.startswith("-"):
        return gettext("{found} is one argument too many").format(found=option)
    actions = parser._actions  # noqa: SLF001 - argparse has no public list of its options
    known = {name.lstrip("-"): name for action in actions for name in action.option_strings}
    # because two hyphens that all have in common make anything look alike
    if near := get_close_matches(option.lower().replace("_", "-").lstrip("-"), known, n=1):
        return gettext("there is no option {found}; did you mean {near}?").format(found=option, near=known[near[0]])
    return gettext("there is no option {found}; see --help").format(found=option)
