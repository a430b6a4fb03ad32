"""Where a reader finds each thing that a page names: on the same page, unless a door has a page for each."""

import re
from hashlib import sha256
from typing import Protocol

from compliance.model.standing import Standing
from compliance.model.verdict import SubjectReport


class Addresses(Protocol):
    """The address of each thing, as a link has it; empty where nothing is told of it."""

    def subject(self, subject: str) -> str:
        """Return where a platform or document is told, by its id."""

    def owner(self, subject: SubjectReport) -> str:
        """Return where the owner of a platform is told."""

    def group(self, standing: Standing) -> str:
        """Return where the platforms are told that are connected in one way."""

    def rule(self, rule: str) -> str:
        """Return where a rule is told, by its id."""

    def requirement(self, requirement: str) -> str:
        """Return where a requirement is told, by its id."""


class OnThePage:
    """Everything is told on one page."""

    def subject(self, subject: str) -> str:
        return f"#{anchor('subject', subject)}"

    def owner(self, subject: SubjectReport) -> str:  # noqa: ARG002 - because the table tells all of an owner
        return ""

    def group(self, standing: Standing) -> str:
        return f"#{anchor('group', standing)}"

    def rule(self, rule: str) -> str:
        return f"#{anchor('rule', rule)}"

    def requirement(self, requirement: str) -> str:
        return f"#{anchor('requirement', requirement)}"


def anchor(kind: str, name: str) -> str:
    """Return the id of a place; a name that had to be changed is told from others by a part of its hash."""
    plain = re.sub(r"[^a-zA-Z0-9._-]+", "-", name)
    if plain == name:
        return f"{kind}-{name}"
    return f"{kind}-{plain}-{sha256(name.encode(errors='surrogatepass')).hexdigest()[:8]}"
