"""`compliance diff`: what changed between two documents for those who call, or at a hub between two audits."""

from argparse import ArgumentParser, Namespace
from typing import Final

from compliance.locale import Translator
from compliance.options.groups import add_output_option, add_quiet_options, add_reading_options
from compliance.options.values import iso_date

HELP: Final = "compare two OpenAPI documents: what breaks programs; or two audits: what changed at the hub"


def configure(parser: ArgumentParser, words: Translator) -> None:
    from compliance.report.formats import names as format_names

    path = words("document, its https address, or - for standard input; or a dossier, or a folder of them")
    parser.add_argument("older", nargs="?", metavar=words("OLD"), help=path)
    parser.add_argument("newer", nargs="?", metavar=words("NEW"), help=path)
    add_reading_options(parser, words)
    group = parser.add_argument_group(words("comparing and reporting"))
    add = group.add_argument
    add("--list", action="store_true", help=words("list the kinds of change; `compliance explain KIND` explains one"))
    shown = tuple(name for name in format_names() if name != "html")
    add("--format", choices=shown, default="text", help=words("form of the report on standard output"))
    add_output_option(group, words)
    gate = words("the least level of a change that makes the exit status 1 (default: %(default)s)")
    add("--fail-on", choices=("breaking", "warning", "never"), default="breaking", help=gate)
    day = words("compare as on this day, on which announced ends may be past (default: today)")
    add("--as-of", type=iso_date, default=None, metavar=words("DATE"), help=day)
    add_quiet_options(group, words)


def run(options: Namespace, words: Translator) -> int:
    if options.list:
        from compliance.cli.listings.kinds import write

        return write(words)
    from compliance.actions.compare_audits import compare_audits, is_audit
    from compliance.actions.diff import diff
    from compliance.cli.comparing import deliver, sources
    from compliance.cli.output import destinations
    from compliance.options.settings import network, reading

    places = destinations(options)
    if options.older and options.newer and is_audit(options.older) and is_audit(options.newer):
        from compliance.cli.comparing_audits import deliver as deliver_audits
        from compliance.cli.comparing_audits import refuse_forms

        refuse_forms(places)
        return deliver_audits(compare_audits(options.older, options.newer), options, words, places)
    older, newer = sources(options, places, words)
    comparison = diff(older, newer, reading=reading(options), network=network(options), as_of=options.as_of)
    return deliver(comparison, options, words, places)
