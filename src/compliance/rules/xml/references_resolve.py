"""Every name in a description in XML leads to what it means.

Broken: A name in the description leads nowhere

A program that reads the description goes from the port to the binding, from there to the operations, their messages and
types. Where one name leads nowhere no client can be built.

To mend it, correct the name or its prefix, or deliver the file that is imported with the description.

Shows that what is named is declared, in the description or in a file that it imports and that was read. Does not show
that it is what was meant, and nothing of addresses that were not read.
"""

from collections.abc import Iterator

from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.model.xml.description import ServiceDescription
from compliance.model.xml.references import references


@rule("NDX-CON-02", "GP.WSDL", "GP.XSD")
def references_resolve(description: ServiceDescription) -> Iterator[Violation | Unknown]:
    for each in description.unread:
        if each.is_absent:
            template = "the file {file} was not delivered with the description"
            attributes = each.element.attributes
            file = attributes.get("schemaLocation", attributes.get("location", ""))[:200]
            yield Violation(template, at=each.element, key=file, file=file)
        else:
            yield Unknown(each.reason, at=each.element)
    for reference in references(description):
        attribute, name = reference.attribute, reference.written[:100]
        if reference.name is None:
            template = "`{attribute}` names {name}, and nobody declares the prefix"
            yield Violation(template, at=reference.element, key=f"{attribute} {name}", attribute=attribute, name=name)
        elif reference.is_dangling:
            template = "`{attribute}` names {name}, and the description has no `{kind}` of that name"
            key, kind = f"{attribute} {name}", reference.kind
            yield Violation(template, at=reference.element, key=key, attribute=attribute, name=name, kind=kind)


_HEAD = '<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:t="urn:ho" targetNamespace="urn:ho">\n'
_SCHEMA = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:ho" targetNamespace="urn:ho">\n'
_WHOLE = """
<message name="Hoi"><part name="a" type="xs:string" xmlns:xs="http://www.w3.org/2001/XMLSchema"/></message>
<portType name="Ho"><operation name="tim"><input message="t:Hoi"/></operation></portType>
<binding name="HoSoap" type="t:Ho"/>
<service name="HoService"><port name="p" binding="t:HoSoap"/></service>
</definitions>
"""
GOOD = [
    _HEAD + _WHOLE,
    _SCHEMA + '<xs:element name="Ho" type="t:Ho"/>\n<xs:complexType name="Ho"/>\n</xs:schema>\n',
    '<description xmlns="http://www.w3.org/ns/wsdl" xmlns:t="urn:ho" targetNamespace="urn:ho">\n'
    '<interface name="Ho"><operation name="tim"><input element="#none"/></operation></interface>\n'
    '<service name="s" interface="t:Ho"/>\n</description>\n',
]
BAD = {
    "`message` names t:Hoi, and the description has no `message` of that name": _HEAD
    + '<portType name="Ho"><operation name="tim">\n<input message="t:Hoi"/> <!-- # <-\n-->'
    "</operation></portType></definitions>\n",
    "`type` names u:Ho, and nobody declares the prefix": _HEAD
    + '<binding name="b" type="u:Ho"/> <!-- # <-\n--></definitions>\n',
    "`type` names xs:text, and the description has no `type` of that name": _SCHEMA
    + '<xs:element name="Ho" type="xs:text"/> <!-- # <-\n--></xs:schema>\n',
    "the file chung.xsd was not delivered with the description": _SCHEMA
    + '<xs:import namespace="urn:chung" schemaLocation="chung.xsd"/> <!-- # <-\n--></xs:schema>\n',
}
UNKNOWN = [
    _SCHEMA + '<xs:import namespace="urn:chung" schemaLocation="https://chung.example/a.xsd"/>\n</xs:schema>\n',
]
