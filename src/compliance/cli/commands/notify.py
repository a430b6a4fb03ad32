"""`compliance notify`: tell each owner what changed and what is due, by e-mail or as a signed event."""

from argparse import ArgumentParser, Namespace
from typing import Final

from compliance.locale import Translator
from compliance.options.groups import add_history_option, add_key_options, add_law_options
from compliance.options.values import mail_address, mail_server, positive, proxy_reference, secret_reference

HELP: Final = "tell each owner what changed and what is due, by e-mail or as a signed event"


def configure(parser: ArgumentParser, words: Translator) -> None:
    from pathlib import Path

    path = words("dossier, or folder of dossiers, to judge now; without any a kept run is told")
    parser.add_argument("dossier", nargs="*", type=Path, metavar=words("PATH"), help=path)
    kept = parser.add_argument_group(words("kept runs"))
    run = words("number or label of a run, a day (the last run of it or before it), or last (the default)")
    kept.add_argument("--run", dest="run_named", metavar=words("RUN"), help=run)
    since = words("tell what changed since this run: its number or label, or a day as 2026-12-31")
    kept.add_argument("--since", metavar=words("RUN"), help=since)
    add_history_option(kept, words)
    add_law_options(parser.add_argument_group(words("judging")), words)
    add = parser.add_argument_group(words("notices")).add_argument
    addresses = words("to which e-mail addresses the notices of each owner go, in YAML or JSON")
    add("--addresses", type=Path, metavar=words("FILE"), help=addresses)
    add(
        "--owner",
        action="append",
        default=[],
        metavar=words("OWNER"),
        help=words("only this owner, by code or name; may be repeated"),
    )
    preview = words("write what would be sent to a folder: text, HTML and events")
    add("--preview", type=Path, metavar=words("FOLDER"), help=preview)
    add("--send", action="store_true", help=words("send; without this it is only shown what would be sent to whom"))
    remembered = words("file that holds what was delivered, so that nothing is sent twice")
    add("--delivered", type=Path, metavar=words("FILE"), help=remembered)
    _add_mail(parser, words)
    _add_events(parser, words)
    parser.add_argument("--quiet", action="store_true", help=words("say only what needs attention"))


def _add_mail(parser: ArgumentParser, words: Translator) -> None:
    add = parser.add_argument_group(words("e-mail")).add_argument
    server = words("mail server: smtp://HOST:PORT, with STARTTLS, or smtps://HOST:PORT, with TLS from the beginning")
    add("--smtp", type=mail_server, metavar="URL", help=server)
    add("--from", dest="sender", type=mail_address, metavar=words("ADDRESS"), help=words("address that sends"))
    add("--reply-to", type=mail_address, metavar=words("ADDRESS"), help=words("address that answers go to"))
    add("--smtp-user", metavar=words("NAME"), help=words("user at the mail server"))
    password = words("where the password of the user is: env:NAME, file:PATH or cmd:PROGRAM; never the password itself")
    add("--smtp-password", type=secret_reference, metavar=words("REF"), help=password)
    add("--smtp-plain", action="store_true", help=words("send without TLS; to a mail server on this machine only"))


def _add_events(parser: ArgumentParser, words: Translator) -> None:
    from pathlib import Path

    group = parser.add_argument_group(words("events"))
    add = group.add_argument
    add("--event", metavar="URL", help=words("https address that takes CloudEvents"))
    add("--key", metavar=words("KEY"), help=words("key that signs events; see `compliance sign --help`"))
    add_key_options(group, words)
    add = parser.add_argument_group(words("network")).add_argument
    add("--allow-private", action="store_true", help=words("send events to loopback and private addresses too"))
    add("--ca", type=Path, metavar=words("FILE"), help=words("certificates of the authorities to trust, in PEM"))
    add("--timeout", type=positive, metavar=words("SECONDS"), help=words("seconds for one answer (default: 10)"))
    proxy = words("proxy through which events go; see `compliance audit --help` (default: none)")
    add("--proxy", type=proxy_reference, metavar=words("PROXY"), help=proxy)


def run(options: Namespace, words: Translator) -> int:
    from compliance.cli.notifying import deliver

    return deliver(options, words)
