"""Ways to authenticate, and what is demanded of a caller."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node
from compliance.model.openapi.server import host_and_path
from compliance.model.openapi.view import View

_KINDS: Final = frozenset({"apiKey", "http", "oauth2", "openIdConnect", "mutualTLS", "basic"})
_ADDRESSES: Final = ("tokenUrl", "authorizationUrl", "refreshUrl", "deviceAuthorizationUrl", "openIdConnectUrl")
_SIGNS: Final = frozenset("/#.:")


class SecurityScheme(View):
    """A named way to authenticate, from `components` or `securityDefinitions`."""

    __slots__ = ("name",)

    def __init__(self, files: DocumentFiles, node: Node, name: str) -> None:
        super().__init__(files, node)
        self.name = name

    @property
    def kind(self) -> str | None:
        """The type: apiKey, http, oauth2, openIdConnect, mutualTLS, or basic in version 2.0."""
        return self.node.text("type")


@dataclass(frozen=True, slots=True)
class Demand:
    """What one `security` demands. `undefined` is the first name in it that names no scheme, None if all do."""

    is_empty: bool = False
    is_malformed: bool = False
    has_empty_choice: bool = False
    undefined: str | None = None

    @property
    def keeps_strangers_out(self) -> bool:
        """Whether nobody can call without credentials."""
        return not (self.is_empty or self.is_malformed or self.has_empty_choice)


def demand_of(files: DocumentFiles, stated: Node) -> Demand:
    """Return what a `security` demands: read once, because that of a document holds for each of its operations."""
    return files.remember(("demand", id(stated.raw)), lambda: _read(files, stated))


def _read(files: DocumentFiles, stated: Node) -> Demand:
    if stated.raw == []:
        return Demand(is_empty=True)
    choices = list(stated.items())
    if not choices or not all(isinstance(choice.raw, dict) for choice in choices):
        return Demand(is_malformed=True)
    names = dict.fromkeys(name for choice in choices for name in choice.mapping)
    undefined = next((name for name in names if not _is_defined(files, stated, name)), None)
    return Demand(has_empty_choice=not all(choice.raw for choice in choices), undefined=undefined)


def schemes_demanded(files: DocumentFiles, stated: Node) -> list[tuple[Node, list[str]]]:
    """Return the schemes that a `security` names, each where it is written, with its scopes; read once.

    A name that no scheme has is left out.
    """
    return files.remember(("schemes demanded", id(stated.raw)), lambda: list(_demanded(files, stated)))


def choices_demanded(files: DocumentFiles, stated: Node) -> list[list[tuple[Node, list[str]]]]:
    """Return the choices that a `security` gives a caller, each with all the schemes that it takes together.

    A choice that names what no scheme is called is left out: nobody can meet it.
    """
    found = ((choice, list(_of_choice(files, stated, choice))) for choice in stated.items())
    return [schemes for choice, schemes in found if len(schemes) == len(choice.mapping)]


def _demanded(files: DocumentFiles, stated: Node) -> Iterator[tuple[Node, list[str]]]:
    for choice in stated.items():
        yield from _of_choice(files, stated, choice)


def _of_choice(files: DocumentFiles, stated: Node, choice: Node) -> Iterator[tuple[Node, list[str]]]:
    for name, scopes in choice.members():
        declared = files.component(_declared_in(files), name)
        scheme = files.follow(declared) if declared is not None else None
        if scheme is None and is_address(files, name):
            scheme = files.resolve(stated, name)
        if scheme is not None and is_scheme(scheme):
            listed = scopes.raw if isinstance(scopes.raw, list) else []
            yield scheme, [each for each in listed if isinstance(each, str)]


def is_declared(files: DocumentFiles, name: str) -> bool:
    """Return whether the document declares a scheme of that name."""
    return files.component(_declared_in(files), name) is not None


def is_address(files: DocumentFiles, name: str) -> bool:
    """Return whether a security requirement means a scheme by its address, as from version 3.2 on it may."""
    is_declared = files.component(_declared_in(files), name) is not None
    return files.is_version_3_2 and not is_declared and not _SIGNS.isdisjoint(name)


def is_scheme(node: Node) -> bool:
    """Return whether a node is a Security Scheme Object."""
    return node.text("type") in _KINDS


def _is_defined(files: DocumentFiles, stated: Node, name: str) -> bool:
    """Return whether a name may stand in a requirement; what is behind a reference to nowhere, nobody knows."""
    if (declared := files.component(_declared_in(files), name)) is not None:
        meant = files.follow(declared)
        return meant is None or meant.text("type") is not None
    if not is_address(files, name):
        return False
    address = files.address_of(stated, name)
    if address is not None and not files.holds(address):
        return True
    target = files.resolve(stated, name)
    return target is not None and is_scheme(target)


def _declared_in(files: DocumentFiles) -> str:
    return "securityDefinitions" if files.is_version_2 else "securitySchemes"


def has_schemes(files: DocumentFiles) -> bool:
    """Return whether the document declares any way to authenticate."""
    return bool(_schemes(files))


def credential_addresses(files: DocumentFiles) -> Mapping[str, frozenset[str]]:
    """Return the paths at which its security schemes say that credentials are given, each with the hosts named."""
    return files.remember("credential addresses", lambda: _by_path(_credential_addresses(files)))


def _by_path(addresses: Iterator[str]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for host, path in map(host_and_path, addresses):
        found.setdefault(path.rstrip("/"), set()).add(host)
    return {path: frozenset(hosts) for path, hosts in found.items()}


def _credential_addresses(files: DocumentFiles) -> Iterator[str]:
    for name in _schemes(files):
        declared = files.component(_declared_in(files), name)
        scheme = files.follow(declared) if declared is not None else None
        yield from (str(node.raw) for node in addresses_in(scheme)) if scheme is not None else ()


def keys_of(files: DocumentFiles) -> frozenset[tuple[str, str]]:
    """Return place and name, in small letters, of the parameters in which its security schemes want a key."""
    return files.remember("keys of schemes", lambda: frozenset(_keys(files)))


def _keys(files: DocumentFiles) -> Iterator[tuple[str, str]]:
    for name in _schemes(files):
        declared = files.component(_declared_in(files), name)
        scheme = files.follow(declared) if declared is not None else None
        if scheme is not None and scheme.text("type") == "apiKey":
            yield scheme.text("in") or "", (scheme.text("name") or "").lower()


def addresses_in(scheme: Node) -> Iterator[Node]:
    """Yield the addresses at which a security scheme says that credentials are given."""
    for holder in (scheme, *(flow for _, flow in flows_of(scheme) if flow is not scheme)):
        yield from (node for key in _ADDRESSES if holder.text(key) and (node := holder.get(key)) is not None)


def flows_of(scheme: Node) -> Iterator[tuple[str, Node]]:
    """Yield the flows of OAuth 2 that a scheme offers, by name; in version 2.0 it is its own one and only."""
    if (only := scheme.text("flow")) is not None:
        yield only, scheme
    listed = scheme.get("flows")
    for name, flow in listed.members() if listed is not None else ():
        if not name.startswith("x-") and isinstance(flow.raw, dict):
            yield name, flow


def _schemes(files: DocumentFiles) -> Sequence[str]:
    holder = files.components(_declared_in(files))
    return tuple(holder.mapping) if holder is not None else ()
