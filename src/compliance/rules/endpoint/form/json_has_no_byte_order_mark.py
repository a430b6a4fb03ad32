"""JSON begins with its first character, without a byte order mark.

Broken: JSON begins with a byte order mark

RFC 8259, section 8.1, forbids senders to add the mark, and lets recipients choose whether they pass over it. Many do
not, and say that the first character is none of JSON; in an editor nobody sees what they mean.

To mend it, write the answer in UTF-8 without the mark. In .NET that is `new UTF8Encoding(false)` instead of
`Encoding.UTF8`; a template or file that is sent as it lies is saved as UTF-8 without BOM.

Shows the bodies that came as JSON. Does not show documents and files of other kinds, in which a mark may stand.
"""

from collections.abc import Iterator

from compliance.model.derived.documented_read import DocumentedExchange
from compliance.model.example import Platform
from compliance.model.observation.content import Remark
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.endpoint._answer_examples import RECORD, answered, files, kept, seen
from compliance.rules.endpoint._answers import said_of, saw


def is_json(read: DocumentedExchange) -> bool:
    return saw(read, "byte_order_mark")


@rule("GP.RFC8259", when=is_json)
def json_has_no_byte_order_mark(read: DocumentedExchange) -> Iterator[Violation | Unknown]:
    for said in said_of(read, "byte_order_mark"):
        if isinstance(said, Unknown):
            yield said
            continue
        template = "the JSON begins with a byte order mark, which RFC 8259 forbids to send (answers: {count})"
        yield Violation(template, at=read, is_counted=True, count=1)


GOOD = [seen("byte_order_mark")]
BAD = {
    "the JSON begins with a byte order mark, which RFC 8259 forbids to send (answers: 1)": seen(
        "byte_order_mark", Remark("mark")
    )
}
IRRELEVANT = [seen("utf_8", media_type="text/csv")]
UNKNOWN = [
    Platform(
        RECORD,
        files(),
        (
            answered(headers=(("server", "app"),), content=kept(by="byte_order_mark")),
            answered(media_type="text/html", headers=(("server", "edge"),), content=kept(by="byte_order_mark")),
        ),
    )
]
