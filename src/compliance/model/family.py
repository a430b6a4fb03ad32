"""Which kinds of subject stand together: what hides one of a family usually hides all of it."""

from enum import StrEnum
from typing import Final


class Family(StrEnum):
    """Where subjects come from: a file as bytes, the nodes of a document, running endpoints, a record, a hub."""

    SOURCE = "source"
    DOCUMENT = "document"
    ENDPOINT = "endpoint"
    RECORD = "record"
    EXCHANGE = "exchange"


EVERYTHING: Final[frozenset[str]] = frozenset(Family)
OF_DOCUMENTS: Final[frozenset[str]] = frozenset({Family.SOURCE, Family.DOCUMENT})
"""What a document has that is judged without a record: its bytes and its nodes."""
