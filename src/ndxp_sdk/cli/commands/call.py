"""`ndxp call`: one call of a provider's service."""

import json
from argparse import ArgumentParser, Namespace
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from ndxp_sdk.cli.causes import Understood, understood
from ndxp_sdk.cli.connection import client_of
from ndxp_sdk.cli.failures import Failure
from ndxp_sdk.cli.files import content_of, output_to
from ndxp_sdk.cli.output import note, say_bytes, say_json
from ndxp_sdk.cli.setup import setup_of
from ndxp_sdk.cli.values import file_name
from ndxp_sdk.errors import NdxpError
from ndxp_sdk.locale import Words

if TYPE_CHECKING:
    from ndxp_sdk import Client, ExchangeResponse

HELP: Final = "call a service and print the provider's answer"
_MOST_LEVELS: Final = 200
_READING: Final = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_NAMED: Final = {
    "user_id": "user_id",
    "issue": "issue",
    "agreement": "agreement_id",
    "purpose": "purpose_id",
    "represented_party": "represented_party",
}


def configure(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument("service", metavar=words("SERVICE"), help=words("such as VN/GOV/G12/dkkd/enterprises"))
    parser.add_argument("method", metavar=words("METHOD"), type=str.upper, help=words("such as GET"))
    parser.add_argument("path", metavar=words("PATH"), help=words("what follows the service, percent-encoded"))
    content = parser.add_argument_group(words("content")).add_argument
    content("--query", action="append", default=[], metavar="NAME=VALUE", help=words("added to the path; repeatable"))
    content("--header", action="append", default=[], metavar="NAME:VALUE", help=words("a header field; repeatable"))
    content(
        "--body",
        metavar="TEXT|@FILE",
        help=words("a body in JSON, or the file that holds it (@- reads standard input)"),
    )
    content("--data", metavar="TEXT|@FILE", help=words("any other body, as it is"))
    content("--type", metavar="TYPE", help=words("the media type of the body"))
    content("--idempotency-key", metavar="KEY", help=words("lets the provider know a repetition, where it can"))
    content("--output", type=file_name(words), metavar="FILE", help=words("write the body of the answer to this file"))
    _configure_identity(parser, words)


def run(options: Namespace, words: Words) -> int:
    from ndxp_sdk._http.request_id import new_id

    asked = {**_content(options), **_identity(options), "message_id": new_id()}
    with client_of(options) as client, output_to(options.output) as write:
        _refuse_unbound(options, client)
        try:
            response = client.exchange.call(options.service, options.method, options.path, **asked)
        except KeyboardInterrupt:
            if options.method not in _READING:
                note(words("perhaps it was sent: ndxp transactions list --message-id {id}", id=asked["message_id"]))
            raise
        if write:
            write(response.content)
        elif not options.as_json:
            say_bytes(response.content, response.text)
        if options.as_json:
            say_json(_plain(response, with_body=write is None))
        for line in _facts(response, words):
            note(line)
        return _judged(response, lambda error: understood(error, client, setup_of(options), options), words)


def _configure_identity(parser: ArgumentParser, words: Words) -> None:
    add = parser.add_argument_group(words("who asks, and why")).add_argument
    add("--user-id", metavar="ID", help=words("the acting person, with a country prefix"))
    add("--issue", metavar="TEXT", help=words("the dossier"))
    add("--represented-party", metavar="CODE", help=words("for whom: [class/]code"))
    add("--agreement", metavar="ID", help=words("the agreement, for the access token"))
    add("--purpose", metavar="ID", help=words("the purpose, for the access token"))


def _identity(options: Namespace) -> dict[str, str]:
    return {name: getattr(options, given) for given, name in _NAMED.items() if getattr(options, given) is not None}


def _refuse_unbound(options: Namespace, client: "Client") -> None:
    """Refuse what is for the token if calls carry none: it would be lost without a word."""
    if (options.agreement or options.purpose) and client.config.dialect.token_path is None:
        raise Failure(
            "--agreement and --purpose are for an access token, and calls of the dialect {dialect} carry none: leave "
            "them out",
            dialect=client.config.dialect.name,
        )


def _content(options: Namespace) -> dict[str, Any]:
    key = options.idempotency_key
    fields = [_pair(each, ":", "--header") for each in options.header]
    asked: dict[str, Any] = {
        "query": tuple(_pair(each, "=", "--query") for each in options.query),
        "headers": (*fields, *((("Idempotency-Key", key),) if key else ())),
    }
    if options.body is not None and options.data is not None:
        raise Failure("--body and --data are two bodies: give one of them")
    if options.type is not None and options.body is None and options.data is None:
        raise Failure("--type is the media type of a body, and there is none: give --body or --data")
    if options.data is not None:
        return {**asked, "content": content_of(options.data), "media_type": options.type or "application/octet-stream"}
    if options.body is not None:
        return {
            **asked,
            "content": _checked(content_of(options.body)),
            "media_type": options.type or "application/json",
        }
    return asked


def _pair(text: str, separator: str, option: str) -> tuple[str, str]:
    name, found, value = text.partition(separator)
    if not found or not name.strip():
        raise Failure("{option} is written as NAME{separator}VALUE", option=option, separator=separator)
    return (name.strip(), value.strip()) if separator == ":" else (name, value)


def _checked(content: bytes) -> bytes:
    try:
        json.loads(content, parse_int=str)  # because numbers of thousands of digits are JSON too
    except RecursionError:
        raise Failure(
            "--body has too many levels to be looked at as JSON: send it with --data and --type application/json"
        ) from None
    except ValueError as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        raise Failure("--body is no JSON: line {line}, column {column}", line=line, column=column) from None
    return content


def _judged(response: "ExchangeResponse", look: "Callable[[NdxpError], Understood]", words: Words) -> int:
    try:
        response.raise_for_status()
    except NdxpError as error:
        from ndxp_sdk.cli.error_output import tell
        from ndxp_sdk.cli.exit_status import status_of

        tell(look(error), words)
        return status_of(error)
    return 0


def _facts(response: "ExchangeResponse", words: Words) -> list[str]:
    told = words(
        "status {status}, {count} bytes of {media_type}, from {service}",
        status=response.status,
        count=len(response.content),
        media_type=response.media_type or "?",
        service=str(response.service),
    )
    return [told, *(f"{name}: {value}" for name, value in _ids(response).items())]


def _ids(response: "ExchangeResponse") -> dict[str, str]:
    ids = response.ids
    named = {
        "X-Road-Id": ids.message_id,
        "X-Road-Request-Id": ids.request_id,
        "X-Correlation-Id": ids.correlation_id,
        "X-Road-Request-Hash": response.request_hash,
    }
    return {name: value for name, value in named.items() if value}


def _plain(response: "ExchangeResponse", *, with_body: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "status": response.status,
        "media_type": response.media_type,
        "origin": response.origin,
        "service": str(response.service),
        "ids": _ids(response),
        "headers": [list(pair) for pair in response.headers.multi_items()],
    }
    return {**told, **_body(response)} if with_body else told


def _is_flat(value: Any) -> bool:
    """Return whether a value has few enough levels to be written with indentation."""
    level = [value]
    for _ in range(_MOST_LEVELS):
        members = [each.values() if isinstance(each, dict) else each for each in level if isinstance(each, dict | list)]
        level = [member for each in members for member in each]
        if not level:
            return True
    return False


def _body(response: "ExchangeResponse") -> dict[str, Any]:
    with suppress(ValueError, RecursionError):
        told = json.loads(response.content)
        if _is_flat(told):
            return {"json": told}
    try:
        return {"text": response.content.decode("utf-8")}
    except UnicodeDecodeError:
        return {"base64": b64encode(response.content).decode("ascii")}
