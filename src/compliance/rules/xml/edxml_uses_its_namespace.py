"""The schema of edXML messages declares them in the namespace that is exchanged.

Broken: The schema declares edXML messages in a namespace of its own

Systems that exchange official documents know an edXML message by its namespace, and pass over or refuse one of another.

To mend it, write `http://www.mic.gov.vn/TBT/QCVN_102_2016` as `targetNamespace`, or that of security reports,
`http://edxml.gov.vn/schema`.

Shows the namespace of the schema. Does not show the order of envelope, header and body, nor that messages which are
sent keep to the schema.
"""

from collections.abc import Iterator

from compliance.model.rule import rule
from compliance.model.violation import Violation
from compliance.model.xml.description import ServiceDescription
from compliance.model.xml.element import Element
from compliance.model.xml.names import EDXML


def envelopes(description: ServiceDescription) -> list[tuple[str, Element]]:
    """Return the elements of edXML messages that a description declares, with their namespaces."""
    declared = ((namespace, element) for kind, namespace, element in description.declared() if kind == "element")
    return [(namespace, element) for namespace, element in declared if element.name.lower().startswith("edxml")]


def is_of_edxml(description: ServiceDescription) -> bool:
    """Return whether it declares messages of edXML, by the names of their elements."""
    return bool(envelopes(description))


@rule("NDX-MSG-06", when=is_of_edxml)
def edxml_uses_its_namespace(description: ServiceDescription) -> Iterator[Violation]:
    others = [(namespace, element) for namespace, element in envelopes(description) if namespace not in EDXML]
    for namespace, element in others[:1]:
        template = "the namespace of edXML messages is {found}; {expected} is expected"
        found, expected = namespace[:200] or "-", "http://www.mic.gov.vn/TBT/QCVN_102_2016"
        yield Violation(template, at=element, found=found, expected=expected)


def _schema(namespace: str, name: str = "edXMLEnvelope") -> str:
    return (
        f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{namespace}">\n'
        f'<xs:element name="{name}" type="xs:string"/> <!-- # <-\n--></xs:schema>\n'
    )


GOOD = [_schema(namespace).replace(" # <-", "") for namespace in sorted(EDXML)]
BAD = {
    "the namespace of edXML messages is urn:vanban; http://www.mic.gov.vn/TBT/QCVN_102_2016 is expected": _schema(
        "urn:vanban"
    ),
    "the namespace of edXML messages is -; http://www.mic.gov.vn/TBT/QCVN_102_2016 is expected": _schema(""),
}
IRRELEVANT = [_schema("urn:ho", "Ho")]
