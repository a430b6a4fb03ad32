"""`compliance sign`: a signature of an auditor on a kept dossier."""

from argparse import ArgumentParser, Namespace
from typing import Final

from compliance.locale import Translator
from compliance.options.groups import add_key_options
from compliance.options.values import positive, proxy_reference

HELP: Final = "sign a kept dossier with a key of your own"


def configure(parser: ArgumentParser, words: Translator) -> None:
    from pathlib import Path

    parser.add_argument("dossier", type=Path, metavar=words("DOSSIER"), help=words("dossier that `collect` has kept"))
    group = parser.add_argument_group(words("signing"))
    add = group.add_argument
    key = words(
        "key to sign with, RSA from 2048 bits, P-256, P-384 or P-521: a file, PEM or PKCS#12, or the address of a key "
        "on a token, pkcs11:token=NAME;object=NAME?module-path=LIBRARY"
    )
    add("--key", required=True, metavar=words("KEY"), help=key)
    add_key_options(group, words)
    add = parser.add_argument_group(words("time stamp")).add_argument
    stamp = words("address of an authority that is asked for a time stamp (RFC 3161); it is told a hash only")
    add("--timestamp", metavar="URL", help=stamp)
    add("--allow-private", action="store_true", help=words("look at loopback and private addresses too"))
    add("--ca", type=Path, metavar=words("FILE"), help=words("certificates of the authorities to trust, in PEM"))
    add("--timeout", type=positive, metavar=words("SECONDS"), help=words("seconds for one look (default: 10)"))
    proxy = words("proxy through which the authority is asked; see `compliance audit --help` (default: none)")
    add("--proxy", type=proxy_reference, metavar=words("PROXY"), help=proxy)
    parser.add_argument("--quiet", action="store_true", help=words("say only what needs attention"))


def run(options: Namespace, words: Translator) -> int:
    from compliance.actions.sign import sign
    from compliance.cli.streams import complain
    from compliance.options.settings import network
    from compliance.report.sanitise import one_line

    password = options.key_password
    signature = sign(
        options.dossier,
        options.key,
        certificate=options.certificate,
        password=password.place if password is not None else None,
        timestamp=options.timestamp,
        network=network(options),
    )
    if not options.quiet:
        signer = signature.signer or f"sha256:{signature.key}"
        template = "compliance: signed by {signer}: {file}"
        place = f"{options.dossier.as_posix()}/{signature.name}"
        complain(one_line(words(template, signer=signer, file=place)))
    return 0
