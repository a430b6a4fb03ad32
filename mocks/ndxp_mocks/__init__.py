"""Mock platforms of the national data exchange: flawless ones, and ones with named faults. Everything is SIMULATED.

with serve(Platform(faults={"old-tls"})) as served:
    print(served.base_url, served.ca_file)
"""

from ndxp_mocks.admission import TOKEN
from ndxp_mocks.errors import MocksError, UnknownFault
from ndxp_mocks.faults import Fault, known_faults
from ndxp_mocks.fleet import Fleet, start_fleet
from ndxp_mocks.platform import Platform, flawless
from ndxp_mocks.serving import Served, serve, serve_all

__all__ = [
    "TOKEN",
    "Fault",
    "Fleet",
    "MocksError",
    "Platform",
    "Served",
    "UnknownFault",
    "flawless",
    "known_faults",
    "serve",
    "serve_all",
    "start_fleet",
]
