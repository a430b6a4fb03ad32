"""Callers can register to be told of changes, with a message that is described.

Broken: Nobody can register to be told of changes

A system that has to ask again and again learns late and burdens both sides.

To mend it, describe a webhook or a callback with the schema of its message, or mark the operation by which somebody
registers with `x-function: subscribe`.

Shows that one document of the platform describes such a way. Does not show that messages are sent, nor that a hub does
not offer it in place of the platform.
"""

from collections.abc import Iterator

from compliance.model.derived.interface import Interface
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.document import Document
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import methods
from compliance.model.rule import rule
from compliance.model.text import Message
from compliance.model.violation import Unknown, Violation
from compliance.rules.openapi.functions._supply import missing, of_platform, offers_data


def messages(document: Document) -> Iterator[Node]:
    """Yield what the platform calls at the side of others: operations of webhooks and of callbacks."""
    files, root = document.files, document.root
    holders = [each.node.get("callbacks") for each in document.nodes.operations if each.node.has("callbacks")]
    followed = [files.follow(holder) for holder in holders if holder is not None]
    named = [files.follow(each) for holder in followed if holder is not None for _, each in holder.members()]
    webhooks = root.get("webhooks")
    for holder in (*named, webhooks and files.follow(webhooks)):
        for name, item in holder.members() if holder is not None else ():
            target = None if name.startswith("x-") else files.follow(item)
            yield from (node for _, node in methods(target)) if target is not None else ()


def has_schema(document: Document, message: Node) -> bool:
    """Return whether a message says what it holds."""
    stated = message.get("requestBody")
    body = document.files.follow(stated) if stated is not None else None
    contents = body.get("content") if body is not None else None
    return contents is not None and any(each.has("schema") for _, each in contents.members())


@rule("TT13-2017.D21", proof=Proof.INDICATIVE, when=offers_data)
def changes_can_be_subscribed(interface: Interface, facts: Facts) -> Iterator[Violation | Unknown]:
    sent = [(document, message) for document in interface.documents for message in messages(document)]
    for document, node in sent:
        if not has_schema(document, node):
            yield Violation("the message that is sent to subscribers has no schema", at=node)
    if not sent and not any(supply.has("subscribe") for supply in interface.supplies(facts)):
        message = Message.of("no webhook, callback or operation lets a caller register for changes")
        yield from missing(interface, facts, message)


_DATA = "{200: {content: {application/json: {schema: {properties: {ten: {}}}}}}}"
_GET = f"/ho: {{get: {{responses: {_DATA}}}}}"
_MESSAGE = "post: {requestBody: {content: {application/json: {schema: {type: object}}}}}"
GOOD = [
    of_platform(text)
    for text in (
        f"openapi: 3.1.0\npaths: {{{_GET}}}\nwebhooks: {{ho-thay-doi: {{{_MESSAGE}}}}}\n",
        f"openapi: 3.0.3\npaths: {{/ho: {{post: {{responses: {_DATA}, callbacks: "
        f"{{a: {{'{{$request.body#/url}}': {{{_MESSAGE}}}}}}}}}}}}}\n",
        f"openapi: 3.0.3\npaths: {{{_GET}, /ho/dang-ky-nhan-thong-bao: {{post: {{}}}}}}\n",
        f"swagger: '2.0'\npaths: {{{_GET}, /a: {{post: {{x-function: subscribe}}}}}}\n",
    )
]
BAD = {
    message: of_platform(text)
    for message, text in {
        "no webhook, callback or operation lets a caller register for changes": (
            f"openapi: 3.1.0  # <-\npaths: {{{_GET}}}\nwebhooks: {{}}\n"
        ),
        "the message that is sent to subscribers has no schema": (
            f"openapi: 3.1.0\npaths: {{{_GET}}}\nwebhooks:\n  ho-thay-doi:\n    post: {{}}  # <-\n"
        ),
    }.items()
}
IRRELEVANT = [of_platform(text) for text in ("openapi: 3.1.0\npaths: {/token: {post: {}}}\n",)]
UNKNOWN = [of_platform(text) for text in ("openapi: 3.0.3\npaths: {/dich-vu: {post: {responses: {200: {}}}}}\n",)]
