"""A service that WSDL or a schema describes is judged by the rules on such descriptions, and by no rule on REST."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from compliance.rules import all_rules

from .conftest import SCHEMA, WSDL, WSDL_2_0, Checked

Check = Callable[..., Checked]
Service = Callable[..., Path]
Write = Callable[[str, str | bytes], Path]
OURS = {rule.id for rule in all_rules() if rule.group == "xml"}
NOT_OF_EDXML = OURS - {"xml.edxml_uses_its_namespace"}


def test_a_good_description_breaks_nothing_and_no_rule_on_rest_judges_it(check: Check, service: Service) -> None:
    found = check(service())
    assert found.status == 0
    assert found.outcomes_of("xml") == {
        **dict.fromkeys(NOT_OF_EDXML, "met"),
        "xml.edxml_uses_its_namespace": "not_applicable",
    }
    assert set(found.outcomes_of("openapi").values()) == {"not_applicable"}
    assert [source["uri"] for source in found.subject["sources"]] == ["ho.wsdl", "kieu.xsd"]


def test_what_only_rules_on_openapi_could_see_counts_as_not_observed(check: Check, service: Service) -> None:
    found = check(service())
    assert found.states["GP.OAS"] == found.states["GP.JSONSCHEMA"] == "not_observed"
    assert found.states["GP.WSDL"] == found.states["ND224-2026.D23.K3.B"] == "no_breach_found"
    assert [name for name, state in found.states.items() if state == "not_applicable"] == ["NDX-MSG-06"]
    assert found.gaps == [
        "it is written in WSDL 1.1; rules on OpenAPI documents do not judge it, only those on descriptions in XML do"
    ]


def test_rules_on_descriptions_do_not_concern_an_openapi_document(check: Check, write: Write) -> None:
    document = "openapi: 3.1.0\ninfo: {title: Tra cứu, version: 1.0.0}\npaths: {}\n"
    found = check(write("openapi.yaml", document))
    assert set(found.outcomes_of("xml").values()) == {"not_applicable"}
    assert found.states["GP.WSDL"] == "not_applicable"


@pytest.mark.parametrize("name", ["ho.wsdl", "ho.xml", "ho.yaml", "ho"])
def test_the_form_is_seen_from_the_text_not_from_the_name(check: Check, service: Service, name: str) -> None:
    assert set(check(service(name=name)).outcomes_of("openapi").values()) == {"not_applicable"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "iso-8859-1"])
def test_encodings_of_xml_are_read(check: Check, write: Write, encoding: str) -> None:
    name = {"utf-8-sig": "UTF-8", "utf-16-le": "UTF-16"}.get(encoding, encoding)
    text = SCHEMA if encoding == "iso-8859-1" else SCHEMA.replace("Ho", "Hộ")
    head = f'<?xml version="1.0" encoding="{name}"?>\n'
    found = check(write("kieu.xsd", (head + text).encode(encoding)))
    assert found.outcomes["xml.document_parses"] == found.outcomes["xml.references_resolve"] == "met"


def test_wsdl_2_0_is_judged_by_the_same_rules(check: Check, write: Write) -> None:
    found = check(write("ho.wsdl", WSDL_2_0))
    assert {found.outcomes[rule] for rule in NOT_OF_EDXML} == {"met"}
    changed = WSDL_2_0.replace('element="t:Dap"', 'element="t:Tra"').replace("https:", "http:")
    found = check(write("ho.wsdl", changed))
    assert found.findings("xml.references_resolve") == [
        ("ho.wsdl", 9, "`element` names t:Tra, and the description has no `element` of that name")
    ]
    assert found.findings("xml.addresses_use_https") == [
        ("ho.wsdl", 14, "the service is called over http; https is required")
    ]


def test_a_schema_of_edxml_is_judged_as_what_it_is(check: Check, write: Write) -> None:
    schema = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{}">\n{}\n</xs:schema>\n'
    envelope = '<xs:element name="edXMLEnvelope" type="xs:string"/>'
    found = check(write("edxml.xsd", schema.format("http://www.mic.gov.vn/TBT/QCVN_102_2016", envelope)))
    assert found.outcomes["xml.edxml_uses_its_namespace"] == found.outcomes["xml.messages_are_described"] == "met"
    assert found.outcomes["xml.operation_is_explained"] == found.outcomes["xml.address_is_given"] == "not_applicable"
    found = check(write("edxml.xsd", schema.format("urn:vanban", envelope)))
    assert found.outcomes["xml.edxml_uses_its_namespace"] == "breached"


def test_findings_stand_at_their_lines_in_the_file_that_has_them(check: Check, service: Service) -> None:
    changes = (("https://ho.", "http://ho."), ('message="t:Dap"', 'message="t:Tra"'))
    path = service(*changes, schema=SCHEMA.replace('type="Ho"', 'type="Khac"'))
    found = check(path)
    assert found.findings("xml.addresses_use_https")[0][:2] == ("ho.wsdl", 30)
    assert found.findings("xml.references_resolve") == [
        ("ho.wsdl", 17, "`message` names t:Tra, and the description has no `message` of that name"),
        ("kieu.xsd", 3, "`type` names Khac, and the description has no `type` of that name"),
    ]


def test_a_fingerprint_survives_lines_above_it(check: Check, service: Service) -> None:
    def fingerprints(*changes: tuple[str, str]) -> set[str]:
        found = check(service(("https://ho.", "http://ho."), *changes))
        return {each["fingerprint"] for verdict in found.subject["verdicts"] for each in verdict["violations"]}

    before = fingerprints()
    assert before == fingerprints(('  <message name="Hoi">', '\n\n  <message name="Moi"/>\n  <message name="Hoi">'))
    assert len(before) == 1


@pytest.mark.parametrize(
    ("change", "rule", "said"),
    [
        (("t:HoSoap", "t:HoRest"), "references_resolve", "`binding` names t:HoRest"),
        (("t:YeuCau", "x:YeuCau"), "references_resolve", "nobody declares the prefix"),
        (('part name="thanSo" element="t:TraCuu"', 'part name="a"'), "document_matches_its_specification", "either"),
        (("<types>", "<typ/><types>"), "document_matches_its_specification", "`types` may"),
        (('<message name="Dap">', "<message>"), "document_matches_its_specification", "`name` is missing in `message`"),
        (('name="TraLoi" type="t:KetQua"', 'name="TraLoi"'), "messages_are_described", "`output` of the operation"),
        (("Tra cứu một hộ kinh doanh theo mã số.", "traCuu"), "operation_is_explained", "does not say in words"),
        (("https://ho.example.gov.vn", "https://localhost"), "address_is_given", "the computer of whoever calls"),
    ],
)
def test_each_fault_breaks_its_rule(
    check: Check, service: Service, change: tuple[str, str], rule: str, said: str
) -> None:
    found = check(service(change))
    assert [said in message for _, _, message in found.findings(f"xml.{rule}")] == [True]


def test_files_of_a_description_are_not_judged_again_beside_it(check: Check, service: Service, write: Write) -> None:
    service()
    write("khac.xsd", SCHEMA)
    write("trang.xsd", "<html><body>404</body></html>")
    found = check(".")
    assert [subject["id"] for subject in found.report["subjects"]] == ["ho.wsdl", "khac.xsd"]


def test_descriptions_that_import_each_other_are_judged_once(check: Check, write: Write) -> None:
    for name, other in (("a.wsdl", "b.wsdl"), ("b.wsdl", "a.wsdl")):
        link = f'<import namespace="urn:ho" location="{other}"/>'
        write(
            name, WSDL.replace("  <types>", f"  {link}<types>").replace('<xs:include schemaLocation="kieu.xsd"/>', "")
        )
    (subject,) = check(".").report["subjects"]
    assert {source["uri"] for source in subject["sources"]} == {"a.wsdl", "b.wsdl"}


def test_a_service_of_a_record_is_described_by_its_wsdl(check: Check, service: Service, write: Write) -> None:
    service()
    record = write("record.yaml", RECORD)
    found = check(record)
    assert _stage(found, "described") == "evidenced"
    assert set(found.outcomes_of("openapi").values()) == {"not_applicable", "not_observed"}
    service(("t:HoSoap", "t:HoRest"))
    assert _stage(check(record), "described") == "broken"
    service(('"kieu.xsd"', '"https://chung.example.gov.vn/kieu.xsd"'))
    assert _stage(check(record), "described") == "unseen"


def test_a_platform_with_both_forms_needs_both_to_be_described(check: Check, service: Service, write: Write) -> None:
    service()
    write("openapi.yaml", OPENAPI)
    both = RECORD + "- {id: danh-muc, name: Danh mục, document: openapi.yaml}\n"
    assert _stage(check(write("record.yaml", both)), "described") == "evidenced"
    write("openapi.yaml", OPENAPI.replace("summary: Tra cứu danh mục dùng chung", ""))
    assert _stage(check(write("record.yaml", both)), "described") == "broken"


def test_a_record_is_not_compared_with_a_wsdl_and_the_report_says_so(
    check: Check, service: Service, write: Write
) -> None:
    service()
    found = check(write("record.yaml", RECORD))
    (verdict,) = (each for each in found.subject["verdicts"] if each["rule"] == "openapi.limits_are_stated")
    assert (verdict["outcome"], verdict["reason"]) == (
        "not_observed",
        "the service tra-cuu is described by WSDL 1.1, with which nothing else is compared",
    )


def test_an_earlier_wsdl_is_not_compared_and_the_report_says_so(check: Check, service: Service, write: Write) -> None:
    service()
    service(name="cu.wsdl")
    found = check(
        write("record.yaml", RECORD.replace("document: ho.wsdl", "document: ho.wsdl, previous_document: cu.wsdl"))
    )
    assert "it is a description in XML, of which versions and copies are not compared" in found.gaps


def _stage(found: Checked, rung: str) -> Any:
    return next(stage["state"] for stage in found.subject["ladder"]["stages"] if stage["rung"] == rung)


OPENAPI = """openapi: 3.1.0
info: {title: Danh mục, version: 1.0.0}
paths:
  /danh-muc:
    get:
      summary: Tra cứu danh mục dùng chung
      responses: {'200': {description: Được, content: {application/json: {schema: {type: array}}}}}
"""
RECORD = """slug: household-business
owner: {code: G12}
data_use_regulation: {number: 12/QĐ-BTC, issued: 2026-01-05, published: Công báo số 15}
services:
- {id: tra-cuu, name: Tra cứu hộ kinh doanh, document: ho.wsdl}
"""
