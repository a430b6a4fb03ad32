"""The steps, in the order in which they build on each other."""

from collections.abc import Iterator
from typing import Final

from ndxp_sdk.cli.doctor import hub, network, tls
from ndxp_sdk.cli.doctor.finding import Finding, Step, skipped
from ndxp_sdk.cli.doctor.remedies import because
from ndxp_sdk.cli.doctor.subject import Subject
from ndxp_sdk.errors import NdxpError
from ndxp_sdk.locale import Words

_CONNECTED: Final = ("dns", "tcp", "tls")


def steps(words: Words) -> tuple[Step, ...]:
    """Return all steps, with their titles."""
    return (
        Step("proxy", words("proxy"), network.proxy),
        Step("dns", words("name (DNS)"), network.name, ("proxy",)),
        Step("tcp", words("connection"), network.reach, ("dns",)),
        Step("certificate", words("client certificate"), tls.own_certificate),
        Step("tls", words("TLS"), tls.handshake, ("tcp", "certificate")),
        Step("clock", words("clock"), hub.clock, _CONNECTED),
        Step("token", words("access token"), hub.token, _CONNECTED),
        Step("catalogue", words("catalogue"), hub.catalogue, (*_CONNECTED, "token")),
        Step("client", words("own system"), hub.own_system, _CONNECTED),
    )


def examined(subject: Subject) -> Iterator[tuple[Step, Finding]]:
    """Each step with what it found, as soon as it is known."""
    words = subject.words
    blocked: dict[str, str] = {}
    for step in steps(words):
        reason = next((blocked[name] for name in step.needs if name in blocked), None)
        if reason is not None:
            finding = skipped(words("not looked at, because this failed: {step}", step=reason))
        else:
            finding = _looked(step, subject)
        if reason is not None or finding.state == "failed":
            blocked[step.name] = reason or step.title
        yield step, finding


def _looked(step: Step, subject: Subject) -> Finding:
    try:
        return step.examine(subject)
    except NdxpError as error:
        return because(error, subject)
