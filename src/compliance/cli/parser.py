"""The parser: one subcommand for each module of `commands`; only the one that is asked for gets its options."""

import argparse
import gettext
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from itertools import pairwise
from types import ModuleType
from typing import Any, NoReturn, cast

from compliance.cli import commands
from compliance.cli.exit_status import USAGE
from compliance.locale import Translator, language_of
from compliance.model.language import LANGUAGES, Language
from compliance.model.members import members
from compliance.model.version import VERSION
from compliance.options.configuration import Settings
from compliance.options.language import argparse_in


class Parser(argparse.ArgumentParser):
    """Parser that exits with 64 on bad usage, as 2 means something not judged, and accepts no abbreviated options."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{**settings, "allow_abbrev": False, "formatter_class": _Formatter})

    def print_help(self, file: Any = None) -> None:
        (file or sys.stdout).write(self.format_help())  # because argparse would pass over a disk that is full

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {message}\n")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Refuse what is no choice, naming the nearest; argparse words and quotes it otherwise in every version."""
        if action.choices is not None and value not in action.choices:
            from compliance.cli.near import choice_fault

            raise argparse.ArgumentError(action, choice_fault(value, action.choices))


class _Formatter(argparse.HelpFormatter):
    """Help as wide as the terminal, or 80 columns; argparse would load the archives of shutil to find that out.

    A word with a hyphen in it, such as `fail-on`, is not broken: whoever types it has to see it whole.
    """

    def __init__(self, prog: str) -> None:
        try:
            width = int(os.environ.get("COLUMNS", "0")) or os.get_terminal_size().columns
        except (ValueError, OSError):
            width = 80
        super().__init__(prog, width=width - 2)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return list(_filled(text.split(), width))

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in _filled(text.split(), width - len(indent)))


def _filled(words: Iterable[str], width: int) -> Iterable[str]:
    """Yield lines of at most `width` signs; a longer word has a line of its own and is not broken.

    The module textwrap would cost a tenth of the time of a help page, most of it for patterns that nobody needs here.
    """
    line = ""
    for word in words:
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line:
        yield line


class _Unasked:
    """A command that stands in the list and gets no options, because it is not the one that is asked for."""

    def __init__(self, **settings: Any) -> None:
        self.prog = settings["prog"]


def chosen_language(arguments: Sequence[str], configured: Any = None) -> "Language":
    """Return the language of `--lang`, found before anything is parsed, else of settings, else of the environment."""
    wanted = _stated(arguments) or configured
    return next((language for language in LANGUAGES if language == wanted), language_of())


def _stated(arguments: Sequence[str]) -> str | None:
    """Return the last value of `--lang`, None if there is none."""
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    stated = None
    for option, following in pairwise((*options, "")):
        name, separator, value = option.partition("=")
        if name == "--lang":
            stated = value if separator else following
    return stated


def parse(arguments: Sequence[str], words: Translator, settings: Settings) -> argparse.Namespace:
    """Return the options of the command that is asked for; leaves with 64 on bad usage, and with 0 after `--help`.

    `given` in them names the options that stand on the command line itself, `configured` the settings of files.
    """
    with argparse_in(words.language):
        parser, chosen = build_parser(words, arguments, settings)
        _refuse_early_option(arguments, parser)
        options, left = parser.parse_known_args(arguments)
        if left:
            from compliance.cli.near import unknown_argument

            command = chosen[options.command]
            command.error(unknown_argument(left[0], command))
    own = arguments[: arguments.index("--")] if "--" in arguments else arguments
    options.given = frozenset(text.partition("=")[0] for text in own if text.startswith("--"))
    options.configured = frozenset(settings.values)
    return options


def _refuse_early_option(arguments: Sequence[str], parser: argparse.ArgumentParser) -> None:
    """Refuse an option of a command that stands before it, which argparse would take for the lack of a command."""
    left = iter(arguments)
    for argument in left:
        if not argument.startswith("-"):
            return
        option, separator, _ = argument.partition("=")
        if option not in parser._option_string_actions:  # noqa: SLF001 - there is no public table
            template = gettext.gettext("{option} stands before the command: write it after that")
            parser.error(template.format(option=option[:80]))
        if option == "--lang" and not separator:
            next(left, None)


def build_parser(
    words: Translator, arguments: Sequence[str], settings: Settings
) -> tuple[argparse.ArgumentParser, dict[str, argparse.ArgumentParser]]:
    """Build the command line, its help in the language of `words`, with the options of the command asked for.

    Returns the parser with those of the commands, by name.
    """
    parser = Parser(
        prog="compliance",
        description=words("Judge platforms against the published requirements for connecting to NDXP."),
        epilog=words("To begin: `compliance sample` writes a document and a record to try it on."),
    )
    parser.add_argument("--version", action=_Version, nargs=0, help=words("show the version and exit"))
    language = words("language of messages and reports")
    parser.add_argument("--lang", choices=LANGUAGES, help=language)
    subparsers = parser.add_subparsers(
        dest="command",
        required=True,
        metavar=words("COMMAND"),
        parser_class=cast("type[Parser]", _maker(arguments, settings)),
        prog=parser.prog,
    )
    for command, module in _commands(_needed(arguments, settings)):
        about = words(module.HELP)
        subparser = subparsers.add_parser(command, help=about, description=about)
        if isinstance(subparser, Parser):
            subparser.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=language)
            module.configure(subparser, words)
            subparser.set_defaults(run=module.run)
    if settings.values:
        from compliance.options.defaults import use

        use(settings, subparsers.choices.values())
    return parser, dict(subparsers.choices)


def _maker(arguments: Sequence[str], settings: Settings) -> Callable[..., object]:
    """Return what argparse makes commands with: only one that may be asked for gets options, or all for settings."""

    def made(**given: Any) -> object:
        is_asked = bool(settings.values) or given["prog"].rpartition(" ")[2] in arguments
        return Parser(**given) if is_asked else _Unasked(**given)

    return made


def _needed(arguments: Sequence[str], settings: Settings) -> Sequence[str]:
    """Return the commands to build: all but where the first argument is one, and no settings are read for all."""
    names = members(commands.__path__).modules
    return arguments[:1] if arguments and arguments[0] in names and not settings.values else names


def _commands(names: Iterable[str]) -> Iterable[tuple[str, ModuleType]]:
    for name in names:
        yield name, import_module(f"{commands.__name__}.{name}")


class _Version(argparse.Action):
    """Prints the version."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> NoReturn:
        print(f"compliance {VERSION}")
        parser.exit()
