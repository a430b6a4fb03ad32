"""What a proxy does for CONNECT."""

import select
import socket

from tools.servers import Connection, Script


def tunnel(connection: Connection) -> None:
    """Opens it, and hands on what comes from either side."""
    tunnelling(b"HTTP/1.1 200 Connected\r\n\r\n")(connection)


def tunnelling(said: bytes) -> Script:
    """The same, with these words."""

    def script(connection: Connection) -> None:
        host, _, port = connection.target.partition(":")
        with socket.create_connection((host, int(port))) as far:
            connection.stream.sendall(said)
            while True:
                for readable in select.select([connection.stream, far], [], [])[0]:
                    data = readable.recv(65536)
                    if not data:
                        return
                    (far if readable is connection.stream else connection.stream).sendall(data)

    return script
