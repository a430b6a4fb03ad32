"""An answer whose connection breaks in the middle of its body, which a fault asked for."""

from starlette.responses import Response
from starlette.types import Scope, Send

from ndxp_mocks.hub.transport.connection import TEAR, Tear


async def send_cut(response: Response, length: int, scope: Scope, send: Send) -> None:
    """Promise the whole body and send `length` bytes of it. In memory ConnectionResetError stands for the end."""
    await send({"type": "http.response.start", "status": response.status_code, "headers": response.raw_headers})
    await send({"type": "http.response.body", "body": bytes(response.body)[:length], "more_body": True})
    tear: Tear | None = scope.get("extensions", {}).get(TEAR)
    if tear is None:
        raise ConnectionResetError(f"the mock tears this answer after {length} bytes")
    tear.close()
