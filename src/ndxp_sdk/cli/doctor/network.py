"""Check the network: the proxy in force, the name of it or of the hub, and the connection."""

import os
import socket
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from ndxp_sdk._transport.errors import not_connected
from ndxp_sdk.cli.doctor.finding import Finding, failed, ok
from ndxp_sdk.cli.doctor.remedies import because
from ndxp_sdk.cli.doctor.subject import Subject
from ndxp_sdk.errors import NdxpError
from ndxp_sdk.proxies import Proxy, is_exempt, proxy_from_environment

_LONGEST_HEAD: Final = 65_536


class ProxyRefuses(Exception):
    """The proxy answers CONNECT with this status."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def proxy(subject: Subject) -> Finding:
    """Say which proxy is on the way, and why."""
    words, address, wiring = subject.words, subject.site.address, subject.client.config.transport
    found = subject.proxy
    if found is not None and wiring.proxy is not None:
        return ok(words("through {proxy}: the settings name it", proxy=found.address.origin))
    if found is not None:
        return ok(words("through {proxy}: the environment names it, and trust_env is on", proxy=found.address.origin))
    named = proxy_from_environment(address.origin, {**os.environ, "NO_PROXY": "", "no_proxy": ""})
    if named is None:
        return ok(words("none: nobody names one"))
    exempt = os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or ""
    if wiring.environment is not None and is_exempt(address.host, address.port, exempt):
        return ok(words("none: NO_PROXY names {host}", host=address.host))
    advice = words("if the hub is behind it: {setting}", setting=subject.setting("trust_env = true", "trust_env"))
    return ok(words("none: the environment names one, which is not used because trust_env is off"), advice)


def name(subject: Subject) -> Finding:
    """Check whether the name of the next machine is known."""
    words, (host, port) = subject.words, _next(subject)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return failed(
            words("the name {host} is not known in this network", host=host),
            words("check its spelling and the DNS servers of this machine; some names exist in the state network only"),
        )
    addresses = ", ".join(dict.fromkeys(str(each[4][0]) for each in found))
    return ok(words("{host} is {addresses}", host=host, addresses=addresses))


def reach(subject: Subject) -> Finding:
    """Check whether something listens there."""
    words, (host, port) = subject.words, _next(subject)
    try:
        with connected(subject):
            pass
    except ProxyRefuses as refusal:
        return _refused(subject, refusal.status)
    except OSError as error:
        return because(not_connected(error, through_proxy=subject.proxy is not None), subject)
    except NdxpError as error:
        return because(error, subject)
    return ok(words("connected to {host}, port {port}", host=host, port=port))


@contextmanager
def connected(subject: Subject) -> Iterator[socket.socket]:
    """Connect to the hub, through the proxy if there is one and the hub speaks TLS."""
    between = subject.proxy
    with socket.create_connection(_next(subject), timeout=subject.seconds) as plain:
        if between is not None and between.address.scheme == "http" and subject.site.scheme == b"https":
            _ask_proxy(plain, subject, between)
        yield plain


def _ask_proxy(plain: socket.socket, subject: Subject, between: Proxy) -> None:
    address = subject.site.address
    host = f"[{address.host}]" if ":" in address.host else address.host
    lines = [f"CONNECT {host}:{address.port} HTTP/1.1", f"Host: {host}:{address.port}"]
    if between.user is not None:
        lines.append(f"Proxy-Authorization: Basic {b64encode(':'.join(between.user).encode()).decode()}")
    plain.sendall("\r\n".join([*lines, "", ""]).encode("ascii"))
    head = b""
    while b"\r\n\r\n" not in head and len(head) < _LONGEST_HEAD:
        piece = plain.recv(4096)
        if not piece:
            break
        head += piece
    words = head.split(b" ", 2)
    status = int(words[1]) if len(words) > 1 and words[1].isdigit() else 0
    if not 200 <= status < 300:
        raise ProxyRefuses(status)


def _refused(subject: Subject, status: int) -> Finding:
    words = subject.words
    if status == 407:
        setting = subject.setting('proxy = "env:NAME"', "proxy")
        return failed(
            words("the proxy wants to know who asks (407)"),
            words("give its address with user and password, by reference: {setting}", setting=setting),
        )
    return failed(
        words("the proxy does not connect to the hub (status {status})", status=status or "?"),
        words("have the hub allowed at the proxy, or go without it: NO_PROXY, or no proxy in the profile"),
    )


def _next(subject: Subject) -> tuple[str, int]:
    address = subject.proxy.address if subject.proxy is not None else subject.site.address
    return address.host, address.port
