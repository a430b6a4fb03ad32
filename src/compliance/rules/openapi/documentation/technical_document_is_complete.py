"""The technical document of a national database has the items of Circular 13/2017.

Broken: The technical document lacks items of Circular 13/2017

An agency that is to connect plans its work from them: how much it may ask for, how it joins, what the data is.

To mend it, say in `info.description`, in a tag or in a document behind `externalDocs` how many calls are possible, how
an agency joins, where the metadata is, how the data is collected, and of which quality it is.

Shows that words on each item stand there. Does not show that they are complete or true. Addresses, interfaces and
structure are the matter of other rules.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from compliance.model.derived.interface import Interface
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.document import Document
from compliance.model.openapi.operation import Operation
from compliance.model.rule import rule
from compliance.model.text import Message
from compliance.model.violation import Unknown, Violation
from compliance.rules.openapi.functions._supply import RECORD, of_platform

ITEMS: Final = {
    "capacity": Message.of("capacity and limits"),
    "joining": Message.of("how to join"),
    "metadata": Message.of("metadata"),
    "collection": Message.of("notes on collection"),
    "quality": Message.of("quality of the data"),
}
BOTH: Final = "{first}; {rest}"


def may_be_bound(interface: Interface) -> bool:
    return interface.may_be_national_database


def said_in(document: Document) -> Iterator[str]:
    """Yield what a document says of itself: its description, its tags, its own extensions."""
    tags = document.root.get("tags")
    holders = (document.info, *(tags.items() if tags is not None else ()))
    yield from (text for holder in holders for key in ("summary", "description") if (text := holder.text(key)))
    for node in (document.root, document.info):
        yield from (f"{key} {node.text(key) or ''}" for key in node.mapping if key.startswith("x-"))


def limits_calls(operation: Operation) -> bool:
    listed = operation.node.get("responses")
    return listed is not None and listed.has("429")


@rule("TT13-2017.D7.K1", "ND47-2020.D24.K2-K3", "ND47-2020.D23.K4", proof=Proof.INDICATIVE, when=may_be_bound)
def technical_document_is_complete(interface: Interface, facts: Facts) -> Iterator[Violation | Unknown]:
    text = "\n".join(chain.from_iterable(map(said_in, interface.documents)))
    lacking = [code for code in ITEMS if not facts.document_words[code].are_in(text)]
    if "capacity" in lacking and any(
        limits_calls(each) for document in interface.documents for each in document.nodes.operations
    ):
        lacking.remove("capacity")
    if not lacking:
        return
    items = ITEMS[lacking[-1]]
    for code in reversed(lacking[:-1]):
        items = Message.of(BOTH, first=ITEMS[code], rest=items)
    if not interface.is_whole or any(root.has("externalDocs") for root in interface.roots):
        yield Unknown("a document that was not read may tell of: {items}", at=interface, items=items)
    else:
        at = interface.documents[0].info
        yield Violation("the document tells nothing of: {items}", at=at, key=" ".join(lacking), items=items)


_HEAD = "openapi: 3.1.0\npaths: {}\n"
_INFO = _HEAD + "info:\n  description: >-\n    "
_ALL = (
    "Giới hạn 600 lượt gọi mỗi phút. Thủ tục kết nối: gửi văn bản. Siêu dữ liệu ở phần lược đồ. Thu thập từ hồ sơ. "
    "Chất lượng được kiểm tra hằng quý.\n"
)
GOOD = [
    of_platform(_INFO + _ALL),
    of_platform(
        _INFO.replace("{}", "{/ho: {get: {responses: {'429': {}}}}}")
        + _ALL.replace("Giới hạn 600 lượt gọi mỗi phút. ", "")
    ),
    of_platform(
        "swagger: '2.0'\npaths: {}\ntags: [{name: a, description: 'At most 10 calls per second. How to join: ask. "
        "Metadata and quality: see below. Collected daily.'}]\n"
    ),
]
BAD = {
    "the document tells nothing of: capacity and limits; how to join; metadata; notes on collection; quality of the "
    "data": of_platform(_HEAD.replace("3.1.0\n", "3.1.0  # <-\n")),
    "the document tells nothing of: quality of the data": of_platform(
        _HEAD + "info:  # <-\n  description: >-\n    " + _ALL.partition("Chất")[0] + "\n"
    ),
}
IRRELEVANT = [_HEAD, of_platform(_HEAD, RECORD + "classes: [online-service]\n")]
UNKNOWN = [
    of_platform(_HEAD + "externalDocs: {url: https://example.gov.vn/tai-lieu}\n"),
    of_platform(_HEAD, RECORD.replace("[{", "[{id: b}, {")),
]
