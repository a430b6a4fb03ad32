"""The template of the route that a request met, which holds no value of it: `/vi/platforms/{slug}`."""

from typing import Final

from starlette.types import Scope

NO_ROUTE: Final = "none"


def template_of(scope: Scope) -> str:
    """Return the template; `none` if no route was met, or none was looked for."""
    endpoint, app = scope.get("endpoint"), scope.get("app")
    if endpoint is None or app is None:
        return NO_ROUTE
    paths = (route.path for route in app.routes if getattr(route, "endpoint", None) is endpoint)
    return str(next(paths, NO_ROUTE))
