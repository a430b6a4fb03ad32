"""A description in XML says what the messages of each operation hold.

Broken: The description does not say what a message holds

Whoever calls the service has to know what to send and what comes back without asking anybody.

To mend it, give each operation an `input` or `output` whose message has a part with an `element` or a `type` of the
schema; a schema that stands by itself declares the elements of its messages.

Shows that types are named, and that none of them is `anyType`. Does not show that they say all, nor that the service
answers like them.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.model.xml.description import ServiceDescription
from compliance.model.xml.messages import undescribed
from compliance.model.xml.operation import WsdlOperation, operations_of


@rule("NDX-CON-02", "TT13-2017.D7.K1", "GP.WSDL", proof=Proof.INDICATIVE)
def messages_are_described(description: ServiceDescription) -> Iterator[Violation | Unknown]:
    if not description.form.is_wsdl:
        if not any(kind in {"element", "type"} for kind, _, _ in description.declared()):
            yield Violation("the schema declares no element and no type", at=description.root)
        return
    operations = tuple(operations_of(description))
    if not operations and (elsewhere := description.unread_service) is not None:
        yield Unknown(elsewhere.reason, at=elsewhere.element)
    elif not operations:
        yield Violation("the description has no operation", at=description.root)
    for operation in operations:
        yield from _in_operation(operation)


def _in_operation(operation: WsdlOperation) -> Iterator[Violation | Unknown]:
    name = operation.name[:100]
    if not operation.messages("input", "output"):
        template = "the operation {operation} names no message"
        yield Violation(template, at=operation, has_one_cause=True, operation=name)
    for kind in ("input", "output"):
        for each in undescribed(operation, kind):
            if each.unread is not None:
                yield Unknown(each.unread.reason, at=each.element)
                continue
            template = "the `{kind}` of the operation {operation} may hold anything"
            yield Violation(template, at=each.element, key=f"{name} {kind}", kind=kind, operation=name)


_HEAD = (
    '<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:t="urn:ho" targetNamespace="urn:ho"'
    ' xmlns:xs="http://www.w3.org/2001/XMLSchema">\n'
)
_PORT = '<portType name="Ho"><operation name="tim">\n<output message="t:Dap"/></operation></portType>\n</definitions>\n'
_SCHEMA = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:ho">\n'
_TYPES = f'<types>{_SCHEMA}<xs:element name="Dap"/> <!-- # <-\n--></xs:schema></types>\n'
_ELEMENT = '<message name="Dap"><part name="a" element="t:Dap"/></message>\n'
GOOD = [
    _HEAD + '<message name="Dap"><part name="a" type="xs:string"/></message>\n' + _PORT,
    _HEAD + _TYPES.replace("/> <!-- # <-\n-->", ' type="xs:date"/>') + _ELEMENT + _PORT,
    _SCHEMA + '<xs:complexType name="Ho"/>\n</xs:schema>\n',
]
BAD = {
    "the schema declares no element and no type": _SCHEMA.strip() + " <!-- # <-\n--></xs:schema>\n",
    "the description has no operation": _HEAD.strip() + " <!-- # <-\n--></definitions>\n",
    "the operation tim names no message": _HEAD
    + '<portType name="Ho">\n<operation name="tim"/> <!-- # <-\n--></portType></definitions>\n',
    "the `output` of the operation tim may hold anything": _HEAD + _TYPES + _ELEMENT + _PORT,
}
BAD |= {
    "the `input` of the operation tim may hold anything": _HEAD
    + '<message name="Dap">\n<part name="a" type="xs:anyType"/> <!-- # <-\n--></message>\n'
    + _PORT.replace("output", "input"),
}
_IMPORT = '<import namespace="urn:chung" location="https://chung.example/a.wsdl"/>\n'
UNKNOWN = [_HEAD + _IMPORT + _PORT.replace("t:Dap", 'c:Dap" xmlns:c="urn:chung')]
