"""Which trials are planned of a service, by what callers have: how often each, where, and with which credential."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from compliance.model.derived.tried_read import untried
from compliance.model.observation import Wrong
from compliance.model.openapi.document import Document
from compliance.model.openapi.files import DocumentFiles
from compliance.model.record import Record, Service
from compliance.model.remedy import Remedy
from compliance.probes.consent import allowance
from compliance.probes.credential_reference import Variant
from compliance.probes.input_trials import input_trials
from compliance.probes.net.url import Server, Url
from compliance.probes.planned_trial import PlannedTrial
from compliance.probes.settings import Mode
from compliance.probes.target import Endpoint
from compliance.probes.trial_plan import TrialPlan, plan_of, reads_of

SERVER = Server("api.example", 443)
SCHEMES = {
    "oauth": {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "/t", "scopes": {"a": "", "b": ""}}}},
    "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
}
ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}, "example": "A-01"}
READS = {"/a": {}, "/b/{id}": {"parameters": [ID]}, "/c/{id}": {"parameters": [ID]}, "/d": {}, "/e": {}}


def plan(
    security: Any,
    *given: Variant,
    hub_id: str | None = None,
    paths: Any = None,
    mode: Mode = Mode.STAGING,
    scheme: str = "https",
    most: int = 50,
    **record: Any,
) -> TrialPlan:
    operations = {path: {"get": {"security": security, **operation}} for path, operation in READS.items()}
    tree = {"openapi": "3.1.0", "components": {"securitySchemes": SCHEMES}, "paths": paths or operations}
    document = Document.of(DocumentFiles("api.yaml", {"api.yaml": tree}))
    service = Service("s", hub_id=hub_id)
    platform = Record("p", None, services=(service,), **record)
    endpoint = Endpoint(service, Url(scheme, SERVER, "/v1"), None, document)

    def has(_operation: object, variant: Variant) -> bool:
        return variant in given

    def inputs(at: Endpoint, reads: Any) -> Iterator[PlannedTrial]:
        return input_trials(at, reads, has=has, instances=None)

    allowed = allowance(platform, mode, date(2026, 11, 21))
    return plan_of(endpoint, platform, allowed, has, reads_of(endpoint, platform, most), inputs)


def made(found: TrialPlan) -> dict[tuple[str, str], int]:
    """How often each thing is wrong with each credential."""
    return dict(Counter((each.wrong.value, each.carried.value) for each in found.trials))


def hidden(*wrongs: Wrong) -> frozenset[str]:
    return frozenset(map(untried, wrongs))


OAUTH, KEY, ANY_TOKEN = [{"oauth": ["a"]}], [{"key": []}], [{"oauth": ["a"]}, {"oauth": []}]
ALL = tuple(Variant)
USUAL, EXPIRED, AUDIENCE, SCOPE, OTHER = (
    Variant.USUAL,
    Variant.EXPIRED,
    Variant.FOREIGN_AUDIENCE,
    Variant.MISSING_SCOPE,
    Variant.OTHER_CLIENT,
)
ANYBODY = {
    ("unreadable-token", "unreadable"): 5,
    ("spoofed-client", "nothing"): 1,
    ("undocumented-method", "nothing"): 1,
}
OF_A_CALLER = {**ANYBODY, ("no-credential", "nothing"): 5, ("unknown-id", "usual"): 2}
STRANGE = {**ANYBODY, ("unknown-id", "nothing"): 2}
FORGED = {("altered-signature", "altered"): 3, ("no-signature", "unsigned"): 3}
OLD = {("expired-token", "expired"): 3, ("foreign-audience", "foreign-audience"): 3}
FOREIGN = {("foreign-record", "other-client"): 1}


@pytest.mark.parametrize(
    ("security", "given", "expected", "gaps"),
    [
        (OAUTH, (), STRANGE, 5),
        (OAUTH, (USUAL,), {**OF_A_CALLER, **FORGED, ("missing-scope", "fewer-scopes"): 3}, 3),
        (OAUTH, ALL, {**OF_A_CALLER, **FORGED, **OLD, **FOREIGN, ("missing-scope", "missing-scope"): 3}, 0),
        (OAUTH, (EXPIRED, AUDIENCE), {**STRANGE, **OLD}, 3),
        (OAUTH, (SCOPE,), {**STRANGE, ("missing-scope", "missing-scope"): 3}, 4),
        (OAUTH, (OTHER,), {**STRANGE, **FOREIGN}, 4),
        (ANY_TOKEN, (USUAL,), {**OF_A_CALLER, **FORGED}, 3),
        (ANY_TOKEN, (SCOPE,), STRANGE, 4),
        (KEY, (), STRANGE, 2),
        (KEY, (USUAL,), OF_A_CALLER, 1),
        (KEY, ALL, {**OF_A_CALLER, **OLD, **FOREIGN}, 0),
    ],
)
@pytest.mark.parametrize("hub_id", [None, "VN/GOV/G01/s/x"])
def test_what_is_tried_hangs_on_what_is_at_hand(
    security: Any, given: tuple[Variant, ...], expected: dict[tuple[str, str], int], gaps: int, hub_id: str | None
) -> None:
    found = plan(security, *given, hub_id=hub_id)
    twice = {("two-clients", "usual"): 1} if hub_id is not None and USUAL in given else {}
    assert made(found) == expected | twice
    assert len(found.gaps) == gaps
    assert not any(gap.is_failure for gap in found.gaps)


def test_forgeries_go_to_the_first_protected_reads_and_a_foreign_record_to_one_that_has_a_key() -> None:
    found = plan(OAUTH, *ALL, hub_id="VN/GOV/G01/s/x")
    at: dict[Wrong, list[str]] = {}
    for each in found.trials:
        at.setdefault(each.wrong, []).append(each.shown.removeprefix("https://api.example/v1"))
    assert at[Wrong.NO_CREDENTIAL] == at[Wrong.UNREADABLE_TOKEN] == list(READS)
    assert at[Wrong.ALTERED_SIGNATURE] == at[Wrong.EXPIRED_TOKEN] == at[Wrong.MISSING_SCOPE] == list(READS)[:3]
    assert at[Wrong.SPOOFED_CLIENT] == at[Wrong.TWO_CLIENTS] == ["/a"]
    assert at[Wrong.FOREIGN_RECORD] == ["/b/{id}"]
    assert [each.method for each in found.trials if each.wrong is Wrong.UNDOCUMENTED_METHOD] == ["TRACE"]


def test_nothing_is_tried_of_a_caller_where_everybody_may_read() -> None:
    found = plan([], *ALL)
    assert set(made(found)) == {("undocumented-method", "nothing"), ("unknown-id", "usual")}
    assert not found.gaps


def test_a_read_is_tried_at_a_path_that_has_other_methods_only() -> None:
    write = {"post": {"security": OAUTH, "responses": {}}}
    found = plan(
        OAUTH, USUAL, paths={"/orders": write, "/items/{id}": {"get": {"parameters": [ID]}}, "/items/new": write}
    )
    tried = [(each.method, each.shown) for each in found.trials if each.wrong is Wrong.UNDOCUMENTED_METHOD]
    assert ("GET", "https://api.example/v1/orders") in tried
    assert ("GET", "https://api.example/v1/items/new") not in tried


def test_clients_that_are_claimed_are_made_up_in_the_form_of_the_hub() -> None:
    trials = {each.wrong: each for each in plan(OAUTH, *ALL, hub_id="VN/GOV/G01/s/x").trials}
    nobody, else_ = ("X-Road-Client", "VN/GOV/EXAMPLE/nobody"), ("X-Road-Client", "VN/GOV/EXAMPLE/somebody-else")
    assert trials[Wrong.SPOOFED_CLIENT].headers == (nobody,)
    assert trials[Wrong.TWO_CLIENTS].headers == (nobody, else_)
    assert trials[Wrong.UNREADABLE_TOKEN].headers == ()


def test_a_gap_says_which_credential_to_give_and_what_it_hides() -> None:
    by_reason = {str(gap.message): gap for gap in plan(OAUTH, hub_id="VN/GOV/G01/s/x").gaps}
    assert {gap.remedy for gap in by_reason.values()} == {Remedy.GIVE_A_CREDENTIAL}
    (usual,) = (gap for reason, gap in by_reason.items() if reason.startswith("no credential of service s is at hand"))
    assert str(usual.message).endswith("give bearer=env:NAME")
    assert usual.hides == hidden(Wrong.TWO_CLIENTS, Wrong.ALTERED_SIGNATURE, Wrong.NO_SIGNATURE)
    others = {reason.rpartition(" ")[2]: gap.hides for reason, gap in by_reason.items() if gap is not usual}
    assert others == {
        "bearer.expired=env:NAME": hidden(Wrong.EXPIRED_TOKEN),
        "bearer.foreign-audience=env:NAME": hidden(Wrong.FOREIGN_AUDIENCE),
        "bearer.missing-scope=env:NAME": hidden(Wrong.MISSING_SCOPE),
        "bearer.other-client=env:NAME": hidden(Wrong.FOREIGN_RECORD),
    }
    (usual, other) = plan(KEY).gaps
    assert (usual.hides, str(other.message).rpartition(" ")[2]) == (hidden(), "api-key.other-client=env:NAME")


def test_without_consent_nothing_is_tried_and_one_gap_hides_all_that_would_have_been() -> None:
    found = plan(OAUTH, USUAL, mode=Mode.SAFE)
    assert (found.trials, found.permit) == ((), None)
    (gap,) = found.gaps
    assert str(gap.message) == (
        "the record holds no consent of the owner to trials: no read of service s was repeated with one thing wrong"
    )
    assert (gap.remedy, gap.is_failure) == (Remedy.CONSENT_TO_TRIALS, False)
    tried, missing = plan(OAUTH, USUAL), plan(OAUTH, USUAL).gaps
    assert gap.hides == hidden(*(each.wrong for each in tried.trials)).union(*(each.hides for each in missing))


def test_without_tls_or_a_documented_read_nothing_is_tried() -> None:
    plain = plan(OAUTH, USUAL, scheme="http")
    assert (plain.trials, plain.permit) == ((), None)
    (gap,) = plain.gaps
    assert (gap.hides, gap.is_failure) == (hidden(*Wrong), False)
    write = plan(OAUTH, USUAL, paths={"/a": {"post": {"security": OAUTH}}})
    assert (write.trials, write.gaps, write.permit) == ((), (), None)
    unfilled = plan(
        OAUTH, USUAL, paths={"/a/{id}": {"get": {"security": OAUTH, "parameters": [{**ID, "example": None}]}}}
    )
    assert [gap.hides for gap in unfilled.gaps] == [hidden(*Wrong)]


@pytest.mark.parametrize(("environment", "is_sent"), [("staging", True), ("production", False), (None, False)])
def test_bodies_are_sent_to_a_staging_environment_only(environment: str | None, *, is_sent: bool) -> None:
    body = {"content": {"application/json": {"schema": {"type": "object"}}}}
    paths = {"/a": {"get": {"security": OAUTH}, "post": {"security": OAUTH, "requestBody": body}}}
    found = plan(OAUTH, *ALL, paths=paths, environment=environment)
    assert any(each.content is not None for each in found.trials) is is_sent
    told = [
        gap for gap in found.gaps if "only a staging environment is sent what could change data" in str(gap.message)
    ]
    assert [(gap.remedy, gap.hides, gap.is_failure) for gap in told] == (
        [] if is_sent else [(Remedy.REHEARSE, frozenset(), False)]
    )
    assert found.permit is not None
    assert ("POST" in found.permit.methods) is is_sent
    assert found.permit.server == SERVER


def test_a_read_of_one_thing_is_among_the_reads_however_few_they_are() -> None:
    shown = {each.shown.removeprefix("https://api.example/v1") for each in plan(OAUTH, *ALL, most=1).trials}
    assert shown == {"/a", "/b/{id}"}
    everybody = {path: {"get": {"security": [], **operation}} for path, operation in READS.items()}
    shown = {
        each.shown.removeprefix("https://api.example/v1") for each in plan(OAUTH, *ALL, most=1, paths=everybody).trials
    }
    assert shown == {"/a"}, "what everybody may read says nothing of who is refused"
