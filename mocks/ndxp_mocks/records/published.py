"""Source of a record: the platform, its addresses, the document beside it, and what is drawn for it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, Protocol

from ndxp_mocks.platform.operation import JsonObject
from ndxp_mocks.platform.platform import Platform


class RunningPlatform(Protocol):
    """A platform on its ports: what `serve` gives, as far as a record speaks of it."""

    @property
    def platform(self) -> Platform: ...
    @property
    def url(self) -> str: ...
    @property
    def base_url(self) -> str: ...
    @property
    def plain_base_url(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Published:
    """A running platform with its document, as data and as the text of the file."""

    served: RunningPlatform
    document: JsonObject
    text: str

    @property
    def platform(self) -> Platform:
        return self.served.platform

    @property
    def owner(self) -> str:
        """The Vietnamese name of the agency in charge."""
        return self.platform.entry.owner.name_vi

    @property
    def host(self) -> str:
        """The made-up host of the platform, for addresses of mail and pages."""
        return f"{self.platform.entry.slug}.example.gov.vn"

    @property
    def document_hash(self) -> str:
        return f"sha256:{hashlib.sha256(self.text.encode('utf-8')).hexdigest()}"

    @property
    def personal_data(self) -> str:
        """The heaviest kind of personal data that is shared: sensitive, basic or none."""
        kinds = {each.personal for entity in self.platform.description.entities for each in entity.properties}
        return next((kind for kind in ("sensitive", "basic") if kind in kinds), "none")

    def number(self, what: str, low: int, high: int) -> int:
        """Return a number that belongs to the platform and to `what`."""
        entry = self.platform.entry
        return Random(f"{self.platform.seed}/{entry.slug}/{what}").randint(low, high)

    def day(self, what: str, first: date, days: int = 20) -> date:
        """Return a day that belongs to the platform and to `what`: `first`, or one of the days after it."""
        return first + timedelta(days=self.number(what, 0, days))

    def paper(self, what: str, kind: str) -> str:
        """Return the number of a made-up paper: MP stands for mô phỏng."""
        return f"{self.number(what, 100, 999)}/{kind}-MP"

    def returned_fields(self) -> list[str]:
        """Return the names of the single values that the answers of the document hold, each once."""
        schemas = self.document["components"]["schemas"]
        kept = (schema for name, schema in schemas.items() if name != "Problem")
        return sorted({name for schema in kept for name in _single_values(schema)})


def _single_values(schema: JsonObject) -> Iterator[str]:
    members: dict[str, Any] = schema.get("properties", {})
    for name, member in members.items():
        if "$ref" not in member and member.get("type") != "array":
            yield name
