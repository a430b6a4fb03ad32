"""The one SOAP service of a seeded hub: whoever lists and describes SOAP services finds something. SIMULATED."""

from typing import Final

from ndxp_mocks.hub.catalogue.parties import OPERATOR
from ndxp_mocks.hub.world import World

CODE: Final = "echo"
VERSION: Final = "v1"
SPACE: Final = "http://echo.simulated.example"


def seed_soap_service(world: World, client: str) -> None:
    """A service of the operator that says back what it is asked, open to this client (slash form)."""
    service = f"{OPERATOR}/{CODE}"
    facts = {"id": f"{service}/{VERSION}", "service": service, "system_id": OPERATOR, "version": VERSION}
    world.soap_services.put({**facts, "clients": [client], "wsdl": WSDL})


WSDL: Final = f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- SIMULATED -->
<wsdl:definitions targetNamespace="{SPACE}" xmlns:tns="{SPACE}" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"
    xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xrd="http://x-road.eu/xsd/xroad.xsd"
    xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <wsdl:types>
    <xs:schema targetNamespace="{SPACE}" elementFormDefault="qualified">
      <xs:complexType name="Said"><xs:sequence><xs:element name="text" type="xs:string"/></xs:sequence></xs:complexType>
      <xs:element name="{CODE}" type="tns:Said"/>
      <xs:element name="{CODE}Response" type="tns:Said"/>
    </xs:schema>
  </wsdl:types>
  <wsdl:message name="{CODE}"><wsdl:part name="body" element="tns:{CODE}"/></wsdl:message>
  <wsdl:message name="{CODE}Response"><wsdl:part name="body" element="tns:{CODE}Response"/></wsdl:message>
  <wsdl:portType name="echoPort">
    <wsdl:operation name="{CODE}">
      <wsdl:input message="tns:{CODE}"/>
      <wsdl:output message="tns:{CODE}Response"/>
    </wsdl:operation>
  </wsdl:portType>
  <wsdl:binding name="echoBinding" type="tns:echoPort">
    <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
    <wsdl:operation name="{CODE}">
      <soap:operation soapAction="" style="document"/>
      <xrd:version>{VERSION}</xrd:version>
      <wsdl:input><soap:body use="literal"/></wsdl:input>
      <wsdl:output><soap:body use="literal"/></wsdl:output>
    </wsdl:operation>
  </wsdl:binding>
  <wsdl:service name="echoService">
    <wsdl:port name="echoPort" binding="tns:echoBinding"><soap:address location="http://echo.internal.example/"/></wsdl:port>
  </wsdl:service>
</wsdl:definitions>
"""
