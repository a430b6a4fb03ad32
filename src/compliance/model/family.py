"""Which kinds of subject stand together: what hides one of a family usually hides all of it."""

from enum import StrEnum
from typing import Final


class Family(StrEnum):
    """Where subjects come from.

    An OpenAPI document as bytes and its nodes, a description in XML, running endpoints, a record, a hub.
    """

    SOURCE = "source"
    DOCUMENT = "document"
    DESCRIPTION = "description"
    ENDPOINT = "endpoint"
    RECORD = "record"
    EXCHANGE = "exchange"


EVERYTHING: Final[frozenset[str]] = frozenset(Family)
OF_OPENAPI: Final[frozenset[str]] = frozenset({Family.SOURCE, Family.DOCUMENT})
"""What an OpenAPI document has: its bytes and its nodes."""
OF_DOCUMENTS: Final[frozenset[str]] = OF_OPENAPI | {Family.DESCRIPTION}
"""What a file that describes a service has, judged without a record."""
