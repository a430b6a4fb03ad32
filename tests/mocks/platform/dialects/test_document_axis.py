"""The document exchange axis: send, list, fetch, confirm in edXML; and what it does not pass on."""

import base64
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final
from urllib.parse import quote
from xml.etree import ElementTree

import httpx
import pytest

from mocks.platform.looking import admitted_caller, caller
from ndxp_mocks import Platform, Served, serve
from ndxp_mocks.platform.descriptions import description_of
from ndxp_mocks.protocols.edxml.message import Attachment, DocumentMessage
from ndxp_mocks.protocols.edxml.parser import BadDocument, read
from ndxp_mocks.protocols.edxml.serializer import written
from ndxp_mocks.specs import entry_of

SLUG: Final = "national-document-exchange-axis"
SPACE: Final = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
SENT: Final = DocumentMessage(
    document_id="H49,2026/08/06,267/UBND-VP",
    sender="H49",
    receivers=("G22", "H57"),
    number="267",
    notation="UBND-VP",
    promulgated="2026/08/06",
    type_name="công văn",
    subject="Văn bản thử",
    sent="2026/08/06 09:30:00",
    attachments=(Attachment("cid:1", "a.txt", "text/plain", b"MAU"),),
)
META: Final = {"from": "H49", "servicetype": "eDoc", "messagetype": "document"}


@pytest.fixture
def axis(sockets_and_processes: None) -> Iterator[Served]:
    with serve(Platform(entry_of(SLUG), description_of(SLUG))) as running:
        yield running


@pytest.fixture
def client(axis: Served) -> Iterator[httpx.Client]:
    with admitted_caller(axis) as opened:
        yield opened


def send(client: httpx.Client, content: bytes = b"", **meta: str) -> httpx.Response:
    return client.post("edxml/documents", params={**META, **meta}, content=content or written(SENT))


def waiting(client: httpx.Client, receiver: str) -> list[str]:
    said = client.get("edxml/documents", params={"to": receiver}).json()
    assert (said["status"], said["errorCode"]) == ("OK", "0")
    return [each["docid"] for each in said["documents"]]


def confirm(client: httpx.Client, state: str, receiver: str = "G22", docid: str = SENT.document_id) -> httpx.Response:
    return client.post("edxml/confirmations", json={"docid": docid, "to": receiver, "status": state})


def test_a_document_goes_from_sender_to_each_receiver_and_is_confirmed(client: httpx.Client) -> None:
    before = waiting(client, "G22")
    assert send(client).json() == {"status": "OK", "errorCode": "0", "errorDesc": "", "docid": SENT.document_id}
    assert waiting(client, "G22") == [*before, SENT.document_id]
    fetched = client.get(f"edxml/documents/{quote(SENT.document_id)}")
    assert (fetched.content, fetched.headers["content-type"]) == (written(SENT), "application/xml")
    assert confirm(client, "fail").json()["status"] == "OK"
    assert waiting(client, "G22") == [*before, SENT.document_id]
    assert confirm(client, "done").json()["status"] == "OK"
    assert waiting(client, "G22") == before
    assert waiting(client, "H57") == [SENT.document_id]


def test_a_document_that_comes_again_is_ignored(client: httpx.Client) -> None:
    send(client)
    confirm(client, "done")
    assert send(client, written(replace(SENT, subject="Văn bản khác"))).json()["status"] == "OK"
    assert SENT.document_id not in waiting(client, "G22")
    assert client.get(f"edxml/documents/{quote(SENT.document_id)}").content == written(SENT)


def test_documents_of_its_data_are_edxml_in_the_order_that_is_known(client: httpx.Client) -> None:
    documents = [each for receiver in ("G06", "G09", "G12", "G18", "G22") for each in waiting(client, receiver)]
    assert len(documents) == 24
    root = ElementTree.fromstring(client.get(f"edxml/documents/{quote(documents[0])}").content)
    assert root.tag == f"{{{SPACE}}}edXML"
    header = root.find(f"{{{SPACE}}}edXMLEnvelope/{{{SPACE}}}edXMLHeader/{{{SPACE}}}MessageHeader")
    assert header is not None
    names = [child.tag.removeprefix(f"{{{SPACE}}}") for child in header]
    assert names[:4] == ["From", "To", "Code", "PromulgationInfo"]
    assert names[-1] == "DocumentId"
    encoded = root.findtext(f"{{{SPACE}}}AttachmentEncoded/{{{SPACE}}}Attachment/{{{SPACE}}}ContentTransferEncoded")
    assert "MÔ PHỎNG" in base64.b64decode(encoded or "").decode()


def test_schema_is_served_and_names_what_is_needed_in_order(client: httpx.Client) -> None:
    root = ElementTree.fromstring(client.get("edxml/schema").content)
    xs = "{http://www.w3.org/2001/XMLSchema}"
    assert (root.tag, root.get("targetNamespace")) == (f"{xs}schema", SPACE)
    header = next(each for each in root.iter(f"{xs}element") if each.get("name") == "MessageHeader")
    parts = header.findall(f"{xs}complexType/{xs}sequence/{xs}element")
    sent = ElementTree.fromstring(written(SENT)).find(f".//{{{SPACE}}}MessageHeader")
    assert sent is not None
    names = list(dict.fromkeys(child.tag.removeprefix(f"{{{SPACE}}}") for child in sent))
    assert [each.get("name") for each in parts if each.get("name") in names] == names
    assert {each.get("name") for each in parts if each.get("minOccurs") != "0"} <= set(names)


def changed(old: str, new: str) -> bytes:
    text = written(SENT).decode()
    assert old in text
    return text.replace(old, new).encode()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"not XML", "không đọc được XML"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "A document type is not allowed"),
        (changed("QCVN_102_2016", "khac"), "gốc phải là edXML"),
        (written(SENT).replace(b"edXML:", b""), "tiền tố edXML"),
        (
            changed("<edXML:TraceHeaderList>", "<edXML:Trace>").replace(b"/edXML:TraceHeaderList", b"/edXML:Trace"),
            "rồi TraceHeaderList",
        ),
        (changed("<edXML:Subject>Văn bản thử</edXML:Subject>", ""), "thiếu Subject"),
        (changed("<edXML:From><edXML:OrganId>H49</edXML:OrganId></edXML:From>", "<edXML:From/>"), "From thiếu OrganId"),
        (written(replace(SENT, document_id="H49,2026/02/31,267/UBND-VP")), "DocumentId phải gồm"),
        (written(replace(SENT, document_id="khong-dung")), "DocumentId phải gồm"),
        (changed("<ContentId>cid:1</ContentId>", "<ContentId>cid:2</ContentId>"), "khớp đúng một Attachment"),
        (written(replace(SENT, attachments=SENT.attachments * 2)), "khớp đúng một Attachment"),
        (changed(base64.b64encode(b"MAU").decode(), "%%%"), "base64"),
        (
            changed(
                "<edXML:Subject>Văn bản thử</edXML:Subject><edXML:SteeringType>1</edXML:SteeringType>",
                "<edXML:SteeringType>1</edXML:SteeringType><edXML:Subject>Văn bản thử</edXML:Subject>",
            ),
            "theo thứ tự",
        ),
    ],
)
def test_what_is_no_edxml_is_not_passed_on_and_told(client: httpx.Client, content: bytes, told: str) -> None:
    refused = send(client, content)
    assert (refused.status_code, refused.json()["status"], refused.json()["errorCode"]) == (400, "FAIL", "3")
    assert told in refused.json()["errorDesc"]
    assert SENT.document_id not in waiting(client, "G22")


def test_metadata_and_confirmations_are_held_to_what_is_known(client: httpx.Client) -> None:
    for meta, code in (({"servicetype": "x"}, "1"), ({"messagetype": "x"}, "1"), ({"from": "H57"}, "4")):
        assert send(client, **meta).json()["errorCode"] == code
    send(client)
    bad: list[Any] = [
        {},
        {"docid": SENT.document_id, "status": "read", "to": "G22"},
        {"docid": 1, "status": "done"},
        [],
    ]
    for body in bad:
        assert client.post("edxml/confirmations", json=body).status_code == 400
    assert confirm(client, "done", receiver="H30").status_code == 404
    assert confirm(client, "done", docid="H49,2026/08/06,1/A").status_code == 404
    assert client.get("edxml/documents/khong-co").status_code == 404


def test_nobody_without_a_token_sends_lists_fetches_or_confirms(axis: Served) -> None:
    with caller(axis) as stranger:
        for response in (
            send(stranger),
            stranger.get("edxml/documents", params={"to": "G22"}),
            stranger.get(f"edxml/documents/{quote(SENT.document_id)}"),
            confirm(stranger, "done"),
        ):
            assert response.status_code == 401
            assert response.headers["content-type"] == "application/problem+json"


def test_reading_tells_all_that_is_wrong_at_once() -> None:
    text = changed("<edXML:Subject>Văn bản thử</edXML:Subject>", "").replace(b"<ContentId>cid:1", b"<ContentId>cid:3")
    with pytest.raises(BadDocument) as caught:
        read(text)
    assert len(caught.value.flaws) == 2
