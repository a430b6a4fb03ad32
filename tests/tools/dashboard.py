"""A small dashboard with one route for each action, and clients that ask it as a browser or a proxy would."""

import json
from collections.abc import Mapping, Sequence
from ipaddress import ip_network
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.testclient import TestClient

from compliance.probes.secret_reference import SecretReference
from compliance.server.access.entrance import Entrance
from compliance.server.access.forgery import csrf_token
from compliance.server.access.identity import Action, Role, current
from compliance.server.access.log import AccessLog
from compliance.server.access.middleware import middleware
from compliance.server.access.needs import needs, public
from compliance.server.access.routes import routes as oidc_routes
from compliance.server.access.settings import AccessSettings, GroupRole, Loopback, OidcAccess, ProxyAccess
from tools import issuer

SECRET = "made-up-secret-5c1d"
PROXY = "192.0.2.7"
HOST = "dashboard.example.gov.vn"
GROUPS = (
    GroupRole("giam-sat", Role.AUDITOR),
    GroupRole("xem", Role.READER),
    GroupRole("bo-vi-du", Role.OWNER, ("G12",)),
)
GROUP_OF = {row.role: row.group for row in GROUPS}


def token(request: Request) -> Response:
    """Who asks, and the token for forms."""
    identity = current(request)
    return JSONResponse(
        {"name": identity.name, "owners": sorted(identity.owners), "roles": sorted(identity.roles)}
        | {"token": csrf_token(request)}
    )


async def echo(request: Request) -> Response:
    """What a form brought."""
    async with request.form() as form:
        return JSONResponse({name: value for name, value in form.items() if isinstance(value, str)})


def crash(request: Request) -> Response:
    raise RuntimeError(f"{SECRET} {request.url.query}")


def dashboard(access: AccessSettings, log: Path | None = None, **further: Any) -> Starlette:
    """The application: `/ACTION` answers GET, and POST with what was sent."""
    return application(Entrance.of(access, AccessLog(log), **further))


def application(entrance: Entrance, more: Sequence[BaseRoute] = (), outer: Sequence[Middleware] = ()) -> Starlette:
    """The application behind an entrance, with further routes, and with middleware before all other."""
    routes = [Route(f"/{action}", needs(action)(token)) for action in Action]
    routes += [Route(f"/{action}", needs(action)(echo), methods=["POST"]) for action in Action]
    routes += oidc_routes(entrance)
    routes += [Route("/open", public(lambda _: PlainTextResponse("open"))), Route("/crash", public(crash))]
    return Starlette(routes=[*routes, *more], middleware=[*outer, *middleware(entrance)])


def on_loopback(log: Path | None = None, **further: Any) -> TestClient:
    """A browser on the machine of a dashboard without log-in."""
    app = dashboard(Loopback(), log, **further)
    return TestClient(app, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 50000), follow_redirects=False)


def proxy_access(folder: Path, **further: Any) -> ProxyAccess:
    """A proxy that logs people in."""
    file = folder / "secret"
    file.write_text(SECRET)
    file.chmod(0o600)
    settings = {"url": f"https://{HOST}", "groups": GROUPS, "proxies": (ip_network(f"{PROXY}/32"),), **further}
    return ProxyAccess(secret=SecretReference(f"file:{file}"), **settings)


def behind_proxy(
    access: ProxyAccess, log: Path | None = None, *, peer: str = PROXY, headers: Mapping[str, str] | None = None
) -> TestClient:
    """Whoever reaches the dashboard from an address."""
    app = dashboard(access, log)
    return TestClient(
        app, base_url=f"https://{HOST}", client=(peer, 50000), headers=dict(headers or {}), follow_redirects=False
    )


def oidc_access(folder: Path, address: str, **further: Any) -> OidcAccess:
    """A provider that logs people in."""
    file = folder / "client-secret"
    file.write_text(issuer.SECRET)
    file.chmod(0o600)
    reference = SecretReference(f"file:{file}")
    settings = {"url": f"https://{HOST}", "groups": GROUPS, **further}
    return OidcAccess(issuer=address, client_id=issuer.CLIENT, client_secret=reference, **settings)


def trusting(access: OidcAccess, log: Path | None = None) -> Starlette:
    """A dashboard that trusts a provider."""
    return dashboard(access, log)


def named(user: str, *groups: str, secret: str = SECRET) -> dict[str, str]:
    """The header fields by which the proxy names somebody."""
    return {"X-Remote-User": user, "X-Remote-Groups": ",".join(groups), "X-Proxy-Secret": secret}


def entries(log: Path) -> list[dict[str, Any]]:
    """What stands in the log, each line by itself."""
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
