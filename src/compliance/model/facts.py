"""What a rule may know beside its subject."""

from collections.abc import Mapping
from datetime import date

from compliance.model.calendar import Calendar
from compliance.model.codelist import Addressee, Agencies, Bearer, Extension, OwnerKind
from compliance.model.dataclass import dataclass
from compliance.model.field_names import FieldNames
from compliance.model.instances import Instances
from compliance.model.ladder import Stage
from compliance.model.requirement import Catalogue
from compliance.model.text import Text


@dataclass(frozen=True, slots=True)
class Facts:
    """The date of the audit and the published facts. A rule that takes it as second parameter gets the auditor's.

    `lists` are the code lists of `specs/codelists` by id, each the names of its codes.

    `operation_words` are the functions that operations seem to have, by phrases of their addresses and ids;
    `field_words` are phrases in names and descriptions by what they tell, `legacy_text` words by the encoding that
    they are remains of.

    `platform_regime` is the class of platform that the regime for digital platforms binds. `instances` holds values
    against schemas.
    """

    as_of: date
    catalogue: Catalogue
    addressees: Mapping[str, Addressee]
    bearers: Mapping[str, Bearer]
    owner_kinds: Mapping[str, OwnerKind]
    agencies: Agencies
    field_names: FieldNames
    operation_words: Mapping[str, str]
    field_words: Mapping[str, frozenset[str]]
    legacy_text: Mapping[str, frozenset[str]]
    extensions: Mapping[str, Extension]
    platform_regime: Addressee
    lists: Mapping[str, Mapping[str, Text]]
    calendar: Calendar
    ladder: tuple[Stage, ...]
    instances: Instances
