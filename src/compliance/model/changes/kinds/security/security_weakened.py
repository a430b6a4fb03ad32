"""An operation asks for less of its callers than before.

Programs that come in as before go on; whether others should come in is another question.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import called
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import SecurityPair
from compliance.model.changes.security import is_weakened
from compliance.model.example import Versions


@change(Level.HARMLESS)
def security_weakened(pair: SecurityPair) -> Iterator[Difference]:
    if not pair.is_meant_for_all and is_weakened(pair.older, pair.newer):
        yield Difference("{operation} asks for less of its callers than before")


_SCHEMES = "components: {securitySchemes: {the: {type: oauth2}}}\n"
FOUND = {
    "GET /ho asks for less of its callers than before": Versions(
        called("security: [{the: [read, write]}]", _SCHEMES), called("security: [{the: [read]}]", _SCHEMES)
    )
}
HARMLESS = [Versions(called("security: [{the: []}]", _SCHEMES), called("security: [], x-sharing-form: open", _SCHEMES))]
