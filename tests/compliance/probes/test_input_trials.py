"""Values that a document refuses are tried wherever they travel: also in headers, and such as have a form."""

from collections import Counter
from datetime import date

import pytest

from compliance.loading.facts.published import facts as published
from compliance.model.observation import Trial, Wrong
from compliance.model.record import Service
from compliance.probes.settings import Mode, NetworkSettings

TEXT = {"type": "string"}
CHANNEL = {"name": "X-Channel", "in": "header", "required": True, "schema": {**TEXT, "enum": ["web", "app"]}}


@pytest.fixture
def tried(servers, tls, ca, look, document, tmp_path):
    """What was tried at a read with these parameters: which is wrong and in what way, and the heads of all requests."""

    def looked(*parameters, path="/a"):
        heads = []

        async def handler(reader, writer):
            while head := (await reader.readuntil(b"\r\n\r\n")).decode():
                heads.append(head)
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
                await writer.drain()

        port = servers.listen(handler, tls()).port
        (tmp_path / "ca.pem").write_bytes(ca.cert_pem.bytes())
        settings = NetworkSettings(
            timeout=60, rate=1000, allow_private=True, mode=Mode.STAGING, ca_file=tmp_path / "ca.pem"
        )
        service = Service("api", base_url=f"https://localhost:{port}", plain_http_url="http://127.0.0.1:1/v1")
        documents = {"api": document((path, {"get": {"parameters": list(parameters)}}))}
        names, known = {"localhost": ["127.0.0.1"]}, published(date(2026, 11, 21))
        looks = look(service, documents=documents, settings=settings, names=names, facts=known)
        made = Counter(
            (seen.wrong, seen.subject) for seen in looks.observations if isinstance(seen, Trial) and seen.wrong.is_input
        )
        return made, heads

    return looked


@pytest.mark.parametrize(
    "schema", [{**TEXT, "pattern": "^KD-[0-9]{6}$"}, {**TEXT, "format": "date"}, {**TEXT, "format": "date-time"}]
)
def test_a_value_that_is_not_in_its_form_is_tried(tried, schema):
    made, heads = tried({"name": "from", "in": "query", "schema": schema})
    assert made == {(Wrong.WRONG_FORM, "from"): 1}
    assert sum("from=not-in-its-form" in head for head in heads) == 1


@pytest.mark.parametrize("schema", [TEXT, {**TEXT, "pattern": "^[^<>]+$"}, {**TEXT, "format": "uuid"}])
def test_what_the_document_may_well_take_is_not_tried(tried, schema):
    assert tried({"name": "q", "in": "query", "schema": schema})[0] == {}


def test_a_header_that_the_operation_demands_is_left_out_and_given_wrong(tried):
    made, heads = tried(CHANNEL)
    assert made == {(Wrong.MISSING_INPUT, "X-Channel"): 1, (Wrong.UNLISTED_VALUE, "X-Channel"): 1}
    assert sum("X-Channel: not-in-the-list\r\n" in head for head in heads) == 1
    assert any("X-Channel: web\r\n" in head for head in heads)


@pytest.mark.parametrize("name", ["Accept-Language", "If-Match", "X-Request-Id", "X-Road-Client", "Prefer"])
def test_a_header_of_http_and_of_the_way_is_not_tried(tried, name):
    assert tried({**CHANNEL, "name": name})[0] == {}


def test_a_header_that_may_be_left_out_is_not_tried(tried):
    assert tried({**CHANNEL, "required": False})[0] == {}
