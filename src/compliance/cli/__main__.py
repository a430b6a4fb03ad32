"""`python -m compliance.cli`."""

import sys

from compliance.cli.main import main

sys.exit(main())
