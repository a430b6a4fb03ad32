"""Text in answers is in the composed form NFC, and no letter was lost.

Broken: Text is written in another form than NFC, or has lost letters

`ễ` can be written in one sign or in three: both look alike, and no search finds the one by the other. The sign U+FFFD
stands where a letter was lost.

To mend it, normalise to NFC where text comes in, and look for the place where letters are lost.

Shows the texts of the answers that were seen. Does not show how the text is stored.
"""

from collections.abc import Iterator

from compliance.model.derived.documented_read import DocumentedExchange
from compliance.model.observation.content import Remark
from compliance.model.rule import rule
from compliance.model.text import Message
from compliance.model.violation import Unknown, Violation
from compliance.rules.endpoint._answer_examples import seen
from compliance.rules.endpoint._answers import said_of, saw

MESSAGES = {
    "decomposed": "the text at {pointer} is not in NFC (answers: {count})",
    "lost": "the text at {pointer} holds U+FFFD, which stands for a lost letter (answers: {count})",
}


def has_text(read: DocumentedExchange) -> bool:
    return saw(read, "nfc") and not read.is_of_gateway


@rule("NDX-STD-08", "GP.UAX15", when=has_text)
def text_is_nfc(read: DocumentedExchange) -> Iterator[Violation | Unknown]:
    for said in said_of(read, "nfc"):
        if isinstance(said, Unknown):
            yield said
            continue
        pointer = said.pointer or "/"
        message = Message.of(MESSAGES[said.kind], pointer=pointer, count=1)
        yield Violation(message, at=read, key=f"{said.kind} {pointer}", is_counted=True)


GOOD = [seen("nfc")]
BAD = {
    "the text at /items/*/ten is not in NFC (answers: 1)": seen("nfc", Remark("decomposed", "/items/*/ten", count=3)),
    "the text at / holds U+FFFD, which stands for a lost letter (answers: 1)": seen("nfc", Remark("lost")),
}
IRRELEVANT = [seen("contract", media_type="application/pdf")]
