"""`compliance check`: judge documents and records as they lie on disk."""

from argparse import ArgumentParser, Namespace
from typing import Final

from compliance.locale import Translator
from compliance.options.groups import add_judging_options, add_reading_options

HELP: Final = "judge OpenAPI documents and platform records, offline"


def configure(parser: ArgumentParser, words: Translator) -> None:
    path = words("document or record, its https address, - for standard input, or folder to search")
    parser.add_argument("path", nargs="+", metavar=words("PATH"), help=path)
    skipping = words("pass over files that are neither document nor record also where they are named, as hooks do")
    parser.add_argument("--skip-others", action="store_true", help=skipping)
    fix = words("write into the files what can be mended without changing the contract")
    parser.add_argument("--fix", action="store_true", help=fix)
    suggest = words("print what can be mended as patches, in place of the text report")
    parser.add_argument("--suggest", action="store_true", help=suggest)
    add_reading_options(parser, words)
    add_judging_options(parser, words)


def run(options: Namespace, words: Translator) -> int:
    from compliance.actions._sources import gather
    from compliance.actions.check import check_gathered
    from compliance.actions.errors import NothingFound
    from compliance.cli.given import given, refuse_idle_options
    from compliance.cli.output import deliver, destinations
    from compliance.model.dataclass import replace
    from compliance.options.settings import judging, network, reading

    places = destinations(options)
    refuse_idle_options(options, options.path)
    sources = given(options.path, words)
    readable = replace(reading(options), skips_others=options.skip_others)
    try:
        if options.fix or options.suggest:
            from compliance.cli.mending import run_mending

            return run_mending(options, readable, tuple(sources), words, places)
        judged_as = judging(options)
        gathered = gather(tuple(sources), readable, network(options), judged_as.files)
        options.hold(gathered)  # because freeing all of a large document takes a moment for nothing
        report = check_gathered(gathered, judged_as)
    except NothingFound:
        if options.skip_others:
            return 0
        raise
    return deliver(report, options, words, places)
