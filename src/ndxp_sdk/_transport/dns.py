"""Look-up of host names for threads: the system's resolver has no time limit of its own."""

import socket
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotInTime
from threading import Thread
from typing import Any


def addresses(host: str, port: int, timeout: float | None) -> list[Any]:
    """Resolve a host for TCP, as `socket.getaddrinfo`. TimeoutError after so many seconds; OSError, UnicodeError."""
    if timeout is None:
        return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    found: Future[list[Any]] = Future()
    Thread(target=_look_up, args=(host, port, found), daemon=True, name="ndxp-sdk-names").start()
    try:
        return found.result(timeout)
    except NotInTime as error:
        raise TimeoutError(f"no answer of the resolver within {timeout:.1f} s") from error


def _look_up(host: str, port: int, found: "Future[list[Any]]") -> None:
    try:
        found.set_result(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    except BaseException as error:  # noqa: BLE001 - because it is raised again where it is waited for
        found.set_exception(error)
