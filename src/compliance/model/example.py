"""What the examples of a rule may be, beside the text of a file and a single observation.

A text is a document, or a record where the rule looks at records. A line of it that ends in `# <-` is where the finding
has to stand.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from compliance.model.dataclass import dataclass, field, replace
from compliance.model.facts import Facts

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


@dataclass(frozen=True, slots=True)
class Supposing:
    """Another example, judged on a later day, or as if channels were known to operate: `{"ndop": date(2027, 1, 1)}`."""

    example: Any
    on: date | None = None
    operating: Mapping[str, date] = field(default_factory=dict)

    def facts(self, facts: Facts) -> Facts:
        """Return the facts as they are supposed to be."""
        began = {
            code: replace(channel, operating_from=self.operating.get(code, channel.operating_from))
            for code, channel in facts.channels.items()
        }
        return replace(facts, as_of=self.on or facts.as_of, channels=began)
