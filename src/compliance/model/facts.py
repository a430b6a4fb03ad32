"""What a rule may know beside its subject."""

from dataclasses import dataclass
from datetime import date

from compliance.model.codelist import Agencies, FieldNames
from compliance.model.requirement import Catalogue


@dataclass(frozen=True, slots=True)
class Facts:
    """The date of the audit and the published facts. A rule that takes it as second parameter gets the auditor's."""

    as_of: date
    catalogue: Catalogue
    agencies: Agencies
    field_names: FieldNames
