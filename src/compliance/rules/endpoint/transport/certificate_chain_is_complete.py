"""The certificates that an endpoint sends lead to a trusted root.

Broken: The chain of certificates does not lead to a trusted root

A caller that cannot follow the chain to a root it trusts does not know who answers. Browsers often find what is missing
by themselves; programs do not.

To mend it, install the certificate of the server together with every intermediate certificate of its authority, renew
what has expired, and replace a certificate that is signed by itself. Where a root of the state or of the agency is
behind it, name that root to the checker (option --ca) and to the callers.

Shows that names and signatures of the certificates that were sent lead to one of the trusted roots of the machine that
looked, or of the file that it was given. Does not show that a certificate was not revoked; date and host of the first
certificate are judged elsewhere.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from compliance.model.grades import Proof
from compliance.model.observation import Certificate, Trust
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation

MESSAGES = {
    Trust.SELF_SIGNED: "the certificate is signed with its own key; one of a trusted authority is required",
    Trust.UNKNOWN_ROOT: "the chain ends at {end}, which does not belong to a root that is trusted here",
    Trust.MISSING_INTERMEDIATE: (
        "no certificate of an authority that has signed it came with it, and its issuer {issuer} is no root that is "
        "trusted here; an intermediate certificate is missing, or that root is not known here"
    ),
    Trust.EXPIRED_INTERMEDIATE: "the chain leads over {end}, which is out of its dates",
}


@rule("L20-2023.D42.K1.D", "GP.RFC5280")
def certificate_chain_is_complete(certificate: Certificate) -> Iterator[Violation | Unknown]:
    end, issuer = certificate.leads_to, certificate.issuer
    match certificate.trust:
        case None:
            yield Unknown("the chain was not followed, because no trusted root is known here", at=certificate)
        case Trust.SELF_SIGNED:
            yield Violation(MESSAGES[Trust.SELF_SIGNED], at=certificate)
        case Trust.MISSING_INTERMEDIATE:
            yield Violation(MESSAGES[Trust.MISSING_INTERMEDIATE], at=certificate, issuer=issuer)
        case Trust.EXPIRED_INTERMEDIATE:
            yield Violation(MESSAGES[Trust.EXPIRED_INTERMEDIATE], at=certificate, end=end)
        case Trust.UNKNOWN_ROOT:
            # because callers may trust a root that this machine was not told of
            yield Violation(MESSAGES[Trust.UNKNOWN_ROOT], at=certificate, end=end, proof=Proof.INDICATIVE)
        case Trust.TRUSTED:
            return


def _seen(trust: Trust | None, end: str = "") -> Certificate:
    begins, ends, look = (datetime(2026, month, 1, tzinfo=UTC) for month in (1, 12, 6))
    return Certificate("a.example", begins, ends, look, issuer="CN=Issuer", trust=trust, leads_to=end)


GOOD = [_seen(Trust.TRUSTED, "CN=Root")]
BAD = {
    "the certificate is signed with its own key; one of a trusted authority is required": _seen(Trust.SELF_SIGNED),
    "the chain ends at CN=Unknown, which does not belong to a root that is trusted here": _seen(
        Trust.UNKNOWN_ROOT, "CN=Unknown"
    ),
    "no certificate of an authority that has signed it came with it, and its issuer CN=Issuer is no root that is "
    "trusted here; an intermediate certificate is missing, or that root is not known here": _seen(
        Trust.MISSING_INTERMEDIATE, "CN=a.example"
    ),
    "the chain leads over CN=Issuer, which is out of its dates": _seen(Trust.EXPIRED_INTERMEDIATE, "CN=Issuer"),
}
UNKNOWN = [_seen(None)]
