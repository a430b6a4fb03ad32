"""How many requests a look sends for each documented operation: ten made-up platforms, ordinarily and with all trials.

It is told by the dossiers: what a request brought is an observation, or a copy of a document. What several looks share
was asked for once; what is asked beside operations, as for the document itself, counts too. A request that is sent
again, because the server had ended the kept connection, is one.
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[1]))

from compliance import Dossier
from compliance.model.derived.exchanges import exchanges
from compliance.model.dossier import Origin
from compliance.model.observation import LinkCheck, PageWalk
from compliance.probes.settings import Mode
from ndxp_mocks import serve_document
from tools.audited_documents import collected
from tools.documented_platforms import KINDS, document

_MODES: Final = {Mode.SAFE: "ordinary looks", Mode.STAGING: "with all trials of a staging environment"}


def rows() -> Iterator[str]:
    """Yield the lines of a table."""
    yield f"| {len(KINDS)} documented platforms | Operations | Requests | Requests an operation |"
    yield "|---|--:|--:|--:|"
    for mode, name in _MODES.items():
        dossiers = [_dossier(kind, mode) for kind in KINDS]
        operations = sum(len(each.nodes.operations) for dossier in dossiers for each in dossier.documents)
        requests = sum(map(requests_told, dossiers))
        yield f"| {name} | {operations} | {requests} | {requests / operations:.1f} |"


def requests_told(dossier: Dossier) -> int:
    """Return how many requests brought what a dossier holds."""
    seen = sum(1 for _ in exchanges(dossier))
    walked = sum(len(walk.pages) for each in dossier.observations if isinstance(each, PageWalk) for walk in each.walks)
    links = sum(len(each.answers) for each in dossier.observations if isinstance(each, LinkCheck))
    return seen + walked + links + sum(each.origin is Origin.SERVED for each in dossier.copies)


def _dossier(kind: str, mode: Mode) -> Dossier:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "openapi.json")
        file.write_text(json.dumps(document(kind), ensure_ascii=False), encoding="utf-8")
        with serve_document(file) as served:
            return collected(served, file, mode)
