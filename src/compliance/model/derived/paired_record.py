"""What is compared of one record with others of its run."""

from compliance.model.codelist import fold
from compliance.model.dataclass import dataclass
from compliance.model.platform_match import PlatformText
from compliance.model.record import NONE, Record


@dataclass(frozen=True, slots=True)
class PairedRecord:
    """One of two records: its names, aliases and addresses in the form in which they are compared, and its owner.

    `owner_code` is that of the ministry or province, `owner_name` is folded; empty where the record does not give them.
    `text` is what is said of the platform in words. `functions` and `masters`, the data of which it keeps the master,
    are folded too; `lists` are the ids of those that it stands on.
    """

    record: Record
    names: frozenset[str]
    owner_code: str
    owner_name: str
    text: PlatformText
    functions: frozenset[str]
    masters: frozenset[str]
    lists: frozenset[str]

    @classmethod
    def of(cls, record: Record) -> "PairedRecord":
        owner = record.named_owner
        return cls(
            record=record,
            names=_names(record),
            owner_code=owner.level_1,
            owner_name=fold(owner.name_vi or ""),
            text=_text(record),
            functions=frozenset(map(fold, record.functions or ())) - {"", NONE},
            masters=_masters(record),
            lists=frozenset(each.list for each in record.listed_memberships()),
        )

    @property
    def owner_keys(self) -> frozenset[tuple[str, str]]:
        """Its code and its name; two records of one owner have one of them in common."""
        return frozenset(key for key in (("code", self.owner_code), ("name", self.owner_name)) if key[1])

    def has_one_owner_with(self, other: "PairedRecord") -> bool:
        """Return whether both name the same agency: by the code where both give it, else by the name."""
        if self.owner_code and other.owner_code:
            return self.owner_code == other.owner_code
        return bool(self.owner_name) and self.owner_name == other.owner_name


def _masters(record: Record) -> frozenset[str]:
    databases = record.databases if isinstance(record.databases, list) else ()
    told = (entity for each in databases if isinstance(each.master_of, list) for entity in each.master_of)
    return frozenset(map(fold, told)) - {""}


def _text(record: Record) -> PlatformText:
    owner = record.named_owner
    return PlatformText(
        names=tuple(filter(None, (record.name_vi, *(record.aliases or ())))),
        english=record.name_en,
        owners=tuple(filter(None, (owner.name_vi, owner.name_en))),
        purpose=record.objective,
        field=record.field,
    )


def _names(record: Record) -> frozenset[str]:
    addresses = record.addresses if isinstance(record.addresses, list) else ()
    names = (record.name_vi, *(record.aliases or ()), *(address.rstrip("/") for address in addresses))
    return frozenset(fold(name) for name in names if name) - {"", NONE}
