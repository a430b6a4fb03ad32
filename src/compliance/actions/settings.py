"""The settings of an action beside its targets. Plain data: a job in a queue is targets and these, serialised."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from compliance.loading.limits import DEFAULT_LIMITS, Limits
from compliance.model.dataclass import dataclass, field
from compliance.model.grades import Profile
from compliance.model.text import VIET_NAM
from compliance.probes.settings import NetworkSettings

if TYPE_CHECKING:  # because few runs have any
    from compliance.history.place import HistoryPlace
    from compliance.model.confirmation import Confirmation
    from compliance.model.waiver import Waiver

TYPES: Final = {
    "Confirmation": "compliance.model.confirmation",
    "HistoryPlace": "compliance.history.place",
    "Waiver": "compliance.model.waiver",
}
"""Where the types are from, for who asks what the fields are, to write settings as JSON."""

__all__ = ["InHistory", "Judging", "NetworkSettings", "Reading", "Trusting", "today"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Where files may be read from.

    References may not leave `root`; None stands for the working folder if it holds the file, else for the file's own.
    `fetch` allows documents and references at https addresses to be fetched. `texts` holds by resolved path what counts
    in place of what lies on disk, such as what an editor has open. `skips_others` passes over a file that is neither
    document nor record also where it was named.
    """

    root: Path | None = None
    fetch: bool = False
    limits: Limits = DEFAULT_LIMITS
    texts: Mapping[Path, bytes] = field(default_factory=dict)
    skips_others: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """By which law, which rules and which waivers.

    `as_of` is the day whose law counts, None for today in Viet Nam. `select` and `ignore` are ids of rules,
    or of requirements that they cite, or globs on these; an empty `select` takes all. `waivers` is a file of them, or
    the waivers themselves; so is `confirmations`. `approved_waivers` are those that were approved in the history
    that an audit is kept in, which it finds by itself. `rulesets` are files of rules in the form of Spectral, which run
    beside ours and cite no law.
    """

    as_of: date | None = None
    profile: Profile = Profile.IN_FORCE
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    waivers: "Path | tuple[Waiver, ...]" = ()
    confirmations: "Path | tuple[Confirmation, ...]" = ()
    approved_waivers: "tuple[Waiver, ...]" = ()
    rulesets: tuple[Path, ...] = ()

    @property
    def day(self) -> date:
        """The day whose law counts."""
        return self.as_of or today()

    @property
    def files(self) -> tuple[Path, ...]:
        """The files among them."""
        return tuple(each for each in (self.waivers, self.confirmations, *self.rulesets) if isinstance(each, Path))


@dataclass(frozen=True, slots=True, kw_only=True)
class Trusting:
    """Whom to trust who signed dossiers.

    `authorities` is a PEM file of the certificates of authorities, for signers and for time stamps, None for nobody.
    Each of `keys` is a PEM file with the public key or the certificate of one signer.
    """

    authorities: Path | None = None
    keys: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InHistory:
    """How a run is kept.

    `place` is a file, the address of a PostgreSQL database, or a reference to one with a password. Runs with the same
    `label` are a series: each is compared with the one before. `resume` is the number or the label of an interrupted
    run, whose rest is looked at. `patience` are the seconds for which a database that is away is tried again.
    """

    place: "HistoryPlace | Path | str"
    label: str | None = None
    resume: str | None = None
    patience: float = 180.0


def today() -> date:
    """Return the day in Viet Nam, wherever the program runs."""
    return datetime.now(VIET_NAM).date()
