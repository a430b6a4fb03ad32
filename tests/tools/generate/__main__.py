"""`make generate`: write what is generated, say what changed; `quick` leaves out pages whose commands are run."""

import sys
from itertools import chain

from compliance.loading.facts.specs import settle
from tools import pages
from tools.generate import artefacts


def main(*arguments: str) -> int:
    """Write every file that is not current; only its path is printed."""
    for artefact in chain(artefacts(), () if "quick" in arguments else pages.artefacts()):
        if not artefact.is_current():
            artefact.file.parent.mkdir(parents=True, exist_ok=True)
            artefact.file.write_bytes(artefact.content)
            print(artefact.path)
    settle()
    return 0


sys.exit(main(*sys.argv[1:]))
