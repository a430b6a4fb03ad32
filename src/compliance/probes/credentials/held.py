"""Credentials as their references gave them, read once at the start of a run."""

import json
from collections.abc import Iterable
from typing import Any

import ndxp_sdk
from compliance.model.dataclass import dataclass, field
from compliance.model.text import Message
from compliance.probes.credential_reference import CredentialReference
from compliance.probes.errors import CredentialUnusable
from compliance.probes.hub.problems import problem_of


@dataclass(frozen=True, slots=True)
class Held:
    """A reference and what it gave."""

    reference: CredentialReference
    text: str = field(repr=False)

    @property
    def members(self) -> dict[str, Any] | None:
        """The members of the JSON object that it holds, None if it holds a plain text."""
        try:
            found = json.loads(self.text) if self.text.startswith("{") else None
        except (ValueError, RecursionError):
            return None
        return found if isinstance(found, dict) else None

    @property
    def secrets(self) -> tuple[str, ...]:
        """The texts in it that nobody may see: the whole, and its parts but for names and addresses."""
        members = self.members
        if members is None:
            return (self.text, *(part for part in self.text.split(":", 1)[1:] if part))
        return (self.text, *(value for name, value in members.items() if isinstance(value, str) and _is_secret(name)))

    def wrong(self, template: str, **parameters: str) -> CredentialUnusable:
        """Make the error of what it holds; it shows only what stands before the equals sign of its reference."""
        return CredentialUnusable(Message.of(template, credential=str(self.reference), **parameters))


def _is_secret(name: str) -> bool:
    is_named = any(word in name.lower() for word in ("secret", "key", "passphrase", "password", "session", "token"))
    return is_named and name != "token_url"


def held(references: Iterable[CredentialReference]) -> tuple[Held, ...]:
    """Read what the references lead to; raises `CredentialUnusable` for one that leads nowhere or is given twice."""
    found: dict[str, Held] = {}
    for reference in references:
        if str(reference) in found:
            raise CredentialUnusable(
                Message.of("the credential {credential} is given twice", credential=str(reference))
            )
        found[str(reference)] = Held(reference, _read(reference))
    return tuple(found.values())


def _read(reference: CredentialReference) -> str:
    try:
        text = ndxp_sdk.Secret.at(reference.place).reveal().strip()
    except ndxp_sdk.NdxpError as error:
        template = "the credential {credential} could not be had: {problem}"
        raise CredentialUnusable(
            Message.of(template, credential=str(reference), problem=problem_of(error))
        ) from None  # because a traceback may show what was read
    if not text:
        raise CredentialUnusable(Message.of("the credential {credential} is empty", credential=str(reference)))
    return text
