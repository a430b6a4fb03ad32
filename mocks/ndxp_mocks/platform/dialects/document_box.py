"""The documents that an axis holds while it runs: who has to fetch which of them."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from ndxp_mocks.platform.platform import Platform
from ndxp_mocks.platform.sample_data import rows_of
from ndxp_mocks.protocols.edxml.message import Attachment, DocumentMessage
from ndxp_mocks.protocols.edxml.parser import ReceivedDocument, read
from ndxp_mocks.protocols.edxml.serializer import written


class DocumentBox:
    """Documents by id, and what each receiver has still to confirm. A document that comes again changes nothing."""

    def __init__(self) -> None:
        self._documents: dict[str, ReceivedDocument] = {}
        self._waiting: dict[str, dict[str, None]] = {}

    @classmethod
    def of(cls, platform: Platform) -> "DocumentBox":
        """Return the box of a platform, with the documents of its data."""
        box = cls()
        entity = platform.description.entities[0]
        for row in rows_of(entity, platform.description.slug, platform.seed):
            box.take(read(written(_message(row, entity.key.name, platform))))
        return box

    def take(self, document: ReceivedDocument) -> None:
        """Keep a document for each of its receivers."""
        if document.document_id in self._documents:
            return
        self._documents[document.document_id] = document
        for receiver in document.receivers:
            self._waiting.setdefault(receiver, {})[document.document_id] = None

    def find(self, document_id: str) -> ReceivedDocument | None:
        """Return the document of this id."""
        return self._documents.get(document_id)

    def waiting_for(self, receiver: str) -> Iterator[ReceivedDocument]:
        """Yield the documents that this receiver has not confirmed yet, in the order in which they came."""
        return (self._documents[each] for each in self._waiting.get(receiver, ()))

    def confirm(self, document_id: str, receiver: str, *, is_done: bool) -> bool:
        """Return whether there is such a document for the receiver; what failed waits on."""
        if document_id not in self._documents or receiver not in self._documents[document_id].receivers:
            return False
        if is_done:
            self._waiting[receiver].pop(document_id, None)
        return True


def _message(row: Mapping[str, Any], key: str, platform: Platform) -> DocumentMessage:
    """Return the made-up document that a row of data tells of."""
    sent = datetime.fromisoformat(row["sent_at"])
    number, notation = str(int(row[key].rpartition("-")[2])), row["document_number"].partition("/")[2]
    types = next(each for each in platform.description.entities[0].properties if each.name == "document_type")
    text = "MÔ PHỎNG / SIMULATED: văn bản hư cấu để thử nghiệm.".encode()
    return DocumentMessage(
        document_id=f"{row['sender_agency']},{sent:%Y/%m/%d},{number}/{notation}",
        sender=row["sender_agency"],
        receivers=(row["receiver_agency"],),
        number=number,
        notation=notation,
        promulgated=f"{sent:%Y/%m/%d}",
        type_name=types.choices[row["document_type"]],
        subject="Văn bản mẫu (MÔ PHỎNG)",
        sent=f"{sent:%Y/%m/%d %H:%M:%S}",
        attachments=(Attachment("cid:mau-1", "mau.txt", "text/plain", text),),
    )
