"""Check the hub: its clock, its token, its catalogue, and whether it knows us."""

import time
from difflib import get_close_matches
from functools import partial
from typing import TYPE_CHECKING, Final

from ndxp_sdk.cli.doctor.finding import Finding, failed, ok, skipped
from ndxp_sdk.cli.doctor.remedies import because
from ndxp_sdk.cli.doctor.subject import Subject
from ndxp_sdk.cli.messages import of_check
from ndxp_sdk.cli.raw_call import fetched
from ndxp_sdk.errors import NdxpError, NotFound, UnexpectedAnswer

if TYPE_CHECKING:
    from ndxp_sdk._http.response import Response
    from ndxp_sdk._oauth.steps import Fetch
    from ndxp_sdk.tokens import Check, TokenProvider, TokenRequest

_SCOPES: Final = frozenset({"catalog:read"})


def clock(subject: Subject) -> Finding:
    """Check whether our clock and the hub's agree."""
    from ndxp_sdk._http.retry_after import seconds_of_date
    from ndxp_sdk.tokens._diagnostics.checks import SKEW_ALLOWED

    words = subject.words
    answer, at = subject.look()
    told = seconds_of_date(answer.headers.get("Date"))
    if told is None:
        return skipped(words("the server tells no time"))
    skew = told + 0.5 - at  # because Date has whole seconds, cut off
    if abs(skew) <= SKEW_ALLOWED:
        return ok(words("the clocks agree to {seconds} s", seconds=f"{abs(skew):.0f}"))
    found = words("the hub is {seconds} s ahead of this machine", seconds=f"{skew:+.0f}")
    advice = words("set the clock of this machine by NTP and check its time zone; if it is right, tell the operator")
    return failed(found, advice)


def token(subject: Subject) -> Finding:
    """Check whether a token can be had; if not, which of the server's checks fails."""
    from ndxp_sdk.tokens import TokenSpec

    words, tokens = subject.words, subject.client.config.state.tokens
    if tokens is None:
        return skipped(words("no credential is set"), words("the catalogue wants one: credential.kind, and so on"))
    if not tokens.gives_tokens:
        return _fields_at_hand(subject, tokens)
    fetch, wanted = Counted(partial(fetched, subject.client)), TokenSpec(_SCOPES)
    try:
        tokens.get(wanted, fetch)
    except NdxpError as error:
        return _explained(tokens.explain(wanted, fetch), because(error, subject), subject)
    if fetch.times == 0:
        return ok(words("a token is at hand; nobody was asked for it, and whether it is accepted the next steps show"))
    return ok(words("the issuer gives a token"))


class Counted:
    """A way to ask the issuer that knows whether it was used."""

    def __init__(self, fetch: "Fetch") -> None:
        self._fetch = fetch
        self.times: int = 0
        """How often it was."""

    def __call__(self, request: "TokenRequest") -> "Response":
        self.times += 1
        return self._fetch(request)


def _fields_at_hand(subject: Subject, tokens: "TokenProvider") -> Finding:
    words = subject.words
    try:
        tokens.call_headers(subject.site.address.origin, time.time())
    except NdxpError as error:
        return because(error, subject)
    return ok(words("the credential is at hand and needs no token; whether it is accepted only a call shows"))


def catalogue(subject: Subject) -> Finding:
    """Check whether the catalogue answers."""
    words = subject.words
    try:
        service = subject.client.catalog.services.list(limit=1).first()
    except NotFound:
        return skipped(words("there is none at this address: a security server or an adapter alone has none"))
    except UnexpectedAnswer:
        return skipped(
            words("what answers is no catalogue: a security server or an adapter alone, or a page in between")
        )
    if service is None:
        return ok(words("it answers, and lists no service"))
    return ok(words("it answers, and lists {service}, for instance", service=str(service.id)))


def own_system(subject: Subject) -> Finding:
    """Check whether the hub knows the own system."""
    words, config = subject.words, subject.client.config
    if config.client is None:
        return skipped(words("no own system is set"), words("calls through X-Road want one: client"))
    if config.dialect.name == "xroad":
        return _among_clients(subject)
    try:
        system = subject.client.catalog.systems.get(str(config.client))
    except NotFound:
        return _unknown(subject, [])
    return ok(words("{id} is known: {name}", id=str(config.client), name=system.name.in_language(words.language)))


def _among_clients(subject: Subject) -> Finding:
    words, own = subject.words, subject.client.config.client
    rows = subject.client.exchange.list_clients()
    found = next((row for row in rows if row.identifier == own), None)
    if found is None:
        return _unknown(subject, [str(row.identifier) for row in rows])
    name = found.subsystem_name or found.name or "-"
    return ok(words("{id} is known: {name}", id=str(own), name=name))


def _unknown(subject: Subject, known: list[str]) -> Finding:
    words, own = subject.words, str(subject.client.config.client)
    near = get_close_matches(own, known, 3)
    advice = words(
        "check that it is the own system and not the provider's, and that it is registered in this environment"
    )
    if near:
        advice = words("did you mean {near}?", near=", ".join(near)) + " " + advice
    return failed(words("the hub does not know {id}", id=own), advice)


def _explained(checks: "tuple[Check, ...]", otherwise: Finding, subject: Subject) -> Finding:
    wrong = next((check for check in checks if check.passed is False), None)
    if wrong is None:
        return otherwise
    language = subject.words.language
    question = getattr(wrong.question, language, wrong.name)
    told = [question, subject.words("no")]
    if wrong.found:
        told.append(subject.words("found: {found}", found=of_check(wrong.found, wrong, subject.words)))
    if wrong.expected:
        told.append(subject.words("expected: {expected}", expected=of_check(wrong.expected, wrong, subject.words)))
    return failed(" — ".join(told), getattr(wrong.advice, language, otherwise.advice))
