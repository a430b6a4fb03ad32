"""The shapes of platforms, their owners, and what is found at them."""

from typing import Literal

from compliance.model.dataclass import dataclass
from compliance.model.ladder import Rung
from compliance.model.language import Language
from compliance.model.standing import Listed, Standing
from compliance.report.formats.json.v1 import Findings, Name, Owner, Subject
from compliance.report.formats.json.v1_due import Due
from compliance.report.formats.json.v1_verdicts import Violation
from compliance.server.api.forms.runs import ConnectedPlatforms, Weights

Weight = Literal["fail", "to_confirm", "warn", "advice", "waived"]


@dataclass(slots=True, eq=False, repr=False)
class OwnerInNumbers:
    """An owner with its platforms in numbers."""

    key: str
    owner: Owner
    platforms: int
    left: int
    standings: tuple[ConnectedPlatforms, ...]
    findings: Findings


@dataclass(slots=True, eq=False, repr=False)
class Owners:
    """Owners, those first that have most work left."""

    run: int
    items: tuple[OwnerInNumbers, ...]
    total: int
    next: str | None


@dataclass(slots=True, eq=False, repr=False)
class PlatformInBrief:
    """A platform: how far it came, and what is found at it in numbers."""

    id: str
    name: Name
    owner: Owner
    owner_key: str
    rung: Rung | None
    claimed: Rung | None
    standing: Standing
    conflict: bool
    listed: Listed | None
    findings: Findings


@dataclass(slots=True, eq=False, repr=False)
class Platforms:
    """Platforms."""

    run: int
    items: tuple[PlatformInBrief, ...]
    total: int
    next: str | None


@dataclass(slots=True, eq=False, repr=False)
class Since:
    """The run since which a finding has been found without a break."""

    run: int
    day: str


@dataclass(slots=True, eq=False, repr=False)
class FoundSince:
    """Since when one finding has been found without a break."""

    fingerprint: str
    since: Since


@dataclass(slots=True, eq=False, repr=False)
class Platform:
    """Everything that one run tells of one platform."""

    run: int
    language: Language
    simulated: bool
    subject: Subject
    found: tuple[FoundSince, ...]


@dataclass(slots=True, eq=False, repr=False)
class Stay:
    """Where a platform stood in one run, and what was found at it."""

    run: int
    day: str
    rung: Rung | None
    claimed: Rung | None
    standing: Standing
    findings: Weights
    not_observed: int
    errors: int


@dataclass(slots=True, eq=False, repr=False)
class Timeline:
    """Where a platform stood from run to run, the last one first."""

    id: str
    items: tuple[Stay, ...]
    total: int
    next: str | None


@dataclass(slots=True, eq=False, repr=False)
class Found:
    """One finding at one platform or document."""

    subject: str
    rule: str
    requirements: tuple[str, ...]
    weight: Weight | None
    since: Since | None
    violation: Violation


@dataclass(slots=True, eq=False, repr=False)
class FoundList:
    """Findings, platform by platform."""

    run: int
    language: Language
    items: tuple[Found, ...]
    next: str | None


@dataclass(slots=True, eq=False, repr=False)
class DueList:
    """What is due, what has passed first, then the nearest."""

    run: int
    language: Language
    as_of: str
    items: tuple[Due, ...]
    total: int
    next: str | None
