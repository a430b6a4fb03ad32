"""Ways to authenticate, and what is demanded of a caller."""

from typing import Final

from compliance.model.openapi.demand import Demand
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node
from compliance.model.openapi.view import View

_KINDS: Final = frozenset({"apiKey", "http", "oauth2", "openIdConnect", "mutualTLS", "basic"})
_OF_ADDRESSES: Final = frozenset("/#.:")


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


def demand_of(files: DocumentFiles, stated: Node) -> Demand:
    """Return what a `security` demands: read once, because that of a document holds for each of its operations."""
    if id(stated.raw) not in files.demands:
        files.demands[id(stated.raw)] = _read(files, stated)
    return files.demands[id(stated.raw)]


def _read(files: DocumentFiles, stated: Node) -> Demand:
    if stated.raw == []:
        return Demand(is_empty=True)
    choices = list(stated.items())
    if not choices or not all(isinstance(choice.raw, dict) for choice in choices):
        return Demand(is_malformed=True)
    names = dict.fromkeys(name for choice in choices for name in choice.mapping)
    undefined = next((name for name in names if not _is_defined(files, stated, name)), None)
    return Demand(has_empty_choice=not all(choice.raw for choice in choices), undefined=undefined)


def is_address(files: DocumentFiles, name: str) -> bool:
    """Return whether a security requirement means a scheme by its address, as from version 3.2 on it may."""
    is_declared = files.component(_declared_in(files), name) is not None
    return files.is_version_3_2 and not is_declared and not _OF_ADDRESSES.isdisjoint(name)


def is_scheme(node: Node) -> bool:
    """Return whether a node is a Security Scheme Object."""
    return node.text("type") in _KINDS


def _is_defined(files: DocumentFiles, stated: Node, name: str) -> bool:
    """Return whether a name may stand in a requirement; what is behind an address that is not here, nobody knows."""
    if files.component(_declared_in(files), name) is not None:
        return True
    if not is_address(files, name):
        return False
    address = files.address_of(stated, name)
    if address is not None and not files.holds(address):
        return True
    target = files.resolve(stated, name)
    return target is not None and is_scheme(target)


def _declared_in(files: DocumentFiles) -> str:
    return "securityDefinitions" if files.is_version_2 else "securitySchemes"
