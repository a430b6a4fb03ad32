"""`compliance init`: the files with which a platform begins."""

from argparse import ArgumentParser, Namespace
from typing import Final

from compliance.locale import Translator

HELP: Final = "write a record, waivers, settings and a pipeline for a new platform"


def configure(parser: ArgumentParser, words: Translator) -> None:
    from pathlib import Path

    from compliance.actions.init import PIPELINES

    add = parser.add_argument
    folder = words("folder that the files are written to (default: this one)")
    add("folder", nargs="?", type=Path, default=Path(), metavar=words("FOLDER"), help=folder)
    add("--name", metavar=words("NAME"), help=words("name of the platform, in Vietnamese"))
    add("--owner", metavar=words("CODE|NAME"), help=words("agency that owns it, by code or name: G12, Bộ Tài chính"))
    document = words("OpenAPI document of a service, instead of those that are found; may be repeated")
    add("--document", action="append", default=[], metavar=words("PATH"), help=document)
    pipeline = words("pipeline that checks the files (default: that of the repository)")
    add("--pipeline", choices=PIPELINES, help=pipeline)
    add("--yes", action="store_true", help=words("ask nothing: take what is given and found"))
    add("--force", action="store_true", help=words("write over files that are there, but not over waivers"))


def run(options: Namespace, words: Translator) -> int:
    from compliance.actions.init import init, proposed
    from compliance.cli.asking import is_terminal
    from compliance.cli.beginning import asked, tell

    start = proposed(
        options.folder,
        name=options.name,
        owner=options.owner,
        documents=options.document or None,
        pipeline=options.pipeline,
    )
    if not options.yes and is_terminal():
        start = asked(start, options, words)
    begun = init(options.folder, start, language=words.language, is_forced=options.force)
    tell(begun, options.folder, words)
    return 0
