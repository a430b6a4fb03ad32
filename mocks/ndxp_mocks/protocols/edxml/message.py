"""One document on its way between agencies."""

from dataclasses import dataclass
from typing import Final

SPACE: Final = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
PREFIX: Final = "edXML"
# the parts of the message header, in this order
PARTS: Final = (
    "From",
    "To",
    "Code",
    "PromulgationInfo",
    "DocumentType",
    "Subject",
    "SignerInfo",
    "OtherInfo",
    "SteeringType",
    "DocumentId",
)
NEEDED: Final = ("From", "To", "Code", "PromulgationInfo", "DocumentType", "Subject", "DocumentId")
DOCUMENT_ID: Final = r"[^,]+,[0-9]{4}/(?:0[1-9]|1[0-2])/(?:0[1-9]|[12][0-9]|3[01]),[0-9]+[A-Za-z]?/.+"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file beside the envelope, which the manifest names by its content id."""

    content_id: str
    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class DocumentMessage:
    """Facts of a document. `promulgated` is a day as yyyy/mm/dd, `sent` a moment as yyyy/mm/dd HH:MM:SS."""

    document_id: str
    sender: str
    receivers: tuple[str, ...]
    number: str
    notation: str
    promulgated: str
    type_name: str
    subject: str
    sent: str
    attachments: tuple[Attachment, ...] = ()
