"""Tests of programs that use this SDK: a hub in memory, fixtures for pytest, canned answers for respx.

`InMemoryHub` behaves as `ndxp-mocks hub` does, without a socket. `ndxp_sdk.testing.pytest` has fixtures,
`ndxp_sdk.testing.respx` answers for single operations. Needs `pip install 'ndxp-sdk[testing]'`.

>>> from ndxp_sdk.testing import InMemoryHub
>>> with InMemoryHub() as hub:
...     [service.system_id.subsystem_code for service in hub.client().catalog.services.list(q="doanh nghiệp")]
['national-enterprise-management', 'national-data-portal']
"""

from ndxp_sdk.testing._factory import HubProfile as HubProfile
from ndxp_sdk.testing._seeding import Document as Document
from ndxp_sdk.testing.clock import HubClock as HubClock
from ndxp_sdk.testing.faults import HubFaults as HubFaults
from ndxp_sdk.testing.hub import InMemoryHub as InMemoryHub
from ndxp_sdk.testing.providers import Answers as Answers
from ndxp_sdk.testing.providers import Endpoint as Endpoint
from ndxp_sdk.testing.providers import Handler as Handler
from ndxp_sdk.testing.providers import ProviderAnswer as ProviderAnswer
from ndxp_sdk.testing.providers import ProviderRequest as ProviderRequest

__all__ = [
    "Answers",
    "Document",
    "Endpoint",
    "Handler",
    "HubClock",
    "HubFaults",
    "HubProfile",
    "InMemoryHub",
    "ProviderAnswer",
    "ProviderRequest",
]
