"""edXML that somebody sends, held to what is known of it. What is kept is the text as it came."""

import re
from base64 import b64decode
from binascii import Error
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final
from xml.etree.ElementTree import Element

from ndxp_mocks.protocols.edxml.message import DOCUMENT_ID, NEEDED, PARTS, PREFIX, SPACE
from ndxp_mocks.protocols.soap.parser import NotRead, root_of

_PREFIXED: Final = f"<{PREFIX}:edXMLEnvelope".encode()


@dataclass(frozen=True, slots=True)
class ReceivedDocument:
    """Facts that are needed to pass a document on."""

    document_id: str
    sender: str
    receivers: tuple[str, ...]
    content: bytes


class BadDocument(ValueError):
    """The text is no edXML that can be passed on. `flaws` are Vietnamese sentences, which repeat no value."""

    def __init__(self, *flaws: str) -> None:
        super().__init__("; ".join(flaws))
        self.flaws = flaws


def read(content: bytes) -> ReceivedDocument:
    """Return the document in a text. BadDocument with everything that is wrong with it."""
    try:
        root = root_of(content)
    except NotRead as error:
        raise BadDocument(f"không đọc được XML: {error}") from error
    flaws = tuple(_flaws(root, content))
    if flaws:
        raise BadDocument(*flaws)
    header = _at(root, "edXMLEnvelope", "edXMLHeader", "MessageHeader")
    receivers = tuple(_text(each, "OrganId") for each in _children(header, "To"))
    return ReceivedDocument(_text(header, "DocumentId"), _text(_at(header, "From"), "OrganId"), receivers, content)


def _flaws(root: Element, content: bytes) -> Iterator[str]:
    if root.tag != _name("edXML") or root.find(_name("edXMLEnvelope")) is None:
        yield f"gốc phải là edXML chứa edXMLEnvelope trong không gian tên {SPACE}"
        return
    if _PREFIXED not in content:
        yield f"phần tử trong phong bì phải có tiền tố {PREFIX}"
    envelope = _at(root, "edXMLEnvelope")
    if [child.tag for child in envelope] != [_name("edXMLHeader"), _name("edXMLBody")]:
        yield "phong bì phải gồm edXMLHeader rồi edXMLBody"
        return
    header = _at(envelope, "edXMLHeader")
    if [child.tag for child in header][:2] != [_name("MessageHeader"), _name("TraceHeaderList")]:
        yield "edXMLHeader phải gồm MessageHeader rồi TraceHeaderList"
        return
    yield from _header_flaws(_at(header, "MessageHeader"))
    yield from _attachment_flaws(root, envelope)


def _header_flaws(header: Element) -> Iterator[str]:
    names = [name for name, _ in groupby(child.tag.removeprefix(f"{{{SPACE}}}") for child in header)]
    known = [name for name in names if name in PARTS]
    if known != sorted(set(known), key=PARTS.index):
        yield f"các phần của MessageHeader phải theo thứ tự: {', '.join(PARTS)}"
    yield from (f"thiếu {name}" for name in NEEDED if name not in names)
    for name in ("From", "To"):
        if not all(_text(each, "OrganId") for each in _children(header, name)):
            yield f"{name} thiếu OrganId"
    if "DocumentId" in names and not _is_document_id(_text(header, "DocumentId")):
        yield "DocumentId phải gồm mã cơ quan, ngày yyyy/mm/dd và số/ký hiệu, ngăn cách bằng dấu phẩy"


def _attachment_flaws(root: Element, envelope: Element) -> Iterator[str]:
    manifest = _at(envelope, "edXMLBody").find(_name("edXMLManifest"))
    named = [] if manifest is None else [_text(each, "ContentId") for each in _children(manifest, "Reference")]
    found = [each for each in root.iter() if each.tag.rpartition("}")[2] == "Attachment"]
    if Counter(named) != Counter(_plain(each, "ContentId") for each in found) or len(set(named)) != len(named):
        yield "mỗi ContentId trong edXMLManifest phải khớp đúng một Attachment ngoài phong bì"
    if not all(_is_base64(_plain(each, "ContentTransferEncoded")) for each in found):
        yield "nội dung tệp đính kèm phải là base64"


def _is_document_id(text: str) -> bool:
    if not re.fullmatch(DOCUMENT_ID, text):
        return False
    try:
        date.fromisoformat(text.split(",")[1].replace("/", "-"))
    except ValueError:
        return False
    return True


def _is_base64(text: str) -> bool:
    try:
        b64decode("".join(text.split()), validate=True)
    except (Error, ValueError):
        return False
    return bool(text.strip())


def _plain(parent: Element, name: str) -> str:
    """Return the text of a child, in the namespace or without one: behind the envelope both are seen."""
    return next(((child.text or "").strip() for child in parent if child.tag.rpartition("}")[2] == name), "")


def _children(parent: Element, name: str) -> list[Element]:
    return parent.findall(_name(name))


def _text(parent: Element, name: str) -> str:
    return (parent.findtext(_name(name)) or "").strip()


def _at(parent: Element, *names: str) -> Element:
    for name in names:
        found = parent.find(_name(name))
        if found is None:
            return Element(_name(name))
        parent = found
    return parent


def _name(name: str) -> str:
    return f"{{{SPACE}}}{name}"
