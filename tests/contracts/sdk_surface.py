"""The one rule by which operations of the contracts are methods of the SDK, and what stands outside of it.

`a.b.verb` is `client.a.b.verb`. A path parameter is an argument of its name without `_id`; a query parameter is a
keyword of its name; a header is its name in snake_case; the members of a JSON object are keywords, any other body is
`content` with its `media_type`, a signed message `jws`. A keyword of Python gets an underscore behind, and so does the
name of one of its builtins, unless it is a member of a body.
"""

import builtins
import keyword
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from contracts.instances import full, text_for
from contracts.reading import Operation, contracts, operations, resolved
from ndxp_sdk.models import CloudEvent

UUID = "019ab3c2-5e0f-7c44-9d0a-51c3f1b0a7e2"
SYSTEM = "VN/GOV/G12/dkkd"
# The contracts whose operations the SDK has.
FILES = ("catalogue.yaml", "exchange.yaml", "identity.yaml", "audit.yaml")
# Methods that are no operation of a contract of their own, and why they are there.
CONVENIENCES = {
    "catalog.snapshot.verified": "the snapshot and the keys of the hub in one step",
    "catalog.statistics.services_csv": "the other media type of catalog.statistics.services",
    "transactions.find": "transactions.list by message id, for a call whose outcome is unknown",
    "exchange.call": "exchange.call.* and exchange.forward.*, in the dialect of the client",
    "exchange.stream": "the same, for a body that is read as it comes",
    "exchange.transfers.upload": "create, put_part as often as needed, seal",
    "exchange.transfers.resume_upload": "get, put_part for what is missing, seal",
    "exchange.transfers.download": "manifest and all its files",
    "exchange.transfers.download_file": "manifest and file, resumed and compared",
    "tokens.explain": "diagnose, with our own checks of what would be sent",
}
# Operations (by how their names begin) that are no method of their own, and what does them.
ELSEWHERE = {
    "exchange.call.": "client.exchange.call in the dialect of X-Road",
    "exchange.forward.": "client.exchange.call in the dialect of the adapters",
    "exchange.forward_vxp.": "client.exchange.call in the dialect of the adapters",
}
# Methods whose arguments do not follow the rule: how they are called here.
OWN_ARGUMENTS: dict[str, dict[str, Any]] = {
    "exchange.list_clients": {"instance": "VN"},
    "exchange.list_methods": {"system": SYSTEM},
    "exchange.allowed_methods": {"system": SYSTEM},
    "exchange.openapi": {"service": f"{SYSTEM}/enterprises"},
    "exchange.asic": {"message_id": "1"},
    "exchange.verification_conf": {},
    "exchange.interactions.create": {"service": f"{SYSTEM}/enterprises", "data": {}},
    "exchange.interactions.respond": {"interaction": UUID, "outcome": "accepted", "source": f"/{SYSTEM}"},
    "exchange.events.publish": {"events": CloudEvent.new("vn.example.changed", f"/{SYSTEM}")},
    "exchange.transfers.put_part": {"transfer": UUID, "number": 1, "content": b""},
    "exchange.transfers.file": {"transfer": UUID, "name": "a"},
    "tokens.metadata": {},
    "tokens.jwks": {},
    "tokens.issue": {},
    "tokens.diagnose": {"scopes": ["exchange"]},
    "tokens.introspect": {"token": "a"},
    "tokens.revoke": {"token": "a"},
    "tokens.client_keys.create": {"client": "a", "jwk": {"kty": "EC"}},
}
# Headers that the SDK makes itself of the body or of a key.
SELF_MADE = frozenset({"Content-Digest", "DPoP"})
# What a method has beside the rule: a whole draft or patch in the place of its fields.
BESIDE = frozenset({"draft", "patch"})
# What a method gives where the contract has a file, or a list that is no page.
OTHER_RESULTS = {
    "catalog.versions.endpoints": "tuple",
    "catalog.specifications.get": "SpecificationContent",
    "catalog.documents.get": "DocumentContent",
    "catalog.snapshot.get": "Snapshot",
    "transactions.evidence": "Evidence",
    "audit.exports.get": "Export",
    "exchange.list_clients": "tuple",
    "exchange.list_methods": "tuple",
    "exchange.allowed_methods": "tuple",
    "exchange.openapi": "ExchangeResponse",
    "exchange.asic": "Content",
    "exchange.verification_conf": "Content",
    "exchange.interactions.result": "Content",
    "exchange.transfers.file": "StreamedResponse",
}
# Schemas that need no model, and why.
NO_MODELS: dict[str, str] = {
    **dict.fromkeys(("XRoadIdentifier", "ClientRow", "ClientList"), "of X-Road: ndxp_sdk.metaservices"),
    **dict.fromkeys(("MethodEndpoint", "MethodRow", "MethodList"), "of X-Road: ndxp_sdk.metaservices"),
    "InteractionCallback": "the event is made of an InteractionOutcome",
    "TokenRequest": "the form is made of a credential",
    "TokenReference": "the same",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of the contract and the argument that it is."""

    place: str
    name: str
    argument: str
    value: Any


@dataclass(frozen=True, slots=True)
class Success:
    """The answer that is no failure; `place` and `schema` are of its JSON."""

    status: int
    media_type: str | None
    place: str
    schema: Mapping[str, Any]


def chosen() -> tuple[Operation, ...]:
    """The operations that are methods."""
    every = (each for each in operations(contracts()) if each.contract in FILES)
    return tuple(each for each in every if not each.id.startswith(tuple(ELSEWHERE)))


def parameters(operation: Operation) -> Iterator[Parameter]:
    """Everything that a caller may say, but the body."""
    item = contracts()[operation.contract]["paths"][operation.path]
    for raw in (*item.get("parameters", ()), *operation.raw.get("parameters", ())):
        place, found = resolved(contracts(), f"{operation.contract}#", raw)
        schema_place, schema = resolved(contracts(), place, found["schema"])
        if found["name"] not in SELF_MADE:
            value = typed(schema, full(contracts(), schema_place, schema))
            yield Parameter(found["in"], found["name"], argument_of(found["in"], found["name"]), value)


def argument_of(where: str, name: str) -> str:
    """The name in Python."""
    if where == "path":
        return name.removesuffix("_id")
    python = name.lower().replace("-", "_")
    is_taken = keyword.iskeyword(python) or (where != "body" and hasattr(builtins, python))
    return f"{python}_" if is_taken else python


def typed(schema: Mapping[str, Any], value: Any) -> Any:
    """The value as a caller has it."""
    match schema.get("format"):
        case "date":
            return date.fromisoformat(value)
        case "date-time":
            return datetime.fromisoformat(value)
    return value


def success(operation: Operation) -> Success:
    """The first answer that is no failure."""
    status = min(status for status in operation.raw["responses"] if status.startswith("2"))
    place, response = resolved(contracts(), f"{operation.contract}#", operation.raw["responses"][status])
    media_type, content = next(iter(response.get("content", {}).items()), (None, {}))
    schema = content.get("schema", {}) if media_type == "application/json" else {}
    return Success(int(status), media_type, *resolved(contracts(), place, schema))


def result_of(operation: Operation) -> str:
    """The name of the type that a method gives; of a list the name of its items' type."""
    answer = success(operation)
    place = answer.place
    if "next_cursor" in answer.schema.get("properties", ()):
        place, _ = resolved(contracts(), place, answer.schema["properties"]["items"]["items"])
    named = OTHER_RESULTS.get(operation.id, place.rpartition("/")[2])
    return named if answer.media_type else "NoneType"


def body(operation: Operation) -> tuple[str, str, Mapping[str, Any]] | None:
    """Media type, place and schema of the first body that the contract takes."""
    raw = operation.raw.get("requestBody")
    if raw is None:
        return None
    place, found = resolved(contracts(), f"{operation.contract}#", raw)
    media_type, content = next(iter(found["content"].items()))
    return media_type, *resolved(contracts(), place, content.get("schema", {}))


def body_arguments(operation: Operation) -> dict[str, Any]:
    """The body as arguments."""
    found = body(operation)
    if found is None:
        return {}
    media_type, place, schema = found
    if media_type == "application/jose":
        return {"jws": text_for(schema)}
    if schema.get("properties") is None:
        return {"content": b'{"openapi": "3.1.1"}', "media_type": media_type.replace("*/*", "text/plain")}
    members = {name: resolved(contracts(), place, member)[1] for name, member in schema["properties"].items()}
    values = full(contracts(), place, schema)
    return {argument_of("body", name): typed(members[name], value) for name, value in values.items()}


def arguments(operation: Operation) -> dict[str, Any]:
    """A whole call."""
    if operation.id in OWN_ARGUMENTS:
        return OWN_ARGUMENTS[operation.id]
    return {each.argument: each.value for each in parameters(operation)} | body_arguments(operation)


def target(operation: Operation) -> str:
    """The path that goes onto the wire: what an identifier holds is encoded, its colons are not."""
    values = {each.name: str(each.value) for each in parameters(operation) if each.place == "path"}
    return re.sub(r"{(\w+)}", lambda found: values[found[1]], operation.path)
