"""A description in XML is outside text: what could grow or lead elsewhere is refused with a reason."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from compliance.loading.documents import load_document
from compliance.loading.limits import Limits
from compliance.loading.reader import MemoryReader

from .conftest import WSDL, Checked

Check = Callable[..., Checked]
Run = Callable[..., Any]
Service = Callable[..., Path]
Write = Callable[[str, str | bytes], Path]
HEAD = '<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" targetNamespace="urn:ho">'
BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
REFUSED = {
    "an entity bomb": (
        f'<!DOCTYPE d [<!ENTITY a0 "ha">{BOMB}]>{HEAD}<documentation>&a9;</documentation></definitions>',
        "it declares a document type (DTD) with entities or defaults of its own; none of them is read",
    ),
    "an entity that reads a file": (
        f'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>{HEAD}<documentation>&a;</documentation></definitions>',
        "it declares a document type (DTD) with entities or defaults of its own; none of them is read",
    ),
    "a parameter entity": (
        f'<!DOCTYPE d [<!ENTITY % a SYSTEM "http://127.0.0.1:9/a.dtd"> %a;]>{HEAD}</definitions>',
        "it declares a document type (DTD) with entities or defaults of its own; none of them is read",
    ),
    "an attribute with a default": (
        f'<!DOCTYPE d [<!ATTLIST import location CDATA "http://127.0.0.1:9/">]>{HEAD}</definitions>',
        "it declares a document type (DTD) with entities or defaults of its own; none of them is read",
    ),
    "an external document type": (
        f'<!DOCTYPE definitions SYSTEM "http://127.0.0.1:9/wsdl.dtd">{HEAD}</definitions>',
        "it asks for a document type (DTD) at http://127.0.0.1:9/wsdl.dtd; nothing is fetched for it",
    ),
    "a web page": (
        "<!DOCTYPE html>\n<html><body><br></body></html>",
        "this is a web page for people; a description is expected",
    ),
    "deep nesting": (f"{HEAD}{'<a>' * 600}{'</a>' * 600}</definitions>", "nested more than 500 levels deep"),
    "a message of SOAP": (
        '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body/></e:Envelope>',
        "at the top stands the element Envelope; a description has `definitions` (WSDL 1.1), `description` (WSDL 2.0) "
        "or `schema` (XML Schema) there, each in its namespace",
    ),
    "a root without its namespace": (
        "<definitions><service/></definitions>",
        "at the top stands the element definitions; a description has `definitions` (WSDL 1.1), `description` "
        "(WSDL 2.0) or `schema` (XML Schema) there, each in its namespace",
    ),
}


@pytest.mark.parametrize(("content", "said"), REFUSED.values(), ids=list(REFUSED))
def test_what_may_not_be_read_is_refused_and_nothing_of_it_is_judged(
    check: Check, run: Run, write: Write, content: str, said: str
) -> None:
    found = check(write("ho.wsdl", content))
    assert found.status & 2
    assert found.gaps == [said]
    assert set(found.outcomes.values()) - {"not_observed"} <= {"met"}
    assert {rule for rule, outcome in found.outcomes.items() if outcome == "met"} <= {"xml.document_parses"}
    vietnamese = run("check", "ho.wsdl", "--lang", "vi").out
    assert said not in vietnamese
    assert "ho.wsdl" in vietnamese


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (f"{HEAD}\n<types>\n</definitions>", 3, "not XML: an end tag stands here that closes no element"),
        (f"{HEAD}\n<types/>", 2, "not XML: the text ends before its elements do"),
        (f"{HEAD}\n<x:a/></definitions>", 2, "not XML: a prefix is used that nobody declares"),
        (f"{HEAD}\n<types a=1/></definitions>", 2, "not XML: a character stands here that is not allowed"),
        (f"{HEAD}\n<a>\x01</a></definitions>", 2, "not XML: a character stands here that is not allowed"),
        (f"\n<?xml version='1.0'?>{HEAD}</definitions>", 2, "not XML: the text is not well-formed here"),
        (
            f"<?xml version='1.0' encoding='base64'?>{HEAD}</definitions>",
            1,
            "not XML: the encoding that it names is not known",
        ),
        (f"{HEAD}\n<a>&nbsp;</a></definitions>", 2, "not XML: an entity is used that nobody declares"),
    ],
)
def test_broken_xml_breaches_one_rule_at_its_line(
    check: Check, write: Write, content: str, line: int, said: str
) -> None:
    found = check(write("ho.wsdl", content))
    assert found.status & 2
    assert found.findings("xml.document_parses") == [("ho.wsdl", line, said)]
    others = {outcome for rule, outcome in found.outcomes.items() if rule != "xml.document_parses"}
    assert others == {"not_observed"}


def test_a_remote_import_is_not_fetched_and_a_gap_says_so(check: Check, service: Service) -> None:
    found = check(service(('"kieu.xsd"', '"http://127.0.0.1:9/kieu.xsd"')))
    assert "http://127.0.0.1:9/kieu.xsd is a remote address, and fetching was not allowed" in found.gaps
    assert (found.status & 2, found.outcomes["xml.references_resolve"]) == (2, "not_observed")
    (gap,) = (each for each in found.subject["gaps"] if "remote address" in each["reason"])
    assert "include" in gap["place"]


def test_a_missing_import_is_a_breach_and_what_it_would_hold_dangles(check: Check, service: Service) -> None:
    found = check(service(schema=None))
    messages = [message for _, _, message in found.findings("xml.references_resolve")]
    assert messages == [
        "the file kieu.xsd was not delivered with the description",
        "`type` names t:YeuCau, and the description has no `type` of that name",
        "`type` names t:KetQua, and the description has no `type` of that name",
    ]


def test_an_import_that_holds_the_operations_leaves_open_what_it_says(check: Check, write: Write) -> None:
    link = '<import namespace="urn:chung" location="https://chung.example.gov.vn/ho.wsdl"/>'
    found = check(write("ho.wsdl", f"{HEAD}{link}</definitions>"))
    left = {rule for rule, outcome in found.outcomes_of("xml").items() if outcome == "not_observed"}
    assert left >= {"xml.messages_are_described", "xml.address_is_given", "xml.operation_is_explained"}
    assert "breached" not in found.outcomes.values()


@pytest.mark.parametrize("location", ["../ngoai.xsd", "/etc/hostname", "%2e%2e/ngoai.xsd"])
def test_an_import_does_not_lead_out_of_the_folder(
    check: Check, service: Service, tmp_path: Path, location: str
) -> None:
    (tmp_path.parent / "ngoai.xsd").write_text("<ngoai-thu-muc/>", "utf-8")
    found = check(service(('"kieu.xsd"', f'"{location}"')))
    assert any("leads outside the folder" in gap for gap in found.gaps)
    assert "ngoai-thu-muc" not in str(found.report)


@pytest.mark.parametrize(
    "other", ["<broken>", f"<!DOCTYPE d [<!ENTITY a 'b'>]>{HEAD}</definitions>", "a: [", "<other/>"]
)
def test_an_import_that_cannot_be_read_leaves_open_what_it_would_hold(
    check: Check, service: Service, other: str
) -> None:
    found = check(service(schema=other))
    assert found.outcomes["xml.references_resolve"] == "not_observed"
    assert found.status & 2
    assert found.outcomes["xml.operation_is_explained"] == "met"


def _schema_of(count: int) -> bytes:
    types = "".join(f'<xs:simpleType name="a{n}"/>' for n in range(count))
    return f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{types}</xs:schema>'.encode()


def test_limits_hold_for_all_files_together() -> None:
    files = MemoryReader({"ho.wsdl": WSDL.encode(), "kieu.xsd": _schema_of(1)})
    found = load_document("ho.wsdl", files, limits=Limits(elements=20))
    assert [str(gap.message) for gap in found.gaps] == ["more than 20 elements"]
    files = MemoryReader({"ho.wsdl": WSDL.encode(), "kieu.xsd": _schema_of(90)})
    found = load_document("ho.wsdl", files, limits=Limits(elements=100))
    assert [str(gap.message) for gap in found.gaps] == ["more than 100 elements"]
    found = load_document("ho.wsdl", files, limits=Limits(file_size=1000))
    assert "bytes, at most 1000 are read" in str(found.gaps[0].message)


def test_many_imports_are_told_once(check: Check, write: Write) -> None:
    links = "".join(f'<import namespace="urn:{n}" location="https://a.example/{n}.wsdl"/>\n' for n in range(1100))
    found = check(write("ho.wsdl", f"{HEAD}{links}</definitions>"))
    assert found.gaps.count("more than 1000 files are referred to") == 1


def test_a_description_that_includes_itself_ends(check: Check, write: Write) -> None:
    schema = (
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">\n<xs:include schemaLocation="{}"/>\n{}</xs:schema>\n'
    )
    write("b.xsd", schema.format("a.xsd", '<xs:element name="Ho" type="Ho"/>'))
    found = check(write("a.xsd", schema.format("b.xsd", '<xs:complexType name="Ho"/>')))
    assert found.outcomes["xml.references_resolve"] == "met"


def test_xml_in_place_of_a_record_or_of_waivers_is_told(run: Run, write: Write) -> None:
    write("openapi.yaml", "openapi: 3.1.0\ninfo: {title: t, version: 1.0.0}\npaths: {}\n")
    result = run("check", "openapi.yaml", "--waivers", write("waivers.yaml", WSDL))
    assert result.status & 2
    assert "waivers.yaml" in result.err


def test_a_part_of_an_openapi_document_that_is_xml_is_not_read(check: Check, write: Write) -> None:
    write("kieu.xsd", WSDL)
    head = "openapi: 3.1.0\ninfo: {title: t, version: 1.0.0}\npaths: {}\n"
    found = check(write("openapi.yaml", head + "components: {schemas: {A: {$ref: kieu.xsd}}}\n"))
    assert found.gaps == ["refers to kieu.xsd, which could not be parsed"]
