"""An open connection, as two streams of bytes."""

from asyncio import StreamReader, StreamWriter
from contextlib import suppress

from compliance.model.dataclass import dataclass
from compliance.probes.net.url import Server


@dataclass(frozen=True, slots=True)
class Connection:
    """Open connection; encrypted if a TLS offer was made.

    `proxy` is the address of the proxy that it goes through, without credentials, None if there is none.
    """

    server: Server
    reader: StreamReader
    writer: StreamWriter
    is_encrypted: bool = False
    proxy: str | None = None


async def close(connection: Connection) -> None:
    """Close the connection at once."""
    # because a courteous TLS shutdown may wait half a minute for a server that does not answer
    connection.writer.transport.abort()
    with suppress(OSError):
        await connection.writer.wait_closed()


def tls_of(connection: Connection) -> str | None:
    """Return the version of TLS and the cipher suite of a connection, None if it is not encrypted."""
    # because the way to a proxy may be encrypted where what goes through it is not
    cipher = connection.writer.get_extra_info("cipher") if connection.is_encrypted else None
    return f"{cipher[1] if cipher[1] != 'TLSv1' else 'TLSv1.0'} {cipher[0]}" if cipher else None
