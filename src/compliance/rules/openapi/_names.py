"""What operations are for, as far as the words of their names tell."""

from compliance.model.codelist import tells
from compliance.model.facts import Facts
from compliance.model.openapi.operation import Operation


def speaks_of(operation: Operation, kind: str, facts: Facts) -> bool:
    """Return whether a word of that kind stands in the last parts of the address or in the operationId."""
    words = facts.message_words[kind]
    return any(tells(phrase, words) for phrase in operation.phrases())
