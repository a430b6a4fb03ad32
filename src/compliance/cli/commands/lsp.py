"""`compliance lsp`: the findings in an editor, while its user types."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Final

from compliance.locale import Translator
from compliance.options.groups import add_law_options, add_reading_options

if TYPE_CHECKING:
    from compliance.lsp.settings import DeskSettings

HELP: Final = "serve an editor: findings while typing, explanations, quick fixes (Language Server Protocol)"


def configure(parser: ArgumentParser, words: Translator) -> None:
    add_reading_options(parser, words)
    add_law_options(parser.add_argument_group(words("judging")), words)


def run(options: Namespace, words: Translator) -> int:
    from compliance.lsp.serving import serve

    return 0 if serve(lambda: _settings(options.read_again()), words.language) else 1


def _settings(options: Namespace) -> "DeskSettings":
    from compliance.lsp.settings import DeskSettings
    from compliance.options.settings import judging, network, reading

    return DeskSettings(reading(options), judging(options), network(options), options.lang)
