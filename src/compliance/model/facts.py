"""What a rule may know beside its subject."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from compliance.model.codelist import Addressee, Agencies, Bearer, FieldNames
from compliance.model.requirement import Catalogue


@dataclass(frozen=True, slots=True)
class Facts:
    """The date of the audit and the published facts. A rule that takes it as second parameter gets the auditor's."""

    as_of: date
    catalogue: Catalogue
    addressees: Mapping[str, Addressee]
    bearers: Mapping[str, Bearer]
    agencies: Agencies
    field_names: FieldNames
