"""`compliance platforms`: the registry of the national lists, filtered, given to others, and two lists compared."""

from argparse import SUPPRESS, ArgumentParser, Namespace
from typing import Final

from compliance.locale import Translator
from compliance.model.language import LANGUAGES

HELP: Final = (
    "list the platforms of the national lists; `platforms diff` compares two, `platforms export` gives them to others"
)


def configure(parser: ArgumentParser, words: Translator) -> None:
    parser.add_argument(
        "--list",
        metavar=words("ID"),
        help=words("only members of this list: its year, number or id, for example 2026"),
    )
    parser.add_argument("--owner", metavar=words("CODE"), help=words("only platforms of this owner: code or name"))
    parser.add_argument("--field", metavar=words("FIELD"), help=words("only this field, for example digital-identity"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=words("form of the list"))
    actions = parser.add_subparsers(dest="action", metavar="diff | export")
    diff = actions.add_parser("diff", help=words("tell what became of the platforms of one list in a later one"))
    named = words("list: its year, number or id, for example 2025")
    diff.add_argument("earlier", metavar=words("EARLIER"), help=named)
    diff.add_argument("later", metavar=words("LATER"), help=named)
    diff.add_argument("--format", choices=("text", "json"), default="text", help=words("form of the list"))
    diff.add_argument("--lang", choices=LANGUAGES, default=SUPPRESS, help=words("language of messages and reports"))
    _configure_export(actions.add_parser("export", help=words("write the registry for other programs")), words)


def _configure_export(parser: ArgumentParser, words: Translator) -> None:
    from compliance.report.registry import names

    form = words("form of the registry; dcat-ap is DCAT-AP 3 in JSON-LD, xlsx needs the extra papers (default: csv)")
    parser.add_argument("--format", choices=names(), default="csv", help=form)
    listed = words("only members of this list: its year, number or id, for example 2026")
    parser.add_argument("--list", metavar=words("ID"), default=None, help=listed)
    parser.add_argument(
        "--out", metavar=words("FILE"), default=None, help=words("write to a file, not to standard output")
    )
    marked = words(
        "utf-8-sig begins a CSV file with a mark, without which Excel shows no Vietnamese (default: utf-8-sig)"
    )
    parser.add_argument("--encoding", choices=("utf-8", "utf-8-sig"), default="utf-8-sig", help=marked)
    parser.add_argument("--lang", choices=LANGUAGES, default=SUPPRESS, help=words("language of messages and reports"))


def run(options: Namespace, words: Translator) -> int:
    if options.action == "diff":
        from compliance.cli.listings import list_comparison

        return list_comparison.write(options, words)
    if options.action == "export":
        from compliance.cli.listings import registry

        return registry.write(options, words)
    from compliance.cli.listings import platforms

    return platforms.write(options, words)
