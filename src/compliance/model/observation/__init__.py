"""What a look brought back. Plain facts: nothing is verified while looking, nothing judged.

One kind, one file: its fields, where it was seen (`at`), when (`looked_at`), its place among others of its kind
(`order`), itself in one line of signs (`fact`) and as lines to compare with one's own look (`evidence`).
"""

from typing import Any, Final, get_args

from compliance.model.observation.access_trial import AccessTrial
from compliance.model.observation.certificate import Certificate
from compliance.model.observation.http_exchange import HttpExchange
from compliance.model.observation.hub_call import HubCall
from compliance.model.observation.hub_listing import HubListing
from compliance.model.observation.tls_handshake import TlsHandshake

Observation = TlsHandshake | Certificate | HttpExchange | HubListing | HubCall | AccessTrial
OBSERVATIONS: Final[tuple[type[Any], ...]] = get_args(Observation)

__all__ = [
    "OBSERVATIONS",
    "AccessTrial",
    "Certificate",
    "HttpExchange",
    "HubCall",
    "HubListing",
    "Observation",
    "TlsHandshake",
]
