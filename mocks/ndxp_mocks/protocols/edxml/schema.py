"""An XML Schema of what is known of edXML.

Because the tables of fields of QCVN 102:2016 were not read, it admits what it does not name.
"""

from collections.abc import Iterable
from typing import Final

from ndxp_mocks.protocols.edxml.message import DOCUMENT_ID, NEEDED, PARTS, SPACE

_MORE: Final = '<xs:any namespace="##any" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>'
_DAY: Final = "[0-9]{4}/[0-9]{2}/[0-9]{2}"
_TYPES: Final = {"DocumentId": "DocumentId", "Subject": "xs:string", "SteeringType": "xs:string"}


def schema() -> str:
    """Return the whole document."""
    parts = (
        f"<xs:annotation><xs:documentation>{_MEANS}</xs:documentation></xs:annotation>",
        f'<xs:element name="edXML">{_of(_element("edXMLEnvelope", _ENVELOPE), _ATTACHED)}</xs:element>',
        *(_simple(name, pattern) for name, pattern in (("DocumentId", DOCUMENT_ID), ("Day", _DAY))),
        f'<xs:complexType name="Agency"><xs:sequence>{_text("OrganId")}{_MORE}</xs:sequence></xs:complexType>',
    )
    declared = f'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="{SPACE}" targetNamespace="{SPACE}"'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!-- MÔ PHỎNG / SIMULATED -->\n'
        f'<xs:schema {declared} elementFormDefault="qualified">\n  {f"{chr(10)}  ".join(parts)}\n</xs:schema>\n'
    )


def _of(*content: str) -> str:
    return f"<xs:complexType><xs:sequence>{''.join(content)}</xs:sequence></xs:complexType>"


def _element(name: str, content: str, occurs: str = "") -> str:
    return f'<xs:element name="{name}"{occurs}>{content}</xs:element>'


def _text(name: str, kind: str = "xs:string") -> str:
    return f'<xs:element name="{name}" type="{kind}"/>'


def _simple(name: str, pattern: str) -> str:
    # an expression of XML Schema has no groups that capture nothing
    restricted = (
        f'<xs:restriction base="xs:string"><xs:pattern value="{pattern.replace("(?:", "(")}"/></xs:restriction>'
    )
    return f'<xs:simpleType name="{name}">{restricted}</xs:simpleType>'


def _message(parts: Iterable[str]) -> str:
    return "".join(_part(name, "" if name in NEEDED else ' minOccurs="0"') for name in parts)


def _part(name: str, occurs: str) -> str:
    match name:
        case "From":
            return f'<xs:element name="From" type="Agency"{occurs}/>'
        case "To":
            return f'<xs:element name="To" type="Agency" maxOccurs="unbounded"{occurs}/>'
        case "Code":
            return _element("Code", _of(_text("CodeNumber"), _text("CodeNotation")), occurs)
        case "PromulgationInfo":
            return _element(
                "PromulgationInfo",
                _of('<xs:element name="Place" type="xs:string" minOccurs="0"/>', _text("PromulgationDate", "Day")),
                occurs,
            )
        case _ if name in _TYPES:
            return f'<xs:element name="{name}" type="{_TYPES[name]}"{occurs}/>'
        case _:
            return _element(name, _of(_MORE), occurs)


_MANY: Final = ' minOccurs="0" maxOccurs="unbounded"'
_HEADER: Final = _of(
    _element("MessageHeader", _of(_message(PARTS))),
    _element("TraceHeaderList", _of(_MORE)),
)
_REFERENCE: Final = _of(_text("ContentId"), _text("ContentType"), _text("AttachmentName"))
_BODY: Final = _of(_element("edXMLManifest", _of(_element("Reference", _REFERENCE, _MANY)), ' minOccurs="0"'))
_ENVELOPE: Final = _of(_element("edXMLHeader", _HEADER), _element("edXMLBody", _BODY))
_ATTACHMENT: Final = _of(_text("ContentId"), _text("ContentTransferEncoded", "xs:base64Binary"))
_ATTACHED: Final = _element("AttachmentEncoded", _of(_element("Attachment", _ATTACHMENT, _MANY)), ' minOccurs="0"')
_MEANS: Final = (
    "Văn bản điện tử gửi giữa các cơ quan bằng edXML, theo những gì biết được qua thực tế sử dụng; "
    "chưa đọc các bảng trường của QCVN 102:2016, nên phần chưa biết được để mở."
)
