"""The one SOAP service of a seeded hub: whoever lists and describes SOAP services finds something. SIMULATED."""

from typing import Final

from ndxp_mocks.hub.domain.catalog.parties import OPERATOR
from ndxp_mocks.hub.state.world import World
from ndxp_mocks.protocols.soap.wsdl import SoapDescription, SoapOperation, wsdl

CODE: Final = "echo"
VERSION: Final = "v1"
SPACE: Final = "http://echo.simulated.example"


def seed_soap_service(world: World, client: str) -> None:
    """Seed a service of the operator that echoes, open to this client (slash form)."""
    service = f"{OPERATOR}/{CODE}"
    facts = {"id": f"{service}/{VERSION}", "service": service, "system_id": OPERATOR, "version": VERSION}
    world.catalog.soap_services.put({**facts, "clients": [client], "wsdl": WSDL})


_SCHEMA: Final = f"""\
<xs:complexType name="Said"><xs:sequence><xs:element name="text" type="xs:string"/></xs:sequence></xs:complexType>
<xs:element name="{CODE}" type="tns:Said"/>
<xs:element name="{CODE}Response" type="tns:Said"/>
"""
WSDL: Final = wsdl(
    SoapDescription(
        name=CODE,
        means="Trả lại đúng điều được hỏi.",
        space=SPACE,
        address="https://echo.example.gov.vn/soap",
        operations=(SoapOperation(CODE, "Trả lại đúng điều được hỏi.", f"<xrd:version>{VERSION}</xrd:version>"),),
        schema=_SCHEMA,
        spaces=(("xrd", "http://x-road.eu/xsd/xroad.xsd"),),
    )
)
