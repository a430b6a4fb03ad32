"""`python -m ndxp_mocks` is the command ndxp-mocks."""

import sys

from ndxp_mocks.cli.entry import main

if __name__ == "__main__":
    sys.exit(main())
