"""Read responses as models, and drafts as models. Readers raise ValueError for another content."""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from pydantic import ValidationError

from ndxp_sdk._http.response import Response
from ndxp_sdk._text import sanitise
from ndxp_sdk._validators import kind as kind_of
from ndxp_sdk._validators import unknown
from ndxp_sdk.errors import UsageError
from ndxp_sdk.models._model import Model, Patch
from ndxp_sdk.models._page import Page

M = TypeVar("M", bound=Model)
W = TypeVar("W", bound=Model)


def model(kind: type[M]) -> Callable[[Response], M]:
    """Return a reader of a single resource."""
    return lambda answer: kind.model_validate_json(answer.content)


def model_or_304(kind: type[M]) -> Callable[[Response], M | None]:
    """Return a reader of a single resource, which gives None if the caller's copy is still current (304)."""
    return lambda answer: None if answer.status == 304 else kind.model_validate_json(answer.content)


def text(answer: Response) -> str:
    """Read a text."""
    return answer.content.decode("utf-8-sig")


@cache
def page_of(kind: type[M]) -> type[Page[M]]:
    """Return the model of a page of these."""
    return Page[kind]  # type: ignore[valid-type]  # because the kind is known at run time only


def draft_of(kind: type[W], given: W | None, fields: dict[str, Any]) -> W:
    """Return the draft or patch that was given, or build it from fields.

    Raises:
        UsageError: both were given, or nothing to change, or a field is missing, unknown or of another type.
    """
    if given is not None and fields:
        raise UsageError(f"a {kind.__name__} and single fields were given: give one of the two")
    if given is not None and not isinstance(given, kind):
        raise UsageError(f"a {kind.__name__} is expected, or its fields, found {kind_of(given)}")
    made = _made(kind, fields) if given is None else given
    if isinstance(made, Patch) and not made.model_fields_set:
        raise UsageError("there is nothing to change: give at least one field, None to take a value away")
    return made


def formed(kind: type[W], **fields: Any) -> W:
    """Build a model from single arguments; raises UsageError as `wish`."""
    return _made(kind, fields)


def _made(kind: type[W], fields: dict[str, Any]) -> W:
    for name in fields:
        if name not in kind.model_fields:
            raise UsageError(unknown(name, kind.model_fields, kind.__name__))
    try:
        return kind.model_validate(fields)
    except ValidationError as error:
        told = _told(error)
    except (RecursionError, ValueError) as error:
        told = f"a value cannot be read ({type(error).__name__})"
    raise UsageError(f"this makes no {kind.__name__}: {told}")


def _told(error: ValidationError) -> str:
    """Return the first complaint and its place. Outside the handler, so that no traceback shows the error's values."""
    first, *others = error.errors(include_url=False, include_context=False, include_input=False)
    place = ".".join(str(part) for part in first["loc"] if isinstance(part, int) or part.isidentifier())
    more = f", and {len(others)} more" if others else ""
    return sanitise(f"{place or 'the whole'}: {first['msg']}{more}")
