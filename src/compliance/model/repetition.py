"""The command that repeats a request with curl, for whoever wants to see it with their own eyes."""

from collections.abc import Iterator, Mapping
from typing import Final, Protocol

from compliance.model.pattern import late
from compliance.model.text import Message

_LINE: Final = Message.of("to repeat it: {command}")
ACCEPTED: Final = "application/json, */*;q=0.5"
_TOKEN: Final = ("-H", '"Authorization: Bearer $TOKEN"')
_CREDENTIALS: Final[Mapping[str, tuple[str, ...]]] = {
    "basic": ("-u", '"$USER:$PASSWORD"'),
    "api-key": ("-H", '"$API_KEY_HEADER: $API_KEY"'),
    "mtls": ('--cert "$CERTIFICATE"', '--key "$KEY"'),
    "lgspaccesstoken": ("-H", '"lgspaccesstoken: $TOKEN"'),
    "session": ("-b", '"$SESSION_COOKIE"'),
}
"""What stands for a credential that is not kept; all other kinds end in a bearer token."""
# The value of a query parameter is not kept: its name is what a reader fills in
_UNKEPT: Final = late(r"([^?&=]*)=…")
# What bash, PowerShell or cmd would read otherwise within double quotes, and a sign of cmd that no address needs
_READ_BY_SHELLS: Final = late(r'["`\\!$%]')
_NO_ENCODING: Final = late(r"%(?![0-9A-Fa-f]{2})")


class Asked(Protocol):
    """What has to be known of a request to repeat it; an `HttpExchange` knows it."""

    @property
    def method(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def sent(self) -> tuple[tuple[str, str], ...]: ...
    @property
    def credential(self) -> str | None: ...
    @property
    def ca_file(self) -> str | None: ...
    @property
    def proxy(self) -> str | None: ...
    @property
    def is_plain(self) -> bool: ...


def repetition(exchange: Asked) -> Message:
    """Return the line that says how to repeat an exchange."""
    return Message.of(_LINE.template, command=command(exchange))


def is_repetition(line: Message) -> bool:
    """Return whether a line of evidence is a command."""
    return line.template == _LINE.template


def command(exchange: Asked) -> str:
    """Return one line for curl: `$TOKEN` stands for a credential, `{id}` for a value that is not kept.

    Double quotes are understood by bash and by the shells of Windows. A text of others that these would read otherwise,
    as the name of a variable, is quoted for bash only.
    """
    parts = ("curl -g -i", *_method(exchange.method), *_headers(exchange), *_own(exchange), _address(exchange))
    return " ".join(parts)


def _method(method: str) -> tuple[str, ...]:
    return {"GET": (), "HEAD": ("-I",)}.get(method, ("-X", method))


def _headers(exchange: Asked) -> Iterator[str]:
    if not any(name.lower() == "accept" for name, _ in exchange.sent):
        yield f'-H "Accept: {ACCEPTED}"'
    for name, value in exchange.sent:
        shown = f"{{{name}}}" if value == "…" else value
        yield f"-H {_quoted(f'{name}: {shown}')}"


def _own(exchange: Asked) -> Iterator[str]:
    """Yield what stands for credentials, where a shell may fill in variables, the file of authorities, the proxy."""
    if exchange.credential is not None:
        for kind in exchange.credential.split("+"):
            yield " ".join(_CREDENTIALS.get(kind, _TOKEN))
    if exchange.ca_file is not None and not exchange.is_plain:
        yield f"--cacert {_quoted(exchange.ca_file)}"
    if exchange.proxy is not None:
        # -p, because also plain HTTP went through a tunnel
        yield f"-p -x {_quoted(exchange.proxy)}"


def _address(exchange: Asked) -> str:
    shown = _UNKEPT.sub(r"\1={\1}", exchange.url)
    address = _NO_ENCODING.sub("%25", shown)
    # because an encoded sign stands alone in an address, and cmd takes only a name between two for a variable
    return f'"{address}"' if not _READ_BY_SHELLS.search(address.replace("%", "")) else _quoted(address)


def _quoted(argument: str) -> str:
    if _READ_BY_SHELLS.search(argument):
        return "'" + argument.replace("'", "'\\''") + "'"
    return f'"{argument}"'
