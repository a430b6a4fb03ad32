"""Files of the transaction log: signed containers, and exports as open data."""

import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass

from ndxp_sdk.errors import Facts, UnexpectedAnswer
from ndxp_sdk.models.audit import ExportRecord


@dataclass(frozen=True, slots=True)
class Evidence:
    """The signed message of one leg as an ASiC-E container (a ZIP file), to be kept as it is."""

    content: bytes
    etag: str | None

    def __repr__(self) -> str:
        return f"Evidence({len(self.content)} bytes)"


@dataclass(frozen=True, slots=True)
class Export:
    """The exchanges of one day, as lines of JSON, compressed by gzip."""

    content: bytes
    etag: str | None

    def records(self) -> Iterator[ExportRecord]:
        """Record after record, unpacked as needed; raises UnexpectedAnswer where the file is broken."""
        try:
            with gzip.open(io.BytesIO(self.content)) as lines:
                for line in lines:
                    if line.strip():
                        yield ExportRecord.model_validate_json(line)
        except (EOFError, OSError, ValueError) as error:
            facts = Facts("audit.exports.get", "platform", code="export-broken")
            raise UnexpectedAnswer(f"the export cannot be read to its end: {type(error).__name__}", facts) from None

    def __repr__(self) -> str:
        return f"Export({len(self.content)} bytes)"
