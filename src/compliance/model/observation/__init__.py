"""What a look brought back. Plain facts: nothing is verified while looking, nothing judged.

One kind, one file: its fields, where it was seen (`at`), when (`looked_at`), its place among others of its kind
(`order`), itself in one line of signs (`fact`) and as lines to compare with one's own look (`evidence`). What may not
be kept is reduced while looking, by functions that stand beside the kind.
"""

from typing import Any, Final, get_args

from compliance.model.observation.access_trial import AccessTrial, Attempt
from compliance.model.observation.activity_summary import ActivitySummary
from compliance.model.observation.certificate import Certificate, Trust
from compliance.model.observation.comparison import Comparison, Difference, Narrowing
from compliance.model.observation.content import BodyContent, Reading, Remark
from compliance.model.observation.http_exchange import HttpExchange
from compliance.model.observation.hub_call import HubCall
from compliance.model.observation.hub_listing import HubListing
from compliance.model.observation.hub_marks import HubMarks
from compliance.model.observation.link_check import LinkAnswer, LinkCheck, LinkFailure
from compliance.model.observation.name_lookup import NameLookup
from compliance.model.observation.page_walk import Limit, Pages, PageWalk
from compliance.model.observation.passage import Passage
from compliance.model.observation.sampling import Sample, SampleFailure, Sampling
from compliance.model.observation.tls_handshake import TlsHandshake
from compliance.model.observation.transaction import ClearContent, Content, Side, Transaction
from compliance.model.observation.trial import Trial, Wrong

Observation = (
    TlsHandshake
    | Certificate
    | NameLookup
    | HttpExchange
    | Trial
    | Comparison
    | PageWalk
    | Sampling
    | LinkCheck
    | HubListing
    | HubCall
    | AccessTrial
    | Transaction
    | ActivitySummary
)
OBSERVATIONS: Final[tuple[type[Any], ...]] = get_args(Observation)

__all__ = [
    "OBSERVATIONS",
    "AccessTrial",
    "ActivitySummary",
    "Attempt",
    "BodyContent",
    "Certificate",
    "ClearContent",
    "Comparison",
    "Content",
    "Difference",
    "HttpExchange",
    "HubCall",
    "HubListing",
    "HubMarks",
    "Limit",
    "LinkAnswer",
    "LinkCheck",
    "LinkFailure",
    "NameLookup",
    "Narrowing",
    "Observation",
    "PageWalk",
    "Pages",
    "Passage",
    "Reading",
    "Remark",
    "Sample",
    "SampleFailure",
    "Sampling",
    "Side",
    "TlsHandshake",
    "Transaction",
    "Trial",
    "Trust",
    "Wrong",
]
