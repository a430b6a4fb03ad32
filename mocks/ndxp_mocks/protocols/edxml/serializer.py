"""A document as edXML: inside the envelope every element has the prefix, because strict receivers demand it."""

from base64 import b64encode

from ndxp_mocks.protocols.edxml.message import PREFIX, SPACE, Attachment, DocumentMessage
from ndxp_mocks.protocols.xml_text import element


def written(message: DocumentMessage) -> bytes:
    """Return the whole text, with the attachments behind the envelope."""
    header = _within("edXMLHeader", _within("MessageHeader", _message(message)) + _trace(message))
    manifest = _within("edXMLManifest", "".join(_reference(each) for each in message.attachments))
    envelope = _within("edXMLEnvelope", header + _within("edXMLBody", manifest))
    encoded = "".join(_encoded(each) for each in message.attachments)
    attached = f"<AttachmentEncoded>{encoded}</AttachmentEncoded>" if encoded else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><edXML xmlns="{SPACE}" xmlns:{PREFIX}="{SPACE}">'
        f"{envelope}{attached}</edXML>"
    ).encode()


def _message(message: DocumentMessage) -> str:
    return "".join(
        (
            _within("From", _text("OrganId", message.sender)),
            *(_within("To", _text("OrganId", receiver)) for receiver in message.receivers),
            _within("Code", _text("CodeNumber", message.number) + _text("CodeNotation", message.notation)),
            _within("PromulgationInfo", _text("PromulgationDate", message.promulgated)),
            _within("DocumentType", _text("TypeName", message.type_name)),
            _text("Subject", message.subject),
            _text("SteeringType", "1"),
            _text("DocumentId", message.document_id),
        )
    )


def _trace(message: DocumentMessage) -> str:
    parts = _text("OrganId", message.sender) + _text("Timestamp", message.sent)
    return _within("TraceHeaderList", _within("TraceHeader", parts))


def _reference(attachment: Attachment) -> str:
    return _within(
        "Reference",
        _text("ContentId", attachment.content_id)
        + _text("ContentType", attachment.media_type)
        + _text("AttachmentName", attachment.name),
    )


def _encoded(attachment: Attachment) -> str:
    content = b64encode(attachment.content).decode("ascii")
    told = element("ContentId", attachment.content_id) + element("ContentTransferEncoded", content)
    return f"<Attachment>{told}</Attachment>"


def _within(name: str, content: str) -> str:
    return f"<{PREFIX}:{name}>{content}</{PREFIX}:{name}>"


def _text(name: str, text: str) -> str:
    return element(f"{PREFIX}:{name}", text)
