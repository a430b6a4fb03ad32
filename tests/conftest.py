"""What holds for all tests. A property is tried with 40 examples, or with as many as `NDXP_EXAMPLES` says."""

import os
import signal

from hypothesis import settings

# because how fast a machine is decides no test
settings.register_profile("any machine", deadline=None, max_examples=int(os.environ.get("NDXP_EXAMPLES", "40")))
settings.load_profile("any machine")

# because a shell starts what runs in the background with SIGINT ignored, and programs that tests start inherit that
signal.signal(signal.SIGINT, signal.default_int_handler)
