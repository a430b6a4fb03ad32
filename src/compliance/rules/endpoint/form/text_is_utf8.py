"""Text comes in UTF-8, and says so if it says anything.

Broken: Text comes in another encoding than UTF-8

Vietnamese letters that were written in one encoding and read in another are lost on the way, and nobody finds the name.

To mend it, write the text in UTF-8, and leave `charset` out or say `charset=utf-8`.

Shows the bodies that came as text, JSON or XML. Does not show that what was written before was in order: letters that
were lost earlier are told by the rule on NFC.
"""

from collections.abc import Iterator

from compliance.model.derived.documented_read import DocumentedExchange
from compliance.model.example import Platform
from compliance.model.observation.content import Remark
from compliance.model.rule import rule
from compliance.model.text import Message
from compliance.model.violation import Unknown, Violation
from compliance.rules.endpoint._answer_examples import RECORD, answered, files, kept, seen
from compliance.rules.endpoint._answers import said_of, saw

MESSAGES = {
    "charset": "the text is called {charset}, UTF-8 is required (answers: {count})",
    "bytes": "the text is not UTF-8 (answers: {count})",
}


def has_text(read: DocumentedExchange) -> bool:
    return saw(read, "utf_8")


@rule("NDX-STD-07", "GP.RFC8259", when=has_text)
def text_is_utf8(read: DocumentedExchange) -> Iterator[Violation | Unknown]:
    for said in said_of(read, "utf_8"):
        if isinstance(said, Unknown):
            yield said
            continue
        # because where in the text it is, nobody can compare
        words = {name: value for name, value in said.parameters.items() if name == "charset"}
        yield Violation(Message.of(MESSAGES[said.kind], count=1, **words), at=read, key=said.kind, is_counted=True)


GOOD = [seen("utf_8")]
BAD = {
    "the text is called windows-1258, UTF-8 is required (answers: 1)": seen(
        "utf_8", Remark("charset", words=(("charset", "windows-1258"),))
    ),
    "the text is not UTF-8 (answers: 1)": seen("utf_8", Remark("bytes", words=(("offset", 12),))),
}
IRRELEVANT = [seen("contract", media_type="application/pdf")]
UNKNOWN = [
    Platform(
        RECORD,
        files(),
        (
            answered(headers=(("server", "app"),)),
            answered(media_type="text/html", headers=(("server", "edge"),), content=kept(by="utf_8")),
        ),
    )
]
