"""How much of an outside document is read before it is refused."""

from compliance.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes; `values` counts every scalar, list and mapping after aliases are expanded.

    `elements` counts those of all XML files of one description.
    """

    file_size: int = 64 * 1024 * 1024
    files: int = 1000
    depth: int = 500
    values: int = 20_000_000
    elements: int = 500_000
    dossier_size: int = 512 * 1024 * 1024


DEFAULT_LIMITS = Limits()
MOST_DEFECTS = 100
"""How many faults and doubtful scalars of a text are kept one by one; of the others the number is."""
