"""What browsers keep for the dashboard: for this host alone, never for scripts, over TLS alone where there is TLS."""

from typing import Literal

from starlette.responses import Response


def keep(answer: Response, name: str, value: str, *, is_tls: bool, seconds: int | None = None) -> None:
    """Let the browser keep a value, until it is closed for None."""
    answer.set_cookie(name, value, max_age=seconds, path="/", secure=is_tls, httponly=True, samesite=_SAME_SITE)


def forget(answer: Response, name: str, *, is_tls: bool) -> None:
    """Let the browser forget a value."""
    answer.delete_cookie(name, path="/", secure=is_tls, httponly=True, samesite=_SAME_SITE)


_SAME_SITE: Literal["lax"] = "lax"
"""Because the provider sends browsers back by a link, with which `strict` would send no cookie."""
