"""`compliance sample`: a document, a record and the other files that one may have, to try the commands on."""

from argparse import ArgumentParser, Namespace
from typing import Final

from compliance.locale import Translator

HELP: Final = "write files to begin with: a document, a record, settings, waivers"


def configure(parser: ArgumentParser, words: Translator) -> None:
    from pathlib import Path

    from compliance.options.values import iso_date

    folder = words("folder that the files are written to (default: compliance-sample)")
    default = Path("compliance-sample")
    parser.add_argument("folder", nargs="?", type=Path, default=default, metavar=words("FOLDER"), help=folder)
    day = words("day on which the files are to hold (default: today)")
    parser.add_argument("--as-of", type=iso_date, default=None, metavar=words("DATE"), help=day)


def run(options: Namespace, words: Translator) -> int:
    from compliance.actions._keeping import write_file
    from compliance.actions.errors import UsageError
    from compliance.actions.settings import today
    from compliance.cli.samples import names, sample
    from compliance.model.text import Message

    files = {options.folder / name: sample(name, words, options.as_of or today()) for name in names()}
    for file in files:
        if file.exists():
            raise UsageError(Message.of("{file} is there already, and is not written over", file=file.as_posix()))
    for file, text in files.items():
        write_file(file, text.encode())
        print(file.as_posix())
    folder = options.folder.as_posix()
    print(words("Now try, for example:"))
    for command in (f"check {folder}/openapi.yaml", f"check {folder}/record.yaml", "explain record"):
        print(f"  compliance {command}")
    return 0
