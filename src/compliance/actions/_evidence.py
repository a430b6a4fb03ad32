"""The evidence of a run in its history, of which no more than one platform is there at a time."""

from typing import TYPE_CHECKING

from compliance.actions._patience import Doing
from compliance.actions._reporting import Judgement
from compliance.loading.dossiers import fleet_member, restored_plan
from compliance.model.dataclass import replace
from compliance.model.dossier import Dossier
from compliance.probes.sampled_read import was_answered, without_failures

if TYPE_CHECKING:
    from compliance.history.store import History
    from compliance.judgement.fleet import Shares


class Evidence:
    """The dossiers of a run by the ids of its platforms, each read when it is asked for."""

    def __init__(self, history: "History", run: int, patiently: Doing) -> None:
        self._history = history
        self._run = run
        self._patiently = patiently
        self._was_answered = False
        self.slugs = patiently(history.orders.with_dossiers, run)

    def shares(self, judgement: Judgement) -> "dict[str, Shares]":
        """Return what rules on several platforms together say of each, by its id."""
        members = []
        for slug in self.slugs:
            self._patiently.check()
            member, seen = fleet_member(slug, *self._patiently(self._history.orders.dossier, self._run, slug))
            self._was_answered = self._was_answered or was_answered(seen)
            members.append(member)
        return dict(zip(self.slugs, judgement.shares(members), strict=True))

    def dossier(self, slug: str) -> Dossier:
        """Return the evidence on one; where nobody answered at all, failures in it are none, as in any look."""
        found = restored_plan(slug, *self._patiently(self._history.orders.dossier, self._run, slug))
        if self._was_answered:
            return found
        return replace(found, observations=without_failures(found.observations))
