"""`compliance watch`: judge again whatever changes."""

from argparse import ArgumentParser, Namespace
from typing import Final

from compliance.locale import Translator
from compliance.options.groups import add_law_options, add_reading_options

HELP: Final = "judge documents and records again when they change; say what came and what went"


def configure(parser: ArgumentParser, words: Translator) -> None:
    path = words("document, record, or folder to search")
    parser.add_argument("path", nargs="+", metavar=words("PATH"), help=path)
    add_reading_options(parser, words)
    add_law_options(parser.add_argument_group(words("judging")), words)


def run(options: Namespace, words: Translator) -> int:
    from pathlib import Path

    from compliance.actions.errors import UsageError
    from compliance.actions.watch import Watch, WatchSettings
    from compliance.cli.watching import watch
    from compliance.model.text import Message
    from compliance.options.configuration import configured, places
    from compliance.options.settings import judging, network, reading

    def settings() -> WatchSettings:
        now = options.read_again()
        files = (*places(), *(file for file in configured().files if file))
        return WatchSettings(reading(now), judging(now), network(now), tuple(map(Path, dict.fromkeys(files))))

    for name in options.path:
        if name == "-" or "://" in name:
            raise UsageError(Message.of("{name} cannot be watched; name files and folders", name=name[:200]))
    return watch(Watch(options.path, settings), words)
