"""The dialect that a platform speaks beside its REST, found by the name in its description."""

from collections.abc import Iterable
from importlib import import_module
from types import ModuleType
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from ndxp_mocks.platform.entity import Description
from ndxp_mocks.platform.platform import Platform
from ndxp_mocks.platform.response_headers import with_headers

_PACKAGE: Final = "ndxp_mocks.platform.dialects"  # a name, because a dialect knows the whole platform


def with_dialect(platform: Platform, spoken: ASGIApp, stamp: Iterable[tuple[str, str]]) -> ASGIApp:
    """Return the application with the dialect that the description of the platform names, the same if none."""
    if platform.description.dialect is None:
        return spoken
    dialect = _module(platform.description.dialect).dialect_of(platform)
    own = with_headers(dialect.answering, stamp)

    async def answering(scope: Scope, receive: Receive, send: Send) -> None:
        is_own = scope["type"] == "http" and dialect.is_own(scope["path"])
        await (own if is_own else spoken)(scope, receive, send)

    return answering


def sentence(description: Description) -> str | None:
    """Return the sentence of the document about the dialect, None if there is none."""
    return None if description.dialect is None else str(_module(description.dialect).SENTENCE)


def entrance_of(description: Description) -> str | None:
    """Return the path at which the dialect begins, None if there is none."""
    return None if description.dialect is None else str(_module(description.dialect).ENTRANCE)


def description_beside(platform: Platform) -> tuple[str, str] | None:
    """Form and text of what describes the dialect of a platform, None if nothing does."""
    if platform.description.dialect is None:
        return None
    module = _module(platform.description.dialect)
    return (module.FORM, module.description(platform)) if hasattr(module, "FORM") else None


def _module(name: str) -> ModuleType:
    return import_module(f"{_PACKAGE}.{name.replace('-', '_')}")
