"""The registry of the national lists as data that others may take over."""

from collections.abc import Sequence
from datetime import date

from compliance.model.dataclass import dataclass
from compliance.model.text import Text


@dataclass(frozen=True, slots=True)
class OfficialList:
    """An official list; `number` is its id if none is known, `size` None if nobody says how many platforms it has."""

    id: str
    number: str
    title: Text
    issuer: Text
    issued: date | None
    size: int | None
    named: int


@dataclass(frozen=True, slots=True)
class ListPlace:
    """A place on an official list: `place` is group and number, empty if neither is known, `named_as` the printed name.

    `deadline` is the year or span of years that is known for it. `is_doubtful` says that it is not sure that the list
    means this platform.
    """

    list: OfficialList
    place: str
    named_as: str
    deadline: str | None
    is_doubtful: bool


@dataclass(frozen=True, slots=True)
class RegisteredPlatform:
    """A platform of the registry. What nobody says is None or empty.

    `subjects` is what it is for, as far as its name tells; `source` where the record comes from, `is_declared` whether
    its owner declared it.
    """

    slug: str
    name: Text
    aliases: tuple[str, ...]
    owner: Text
    owner_code: str | None
    owner_kind: str | None
    kind: str | None
    field: str | None
    subjects: tuple[Text, ...]
    status: str | None
    operational_from: date | None
    addresses: tuple[str, ...]
    contact: str | None
    places: tuple[ListPlace, ...]
    source: str | None
    is_declared: bool
    updated_on: date | None


@dataclass(frozen=True, slots=True)
class Registry:
    """Platforms with the lists that they stand on; `chosen` is the list that was asked for, None for all.

    `edition` is the day on which the facts were last checked.
    """

    platforms: tuple[RegisteredPlatform, ...]
    chosen: OfficialList | None
    edition: date

    @property
    def lists(self) -> Sequence[OfficialList]:
        """The lists on which its platforms stand, the last issued first."""
        found = {place.list.id: place.list for platform in self.platforms for place in platform.places}
        return sorted(found.values(), key=lambda each: str(each.issued), reverse=True)
