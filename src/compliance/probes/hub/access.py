"""Address and credentials of the hub."""

from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.vocabulary import Channel

SCHEMES: Final = ("client-credentials", "bearer")


@dataclass(frozen=True, slots=True)
class HubAccess:
    """`url` is the address of the hub, `client` the own system in slash form: it may call the services to look at.

    `stranger` is a system that is registered and has no agreement, `granted` another one that has, `withdrawn` one
    whose agreement was suspended or revoked; each None if nobody gave one, and then none is tried. `scheme` and
    `secret` say where a token for the catalogue comes from: the secret is a reference (`env:`, `file:`, `cmd:`) to
    `id:secret` for `client-credentials`, to a token for `bearer`. `log_wait` is how many seconds the log of the hub is
    waited for to be complete up to the calls of a run. `channel` is the code of the channel that the hub is, None if
    nobody said.
    """

    url: str
    client: str | None = None
    stranger: str | None = None
    scheme: str | None = None
    secret: str | None = None
    granted: str | None = None
    withdrawn: str | None = None
    log_wait: float = 0.0
    channel: str | None = None

    def may_be(self, channel: Channel) -> bool:
        """Return whether it is the hub of a channel, as far as anybody said."""
        return self.channel is None or self.channel == channel.code
