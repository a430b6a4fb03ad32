"""A platform written by hand with defects on purpose; none of the rules was made for it.

`python server.py FOLDER` writes `ca.pem` there, prints the ports for TLS and for plain HTTP, and serves until its
standard input ends. SIMULATED: all data are made up.
"""

import json
import sys
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import trustme
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

TOKEN = "simulated-token-of-the-stranger"
TRACEBACK = (
    b'Traceback (most recent call last):\n  File "/opt/app/permits.py", line 17, in permits\n'
    b"    most = int(limit)\nValueError: invalid literal for int() with base 10\n"
)
Handler = Callable[[Request], Response]


def data(value: Any, status: int = 200) -> Response:
    return Response(json.dumps(value, ensure_ascii=False).encode(), status, media_type="application/json")


def permits(request: Request) -> Response:
    limit = request.query_params.get("limit", "10")
    try:
        most = int(limit)
    except ValueError:
        return Response(TRACEBACK, 500, media_type="text/plain")
    if not 1 <= most <= 50:
        return data({"code": "limit", "message": "limit: 1-50"}, 400)
    return data([{"number": "GP-999-0001", "floors": 3}])


def permit(request: Request) -> Response:
    return data({"number": request.path_params["number"], "floors": "3", "issued_on": "2026-01-02"})


def stats(_: Request) -> Response:
    text = json.dumps({"total": 3, "note": "số liệu à"}, ensure_ascii=False)
    return Response(text.encode("latin-1", "replace"), 200, media_type="application/json")


def constant(body: bytes, status: int = 200, media_type: str = "application/json") -> Handler:
    return lambda _: Response(body, status, media_type=media_type)


ROUTES: dict[str, Handler] = {
    "/permits": permits,
    "/permits/{number}": permit,
    "/districts": constant(b'["999"]', 203),
    "/fees": constant("<html><body>Biểu phí</body></html>".encode(), media_type="text/html"),
    "/stats": stats,
    "/report": constant(b"{'total': 3,}"),
    "/holidays": constant(b'[{"kind": "nghi-bu", "at": "2026-02-17T00:00:00"}]'),
    "/notices": constant(b'{"title": "x", "internal_id": 3}'),
    "/staff": constant('[{"position": "chuyên viên", "office": "Phòng cấp phép"}]'.encode()),
    "/payments": constant(b'[{"amount": null}]'),
}
ANYBODY, ANY_TOKEN = frozenset({"/staff"}), frozenset({"/payments"})


def guarded(path: str, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        if request.method == "TRACE":
            return Response(b"TRACE", 200, media_type="message/http")
        shown = request.headers.get("authorization", "")
        is_known = shown == f"Bearer {TOKEN}" or (path in ANY_TOKEN and shown.startswith("Bearer "))
        if is_known or path in ANYBODY:
            return handler(request)
        refused = Response("Chưa đăng nhập".encode(), 401, media_type="text/plain")
        refused.headers["WWW-Authenticate"] = "Bearer"
        return refused

    return answer


def applications() -> tuple[Starlette, Starlette]:
    secure = [Route(f"/api{path}", guarded(path, each), methods=["GET", "TRACE"]) for path, each in ROUTES.items()]
    plain = [Route(f"/api{path}", each, methods=["GET"]) for path, each in ROUTES.items()]
    return Starlette(routes=secure), Starlette(routes=plain)


def main(folder: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    authority.issue_cert("localhost").private_key_and_cert_chain_pem.write_to_path(str(folder / "server.pem"))
    for application, tls in zip(applications(), ({"ssl_certfile": str(folder / "server.pem")}, {}), strict=True):
        config = uvicorn.Config(application, host="127.0.0.1", port=0, log_level="error", http="h11", **tls)
        bound = config.bind_socket()
        print(bound.getsockname()[1], flush=True)
        threading.Thread(target=uvicorn.Server(config).run, kwargs={"sockets": [bound]}, daemon=True).start()
    sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
