"""`make generate`: write what is generated, say what changed."""

import sys
from itertools import chain

from tools import pages
from tools.generate import artefacts


def main() -> int:
    """Write every file that is not current; only its path is printed."""
    for artefact in chain(artefacts(), pages.artefacts()):
        if not artefact.is_current():
            artefact.file.parent.mkdir(parents=True, exist_ok=True)
            artefact.file.write_bytes(artefact.content)
            print(artefact.path)
    return 0


sys.exit(main())
