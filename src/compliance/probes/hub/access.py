"""Address and credentials of the hub."""

from typing import Final

from compliance.model.dataclass import dataclass

SCHEMES: Final = ("client-credentials", "bearer")
REFERENCES: Final = ("env:", "file:", "cmd:")


@dataclass(frozen=True, slots=True)
class HubAccess:
    """`url` is the address of the hub, `client` the own system in slash form: it may call the services to look at.

    `stranger` is a system that is registered and has no agreement; None if nobody gave one, and then no trial is
    made. `scheme` and `secret` say where a token for the catalogue comes from: the secret is a reference (`env:`,
    `file:`, `cmd:`) to `id:secret` for `client-credentials`, to a token for `bearer`. `channel` is the code of the
    channel that the hub is, None if nobody said.
    """

    url: str
    client: str | None = None
    stranger: str | None = None
    scheme: str | None = None
    secret: str | None = None
    channel: str | None = None
