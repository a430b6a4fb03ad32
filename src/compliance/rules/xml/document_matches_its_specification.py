"""A description in XML keeps to the specification that its namespace names.

Broken: The description is not what WSDL or XML Schema allows

Programs of other agencies are generated from the description. What the specification does not know is dropped by one
tool, refused by the next and guessed by a third.

To mend it, correct the place that is named; where an element is not known, look whether it is misspelt or stands one
level too high or too low.

Shows that each element of WSDL and XML Schema stands where it may, has the attributes it needs, and a name of its own.
Does not show that elements come in the right order, nor anything of extensions of others.
"""

from collections.abc import Iterator

from compliance.model.rule import rule
from compliance.model.violation import Violation
from compliance.model.xml.description import ServiceDescription
from compliance.model.xml.form import faults_of


@rule("ND224-2026.D23.K3.C", "GP.WSDL", "GP.XSD")
def document_matches_its_specification(description: ServiceDescription) -> Iterator[Violation]:
    for element, message in faults_of(description):
        key = " ".join(str(value) for value in message.plain().values())
        yield Violation(message, at=element, key=key)


_HEAD = '<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" targetNamespace="urn:ho">\n'
_SCHEMA = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">\n'
GOOD = [
    _HEAD + '<documentation><p>Tra cứu</p></documentation>\n<message name="Hoi"/>\n</definitions>\n',
    _SCHEMA + '<xs:element name="Ho"><xs:complexType><xs:sequence>\n<xs:element ref="Ten"/><xs:any/>\n'
    '</xs:sequence></xs:complexType></xs:element>\n<xs:element name="Ten" type="xs:string"/>\n</xs:schema>\n',
    '<description xmlns="http://www.w3.org/ns/wsdl" targetNamespace="urn:ho"><interface name="Ho"/></description>\n',
]
BAD = {
    "`mesage` may not stand in `definitions` in WSDL 1.1; `message` may": _HEAD
    + '<mesage name="Hoi"/> <!-- # <-\n--></definitions>\n',
    "`wsdl` may not stand in `definitions` in WSDL 1.1": _HEAD + "<wsdl/> <!-- # <-\n--></definitions>\n",
    "`name` is missing in `message`, which WSDL 1.1 requires": _HEAD + "<message/> <!-- # <-\n--></definitions>\n",
    "`message` is missing in `input`, which WSDL 1.1 requires": _HEAD
    + '<portType name="Ho"><operation name="tim">\n<input/> <!-- # <-\n--></operation></portType></definitions>\n',
    "`targetNamespace` is missing in `description`, which WSDL 2.0 requires": (
        '<description xmlns="http://www.w3.org/ns/wsdl"> <!-- # <-\n--></description>\n'
    ),
    "`name` is missing in `element`, which XML Schema requires": _SCHEMA
    + '<xs:element type="xs:string"/> <!-- # <-\n--></xs:schema>\n',
    "either `element` or `type` is required in `part`": _HEAD
    + '<message name="Hoi">\n<part name="a"/> <!-- # <-\n--></message></definitions>\n',
    "either `name` or `ref` is required in `element`": _SCHEMA
    + '<xs:group name="a"><xs:all>\n<xs:element/> <!-- # <-\n--></xs:all></xs:group></xs:schema>\n',
    "two `message` have the name Hoi": _HEAD
    + '<message name="Hoi"/>\n<message name="Hoi"/> <!-- # <-\n--></definitions>\n',
}
