"""`compliance serve`: the dashboard on kept runs, for this machine, or for those who log in."""

from argparse import ArgumentParser, Namespace
from typing import Final

from compliance.locale import Translator
from compliance.options.groups import add_history_option
from compliance.options.values import port_number, secret_reference

HELP: Final = "serve the dashboard: kept runs as pages, for this machine or for those who log in"
_HOST: Final = "127.0.0.1"
_PORT: Final = 8000


def configure(parser: ArgumentParser, words: Translator) -> None:
    from pathlib import Path

    add_history_option(parser, words)
    add = parser.add_argument_group(words("where")).add_argument
    host = words(
        "address to listen on; other machines reach any but 127.0.0.1, ::1 and localhost (default: %(default)s)"
    )
    add("--host", default=_HOST, metavar=words("ADDRESS"), help=host)
    port = words("port; 0 for any that is free (default: %(default)s)")
    add("--port", type=port_number, default=_PORT, metavar="N", help=port)
    add("--tls-cert", type=Path, metavar=words("FILE"), help=words("certificate, with those above it, in PEM"))
    add("--tls-key", type=Path, metavar=words("FILE"), help=words("key of the certificate, in PEM, without a password"))
    name = words("further name by which the dashboard may be called; may be repeated")
    add("--allowed-host", action="append", default=[], metavar=words("NAME"), help=name)
    add = parser.add_argument_group(words("watching over it")).add_argument
    log = words("file for the log of access: who saw and did what (default: standard error)")
    add("--log", type=Path, metavar=words("FILE"), help=log)
    token = words("where the token is with which /metrics is read behind log-in: env:NAME, file:PATH or cmd:PROGRAM")
    add("--metrics-token", type=secret_reference, metavar=words("REF"), help=token)
    _add_log_in(parser, words)


def _add_log_in(parser: ArgumentParser, words: Translator) -> None:
    from pathlib import Path

    from compliance.options.values import group_role, ip_network_text

    add = parser.add_argument_group(words("log-in")).add_argument
    auth = words("who logs people in: oidc, an OpenID provider, or proxy, a reverse proxy before the dashboard")
    add("--auth", choices=("oidc", "proxy"), help=auth)
    file = words("file that says all of this, in YAML, in place of the options below; see docs/dashboard.md")
    add("--access", type=Path, metavar=words("FILE"), help=file)
    add("--url", metavar="URL", help=words("https address at which browsers reach the dashboard"))
    group = words("what members of a group are: owner of agencies by their codes, reader or auditor; may be repeated")
    add("--group", action="append", default=[], type=group_role, metavar=words("GROUP=ROLE[:CODE,…]"), help=group)
    proxy = words("address or network of the reverse proxy; may be repeated")
    add("--proxy-address", action="append", default=[], type=ip_network_text, metavar=words("ADDRESS"), help=proxy)
    secret = words("where the secret is that the proxy shares with the dashboard: env:NAME, file:PATH or cmd:PROGRAM")
    add("--proxy-secret", type=secret_reference, metavar=words("REF"), help=secret)
    add("--issuer", metavar="URL", help=words("OpenID provider: its issuer, exactly as it writes it"))
    add("--client-id", metavar=words("ID"), help=words("id of the dashboard at the OpenID provider"))
    client = words("where the secret of the dashboard at the OpenID provider is: env:NAME, file:PATH or cmd:PROGRAM")
    add("--client-secret", type=secret_reference, metavar=words("REF"), help=client)
    add("--groups-claim", metavar=words("NAME"), help=words("claim that names the groups (default: groups)"))
    ca = words("certificates of the authorities to trust for the OpenID provider, in PEM")
    add("--ca", type=Path, metavar=words("FILE"), help=ca)


def run(options: Namespace, words: Translator) -> int:
    from compliance.cli.serving import serve

    return serve(options, words)
