"""The options of commands that look through a hub."""

from argparse import ArgumentParser
from collections.abc import Callable

from compliance.locale import Translator
from compliance.options.values import hub_credential, hub_path, positive


def add_hub_options(parser: ArgumentParser, words: Translator) -> None:
    """Add the options of every command that can look through the hub."""
    from compliance.loading.facts.vocabulary import channels_by_code

    add = parser.add_argument_group(words("looking through the hub")).add_argument
    url = words("address of the hub; without a target, all that it lists is looked at")
    add("--hub", metavar="URL", help=url)
    client = words("own registered system, such as VN/GOV/G06/checker: reads are asked in its name")
    add("--hub-client", metavar=words("ID"), help=client)
    stranger = words("registered system without an agreement: shows whether it is refused")
    add("--hub-stranger", metavar=words("ID"), help=stranger)
    granted = words("another registered system with an agreement: shows whether it may call")
    add("--hub-granted", metavar=words("ID"), help=granted)
    withdrawn = words("registered system whose agreement was suspended or revoked: shows whether it is refused")
    add("--hub-withdrawn", metavar=words("ID"), help=withdrawn)
    wait = words("seconds to wait for the log of the hub to be complete up to the calls (default: not at all)")
    add("--hub-log-wait", type=positive, metavar=words("SECONDS"), help=wait)
    channel = words("channel that the hub is, such as ndxp or lgsp: reports name it (default: its address)")
    add(
        "--hub-channel",
        choices=[code for code, each in channels_by_code().items() if each.is_hub],
        metavar=words("CODE"),
        help=channel,
    )
    _add_route_options(add, words)


def _add_route_options(add: Callable[..., object], words: Translator) -> None:
    """Add how services are called through the hub, and what proves the caller."""
    from compliance.probes.hub.access import HubDialect

    dialect = words(
        "how services are called: by the protocol of X-Road, by the adapter convention of NDXP, or at an API gateway "
        "such as an LGSP (default: xroad)"
    )
    add("--hub-dialect", choices=[each.value for each in HubDialect], help=dialect)
    exchange = words("address that calls go to: of a security server, adapter or gateway (default: that of the hub)")
    add("--hub-exchange", metavar="URL", help=exchange)
    path = words(
        "path at a gateway of a service or of all of a system, by id in the record or at the hub; may be repeated"
    )
    add("--hub-path", action="append", default=[], type=hub_path, metavar=words("SERVICE=PATH"), help=path)
    name = words("name that an adapter has in its addresses (default: XrdAdapter)")
    add("--hub-adapter", choices=("XrdAdapter", "VXPAdapter"), help=name)
    destination = words("where an adapter wants dstcode, the destination (default: query)")
    add("--hub-dstcode", choices=("query", "header"), help=destination)
    secret = words(
        "what proves the caller, by reference: SCHEME is client-credentials or bearer (catalogue and log; gateways), "
        "lgspaccesstoken (gateways) or mtls (a certificate with its key); REF is env:NAME, file:PATH or cmd:PROGRAM. "
        "That of another client is WHO:SCHEME=REF with WHO granted, stranger or withdrawn. May be repeated"
    )
    add(
        "--hub-credential",
        action="append",
        default=[],
        type=hub_credential,
        metavar=words("SCHEME=REF"),
        help=secret,
    )
