"""What a dossier says of itself, and how older forms of it are read."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Final, Union, cast

from pydantic import Discriminator, Tag
from pydantic_core import core_schema

from compliance.loading.errors import NotUnderstood
from compliance.loading.syntax.parsed import Parsed
from compliance.loading.validation import validate
from compliance.model.dataclass import dataclass, replace
from compliance.model.dossier import Kind, Origin
from compliance.model.gap import Gap
from compliance.model.location import Location
from compliance.model.observation import OBSERVATIONS
from compliance.model.observation import Observation as AnyObservation
from compliance.model.record import Membership
from compliance.model.text import Message

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler

SCHEMA: Final = "compliance-dossier/2"
_FIRST: Final = "compliance-dossier/1"
_KEYS_OF_THE_FIRST: Final = {
    "handshakes": "TlsHandshake",
    "certificates": "Certificate",
    "exchanges": "HttpExchange",
    "hub_listings": "HubListing",
    "hub_calls": "HubCall",
    "access_trials": "AccessTrial",
}
_ALWAYS_SOUGHT_BY_THE_FIRST: Final = frozenset({"TlsHandshake", "Certificate", "HttpExchange"})
_TAG: Final = "kind"


@dataclass(frozen=True, slots=True)
class _Tagged:
    """Writes the name of the class into the object, and says so in the schema."""

    name: str

    def __get_pydantic_core_schema__(self, source: Any, handler: "GetCoreSchemaHandler") -> core_schema.CoreSchema:
        write = core_schema.wrap_serializer_function_ser_schema(
            lambda value, plain: {_TAG: self.name, **plain(value), **_in_order(value)}
        )
        schema: dict[str, Any] = {**handler(source), "serialization": write}
        return cast("core_schema.CoreSchema", schema)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: "GetJsonSchemaHandler"
    ) -> dict[str, Any]:
        plain = cast("core_schema.CoreSchema", {key: value for key, value in schema.items() if key != "serialization"})
        tag = {"properties": {_TAG: {"const": self.name}}, "required": [_TAG]}
        return {"allOf": [handler(plain), tag]}


def _in_order(value: Any) -> dict[str, Any]:
    """Return the fields that hold sets as sorted lists, because the same evidence gives the same bytes."""
    held = {entry.name: getattr(value, entry.name) for entry in fields(value)}
    return {name: sorted(each) for name, each in held.items() if isinstance(each, frozenset)}


def _tag(value: Any) -> str | None:
    return value.get(_TAG) if isinstance(value, dict) else type(value).__name__


if TYPE_CHECKING:
    Observation = AnyObservation
else:
    _ROWS = tuple(Annotated[kind, _Tagged(kind.__name__), Tag(kind.__name__)] for kind in OBSERVATIONS)
    Observation = Annotated[Union[_ROWS], Discriminator(_tag)]  # noqa: UP007 - made from the table


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of evidence: its address, and the SHA-256 of its bytes, which is its name in the archive."""

    uri: str
    sha256: str


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """A further copy of a service's document: its address, and all files that it was loaded from."""

    service: str
    origin: Origin
    uri: str
    files: list[KeptFile]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a dossier says of itself. `entries` are the addresses of the documents, the other files are their parts.

    `hub_channel` is the code of the channel that the hub is, absent in dossiers of earlier versions. `sought` names the
    kinds of observation that were looked for, each observation its own kind.
    """

    schema: str
    id: str
    kind: Kind
    is_simulated: bool
    collected_at: datetime | None
    vantage: str | None
    tool_version: str
    catalogue_sha256: str
    record: KeptFile | None
    list_memberships: list[Membership] | None
    files: list[KeptFile]
    entries: list[str]
    copies: list[KeptCopy]
    sought: list[str]
    observations: list[Observation]
    gaps: list[Gap]
    hub_channel: str | None = None

    def kept_files(self) -> Iterator[KeptFile]:
        """Yield every file that has to be in the archive."""
        yield from self.files
        for copy in self.copies:
            yield from copy.files
        if self.record is not None:
            yield self.record


def read_manifest(parsed: Parsed) -> Manifest:
    """Return the manifest of this or an older form; raises `NotUnderstood` if it is neither or contradicts itself."""
    manifest = read_plan(parsed)
    if manifest.kind is Kind.PLATFORM and manifest.record is None:
        raise NotUnderstood(Location(parsed.source.uri), Message.of("it is about a platform and holds no record"))
    return manifest


def read_plan(parsed: Parsed) -> Manifest:
    """Return the manifest of what is to be looked at, which may say only why there is no record; raises as above."""
    tree = parsed.tree
    form = tree.get("schema") if isinstance(tree, dict) else None
    manifest = validate(Manifest, replace(parsed, tree=_upgraded(tree)) if form == _FIRST else parsed)
    location = Location(parsed.source.uri)
    if manifest.schema != SCHEMA:
        template = "it follows {found}, this version reads {expected}"
        raise NotUnderstood(location, Message.of(template, found=manifest.schema[:40], expected=SCHEMA))
    if any(moment.tzinfo is None for moment in _moments(manifest)):
        raise NotUnderstood(location, Message.of("a time in it has no zone"))
    return manifest


def _moments(manifest: Manifest) -> Iterator[datetime]:
    """Yield every time in it: comparing one that has no zone with one that has would end the run."""
    if manifest.collected_at is not None:
        yield manifest.collected_at
    for seen in manifest.observations:
        yield from _moments_in(seen)


def _moments_in(value: Any) -> Iterator[datetime]:
    if isinstance(value, datetime):
        yield value
    elif isinstance(value, tuple):
        yield from (moment for item in value for moment in _moments_in(item))
    elif is_dataclass(value):
        yield from (moment for entry in fields(value) for moment in _moments_in(getattr(value, entry.name)))


def _upgraded(tree: dict[str, Any]) -> dict[str, Any]:
    """Return a manifest of the first form in the present one: it had a list for each kind of observation."""
    kept = {key: value for key, value in tree.items() if key not in _KEYS_OF_THE_FIRST}
    seen = [_with_tag(each, name) for key, name in _KEYS_OF_THE_FIRST.items() for each in _listed(tree.get(key))]
    sought = {each[_TAG] for each in seen if isinstance(each, dict)}
    if tree.get("collected_at") is not None:
        sought |= _ALWAYS_SOUGHT_BY_THE_FIRST
    return {**kept, "schema": SCHEMA, "copies": [], "sought": sorted(sought), "observations": seen}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _with_tag(value: Any, name: str) -> Any:
    return {_TAG: name, **value} if isinstance(value, dict) else value
