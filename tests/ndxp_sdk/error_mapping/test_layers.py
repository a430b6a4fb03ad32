"""Whose failure it is, and whether the call is repeated: every fault of the wire, in both spellings.

Expected by the table of X-Road's code families and by what may have been done: a read is repeated where repeating can
help, a write only where nothing can have been done.
"""

import pytest

from ndxp_mocks.hub.injection.known import known_hub_faults
from ndxp_sdk import NdxpError, Retry, Timeout
from ndxp_sdk.testing import InMemoryHub

SERVICE = "VN/GOV/G12/national-enterprise-management/enterprises"
OWN, THEIRS, BETWEEN = "consumer-gateway", "provider-gateway", "network"
# fault: class for a read, class for a write, origin, tries of a read, tries of a write
EXPECTED = {
    "answer-reset-mid-body": ("ConnectionLost", "OutcomeUnknown", BETWEEN, 3, 1),
    "answer-truncated": ("ConnectionLost", "OutcomeUnknown", BETWEEN, 3, 1),
    "dead": ("ConnectionLost", "OutcomeUnknown", BETWEEN, 3, 1),
    "error-xml": ("GatewayFailure", "GatewayFailure", OWN, 3, 1),
    "inconsistent-response": ("IntegrityError", "IntegrityError", OWN, 1, 1),
    "ocsp-failed": ("TrustFailure", "TrustFailure", THEIRS, 1, 1),
    "own-gateway-conf-outdated": ("Unavailable", "Unavailable", OWN, 3, 3),
    "own-gateway-database-error": ("GatewayFailure", "GatewayFailure", OWN, 3, 1),
    "own-gateway-internal-error": ("GatewayFailure", "GatewayFailure", OWN, 3, 1),
    "own-gateway-logging-failed": ("EvidenceFailure", "EvidenceFailure", OWN, 3, 1),
    "own-gateway-maintenance": ("Unavailable", "Unavailable", OWN, 3, 3),
    "own-gateway-network-error": ("GatewayFailure", "GatewayFailure", OWN, 3, 1),
    "own-gateway-no-certificate": ("IdentityError", "IdentityError", OWN, 1, 1),
    "own-gateway-timestamping-failed": ("EvidenceFailure", "EvidenceFailure", OWN, 3, 1),
    "own-gateway-token-not-active": ("GatewayFailure", "GatewayFailure", OWN, 1, 1),
    "provider-gateway-access-denied": ("AccessDenied", "AccessDenied", THEIRS, 1, 1),
    "provider-gateway-internal-error": ("UpstreamFailure", "UpstreamFailure", THEIRS, 3, 1),
    "provider-gateway-io-timeout": ("UpstreamFailure", "UpstreamFailure", THEIRS, 3, 1),
    "provider-gateway-logging-failed": ("EvidenceFailure", "EvidenceFailure", THEIRS, 3, 1),
    "provider-gateway-network-error": ("UpstreamFailure", "UpstreamFailure", THEIRS, 3, 1),
    "provider-not-registered": ("NotFound", "NotFound", THEIRS, 1, 1),
    "provider-unknown": ("NotFound", "NotFound", OWN, 1, 1),
    "proxy-html": ("UnexpectedAnswer", "UnexpectedAnswer", BETWEEN, 3, 1),
    "service-disabled": ("Unavailable", "Unavailable", THEIRS, 3, 3),
    "service-failed": ("UpstreamFailure", "UpstreamFailure", THEIRS, 3, 1),
    "service-is-soap": ("NotFound", "NotFound", THEIRS, 1, 1),
    "service-unknown": ("NotFound", "NotFound", THEIRS, 1, 1),
    "signature-failed": ("TrustFailure", "TrustFailure", THEIRS, 1, 1),
    "soap-fault": ("UnexpectedAnswer", "UnexpectedAnswer", OWN, 1, 1),
}
OTHERWISE = {
    "answer-drips",  # it ends at the deadline: tests of the deadline
    "provider-500",  # the provider's own answer is given back, see below
    "provider-slow",  # it only takes longer
    "quota-429",  # the wait is tested over sockets
    "timeout-after-send",  # the clock decides: tests of the deadline
    "timeout-before-send",
    "unavailable-503",
    "xroad-code",  # every code of the list: tests of the codes
}


def failing(fault: str, profile: str, method: str) -> NdxpError:
    """What a call ends in while the fault is on."""
    retry = Retry(attempts=3, first_wait=0.0, longest_wait=0.0)
    asked = {"path": "/enterprises/9999000001"} if method == "GET" else {"path": "/enterprises/search", "json": {}}
    with (
        InMemoryHub(profile=profile, faults=[fault]) as hub,
        hub.client(retry=retry, timeout=Timeout(total=60)) as ndxp,
        pytest.raises(NdxpError) as caught,
    ):
        ndxp.exchange.call(SERVICE, method, **asked)
    return caught.value


def test_every_fault_of_the_wire_has_a_row() -> None:
    wire = {
        name
        for name, fault in known_hub_faults().items()
        if fault.rule is None and not name.startswith(("webhook-", "transfer-"))
    }
    assert wire == set(EXPECTED) | OTHERWISE


@pytest.mark.parametrize("profile", ["xroad-7.7", "xroad-7.8"])
@pytest.mark.parametrize("fault", sorted(EXPECTED))
def test_a_fault_names_its_layer_and_is_repeated_only_where_that_is_safe(fault: str, profile: str) -> None:
    read, write, origin, tries_of_read, tries_of_write = EXPECTED[fault]
    reading, writing = failing(fault, profile, "GET"), failing(fault, profile, "POST")
    assert (type(reading).__name__, type(writing).__name__) == (read, write)
    assert (reading.origin, writing.origin) == (origin, origin)
    assert (reading.facts.attempts, writing.facts.attempts) == (tries_of_read, tries_of_write)
    assert writing.ids.message_id


def test_an_error_of_the_provider_is_its_own_answer() -> None:
    with InMemoryHub(faults=["provider-500"]) as hub, hub.client() as ndxp:
        answer = ndxp.exchange.call(SERVICE, "POST", "/enterprises/search", json={})
    assert (answer.status, answer.origin) == (500, "provider")
