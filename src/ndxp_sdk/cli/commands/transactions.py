"""`ndxp transactions`: what the log of the hub knows of the own calls."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from ndxp_sdk.cli.connection import client_of
from ndxp_sdk.cli.listing import add_paging, say_list
from ndxp_sdk.cli.output import say, say_json, say_record, say_table
from ndxp_sdk.cli.vocabulary import word
from ndxp_sdk.locale import Language, Words

if TYPE_CHECKING:
    from ndxp_sdk import Client
    from ndxp_sdk.models.transactions import Transaction

HELP: Final = "list and show what the log of the hub knows of the own calls"
_FILTERS: Final = ("after", "before", "service", "agreement", "message_id", "direction", "outcome")


def configure(parser: ArgumentParser, words: Words) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar=words("VERB"))
    about = words("list the own records, oldest first")
    _add_filters(verbs.add_parser("list", help=about, description=about).add_argument, words)
    about = words("show one transaction with both sides and its evidence")
    single = verbs.add_parser("get", aliases=["show"], help=about, description=about)
    single.add_argument("transaction", metavar=words("TRANSACTION"), help=words("the id in the list"))


def run(options: Namespace, words: Words) -> int:
    with client_of(options) as client:
        if options.verb in {"get", "show"}:
            return _show(client, options, words)
        asked = {name: getattr(options, name) for name in _FILTERS}
        pager = client.transactions.list(**asked, cursor=options.cursor, limit=options.limit.page)
        return say_list(pager, options, words, _headings(words), lambda each: _row(each, words))


def _add_filters(add: Callable[..., object], words: Words) -> None:
    moment = _moment(words)
    after = words("recorded after, such as 2026-12-31 or 2026-12-31T08:00+07:00")
    add("--after", type=moment, metavar="TIME", help=after)
    add("--before", type=moment, metavar="TIME", help=words("recorded before"))
    add("--service", metavar="ID", help=words("only calls of this service"))
    add("--agreement", metavar="ID", help=words("only calls under this agreement"))
    add("--message-id", metavar="ID", help=words("only the call with this X-Road-Id"))
    add("--direction", metavar="WORD", help=words("outgoing or incoming"))
    add("--outcome", metavar="WORD", help=words("succeeded, failed, refused or unknown"))
    add_paging(add, words)


def _headings(words: Words) -> tuple[str, ...]:
    names = (words("Recorded"), words("Direction"), words("Outcome"), words("Status"), words("Service"))
    return (*names, words("Call"), "X-Road-Id", words("Transaction"))


def _row(record: "Transaction", words: Words) -> tuple[str, ...]:
    call = f"{record.method} {record.path_template or '-'}"
    status = str(record.status or record.fault_code or "-")
    sides = (word(record.direction, words), word(record.outcome, words))
    told = (local(record.recorded_at, words.language), *sides, status, str(record.service))
    return (*told, call, record.message_id, record.transaction_id)


def _show(client: "Client", options: Namespace, words: Words) -> int:
    found = client.transactions.get(options.transaction)
    if options.as_json:
        say_json(found.model_dump(mode="json", by_alias=True))
        return 0
    evidence = ", ".join(f"{word(each.leg, words)}: {word(each.state, words)}" for each in found.evidence)
    say_record(
        (
            (words("Transaction"), found.transaction_id),
            ("X-Road-Id", found.message_id),
            (words("Outcome"), word(found.outcome, words)),
            (words("Evidence"), evidence),
        )
    )
    say("")
    say_table(_headings(words), [_row(each, words) for each in found.legs])
    return 0


def local(moment: datetime, language: Language) -> str:
    """Return a time in the time zone of this machine, to the second, as its reader writes days."""
    here = moment.astimezone()
    iso = here.isoformat(" ", "seconds")
    return f"{here:%d/%m/%Y} {iso.partition(' ')[2]}" if language == "vi" else iso


def _moment(words: Words) -> Callable[[str], datetime]:
    def read(text: str) -> datetime:
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            shown = text[:40]
            raise ArgumentTypeError(words("{found} is no time; write it as 2026-12-31T08:00", found=shown)) from None
        return found if found.tzinfo else found.astimezone()

    return read
