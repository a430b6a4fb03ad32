"""The address of a service is one that its callers can use, and is encrypted.

Broken: The address of a service cannot be used as it is written

Whoever finds the service by its record calls this very address. That it travels unprotected is a matter of the law;
that it cannot be used is a question to the owner, no more.

To mend it, write the `https` address that callers use, without user name, query and fragment.

Shows the address as it is written. Does not show that anything answers there. What was made up for a simulation or a
trial is not meant.
"""

from collections.abc import Iterator
from ipaddress import ip_address

from compliance.model.address import web_address
from compliance.model.grades import Proof
from compliance.model.record import NONE, Record
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation

# because what is cited speaks of protection, not of addresses that lead nowhere
_ASKED = Proof.SUGGESTIVE
# RFC 2606 and RFC 6761
MADE_UP = ("example", "invalid", "test", "localhost", "local", "example.com", "example.net", "example.org")


def is_in_use(record: Record) -> bool:
    return record.environment == "production" and not record.simulated and record.services != NONE


@rule("L20-2023.D42.K1.D", "TCVN14423-2026.TRANSIT", "NDX-SEC-02", proof=Proof.INDICATIVE, when=is_in_use)
def service_address_is_usable(record: Record) -> Iterator[Violation | Unknown]:
    if not record.listed_services():
        yield Unknown("the record does not say which services there are", at=record.at.child("services"))
    is_closed_network = record.is_on_state_network
    for service in record.listed_services():
        at = service.at.child("base_url")
        if service.base_url is None:
            yield Unknown("the record does not say {field}", at=at, field="base_url")
            continue
        address = web_address(service.base_url)
        if address is None:
            yield Violation("the address of {service} can be none", at, proof=_ASKED, service=service.id)
            continue
        if address.scheme != "https":
            yield Violation("the address of {service} is not encrypted: https is expected", at, service=service.id)
        if "?" in service.base_url or "#" in service.base_url:
            yield Violation("the address of {service} has a query or a fragment", at, proof=_ASKED, service=service.id)
        if not is_closed_network and _is_of_here(address.host):
            template = "the address of {service} leads to {host}, which others cannot reach"
            yield Violation(template, at, proof=_ASKED, service=service.id, host=address.host)


def _is_of_here(host: str) -> bool:
    try:
        return not ip_address(host).is_global
    except ValueError:
        name = host.removesuffix(".")
        return "." not in name or name.endswith(tuple(f".{end}" for end in MADE_UP)) or name in MADE_UP


def _record(address: str, more: str = "") -> str:
    return f"slug: household-business\nowner: {{code: G12}}\n{more}services:\n- id: households\n  {address}\n"


GOOD = [
    _record("base_url: https://api.mof.gov.vn/v1"),
    _record("base_url: https://10.0.0.5/v1", "connections: [{via: ndxp, network: state}]\n"),
]
BAD = {
    "the address of households can be none": _record("base_url: htps://api.mof.gov.vn  # <-"),
    "the address of households is not encrypted: https is expected": _record("base_url: http://api.mof.gov.vn  # <-"),
    "the address of households has a query or a fragment": _record("base_url: https://api.mof.gov.vn/v1?a=b  # <-"),
    "the address of households leads to localhost, which others cannot reach": _record(
        "base_url: https://localhost/v1  # <-"
    ),
}
UNKNOWN = ["slug: household-business\nowner: {code: G12}\n", _record("name: Tra cứu")]
IRRELEVANT = [
    _record("base_url: http://localhost", "simulated: true\n"),
    _record("base_url: http://localhost", "environment: staging\n"),
]
