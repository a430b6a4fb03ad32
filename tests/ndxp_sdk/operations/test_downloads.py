"""Files are whole or an error, and have names that lead nowhere else."""

import datetime as dt
import gzip
import hashlib
import json

import httpx
import pytest

from contracts.samples import answer, sample
from ndxp_sdk import errors
from ndxp_sdk.models import SpecificationContent

VERSION = "VN/GOV/G12/dkkd/enterprises@1.4.0"
ID = "019ab3c2-5e0f-7c44-9d0a-51c3f1b0a7e2"
CONTENT = "openapi: 3.1.1 # mô tả".encode()
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def file(content: bytes, **headers: str) -> httpx.Response:
    return httpx.Response(
        200, content=content, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )


@pytest.mark.parametrize("etag", [f'"{SHA256}"', f'W/"{SHA256}"'])
def test_a_description_is_the_one_that_the_hub_names(desk, etag) -> None:
    client, _ = desk(file(CONTENT, ETag=etag, Content_Type="application/yaml"))
    found = client.catalog.specifications.get(VERSION)
    assert (found.content, found.text) == (CONTENT, "openapi: 3.1.1 # mô tả")
    assert (found.media_type, found.sha256, found.etag, found.is_verified) == ("application/yaml", SHA256, etag, True)


def test_a_description_that_was_changed_on_its_way_is_an_error(desk) -> None:
    client, _ = desk(file(CONTENT + b" ", ETag=f'"{SHA256}"'))
    with pytest.raises(errors.IntegrityError, match="SHA-256"):
        client.catalog.specifications.get(VERSION)


@pytest.mark.parametrize("headers", [{"ETag": '"a1"'}, {}])
def test_a_description_without_a_hash_says_so(desk, headers) -> None:
    client, _ = desk(file(CONTENT, **headers))
    found = client.catalog.specifications.get(VERSION)
    assert (found.is_verified, found.sha256) == (False, SHA256)


def test_a_description_shows_nothing_of_itself() -> None:
    assert (
        repr(SpecificationContent(CONTENT, "text/xml", SHA256, "", True)) == "SpecificationContent(text/xml, 25 bytes)"
    )


def test_a_copy_that_is_current_is_not_sent_again(desk) -> None:
    client, hub = desk(httpx.Response(304))
    assert client.catalog.specifications.get(VERSION, if_none_match=f'"{SHA256}"') is None
    assert client.catalog.documents.get(VERSION, document=ID, if_none_match='"a1"') is None
    assert client.catalog.snapshot.get(if_none_match='"a1"') is None
    assert client.transactions.evidence(ID, if_none_match='"a1"') is None
    assert len(hub.requests) == 4


def test_an_upload_says_its_type_and_what_it_replaces(desk) -> None:
    client, hub = desk(answer(sample("Specification"), 201))
    client.catalog.specifications.put(VERSION, content="<wsdl/>", media_type="text/xml", if_match='"a1"')
    assert (hub.asked.content, hub.asked.headers["Content-Type"]) == (b"<wsdl/>", "text/xml")
    assert hub.asked.headers["If-Match"] == '"a1"'


def test_an_annex_is_uploaded_under_its_name(desk) -> None:
    client, hub = desk(answer(sample("Document"), 201))
    client.catalog.documents.create(VERSION, name="hướng dẫn.pdf", content=b"%PDF", media_type="application/pdf")
    assert hub.asked.url.params["name"] == "hướng dẫn.pdf"
    assert hub.asked.headers["Idempotency-Key"]


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ('attachment; filename="a.pdf"', "a.pdf"),
        ("attachment; filename=a.pdf", "a.pdf"),
        ("attachment; filename=\"a.pdf\"; filename*=UTF-8''h%C6%B0%E1%BB%9Bng.pdf", "hướng.pdf"),
        ('attachment; filename="a \\"b\\".pdf"', 'a "b".pdf'),
        ('attachment; filename="../../etc/passwd"', "passwd"),
        ("attachment; filename*=UTF-8''..%2F..%2Fx", "x"),
        ('attachment; filename="C:\\\\temp\\\\x.pdf"', "x.pdf"),
        ('attachment; filename=".."', None),
        ('attachment; filename=""', None),
        ("attachment; filename*=UTF-8''a%0Ab", None),
        ("attachment", None),
        (None, None),
    ],
)
def test_an_annex_has_a_name_that_leads_nowhere_else(desk, disposition, name) -> None:
    client, _ = desk(file(b"%PDF", **({"Content_Disposition": disposition} if disposition else {})))
    assert client.catalog.documents.get(VERSION, document=ID).name == name


def test_an_export_gives_its_records_one_by_one(desk) -> None:
    lines = [json.dumps(sample("ExportRecord", "audit.yaml", status=status)) for status in (200, None)]
    client, hub = desk(file(gzip.compress("\n".join([*lines, ""]).encode()), Content_Type="application/gzip"))
    export = client.audit.exports.get(dt.date(2026, 11, 21))
    assert [record.status for record in export.records()] == [200, None]
    assert hub.asked.url.path == "/audit/v1/exports/2026-11-21.ndjson.gz"


BROKEN = {
    "no gzip": b"no gzip",
    "another line": gzip.compress(b'{"hour": 1}'),
    "cut off": gzip.compress(b"\n" * 99)[:-12],
}


@pytest.mark.parametrize("kind", BROKEN)
def test_an_export_that_is_broken_is_told(desk, kind) -> None:
    client, _ = desk(file(BROKEN[kind]))
    export = client.audit.exports.get(dt.date(2026, 11, 21))
    with pytest.raises(errors.UnexpectedAnswer, match="cannot be read to its end"):
        list(export.records())


def test_an_export_of_a_quiet_day_is_empty(desk) -> None:
    client, _ = desk(file(gzip.compress(b"")))
    assert list(client.audit.exports.get(dt.date(2026, 11, 21)).records()) == []
