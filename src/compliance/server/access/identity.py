"""Who asks, and what each role may see and do: the only table of that."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from starlette.requests import HTTPConnection

from compliance.model.codelist import fold
from compliance.model.dataclass import dataclass

IDENTITY: Final = "compliance.identity"
"""The key of a request's scope under which its identity stands."""


class Role(StrEnum):
    """What somebody is to the dashboard. Who has several may what any of them may."""

    OWNER = "owner"
    READER = "reader"
    AUDITOR = "auditor"


class Action(StrEnum):
    """What can be done on the dashboard. Each route needs one of them."""

    SEE_PAGES = "see-pages"
    SEE_DOSSIERS = "see-dossiers"
    SEE_RUNS = "see-runs"
    START_AUDIT = "start-audit"
    PROPOSE_WAIVER = "propose-waiver"
    APPROVE_WAIVER = "approve-waiver"
    SEE_ACCESS_LOG = "see-access-log"
    MANAGE_KEYS = "manage-keys"


_SEEING: Final = frozenset({Action.SEE_PAGES, Action.SEE_DOSSIERS, Action.SEE_RUNS})
ACTIONS: Final[Mapping[Role, frozenset[Action]]] = {
    Role.OWNER: _SEEING | {Action.PROPOSE_WAIVER},
    Role.READER: _SEEING,
    Role.AUDITOR: frozenset(Action),
}


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody whom the way of log-in in use has named.

    `owners` are the codes of the agencies whose platforms somebody with the role owner sees; empty for all others.
    `key` is the number of the key by which a program asks, None for people: whoever has a key may only read.
    """

    name: str
    roles: frozenset[Role]
    owners: frozenset[str] = frozenset()
    key: int | None = None

    @property
    def account(self) -> str:
        """The words by which one visitor is counted: a person by name, a program by the number of its key."""
        return f"person {self.name}" if self.key is None else f"key {self.key}"

    @property
    def sees_all(self) -> bool:
        """Whether platforms of every owner are shown."""
        return not self.roles.isdisjoint({Role.READER, Role.AUDITOR})

    def may(self, action: Action) -> bool:
        """Return whether one of the roles may do this. Whose platforms it concerns is asked of `sees`."""
        if self.key is not None and action not in _SEEING:
            return False
        return any(action in ACTIONS[role] for role in self.roles)

    def sees(self, owner: str | None) -> bool:
        """Return whether the platforms of an owner are shown, named by its code; None for one without a code."""
        return self.sees_all or (Role.OWNER in self.roles and owner is not None and owner in self.owners)

    def may_approve(self, proposer: str) -> bool:
        """Return whether a waiver that somebody proposed may be approved: never one's own."""
        return self.may(Action.APPROVE_WAIVER) and fold(proposer) != fold(self.name)


def identity_of(request: HTTPConnection) -> Identity | None:
    """Return who sent a request, None if nobody is logged in."""
    found = request.scope.get(IDENTITY)
    return found if isinstance(found, Identity) else None


def current(request: HTTPConnection) -> Identity:
    """Return who sent a request that `needs` let through; raises `LookupError` for any other."""
    found = identity_of(request)
    if found is None:
        raise LookupError("nobody is logged in: the route declares no action")
    return found
