"""Which trials are planned of a service, by what callers have: how often each, where, and with which credential."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from compliance.model.observation import Wrong
from compliance.model.openapi.document import Document
from compliance.model.openapi.files import DocumentFiles
from compliance.model.record import Record, Service
from compliance.probes.consent import allowance
from compliance.probes.credential_reference import Variant
from compliance.probes.input_trials import input_trials
from compliance.probes.net.url import Server, Url
from compliance.probes.planned_trial import PlannedTrial
from compliance.probes.settings import Mode
from compliance.probes.target import Endpoint
from compliance.probes.trial_plan import TrialPlan, plan_of, reads_of

SCHEMES = {
    "oauth": {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "/t", "scopes": {"a": "", "b": ""}}}},
    "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
}
ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}, "example": "A-01"}
READS = {"/a": {}, "/b/{id}": {"parameters": [ID]}, "/c/{id}": {"parameters": [ID]}, "/d": {}, "/e": {}}


def plan(security: Any, *given: Variant, hub_id: str | None = None, paths: Any = None, **mode: Any) -> TrialPlan:
    operations = {path: {"get": {"security": security, **operation}} for path, operation in READS.items()}
    tree = {"openapi": "3.1.0", "components": {"securitySchemes": SCHEMES}, "paths": paths or operations}
    document = Document.of(DocumentFiles("api.yaml", {"api.yaml": tree}))
    service = Service("s", hub_id=hub_id)
    record = Record("p", None, services=(service,), **mode)
    endpoint = Endpoint(service, Url("https", Server("api.example", 443), "/v1"), None, document)

    def has(_operation: object, variant: Variant) -> bool:
        return variant in given

    def inputs(at: Endpoint, reads: Any) -> Iterator[PlannedTrial]:
        return input_trials(at, reads, has=has, instances=None)

    allowed = allowance(record, Mode.STAGING, date(2026, 11, 21))
    return plan_of(endpoint, record, allowed, has, reads_of(endpoint, record, 50), inputs)


def made(found: TrialPlan) -> dict[tuple[str, str], int]:
    """How often each thing is wrong with each credential."""
    return dict(Counter((each.wrong.value, each.carried.value) for each in found.trials))


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
