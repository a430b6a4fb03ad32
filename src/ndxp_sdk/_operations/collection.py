"""A kind of resource, as the contracts lay them out: all under one path, each under its id, changed by verbs."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Generic, TypeVar

from ndxp_sdk._http import Pairs
from ndxp_sdk._operations.arguments import headers, idempotency, match
from ndxp_sdk._operations.parsers import model, model_or_304, page_of
from ndxp_sdk._pipeline.call import Call
from ndxp_sdk.models._model import Draft, Model, Patch, body_of
from ndxp_sdk.models._page import Page

M = TypeVar("M", bound=Model)
Path = Mapping[str, str]
JSON: Final = "application/json"
MERGE_PATCH: Final = "application/merge-patch+json"
READ: Final = frozenset({"catalog:read"})
WRITE: Final = frozenset({"catalog:write"})
CURRENT: Final = frozenset({304})
_NOTHING_SAID: Final = b"{}"
NOTHING: Final[Path] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ResourceOperations(Generic[M]):
    """`operations` is what their names begin with; `whole` and `single` are path templates."""

    operations: str
    kind: type[M]
    whole: str
    single: str
    read: frozenset[str] = READ
    write: frozenset[str] = WRITE

    def list(self, query: Pairs, path: Path = NOTHING) -> Call[Page[M]]:
        """Build the call for one page."""
        reads = model(page_of(self.kind))
        return Call(f"{self.operations}.list", "GET", self.whole, reads, path, query, scopes=self.read)

    def get(self, path: Path, if_none_match: str | None = None) -> Call[M | None]:
        """Build the call for one of them; its result is None if the caller's copy is current."""
        return read(f"{self.operations}.get", self.single, self.kind, path, if_none_match, scopes=self.read)

    def create(self, draft: Draft, key: str | None, path: Path = NOTHING) -> Call[M]:
        """Build the call that creates one. It may be repeated, because its key makes that safe."""
        return Call(
            operation=f"{self.operations}.create",
            method="POST",
            template=self.whole,
            reads=model(self.kind),
            path=path,
            headers=idempotency(key),
            content=body_of(draft),
            media_type=JSON,
            is_safe_to_repeat=True,
            scopes=self.write,
        )

    def update(self, path: Path, given: object, if_match: str | None, patch: Patch) -> Call[M]:
        """Some members of one of them; `given` is it, or its id."""
        return Call(
            operation=f"{self.operations}.update",
            method="PATCH",
            template=self.single,
            reads=model(self.kind),
            path=path,
            headers=match(f"{self.operations}.update", self.kind, given, if_match),
            content=body_of(patch),
            media_type=MERGE_PATCH,
            scopes=self.write,
        )

    def transition(
        self, verb: str, path: Path, given: object, if_match: str | None, reason: Draft | None = None
    ) -> Call[M]:
        """Build the call for a transition; `given` is the resource or its id; an empty `reason` is left out."""
        content = body_of(reason) if reason is not None else _NOTHING_SAID
        says = content != _NOTHING_SAID
        return Call(
            operation=f"{self.operations}.{verb}",
            method="POST",
            template=f"{self.single}:{verb}",
            reads=model(self.kind),
            path=path,
            headers=match(f"{self.operations}.{verb}", self.kind, given, if_match),
            content=content if says else None,
            media_type=JSON if says else None,
            scopes=self.write,
        )


def read(
    operation: str,
    template: str,
    kind: type[M],
    path: Path,
    if_none_match: str | None = None,
    *,
    scopes: frozenset[str] = READ,
) -> Call[M | None]:
    """Build the call that reads a single thing at a path of its own."""
    known = headers(if_none_match=if_none_match)
    return Call(operation, "GET", template, model_or_304(kind), path, (), known, answers=CURRENT, scopes=scopes)
