"""What the examples of a rule may be, beside the text of a file and a single observation.

A text is a document, or a record where the rule looks at records. A line of it that ends in `# <-` is where the finding
has to stand.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Any, Final

from compliance.model.dataclass import dataclass

MARK: Final = "# <-"


@dataclass(frozen=True, slots=True)
class Versions:
    """Two documents of one service, the earlier one and the published one."""

    older: str
    newer: str


@dataclass(frozen=True, slots=True)
class Platform:
    """All evidence on one platform: its record, the files that lie beside it, and what was seen of it.

    `served` and `hub` are the copies of the document of its first service that it serves and that the hub hands out.
    """

    record: str
    files: Mapping[str, str] = field(default_factory=dict)
    observations: tuple[Any, ...] = ()
    served: str | None = None
    hub: str | None = None


class Fleet(tuple[str | Platform, ...]):
    """Several platforms together, each as its record or with all evidence: `Fleet((RECORD_A, RECORD_B))`."""

    __slots__ = ()
