"""Every operation of a description in WSDL says in words what it is for.

Broken: An operation does not say what it is for

A developer of another agency who knows neither the database nor its names builds from these words.

To mend it, write a `documentation` in the operation, or in its port type, in words that say more than the name.

Shows that words stand there. Does not show that they are right, nor that the elements of the messages have any.
"""

from collections.abc import Iterator

from compliance.model.codelist import phrase
from compliance.model.grades import Proof
from compliance.model.rule import rule
from compliance.model.violation import Violation
from compliance.model.xml.operation import WsdlOperation, documentation_of


@rule("ND224-2026.D23.K3.B", "NDX-CON-02", proof=Proof.INDICATIVE)
def operation_is_explained(operation: WsdlOperation) -> Iterator[Violation]:
    holder = operation.holder
    is_alone = sum(1 for _ in holder.of(holder.namespace, "operation")) == 1
    texts = (operation.documentation(), documentation_of(holder) if is_alone else "")
    if not any(len(text.split()) > 1 and phrase(text) != phrase(operation.name) for text in texts):
        template = "{operation} does not say in words what it does"
        yield Violation(template, at=operation, has_one_cause=True, operation=operation.name[:100])


_HEAD = '<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" targetNamespace="urn:ho">\n<portType name="Ho">\n'
_SAID = "<documentation>Tra cứu một hộ kinh doanh</documentation>"
_END = "</portType></definitions>\n"
GOOD = [
    _HEAD + f'<operation name="tim">{_SAID}</operation>\n{_END}',
    _HEAD + f'{_SAID}\n<operation name="tim"/>\n{_END}',
]
BAD = {
    "tim does not say in words what it does": _HEAD + f'<operation name="tim"/> <!-- # <-\n-->{_END}',
    "timHo does not say in words what it does": _HEAD
    + f'<operation name="timHo"> <!-- # <-\n--><documentation>Tim ho</documentation></operation>{_END}',
}
