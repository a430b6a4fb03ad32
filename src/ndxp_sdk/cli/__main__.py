"""`python -m ndxp_sdk.cli`."""

import sys

from ndxp_sdk.cli import main

sys.exit(main())
