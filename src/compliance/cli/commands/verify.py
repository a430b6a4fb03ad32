"""`compliance verify`: whether kept dossiers are as they were kept, who signed them, and when."""

from argparse import ArgumentParser, Namespace
from typing import Final

from compliance.locale import Translator
from compliance.options.groups import add_output_option, add_quiet_options
from compliance.options.values import iso_date

HELP: Final = "say whether kept dossiers are as they were kept, and who signed them"


def configure(parser: ArgumentParser, words: Translator) -> None:
    from pathlib import Path

    from compliance.report.verification import names

    parser.add_argument(
        "dossier", nargs="+", type=Path, metavar=words("PATH"), help=words("dossier, or folder of dossiers")
    )
    add = parser.add_argument_group(words("trusting")).add_argument
    authorities = words("certificates of the authorities to trust, for signers and time stamps, in PEM")
    add("--ca", type=Path, metavar=words("FILE"), help=authorities)
    key = words("public key or certificate of one signer to trust, in PEM; may be repeated")
    add("--trusted-key", action="append", default=[], type=Path, metavar=words("FILE"), help=key)
    day = words("judge certificates as at the end of this day (default: now)")
    add("--as-of", type=iso_date, default=None, metavar=words("DATE"), help=day)
    group = parser.add_argument_group(words("reporting"))
    add = group.add_argument
    add("--format", choices=names(), default="text", help=words("form of the report on standard output"))
    add_output_option(group, words)
    add_quiet_options(group, words)


def run(options: Namespace, words: Translator) -> int:
    from compliance.actions.settings import Trusting
    from compliance.actions.verify import verify
    from compliance.cli.verifying import deliver, end_of_day, places_of

    places = places_of(options)
    # because the authorities that settings name vouch for servers, and nobody said that they do for signers
    trusting = Trusting(
        authorities=options.ca if "--ca" in options.given else None,
        keys=tuple(options.trusted_key),
    )
    verification = verify(*options.dossier, trusting=trusting, at=end_of_day(options.as_of))
    return deliver(verification, options, words, places)
