"""Models of the hub's own APIs, named as in specs/contracts.

Modules are imported when one of their names is wanted.

>>> from ndxp_sdk.models import ServiceDraft, VersionState
>>> VersionState.PUBLISHED == "published"
True
"""

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from ndxp_sdk.models._model import Draft as Draft
    from ndxp_sdk.models._model import Model as Model
    from ndxp_sdk.models._model import Patch as Patch
    from ndxp_sdk.models._open_enum import OpenEnum as OpenEnum
    from ndxp_sdk.models._open_enum import unknown_words as unknown_words
    from ndxp_sdk.models._page import Page as Page
    from ndxp_sdk.models.access_requests import *  # noqa: F403 - a test holds this list complete
    from ndxp_sdk.models.agreements import *  # noqa: F403
    from ndxp_sdk.models.audit import *  # noqa: F403
    from ndxp_sdk.models.cloud_events import *  # noqa: F403
    from ndxp_sdk.models.common import *  # noqa: F403
    from ndxp_sdk.models.contents import *  # noqa: F403
    from ndxp_sdk.models.delegations import *  # noqa: F403
    from ndxp_sdk.models.endpoints import *  # noqa: F403
    from ndxp_sdk.models.events import *  # noqa: F403
    from ndxp_sdk.models.evidence import *  # noqa: F403
    from ndxp_sdk.models.health import *  # noqa: F403
    from ndxp_sdk.models.interactions import *  # noqa: F403
    from ndxp_sdk.models.organizations import *  # noqa: F403
    from ndxp_sdk.models.problems import *  # noqa: F403
    from ndxp_sdk.models.purposes import *  # noqa: F403
    from ndxp_sdk.models.services import *  # noqa: F403
    from ndxp_sdk.models.snapshot import *  # noqa: F403
    from ndxp_sdk.models.statistics import *  # noqa: F403
    from ndxp_sdk.models.subscriptions import *  # noqa: F403
    from ndxp_sdk.models.systems import *  # noqa: F403
    from ndxp_sdk.models.tokens import *  # noqa: F403
    from ndxp_sdk.models.transactions import *  # noqa: F403
    from ndxp_sdk.models.transfers import *  # noqa: F403
    from ndxp_sdk.models.versions import *  # noqa: F403

_SHARED: Final = ("_model", "_open_enum", "_page")


def __getattr__(name: str) -> Any:
    for module in (import_module(f"{__name__}.{part}") for part in (*_SHARED, *_parts())):
        found = vars(module).get(name)
        if getattr(found, "__module__", None) == module.__name__ and not name.startswith("_"):
            globals()[name] = found
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _parts() -> list[str]:
    here = import_module(__name__).__path__
    return [module.name for module in iter_modules(here) if not module.name.startswith("_")]
