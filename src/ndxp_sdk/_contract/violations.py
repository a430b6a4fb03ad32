"""Violations of a document, by place and rule; values are never told, because they may be personal."""

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from ndxp_sdk.errors._details import Facts

Side: TypeAlias = Literal["request", "answer"]


@dataclass(frozen=True, slots=True)
class Violation:
    """One difference. `rule` is a keyword of JSON Schema, or `missing`, `media-type`, `status`, `unreadable`.

    `part` is `body`, `status`, or a parameter such as `query/limit`. `pointer` leads to the value in it,
    `schema_pointer` to the rule in the schema; both are JSON Pointers, empty for the whole.
    """

    side: Side
    part: str
    rule: str
    pointer: str = ""
    schema_pointer: str = ""

    def __str__(self) -> str:
        return f"{self.part}{self.pointer and f' at {self.pointer}'}: {self.rule}"


class Undecided(Exception):
    """Nobody can tell whether something keeps the contract; the text says why, without a value."""


@dataclass(frozen=True, slots=True)
class ContractFacts(Facts):
    """The details of a breach of contract."""

    violations: tuple[Violation, ...] = ()


def message_and_facts(side: Side, operation: str, violations: tuple[Violation, ...]) -> tuple[str, ContractFacts]:
    """Return the words and the facts of an error."""
    first, more = str(violations[0]), len(violations) - 1
    text = (
        f"the {side} differs from the published document of {operation}: {first}{f', and {more} more' if more else ''}"
    )
    facts = ContractFacts(origin="caller" if side == "request" else "provider", code="contract-violation")
    return text, replace(facts, operation="exchange.call", violations=violations)


def undecided_message_and_facts(side: Side, operation: str, why: str) -> tuple[str, ContractFacts]:
    """Return the words and the facts of an error where nobody can tell whether something keeps the contract."""
    text = f"the {side} cannot be held to the published document of {operation}: {why}; tell the provider"
    return text, ContractFacts(origin="provider", code="contract-undecided", operation="exchange.call")
