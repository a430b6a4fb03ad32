"""The options about the hub, and what they ask for."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.cli.failures import Failure
from compliance.locale import Translator
from compliance.model.dossier import Dossier
from compliance.model.text import Message

if TYPE_CHECKING:
    from compliance.probes.hub.access import HubAccess

REFERENCES = ("env:", "file:", "cmd:")


def add_hub_options(parser: ArgumentParser, words: Translator) -> None:
    """The options of every command that can look through the hub."""
    add = parser.add_argument_group(words("looking through the hub")).add_argument
    url = words("address of the hub; without a target, all that it lists is looked at")
    add("--hub", metavar="URL", help=url)
    client = words("own registered system, such as VN/GOV/G06/checker: reads are asked in its name")
    add("--hub-client", metavar="ID", help=client)
    stranger = words("registered system without an agreement: shows whether it is refused")
    add("--hub-stranger", metavar="ID", help=stranger)
    secret = words(
        "how a token is had: client-credentials=REF or bearer=REF; REF is env:NAME, file:PATH or cmd:PROGRAM"
    )
    add("--hub-credential", metavar="SCHEME=REF", help=secret)


def hub_access(options: Namespace) -> "HubAccess | None":
    """What the options say of the hub; raises `Failure` for what cannot be meant."""
    from compliance.probes.hub.access import SCHEMES, HubAccess

    if getattr(options, "hub", None) is None:
        _refuse_without_hub(options)
        return None
    scheme, _, reference = (options.hub_credential or "").partition("=")
    if options.hub_credential is not None and scheme not in SCHEMES:
        allowed = ", ".join(SCHEMES)
        raise Failure(
            Message.of(
                "--hub-credential begins with {found}, one of {allowed} is expected", found=scheme[:40], allowed=allowed
            )
        )
    if options.hub_credential is not None and not reference.startswith(REFERENCES):
        raise Failure(
            Message.of("--hub-credential takes no secret but a reference to one: env:NAME, file:PATH or cmd:PROGRAM")
        )
    given = (scheme, reference) if options.hub_credential is not None else (None, None)
    return HubAccess(options.hub.rstrip("/"), options.hub_client, options.hub_stranger, *given)


def _refuse_without_hub(options: Namespace) -> None:
    for name in ("hub_client", "hub_stranger", "hub_credential"):
        if getattr(options, name, None) is not None:
            option = f"--{name.replace('_', '-')}"
            raise Failure(Message.of("{option} needs --hub, the address to look at", option=option))


def hub_dossiers(access: "HubAccess", options: Namespace) -> Iterator[Dossier]:
    """A dossier for each platform that the hub lists, with the documents that lie there."""
    from compliance.cli.gathering import platform_dossier
    from compliance.loading.reader import MemoryReader
    from compliance.loading.records import read_record
    from compliance.loading.syntax.parse import parse
    from compliance.probes.errors import HubUnavailable
    from compliance.probes.hub.platforms import platforms_of

    try:
        for platform in platforms_of(access, options.ca, options.timeout):
            text = json.dumps(platform.record, ensure_ascii=False, indent=1).encode()
            parsed = parse(f"{platform.uri}.json", text)
            kept = MemoryReader(platform.documents)
            yield platform_dossier(read_record(parsed), parsed.source, kept, kept)
    except HubUnavailable as error:
        raise Failure(error.message) from error
