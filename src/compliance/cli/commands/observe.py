"""`compliance observe`: real traffic beside a document, without sending anything."""

from argparse import ArgumentParser, Namespace
from typing import Final

from compliance.locale import Translator
from compliance.options.groups import add_output_option, add_quiet_options
from compliance.options.values import path_glob

HELP: Final = "tell what recorded traffic shows that an OpenAPI document does not have; nothing is sent"


def configure(parser: ArgumentParser, words: Translator) -> None:
    from pathlib import Path

    add = parser.add_argument_group(words("reading")).add_argument
    add("--spec", required=True, metavar=words("FILE"), help=words("OpenAPI document to hold the traffic against"))
    log = words(
        "access logs in the combined format of nginx and Apache, or JSON lines, also packed with gzip; "
        "- for standard input; may be repeated"
    )
    add("--log", nargs="+", action="extend", default=[], metavar=words("FILE"), help=log)
    har = words("HTTP archives (HAR 1.2), also packed with gzip; may be repeated")
    add("--har", nargs="+", action="extend", default=[], metavar=words("FILE"), help=har)
    root = words("folder that references may not leave (default: here, or where the file is)")
    add("--root", type=Path, metavar=words("FOLDER"), help=root)
    add = parser.add_argument_group(words("what belongs to the document")).add_argument
    base = words(
        "path with which requests begin, in place of those of the document's servers; / where a proxy takes it away; "
        "may be repeated"
    )
    add("--base-path", action="append", default=[], metavar=words("PATH"), help=base)
    host = words("host that counts, in place of those of the document's servers; may be repeated")
    add("--host", action="append", default=[], metavar=words("HOST"), help=host)
    ignored = words("paths to leave out, as in '/static/*' or '/health'; may be repeated")
    add("--ignore", action="append", default=[], type=path_glob, metavar=words("GLOB"), help=ignored)
    group = parser.add_argument_group(words("reporting"))
    add = group.add_argument
    add("--format", choices=("json", "text"), default="text", help=words("form of the report on standard output"))
    add_output_option(group, words)
    gate = words("what makes the exit status 1 (default: %(default)s)")
    add("--fail-on", choices=("undocumented", "never"), default="undocumented", help=gate)
    add_quiet_options(group, words)


def run(options: Namespace, words: Translator) -> int:
    from compliance.actions.observe import observe
    from compliance.cli.observing import deliver, places_of, reading, recorded, scope
    from compliance.cli.progress import progress_bar

    places = places_of(options)
    with progress_bar(words("reading"), is_shown=not options.quiet) as on_progress:
        traffic = observe(
            options.spec,
            logs=recorded(options.log, words),
            archives=recorded(options.har, words),
            scope=scope(options),
            reading=reading(options),
            on_progress=on_progress,
        )
    return deliver(traffic, options, words, places)
