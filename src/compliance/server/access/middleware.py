"""Everything that a request passes before a page is made, the outermost first."""

from starlette.middleware import Middleware

from compliance.server.access.crashes import Crashes
from compliance.server.access.entrance import Entrance
from compliance.server.access.forgery import ForgeryCheck
from compliance.server.access.headers import SecurityHeaders
from compliance.server.access.hosts import HostCheck
from compliance.server.access.identification import Identification
from compliance.server.access.limits import Limits
from compliance.server.access.recording import Recording


def middleware(entrance: Entrance) -> list[Middleware]:
    """Return the middleware of a dashboard in the order in which Starlette wants it."""
    return [
        Middleware(Recording, entrance),
        Middleware(SecurityHeaders, entrance),
        Middleware(Crashes),
        Middleware(HostCheck, entrance),
        Middleware(Limits, entrance),
        Middleware(Identification, entrance),
        Middleware(ForgeryCheck, entrance),
    ]
