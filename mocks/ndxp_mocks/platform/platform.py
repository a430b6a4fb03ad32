"""A mock platform as data: who it says it is, what it offers, and what is wrong with it."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from ndxp_mocks.errors import UndescribedPlatform
from ndxp_mocks.platform.descriptions import description_of
from ndxp_mocks.platform.entity import Description
from ndxp_mocks.platform.linkage import USUAL, Linkage
from ndxp_mocks.platform.settings import SEED
from ndxp_mocks.specs import Entry, Membership, Owner, entry_of, owner_codes

INSTANCE: Final = "VN"
_SLUG: Final = "simulated-platform"


def _simulated_entry() -> Entry:
    owner = Owner("G06", "Bộ Khoa học và Công nghệ", "Ministry of Science and Technology")
    listed = Membership("danh-muc-mo-phong", "01/DM-MP", date(2026, 6, 24), 1)
    names = ("Nền tảng mẫu", "Sample platform")
    return Entry(_SLUG, *names, owner, kind="national_platform", field="simulation", memberships=(listed,))


def _simulated_description() -> Description:
    return description_of(_SLUG)


@dataclass(frozen=True, slots=True)
class Platform:
    """One mock platform. Without faults it is flawless; `faults` holds names of files in ndxp_mocks/platform/faults.

    `linkage` is how it is connected, in use over NDXP with everything unless another is given. `host` is the name by
    which it is called, to which only a caller that resolves it to the loopback comes.
    """

    entry: Entry = field(default_factory=_simulated_entry)
    description: Description = field(default_factory=_simulated_description)
    faults: AbstractSet[str] = frozenset()
    seed: int = SEED
    host: str = "localhost"
    linkage: Linkage = USUAL

    @property
    def system_id(self) -> str:
        """The identifier of its system at the hub."""
        return f"{INSTANCE}/GOV/{self.entry.owner.member_code}/{self.entry.slug}"

    @property
    def hub_id(self) -> str:
        """The identifier of its service at the hub."""
        return f"{self.system_id}/{self.description.entities[0].path}"

    def __hash__(self) -> int:
        """Count what tells platforms apart; the description holds more than can be hashed."""
        return hash((self.entry.slug, self.seed))


def listed(slug: str) -> Platform:
    """Return the flawless platform of this slug. Raises UndescribedPlatform for one that is on no list."""
    if slug not in owner_codes():
        raise UndescribedPlatform(slug)
    return Platform(entry_of(slug), description_of(slug))


def flawless() -> Platform:
    """Return a small platform without any fault."""
    return Platform()
