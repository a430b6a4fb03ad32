"""`ndxp openapi`: the machine-readable description of a service."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Final

from ndxp_sdk.cli.connection import client_of
from ndxp_sdk.cli.failures import Failure
from ndxp_sdk.cli.files import output_to
from ndxp_sdk.cli.output import note, say_bytes, say_json
from ndxp_sdk.cli.values import file_name
from ndxp_sdk.locale import Words

if TYPE_CHECKING:
    from ndxp_sdk import Client

HELP: Final = "get the description (OpenAPI) of a service"


def configure(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument("service", metavar=words("SERVICE"), help=words("such as VN/GOV/G12/dkkd/enterprises"))
    version = words("this version (default: the newest published one)")
    parser.add_argument("--version", metavar="VERSION", help=version)
    parser.add_argument("-o", "--output", type=file_name(words), metavar="FILE", help=words("write it to this file"))
    own = words("ask the own security server (getOpenAPI), not the catalogue")
    parser.add_argument("--from-gateway", action="store_true", help=own)


def run(options: Namespace, words: Words) -> int:
    if options.from_gateway and options.version:
        raise Failure("--from-gateway gives the description of the version in use: leave --version out")
    with client_of(options) as client, output_to(options.output) as write:
        content, media_type, is_verified = _description(client, options)
        if write:
            write(content)
            note(words("{count} bytes written to {file}", count=len(content), file=str(options.output)))
        elif options.as_json:
            say_json(
                {"media_type": media_type, "is_verified": is_verified, "content": content.decode("utf-8", "replace")}
            )
        else:
            say_bytes(content, content.decode("utf-8", "replace"))
    if is_verified is False:
        note(words("the hub named no digest, so nobody can tell whether this is what was published"))
    return 0


def _description(client: "Client", options: Namespace) -> tuple[bytes, str, bool | None]:
    if options.from_gateway:
        answer = client.exchange.openapi(options.service)
        return answer.content, answer.media_type, None
    version = options.version or client.catalog.services.get(options.service).latest_version
    if version is None:
        raise Failure("{service} has no published version: name one with --version", service=options.service)
    found = client.catalog.specifications.get(options.service, version)
    return found.content, found.media_type, found.is_verified
