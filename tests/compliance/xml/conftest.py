"""A service that is described by WSDL, as the tests on descriptions in XML take and change it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

WSDL = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
             xmlns:t="urn:ho" xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:ho">
  <types>
    <xs:schema targetNamespace="urn:ho">
      <xs:include schemaLocation="kieu.xsd"/>
      <xs:element name="TraCuu" type="t:YeuCau"/>
      <xs:element name="TraLoi" type="t:KetQua"/>
    </xs:schema>
  </types>
  <message name="Hoi"><part name="thanSo" element="t:TraCuu"/></message>
  <message name="Dap"><part name="thanSo" element="t:TraLoi"/></message>
  <portType name="Ho">
    <operation name="traCuu">
      <documentation>Tra cứu một hộ kinh doanh theo mã số.</documentation>
      <input message="t:Hoi"/>
      <output message="t:Dap"/>
    </operation>
  </portType>
  <binding name="HoSoap" type="t:Ho">
    <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
    <operation name="traCuu">
      <soap:operation soapAction=""/>
      <input><soap:body use="literal"/></input>
      <output><soap:body use="literal"/></output>
    </operation>
  </binding>
  <service name="HoService">
    <port name="HoPort" binding="t:HoSoap">
      <soap:address location="https://ho.example.gov.vn/ws"/>
    </port>
  </service>
</definitions>
"""
SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:complexType name="YeuCau"><xs:sequence><xs:element name="ma" type="xs:string"/></xs:sequence></xs:complexType>
  <xs:complexType name="KetQua"><xs:sequence><xs:element name="ho" type="Ho"/></xs:sequence></xs:complexType>
  <xs:complexType name="Ho"/>
</xs:schema>
"""
WSDL_2_0 = """<description xmlns="http://www.w3.org/ns/wsdl" xmlns:t="urn:ho" targetNamespace="urn:ho">
  <types><xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:ho">
    <xs:element name="Hoi" type="xs:string"/><xs:element name="Dap" type="xs:string"/>
  </xs:schema></types>
  <interface name="Ho">
    <operation name="traCuu" pattern="http://www.w3.org/ns/wsdl/in-out">
      <documentation>Tra cứu một hộ kinh doanh.</documentation>
      <input element="t:Hoi"/>
      <output element="t:Dap"/>
    </operation>
  </interface>
  <binding name="HoSoap" interface="t:Ho" type="http://www.w3.org/ns/wsdl/soap"/>
  <service name="HoService" interface="t:Ho">
    <endpoint name="HoPort" binding="t:HoSoap" address="https://ho.example.gov.vn/ws"/>
  </service>
</description>
"""


class Checked:
    """What a check said, as programs read it."""

    def __init__(self, status: int, out: str) -> None:
        self.status = status
        self.report = json.loads(out)

    @property
    def subject(self) -> dict[str, Any]:
        (subject,) = self.report["subjects"]
        return dict(subject)

    @property
    def outcomes(self) -> dict[str, str]:
        return {each["rule"]: each["outcome"] for each in self.subject["verdicts"]}

    @property
    def gaps(self) -> list[str]:
        return [gap["reason"] for gap in self.subject["gaps"]]

    @property
    def states(self) -> dict[str, str]:
        return {row["id"]: row["state"] for row in self.report["requirements"]}

    def outcomes_of(self, group: str) -> dict[str, str]:
        return {rule: outcome for rule, outcome in self.outcomes.items() if rule.startswith(f"{group}.")}

    def findings(self, rule: str) -> list[tuple[str, int, str]]:
        (verdict,) = (each for each in self.subject["verdicts"] if each["rule"] == rule)
        return [(each["location"]["uri"], each["location"]["line"], each["message"]) for each in verdict["violations"]]


@pytest.fixture
def check(run: Callable[..., Any]) -> Callable[..., Checked]:
    """Run `compliance check` for programs."""

    def checked(*arguments: str | Path) -> Checked:
        result = run("check", *arguments, "--format", "json")
        return Checked(result.status, result.out)

    return checked


@pytest.fixture
def service(write: Callable[[str, str | bytes], Path]) -> Callable[..., Path]:
    """Write the WSDL with its schema, some of its words exchanged for others, and return where it lies."""

    def written(*changes: tuple[str, str], name: str = "ho.wsdl", schema: str | None = SCHEMA) -> Path:
        text = WSDL
        for old, new in changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        if schema is not None:
            write("kieu.xsd", schema)
        return write(name, text)

    return written
