"""Addresses and names that modules and classes had in earlier versions, so that code and pickles of then still work.

A new row is enough where something moves. Private modules are here only because objects of theirs were pickled.
"""

import sys
import warnings
from collections.abc import Mapping
from importlib import import_module
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from types import MappingProxyType, ModuleType
from typing import Final

ADDRESSES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ndxp_sdk.tokens.decision": "ndxp_sdk.tokens._refresh_policy",
        "ndxp_sdk.tokens.issuer": "ndxp_sdk._oauth.authorization_server",
        "ndxp_sdk.tokens.protocol": "ndxp_sdk._oauth.protocol",
        "ndxp_sdk.tokens.source": "ndxp_sdk.tokens.provider",
        "ndxp_sdk.tokens.token": "ndxp_sdk._oauth.token",
        "ndxp_sdk.tokens.wishes": "ndxp_sdk._oauth.token_request",
        "ndxp_sdk._answer": "ndxp_sdk._http.response",
        "ndxp_sdk._certificates": "ndxp_sdk.tls._certificate",
        "ndxp_sdk._facts": "ndxp_sdk.errors",
        "ndxp_sdk._parts": "ndxp_sdk.identifiers",
        "ndxp_sdk._retry": "ndxp_sdk._pipeline.retry_policy",
    }
)


def former_name(module: str, name: str, names: Mapping[str, str]) -> object:
    """Return what a former name of a module stands for; `names` maps those to the names of today.

    Warns with DeprecationWarning, which says the name of today.

    Raises:
        AttributeError: the module has had no such name.
    """
    if name not in names:
        raise AttributeError(f"module {module!r} has no attribute {name!r}")
    warnings.warn(f"{module}.{name} is called {names[name]} now", DeprecationWarning, stacklevel=3)
    return getattr(import_module(module), names[name])


class FormerModule(Loader):
    """Import the module that a former address stands for; the address becomes another name of it.

    Warns with DeprecationWarning where the former address was public.
    """

    def exec_module(self, module: ModuleType) -> None:
        """Put the module of today in the place of the empty one."""
        former = module.__name__
        address = ADDRESSES[former]
        if not former.startswith("ndxp_sdk._"):
            warnings.warn(f"{former} has moved: {_advice(address)}", DeprecationWarning, stacklevel=2)
        sys.modules[former] = import_module(address)


def former_module(name: str) -> ModuleSpec | None:
    """Return how a module is imported by a former address; None if it has none."""
    return ModuleSpec(name, FormerModule()) if name in ADDRESSES else None


def _advice(address: str) -> str:
    if "._" not in address:
        return f"import {address}"
    return "import what is public of it from ndxp_sdk.tokens or ndxp_sdk.credentials"
