"""A dialect: the paths that are its own, and what answers them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from ndxp_mocks.platform.app import NEVER_KEPT


@dataclass(frozen=True, slots=True)
class Dialect:
    """`is_own` takes the path of a request; every other one goes to the REST of the platform."""

    is_own: Callable[[str], bool]
    answering: ASGIApp


def dialect_below(path: str, routes: Sequence[Route]) -> Dialect:
    """Return the dialect to which everything at or below a path belongs."""
    own = Starlette(routes=routes)
    own.router.redirect_slashes = False
    return Dialect(lambda asked: asked == path or asked.startswith(f"{path}/"), own)


def uncached_response(content: bytes | str, status: int, media_type: str, *headers: tuple[str, str]) -> Response:
    """Return an answer that nobody keeps."""
    return Response(content, status, dict((NEVER_KEPT, *headers)), media_type)
