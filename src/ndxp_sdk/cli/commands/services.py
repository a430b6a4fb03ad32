"""`ndxp services`: what the catalogue lists."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from ndxp_sdk.cli.connection import client_of
from ndxp_sdk.cli.listing import add_paging, say_list
from ndxp_sdk.cli.output import say_json, say_record
from ndxp_sdk.cli.vocabulary import word
from ndxp_sdk.locale import Words

if TYPE_CHECKING:
    from ndxp_sdk import Client
    from ndxp_sdk.models.services import Service

HELP: Final = "list, search and show the services of the catalogue"


def configure(parser: ArgumentParser, words: Words) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar=words("VERB"))
    about = words("list services")
    listing = verbs.add_parser("list", help=about, description=about)
    _add_filters(listing, words)
    about = words("look for words in the codes and texts of services")
    search = verbs.add_parser("search", help=about, description=about)
    search.add_argument("words", nargs="+", metavar=words("WORD"), help=words("all of them have to occur"))
    _add_filters(search, words)
    about = words("show one service and its versions")
    single = verbs.add_parser("get", aliases=["show"], help=about, description=about)
    single.add_argument("service", metavar=words("SERVICE"), help=words("such as VN/GOV/G12/dkkd/enterprises"))


def run(options: Namespace, words: Words) -> int:
    with client_of(options) as client:
        if options.verb in {"get", "show"}:
            return _show(client, options, words)
        asked = {name: getattr(options, name) for name in ("organization", "system", "mode", "interaction", "state")}
        text = " ".join(options.words) if options.verb == "search" else None
        pager = client.catalog.services.list(q=text, **asked, cursor=options.cursor, limit=options.limit.page)
        headings = (words("Service"), words("Title"), words("Mode"), words("State"), words("Version"))
        return say_list(pager, options, words, headings, lambda each: _row(each, words))


def _add_filters(parser: ArgumentParser, words: Words) -> None:
    add = parser.add_argument_group(words("filters")).add_argument
    add("--organization", metavar="ID", help=words("only of this organization, such as VN/GOV/G12"))
    add("--system", metavar="ID", help=words("only of this system, such as VN/GOV/G12/dkkd"))
    add("--mode", metavar="WORD", help=words("deliver or receive: which way the data goes"))
    add("--interaction", metavar="WORD", help=words("how the exchange goes: sync, async, event or bulk"))
    states = "draft, pending_approval, published, suspended, deprecated, archiving, archived"
    add("--state", metavar="WORD", help=words("only in this state: {states}", states=states))
    add_paging(add, words)


def _row(service: "Service", words: Words) -> tuple[str, ...]:
    title = service.title.in_language(words.language)
    told = str(service.id), title, word(service.mode, words), word(service.state, words)
    return (*told, service.latest_version or "-")


def _show(client: "Client", options: Namespace, words: Words) -> int:
    service = client.catalog.services.get(options.service)
    versions = client.catalog.versions.list(service).collect()
    if options.as_json:
        told: dict[str, Any] = service.model_dump(mode="json", by_alias=True)
        say_json({**told, "versions": [each.model_dump(mode="json", by_alias=True) for each in versions]})
        return 0
    say_record(_described(service, [f"{each.version} ({word(each.state, words)})" for each in versions], words))
    return 0


def _described(service: "Service", versions: Sequence[str], words: Words) -> Iterator[tuple[str, object]]:
    yield words("Service"), service.id
    yield words("Title"), service.title.in_language(words.language)
    yield words("Purpose"), service.description.in_language(words.language) if service.description else None
    yield words("Mode"), word(service.mode, words)
    yield words("Interaction"), word(service.interaction, words)
    yield words("Personal data"), words("yes") if service.personal_data else words("no")
    yield words("State"), word(service.state, words)
    yield words("Versions"), ", ".join(versions)
    yield words("Simulated"), words("yes") if service.simulated else None
