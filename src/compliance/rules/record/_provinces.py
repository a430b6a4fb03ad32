"""Owners that are a province, or a body of one, as far as a code or a name tells.

The People's Committee of a province has a code that begins with H, as H57 is that of Huế.
Source: Decision 09/2025/QĐ-TTg as the press has it.
"""

from typing import Final

from compliance.model.codelist import fold
from compliance.model.pattern import late
from compliance.model.record import Owner

_COMMITTEE: Final = "ủy ban nhân dân"
_CODE: Final = late(r"H[0-9]{2}")


def is_of_a_province(owner: Owner) -> bool:
    """Return whether an owner is known to be a province or a body of one."""
    return is_a_province(owner.level_1) or is_a_province(owner.name_vi or "")


def is_a_province(said: str) -> bool:
    """Return whether a level-1 code or a name is that of a province."""
    return _CODE.fullmatch(said) is not None or fold(said).startswith(fold(_COMMITTEE))
