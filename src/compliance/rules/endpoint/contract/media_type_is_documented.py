"""Data come in a media type that the operation documents.

Broken: Data come in a form that the document does not promise

Programs choose by the media type how to read an answer; one that was not promised is read wrongly or not at all.

To mend it, send the media type that the document names, or add the one that is sent.

Shows the media types of successful answers, without their parameters; `application/geo+json` passes where
`application/json` is promised. Does not show that the content is of that type.
"""

from collections.abc import Iterator

from compliance.model.answers.contract.promise import promise_of
from compliance.model.answers.deviation import Part
from compliance.model.derived.documented_read import DocumentedExchange
from compliance.model.example import Platform
from compliance.model.observation.content import Remark
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.endpoint._answer_examples import RECORD, answered, files
from compliance.rules.endpoint._answers import is_success_with_body, told

MOST_NAMED = 3


def is_promised(read: DocumentedExchange) -> bool:
    """Return whether data came, and the document says in which form."""
    answer = promise_of(read.operation).answer(read.seen.status or 0) if read.operation else None
    return is_success_with_body(read) and answer is not None and bool(answer.bodies)


@rule("TT13-2017.D7.K1", "NDX-CON-02", "GP.OAS", when=is_promised)
def media_type_is_documented(read: DocumentedExchange) -> Iterator[Violation | Unknown]:
    for said in told(read, Part.MEDIA_TYPE):
        if isinstance(said, Unknown):
            yield said
            continue
        answer = promise_of(read.operation).answer(read.seen.status or 0) if read.operation else None
        promised = ", ".join([body.media_type for body in answer.bodies][:MOST_NAMED]) if answer else "-"
        if read.seen.media_type is None:
            template = "data came without a media type, promised is {promised}"
            yield Violation(template, at=read, related=read.operation or (), promised=promised)
        else:
            template = "data came as {found}, promised is {promised}"
            related, found = read.operation or (), read.seen.media_type
            yield Violation(template, at=read, related=related, found=found, promised=promised)


_OTHER = Remark("media-type", words=(("keyword", "media-type"),))
GOOD = [Platform(RECORD, files(), (answered(),))]
BAD = {
    "data came as text/html, promised is application/json": Platform(
        RECORD, files(), (answered(200, _OTHER, media_type="text/html"),)
    ),
    "data came without a media type, promised is application/json": Platform(
        RECORD, files(), (answered(200, _OTHER, media_type=None),)
    ),
}
IRRELEVANT = [
    Platform(RECORD, files(), (answered(body_size=0),)),
    Platform(RECORD, files(), (answered(401, media_type="text/html"),)),
    Platform(RECORD, files("description: Không có nội dung"), (answered(),)),
]
UNKNOWN = [
    Platform(
        RECORD,
        files(),
        (
            answered(headers=(("server", "app"),)),
            answered(200, _OTHER, media_type="text/html", headers=(("server", "edge"),)),
        ),
    )
]
