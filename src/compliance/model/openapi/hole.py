"""What a document should hold at a place and does not."""

from compliance.model.dataclass import dataclass
from compliance.model.openapi.node import Node
from compliance.model.text import Message


@dataclass(frozen=True, slots=True)
class Hole:
    """A place where something should stand and does not, with the kinds of subject that could have stood there.

    `reason` is what stands there instead; None for a reference that leads nowhere.
    """

    node: Node
    holds: frozenset[str] = frozenset()
    reason: Message | None = None
