"""What may stand in the elements of WSDL and XML Schema, and which attributes they need.

WSDL 1.1 (W3C Note, 15 March 2001), WSDL 2.0 Part 1 (W3C Recommendation, 26 June 2007), XML Schema 1.0 and 1.1 Part 1.
"""

from collections.abc import Mapping
from typing import Final

from compliance.model.xml.names import WSDL_1_1, WSDL_2_0, XML_SCHEMA

Children = Mapping[str, frozenset[str]]
Attributes = Mapping[tuple[str, str], tuple[str, ...]]
"""By parent and element, `*` for any parent."""


def _rows(text: str) -> dict[str, frozenset[str]]:
    """Return a table written as lines `element other: child child`."""
    found: dict[str, frozenset[str]] = {}
    for line in text.strip().splitlines():
        parents, _, children = line.partition(":")
        found.update(dict.fromkeys(parents.split(), frozenset(children.split())))
    return found


_SIMPLE: Final = (
    "minExclusive minInclusive maxExclusive maxInclusive totalDigits fractionDigits length minLength maxLength "
    "enumeration whiteSpace pattern assertion explicitTimezone"
)
_MODEL: Final = "group all choice sequence"
_ATTRIBUTES: Final = "attribute attributeGroup anyAttribute assert"
CHILDREN: Final[Mapping[str, Children]] = {
    WSDL_1_1: _rows("""
definitions: documentation import types message portType binding service
message: documentation part
portType: documentation operation
binding: documentation operation
operation: documentation input output fault
service: documentation port
import types part input output fault port: documentation
documentation:
"""),
    WSDL_2_0: _rows("""
description: documentation import include types interface binding service
interface: documentation operation fault
binding: documentation operation fault
operation: documentation input output infault outfault
service: documentation endpoint
import include types input output infault outfault fault endpoint: documentation
documentation:
"""),
    XML_SCHEMA: _rows(f"""
schema: annotation include import redefine override defaultOpenContent simpleType complexType group attributeGroup \
element attribute notation
redefine override: annotation simpleType complexType group attributeGroup element attribute notation
include import notation selector field any anyAttribute {_SIMPLE}: annotation simpleType
element: annotation simpleType complexType alternative unique key keyref
attribute alternative: annotation simpleType complexType
unique key keyref: annotation selector field
simpleType: annotation restriction list union
list union: annotation simpleType
complexType: annotation simpleContent complexContent openContent {_MODEL} {_ATTRIBUTES}
simpleContent: annotation restriction extension
complexContent: annotation restriction extension openContent
restriction: annotation simpleType openContent {_MODEL} {_ATTRIBUTES} {_SIMPLE}
extension: annotation openContent {_MODEL} {_ATTRIBUTES}
group: annotation all choice sequence
all choice sequence: annotation element group choice sequence any
attributeGroup: annotation attribute attributeGroup anyAttribute
openContent defaultOpenContent: annotation any
annotation: appinfo documentation
appinfo documentation:
"""),
}
NEEDED: Final[Mapping[str, Attributes]] = {
    WSDL_1_1: {
        ("*", "import"): ("namespace", "location"),
        ("*", "message"): ("name",),
        ("*", "part"): ("name",),
        ("*", "portType"): ("name",),
        ("*", "binding"): ("name", "type"),
        ("*", "operation"): ("name",),
        ("*", "service"): ("name",),
        ("*", "port"): ("name", "binding"),
        ("portType", "input"): ("message",),
        ("portType", "output"): ("message",),
        ("portType", "fault"): ("name", "message"),
        ("binding", "fault"): ("name",),
    },
    WSDL_2_0: {
        ("*", "description"): ("targetNamespace",),
        ("*", "import"): ("namespace",),
        ("*", "include"): ("location",),
        ("*", "interface"): ("name",),
        ("interface", "operation"): ("name",),
        ("interface", "fault"): ("name",),
        ("*", "infault"): ("ref",),
        ("*", "outfault"): ("ref",),
        ("*", "binding"): ("name", "type"),
        ("binding", "operation"): ("ref",),
        ("binding", "fault"): ("ref",),
        ("*", "service"): ("name", "interface"),
        ("*", "endpoint"): ("name", "binding"),
    },
    XML_SCHEMA: {
        ("*", "include"): ("schemaLocation",),
        ("*", "redefine"): ("schemaLocation",),
        ("*", "override"): ("schemaLocation",),
        ("schema", "element"): ("name",),
        ("schema", "attribute"): ("name",),
        ("schema", "simpleType"): ("name",),
        ("schema", "complexType"): ("name",),
        ("schema", "group"): ("name",),
        ("schema", "attributeGroup"): ("name",),
        ("*", "extension"): ("base",),
        ("*", "key"): ("name",),
        ("*", "keyref"): ("name", "refer"),
        ("*", "unique"): ("name",),
        ("*", "selector"): ("xpath",),
        ("*", "field"): ("xpath",),
    },
}
NAME_OR_REF: Final = frozenset({"element", "attribute"})
"""What within a type of XML Schema declares something of its own, or refers to what is declared for all."""
VERSIONS: Final = {WSDL_1_1: "WSDL 1.1", WSDL_2_0: "WSDL 2.0", XML_SCHEMA: "XML Schema"}
