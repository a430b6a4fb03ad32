"""The log holds no personal data and no secret in clear.

Broken: The log holds personal data or a secret in clear

A log is read by more people, for other purposes and for longer than the data that passed.

To mend it, log the path as the document writes it, not as it was called, and keep bodies and credentials out.

Shows the texts in entries of test calls. Does not show entries of others, nor contents that are encrypted or that no
pattern tells.
"""

from collections.abc import Iterator

from compliance.model.observation import ClearContent, Content, Transaction
from compliance.model.rule import rule
from compliance.model.violation import Violation
from compliance.rules.exchange.log._entries import entry


@rule("L91-2025.D37.K1", "NDX-SEC-01")
def log_holds_no_personal_content(transaction: Transaction) -> Iterator[Violation]:
    for found in transaction.in_clear:
        template = "{field} holds {content} in clear"
        yield Violation(template, at=transaction, key=found.field, field=found.field, content=found.content)


GOOD = [entry()]
BAD = {
    "path_template holds a citizen id in clear": entry(in_clear=(ClearContent("path_template", Content.CITIZEN_ID),)),
    "issue holds the name of a person in clear": entry(in_clear=(ClearContent("issue", Content.PERSON_NAME),)),
    "issue holds a credential in clear": entry(in_clear=(ClearContent("issue", Content.CREDENTIAL),)),
    "issue holds the body of a message in clear": entry(in_clear=(ClearContent("issue", Content.BODY),)),
}
