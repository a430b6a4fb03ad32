"""What changed at a hub between two dossiers: gone, another or new, from what was seen and never from silence."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from compliance.actions.rule_examples import as_dossiers
from compliance.judgement.hub_changes import hub_changes
from compliance.model.dossier import Dossier, Kind
from compliance.model.example import Platform
from compliance.model.gap import Gap
from compliance.model.hub_comparison import HubChange, NotSeenAgain
from compliance.model.location import Place
from compliance.model.observation import AccessTrial, ActivitySummary, Attempt, HubCall, HubListing, Wrong
from compliance.model.text import Message
from compliance.rules import all_rules

NOW = datetime(2026, 11, 28, 3, tzinfo=UTC)
HUB, SYSTEM, PORTAL = "https://hub.example", "VN/GOV/G12/vi-du", "VN/GOV/EXAMPLE/portal"
SERVICE = f"{SYSTEM}/a"

LISTED = HubListing(HUB, "a", SYSTEM, SERVICE, "published", looked_at=NOW)
MISSING = replace(LISTED, identifier=None, state=None)
WHOLE = replace(LISTED, is_read_whole=True, owner="Bộ Tài chính", version="1.0.0", description="https://a.example/1")
CALL = HubCall(HUB, SERVICE, PORTAL, "GET", "/a", 200, documented=("200",), looked_at=NOW)
DENIED = replace(CALL, status=403, origin="provider-gateway", code="Server.ServerProxy.AccessDenied")
FAILED = replace(CALL, status=500, origin="provider-gateway", code="network_error")
EXCHANGE = ActivitySummary(HUB, "*", SERVICE, NOW - timedelta(90), NOW, 3, 0, NOW - timedelta(2))


def trial(call: HubCall, attempt: Attempt, *, is_agreed: bool | None = None) -> AccessTrial:
    return AccessTrial(call, call.is_denied, attempt, is_agreed)


def dossier(*seen: Any, gaps: tuple[Gap, ...] = ()) -> Dossier:
    return Dossier("vi-du", Kind.PLATFORM, observations=seen, gaps=gaps)


def changes(before: Any, after: Any) -> list[tuple[str, str, str]]:
    found = hub_changes(dossier(before), dossier(after))
    return [(each.matter, each.effect, str(each.message)) for each in found if isinstance(each, HubChange)]


def last(days: float | None, **further: Any) -> ActivitySummary:
    return replace(EXCHANGE, last_success=None if days is None else NOW - timedelta(days), **further)


@pytest.mark.parametrize(
    ("before", "after", "matter", "effect", "said"),
    [
        (LISTED, MISSING, "listing", "lost", f"the catalogue has the service a no longer; it was there as {SERVICE}"),
        (MISSING, LISTED, "listing", "gained", f"the catalogue has the service a now, as {SERVICE}"),
        *(
            (LISTED, replace(LISTED, state=state), "listing", "lost", f"the service a is {said} in the catalogue")
            for state, said in [
                ("draft", "draft"),
                ("pending_approval", "pending approval"),
                ("suspended", "suspended"),
                ("archiving", "being archived"),
                ("archived", "archived"),
            ]
        ),
        (LISTED, replace(LISTED, state="deprecated"), "listing", "changed", "is deprecated in the catalogue; it was"),
        (
            replace(LISTED, state="suspended"),
            LISTED,
            "listing",
            "changed",
            "is published in the catalogue; it was susp",
        ),
        (
            WHOLE,
            replace(WHOLE, owner="Bộ Y tế"),
            "listing",
            "changed",
            "names Bộ Y tế as the owner of a; it was Bộ Tài",
        ),
        (WHOLE, replace(WHOLE, owner=None), "listing", "changed", "names - as the owner of a; it was Bộ Tài chính"),
        (WHOLE, replace(WHOLE, version="2.0.0"), "version", "changed", "offers the version 2.0.0 of a; it was 1.0.0"),
        (WHOLE, replace(WHOLE, version=None), "version", "lost", "offers the version - of a; it was 1.0.0"),
        (replace(WHOLE, version=None), WHOLE, "version", "changed", "offers the version 1.0.0 of a; it was -"),
        (replace(WHOLE, owner=None), WHOLE, "listing", "changed", "names Bộ Tài chính as the owner of a; it was -"),
        (
            WHOLE,
            replace(WHOLE, description=None),
            "version",
            "changed",
            "of a stands at - in the catalogue; it was",
        ),
        (replace(WHOLE, description=None), WHOLE, "version", "changed", "/1 in the catalogue; it was -"),
        (
            WHOLE,
            replace(WHOLE, description="https://a.example/2"),
            "version",
            "changed",
            "the description of a stands at https://a.example/2 in the catalogue; it was https://a.example/1",
        ),
        (
            trial(DENIED, Attempt.GRANTED, is_agreed=True),
            trial(DENIED, Attempt.GRANTED, is_agreed=False),
            "agreement",
            "lost",
            f"the catalogue has no agreement any more that lets {PORTAL} call {SERVICE}",
        ),
        (
            trial(DENIED, Attempt.GRANTED, is_agreed=False),
            trial(DENIED, Attempt.GRANTED, is_agreed=True),
            "agreement",
            "gained",
            f"the catalogue has an agreement now that lets {PORTAL} call {SERVICE}",
        ),
        (CALL, FAILED, "access", "lost", f"as {PORTAL}: it failed with status 500; before: it was answered"),
        (CALL, DENIED, "access", "lost", "it was refused for want of rights; before: it was answered"),
        (FAILED, CALL, "access", "gained", "it was answered; before: it failed with status 500"),
        (FAILED, replace(FAILED, status=None), "access", "lost", "it failed with status -; before: it failed with st"),
        (trial(CALL, Attempt.GRANTED), trial(DENIED, Attempt.GRANTED), "access", "lost", "refused for want of rights"),
        *(
            (
                trial(DENIED, attempt),
                trial(CALL, attempt),
                "access",
                "changed",
                "it was answered; before: it was refused",
            )
            for attempt in (Attempt.STRANGER, Attempt.WITHDRAWN, Attempt.FOREIGN_ADDRESS)
        ),
        (
            last(2),
            last(31),
            "exchange",
            "lost",
            "no exchange with VN/GOV/G12/vi-du/a went well in the 30 days up to 28 November 2026",
        ),
        (last(2), last(None), "exchange", "lost", "the last one was on -"),
        (last(2), last(8, period_days=7), "exchange", "lost", "went well in the 7 days up to"),
        (last(31), last(30), "exchange", "gained", "data is exchanged with VN/GOV/G12/vi-du/a now, last on"),
        (last(None), last(0), "exchange", "gained", "data is exchanged with"),
    ],
)
def test_a_change_is_told_with_what_it_is_for_those_who_call(
    before: Any, after: Any, matter: str, effect: str, said: str
) -> None:
    ((found_matter, found_effect, message),) = changes(before, after)
    assert (found_matter, found_effect) == (matter, effect)
    assert said in message


@pytest.mark.parametrize(
    ("before", "after"),
    [
        *((each, each) for each in (LISTED, MISSING, WHOLE, CALL, DENIED, EXCHANGE)),
        (WHOLE, replace(LISTED, owner="Bộ Y tế", version="2.0.0")),  # the later look did not read all of the entry
        (replace(LISTED, owner="Bộ Y tế", version="2.0.0"), WHOLE),
        (replace(MISSING, is_read_whole=True), replace(MISSING, is_read_whole=True, owner="Bộ Y tế", version="1")),
        (last(2), last(30)),
        (last(2), last(29, succeeded=0)),
        (last(31), last(None)),
        (last(40), last(90, period_days=60)),
        (last(2), last(90, period_days=100)),
        *(
            (trial(CALL, Attempt.GRANTED, is_agreed=before), trial(CALL, Attempt.GRANTED, is_agreed=after))
            for before, after in [(True, True), (False, False), (True, None), (None, False), (None, True)]
        ),
        (replace(CALL, wrong=Wrong.NO_CREDENTIAL), replace(FAILED, wrong=Wrong.NO_CREDENTIAL)),
    ],
)
def test_what_did_not_change_or_was_not_read_is_no_change(before: Any, after: Any) -> None:
    assert changes(before, after) == []


def test_another_document_at_the_hub_is_told_and_one_of_elsewhere_is_not() -> None:
    def holding(origin: str, version: str) -> Dossier:
        text = f"openapi: 3.1.0\ninfo: {{title: a, version: {version}}}\npaths: {{}}\n"
        platform = Platform("slug: vi-du\nowner: {code: G12}\nservices: [{id: a}]\n", **{origin: text})
        return as_dossiers(all_rules()[0], platform)[0]

    before, same, other = (holding("hub", version) for version in ("1.0.0", "1.0.0", "2.0.0"))
    assert list(hub_changes(before, same)) == []
    (changed,) = hub_changes(before, other)
    assert isinstance(changed, HubChange)
    assert (changed.matter, changed.effect) == ("document", "changed")
    assert str(changed.message) == "the hub hands out another document of a than before"
    assert list(hub_changes(holding("served", "1.0.0"), holding("served", "2.0.0"))) == []
    gap = Gap(frozenset({"HubSpecPair"}), Place(HUB), Message("the hub gave no document"))
    assert not_seen(before, dossier(gaps=(gap,))) == [(["document"], "the hub gave no document", True)]


def not_seen(before: Dossier, after: Dossier) -> list[tuple[list[str], str, bool]]:
    found = hub_changes(before, after)
    return [
        ([matter.value for matter in each.matters], str(each.reason), each.is_failure)
        for each in found
        if isinstance(each, NotSeenAgain)
    ]


def test_what_was_not_looked_at_again_is_neither_gone_nor_kept() -> None:
    everything = dossier(WHOLE, trial(CALL, Attempt.GRANTED, is_agreed=True), EXCHANGE)
    matters = ["listing", "version", "agreement", "access", "exchange"]
    assert changes(WHOLE, EXCHANGE) == []
    assert not_seen(everything, dossier()) == [(matters, "the later audit did not look at it", True)]
    assert not_seen(dossier(), everything) == []


def test_the_gap_of_the_later_audit_says_why_and_the_one_that_failed_first() -> None:
    def gap(said: str, *, is_failure: bool) -> Gap:
        return Gap(frozenset({"HubListing", "Certificate"}), Place(HUB), Message(said), is_failure=is_failure)

    told, failed = gap("the hub does not tell", is_failure=False), gap("the hub gave no answer", is_failure=True)
    assert not_seen(dossier(LISTED), dossier(gaps=(told,))) == [
        (["listing", "version"], "the hub does not tell", False)
    ]
    assert not_seen(dossier(LISTED), dossier(gaps=(told, failed))) == [
        (["listing", "version"], "the hub gave no answer", True)
    ]
    assert not_seen(dossier(EXCHANGE), dossier(gaps=(failed,)))[0][1] == "the later audit did not look at it"


@pytest.mark.parametrize(("before", "after"), [(True, False), (False, True), (True, True)])
def test_an_exchange_of_the_audit_itself_says_nothing_of_others(*, before: bool, after: bool) -> None:
    older, newer = last(2, is_own=before), last(60, is_own=after)
    assert changes(older, newer) == []
    ((matters, reason, is_failure),) = not_seen(dossier(older), dossier(newer))
    assert (matters, is_failure) == (["exchange"], False)
    assert reason.startswith(f"the last exchange with {SERVICE} in the log")
    assert reason.endswith("was that of an audit, so nobody knows when others had theirs")


def test_facts_are_compared_client_by_client_and_service_by_service() -> None:
    other = replace(CALL, client="VN/GOV/EXAMPLE/other")
    found = list(hub_changes(dossier(CALL, other), dossier(DENIED, other)))
    assert [(each.platform, each.client) for each in found if isinstance(each, HubChange)] == [("vi-du", PORTAL)]
    some, every = replace(EXCHANGE, client=PORTAL), replace(EXCHANGE, client="*")
    older, newer = dossier(some, every), dossier(replace(some, last_success=None), every)
    assert [each.client for each in hub_changes(older, newer) if isinstance(each, HubChange)] == [PORTAL]
    listed = replace(LISTED, service="b", identifier=f"{SYSTEM}/b")
    (gone,) = hub_changes(dossier(LISTED, listed), dossier(LISTED, replace(listed, identifier=None)))
    assert isinstance(gone, HubChange)
    assert (gone.service, gone.client) == ("b", None)
