"""Define the effects that the attempts of a call yield."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ndxp_sdk._concurrency.deadline import Deadline
from ndxp_sdk._http.request import Request
from ndxp_sdk._http.response import Response
from ndxp_sdk.errors import NdxpError

if TYPE_CHECKING:
    from ndxp_sdk._oauth.token_request import TokenSpec


@dataclass(slots=True)
class Send:
    """Send this; the answer is wanted. A stream is wanted open, unless it is a refusal.

    `judge` gives the failure that its head is, of which nothing more is wanted then.
    """

    request: Request
    deadline: Deadline
    is_stream: bool
    judge: Callable[[Response], NdxpError | None]


@dataclass(slots=True)
class Wait:
    """Let so many seconds pass."""

    seconds: float


@dataclass(slots=True)
class NeedToken:
    """Get this token; a function that gives the value of Authorization is wanted."""

    wanted: "TokenSpec"
    deadline: Deadline


Effect: TypeAlias = Send | Wait | NeedToken
