"""Every fault does what it says and nothing else."""

import ssl
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

import ndxp_mocks.platform.faults
from mocks.platform.looking import (
    admitted_caller,
    agreed_version,
    agrees_on,
    any_caller,
    caller,
    certificate,
    verification_error,
)
from ndxp_mocks import MocksError, Platform, Served, UnknownFault, known_faults, serve, serve_all
from ndxp_mocks.platform.linkage import USUAL
from ndxp_mocks.platform.openapi import document
from ndxp_mocks.records import write
from ndxp_mocks.serving.fleet import fleet

MIXED = ("data-on-plain-http", "expired-certificate", "old-tls", "served-document-differs", "unstable-pages")
SETS = [frozenset(), *(frozenset(names) for size in range(1, len(MIXED) + 1) for names in combinations(MIXED, size))]
WEAK = ("aNULL:@SECLEVEL=0", "AES128-SHA:AES256-SHA:AES128-GCM-SHA256:@SECLEVEL=0")


def seen_faults(served: Served) -> set[str]:
    """The faults among those that are mixed here, each by its own kind of look."""
    found = set()
    if agreed_version(served, ssl.TLSVersion.TLSv1):
        found.add("old-tls")
    if certificate(served).not_valid_after_utc < datetime.now(UTC):
        found.add("expired-certificate")
    if httpx.get(f"{served.plain_base_url}/service-points", trust_env=False).is_success:
        found.add("data-on-plain-http")
    if described(served) != document(served.platform):
        found.add("served-document-differs")
    if len(set(walked(served))) < len(walked(served)):
        found.add("unstable-pages")
    return found


def described(served: Served) -> Any:
    """The document that the platform hands out."""
    with any_caller(served) as client:
        return client.get("openapi.json").json()


def walked(served: Served) -> list[str]:
    """The codes of an open list, in the order in which its pages give them."""
    codes: list[str] = []
    query: dict[str, str] = {"limit": "10"}
    with any_caller(served) as client:
        while True:
            page = client.get("open/service-points", params=query).json()
            codes += [row["point_code"] for row in page["items"]]
            if page["next_cursor"] is None:
                return codes
            query["cursor"] = page["next_cursor"]


@pytest.mark.usefixtures("sockets_and_processes")
def test_every_mixture_of_faults_shows_these_faults_and_no_other() -> None:
    with serve_all(Platform(faults=names) for names in SETS) as platforms:
        assert [seen_faults(served) for served in platforms] == SETS


@pytest.mark.usefixtures("sockets_and_processes")
def test_old_tls_agrees_with_old_clients_and_with_modern_ones() -> None:
    with serve(Platform(faults={"old-tls"})) as served:
        assert agreed_version(served, ssl.TLSVersion.TLSv1) == "TLSv1"
        assert agreed_version(served, ssl.TLSVersion.TLSv1_1) == "TLSv1.1"
        assert agreed_version(served, ssl.TLSVersion.TLSv1_2) == "TLSv1.2"
        assert agreed_version(served, ssl.TLSVersion.TLSv1_3) == "TLSv1.3"
        assert verification_error(served) is None


def test_flawless_platform_refuses_old_clients_only(served: Served) -> None:
    assert agreed_version(served, ssl.TLSVersion.TLSv1) is None
    assert agreed_version(served, ssl.TLSVersion.TLSv1_1) is None
    assert agreed_version(served, ssl.TLSVersion.TLSv1_2) == "TLSv1.2"
    assert agreed_version(served, ssl.TLSVersion.TLSv1_3) == "TLSv1.3"


@pytest.mark.usefixtures("sockets_and_processes")
@pytest.mark.parametrize("faults", [frozenset(), frozenset({"old-tls"})])
def test_no_platform_agrees_on_weak_suites(faults: frozenset[str]) -> None:
    with serve(Platform(faults=faults)) as served:
        assert not any(agrees_on(served, weak) for weak in WEAK)


@pytest.mark.usefixtures("sockets_and_processes")
def test_weak_cipher_agrees_on_a_static_key_and_on_good_suites_too() -> None:
    with serve(Platform(faults={"weak-cipher"})) as served:
        assert agrees_on(served, WEAK[1])
        assert agrees_on(served, "ECDHE+AESGCM")
        assert verification_error(served) is None


@pytest.mark.usefixtures("sockets_and_processes")
@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("missing-intermediate", "unable to get local issuer certificate"),
        ("certificate-ends-soon", None),
        ("short-key", "EE certificate key too weak"),
        ("wrong-host-certificate", "Hostname mismatch"),
    ],
)
def test_certificate_has_the_flaw_of_its_fault_in_the_eyes_of_openssl(name: str, error: str | None) -> None:
    with serve(Platform(faults={name})) as served:
        found = verification_error(served)
        assert error == found if error is None or found is None else found.startswith(error)


@pytest.mark.usefixtures("sockets_and_processes")
def test_expired_certificate_ended_yesterday_and_has_no_other_flaw() -> None:
    with serve(Platform(faults={"expired-certificate"})) as served:
        assert verification_error(served) == "certificate has expired"
        age = datetime.now(UTC) - certificate(served).not_valid_after_utc
    assert timedelta(hours=23) < age < timedelta(days=2)


@pytest.mark.usefixtures("sockets_and_processes")
def test_data_on_plain_http_is_the_data_of_https() -> None:
    with serve(Platform(faults={"data-on-plain-http"})) as served, admitted_caller(served) as client:
        plain = httpx.get(f"{served.plain_base_url}/service-points", trust_env=False)
        assert plain.status_code == 200
        assert plain.json() == client.get("service-points").json()
        assert "strict-transport-security" not in plain.headers


@pytest.mark.usefixtures("sockets_and_processes")
def test_data_on_plain_http_leaves_the_token_on_https_alone() -> None:
    with serve(Platform(faults={"data-on-plain-http"})) as served, caller(served) as client:
        assert client.get("service-points").status_code == 401


@pytest.mark.usefixtures("sockets_and_processes")
def test_served_document_that_differs_is_of_another_version_and_else_the_published_one(served: Served) -> None:
    with serve(Platform(faults={"served-document-differs"})) as differing:
        published, found = described(served), described(differing)
    assert found["info"].pop("version") != published["info"].pop("version")
    assert found == published


@pytest.mark.usefixtures("sockets_and_processes")
def test_unstable_pages_repeat_some_and_skip_some_behind_a_first_page_that_is_right(served: Served) -> None:
    with serve(Platform(faults={"unstable-pages"})) as unstable:
        right, wrong = walked(served), walked(unstable)
        assert wrong == walked(unstable)
    assert wrong[:10] == right[:10]
    assert len(set(right)) == len(right) == len(wrong) == 24
    assert len(set(wrong)) == 23
    with serve_all([Platform(faults={"unstable-pages"})]) as (again,), admitted_caller(again) as client:
        pages = [client.get("service-points", params={"limit": 100, "cursor": f"p{begin}"}) for begin in (0, 24)]
    assert [len(page.json()["items"]) for page in pages] == [24, 0]


def failing(served: Served, path: str, times: int = 20) -> list[int]:
    """Which of so many reads, by number, fail."""
    with admitted_caller(served) as client:
        statuses = [client.get(path).status_code for _ in range(times)]
    assert set(statuses) == {200, 500}
    return [number for number, status in enumerate(statuses) if status == 500]


@pytest.mark.usefixtures("sockets_and_processes")
def test_flaky_service_fails_every_tenth_read_of_an_address_and_the_same_ones_with_the_same_seed() -> None:
    found = []
    for _ in range(2):
        with serve(Platform(faults={"flaky-service", "slow-answers"})) as served:
            found.append([failing(served, path) for path in ("service-points", "open/service-points")])
            with caller(served) as stranger:
                refusals = {stranger.get("service-points").status_code for _ in range(10)}
            assert refusals == {401}
    assert found[0] == found[1]
    assert [[second - first for first, second in [numbers]] for numbers in found[0]] == [[10], [10]]


@pytest.mark.usefixtures("sockets_and_processes")
def test_a_failure_of_the_flaky_service_is_a_documented_problem() -> None:
    with serve(Platform(faults={"flaky-service"})) as served, admitted_caller(served) as client:
        answers = [client.get("service-points") for _ in range(10)]
        (failed,) = (answer for answer in answers if answer.status_code == 500)
        assert failed.headers["content-type"] == "application/problem+json"
        assert failed.json()["status"] == 500


def test_every_file_is_a_fault_that_explains_itself() -> None:
    folder = Path(ndxp_mocks.platform.faults.__file__).parent
    files = {file.stem.replace("_", "-") for file in folder.rglob("*.py")} - {"--init--"}
    assert set(known_faults()) == files
    for name, fault in known_faults().items():
        assert fault.name == name
        assert fault.rule.count(".") == 1
        assert fault.description.endswith(".")
        assert fault.description_vi.endswith(".")


def test_no_two_faults_break_the_same_rule() -> None:
    rules = [fault.rule for fault in known_faults().values()]
    assert len(set(rules)) == len(rules)


def test_unknown_fault_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownFault, match=r"'no-such'.* old-tls, .*unstable-pages") as raised:
        serve(Platform(faults={"no-such"})).__enter__()
    assert raised.value.known == tuple(sorted(known_faults()))
    assert isinstance(raised.value, MocksError)


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(name for name, fault in known_faults().items() if not fault.runs))
def test_fault_on_paper_changes_document_or_record_and_leaves_what_it_was_given(name: str, tmp_path: Path) -> None:
    platform = first_that_shows(name)
    flawless, faulty = (written(replace(platform, faults=faults), tmp_path) for faults in ((), {name}))
    assert (flawless[0] == faulty[0]) != (without_hash(flawless[1]) == without_hash(faulty[1]))
    assert written(replace(platform, faults=()), tmp_path) == flawless


def first_that_shows(name: str) -> Platform:
    """The first platform of the list on which the fault shows, connected with everything."""
    shown = next(each for each in fleet() if known_faults()[name].shows_on(each.description))
    return replace(shown, linkage=USUAL)


def written(platform: Platform, folder: Path) -> tuple[Any, Any]:
    """The document and the record of a platform, read back from their files."""
    record = write(Served(platform, 443, 80, folder / "ca.pem", ""), folder)
    document = folder / "documents" / record.name
    return _read(document), _read(record)


def _read(file: Path) -> Any:
    return yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)


def without_hash(record: Any) -> Any:
    """The record without what follows from the text of the document."""
    return {**record, "services": [{**each, "document_hash": None} for each in record["services"]]}
