"""What a proxy does for CONNECT."""

import select
import socket
from collections.abc import Mapping
from types import MappingProxyType

from tools.servers import Connection, Script, hang_up


def tunnel(connection: Connection) -> None:
    """Opens it, and hands on what comes from either side."""
    tunnelling(b"HTTP/1.1 200 Connected\r\n\r\n")(connection)


def tunnelling(said: bytes, names: Mapping[str, str] = MappingProxyType({})) -> Script:
    """The same, with these words; `names` are those that this proxy alone knows, and their addresses."""

    def script(connection: Connection) -> None:
        host, _, port = connection.target.rpartition(":")
        with socket.create_connection((names.get(host, host), int(port))) as far:
            connection.stream.sendall(said)
            while True:
                for readable in select.select([connection.stream, far], [], [])[0]:
                    data = readable.recv(65536)
                    if not data:
                        hang_up(connection)
                        return
                    (far if readable is connection.stream else connection.stream).sendall(data)

    return script
