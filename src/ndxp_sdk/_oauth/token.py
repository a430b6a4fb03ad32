"""A token with the times that decide whether it is used, renewed or given up. Times are seconds of the epoch."""

from dataclasses import dataclass
from math import inf
from typing import Final, Self

from ndxp_sdk.secrets import Secret

RENEW_AT: Final = 0.8
LONGEST_MARGIN: Final = 10.0
MARGIN: Final = 0.1


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is the scheme of Authorization, empty for a session that travels in the body.

    From `renew_at` on a new one is asked for while this one still serves; from `usable_until` on it does not serve.
    `binding` is what the token is bound to, such as a certificate.
    """

    secret: Secret
    kind: str
    obtained_at: float
    renew_at: float = inf
    usable_until: float = inf
    binding: str = ""

    @classmethod
    def lasting(cls, secret: Secret, kind: str, now: float, life: float) -> Self:
        """Build a token issued now for `life` seconds: refreshed at 80 %, not used in the last tenth (at most 10 s)."""
        end = now + life - min(LONGEST_MARGIN, MARGIN * life)
        return cls(secret, kind, now, now + RENEW_AT * life, end)

    @property
    def header(self) -> str:
        """The value as it is sent."""
        return f"{self.kind} {self.secret.reveal()}" if self.kind else self.secret.reveal()
