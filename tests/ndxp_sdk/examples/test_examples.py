"""Every example, run as its reader runs it, against a hub on real ports."""

import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from runpy import run_path
from typing import Any

import pytest

from ndxp_mocks import HubSettings, ServedHub, serve_hub
from ndxp_sdk import examples

NAMES = [module.name for module in iter_modules(examples.__path__) if not module.name.startswith("_")]
ON_A_GATEWAY = {"call_through_gateway", "dates_and_envelopes"}
FAULTS = {"look_up_an_outcome": "answer-reset-mid-body*1"}
# What each one prints: `…` stands for any text.
OUTPUT = {
    "ask_for_access": """\
        before: server.serverproxy.access_denied
        request: pending
        request: approved agreement: active
        purpose: active 100 calls left today
        after: 200""",
    "asynchronous_interaction": """\
        consumer: started
        consumer: resource_ready 2 parts
        code;name
        9999000001;Công ty Mẫu
        consumer: confirmed""",
    "call_through_adapter": "200 Công ty cổ phần Mẫu Hai",
    "call_through_gateway": """\
        200 True Thành công CÔNG TY MÔ PHỎNG
        200 True Thành công CÔNG TY MÔ PHỎNG""",
    "call_through_xroad": """\
        may call: enterprises
        9999000001 Công ty cổ phần Mẫu Hai
        X-Road-Id: …
        evidence: …""",
    "contract_mode": """\
        operations: 12
        answered: active
        no - the request differs from the published document of listEnterprise: query/legal_form: enum""",
    "dates_and_envelopes": """\
        True Thành công 2026-01-15
        200 False Không tìm thấy doanh nghiệp
        200 False RECORD_UNCOMPLETE…
        year 1960 1960
        2026-11-22T01:30:00+07:00""",
    "find_service": """\
        VN/GOV/G12/national-enterprise-management/enterprises Chia sẻ dữ liệu đăng ký doanh nghiệp
        …
        GET /enterprises/*
        …
        document: application/json … bytes""",
    "handle_errors": """\
        no such id: InvalidIdentifier origin=caller sent=no -> mend the program
        no such service: NotFound origin=provider-gateway sent=yes -> tell the operator (provider-gateway); …
        no such path: ProviderError origin=provider sent=yes -> tell the operator (provider); …
        no right: AccessDenied origin=provider-gateway sent=yes -> ask for access: catalog.access_requests
        nobody there: ConnectFailed origin=network sent=no -> put the work back into the queue
        ConnectFailed: Không kết nối được""",
    "look_up_an_outcome": """\
        unknown: True - may be repeated: False
        the log says: succeeded 202""",
    "many_calls": """\
        ProviderError 6
        active 12
        dissolved 5
        suspended 7""",
    "own_tests": """\
        it knows registered households from others
        it says so when it cannot know
        it says who asks""",
    "receive_events": """\
        subscription: active
        received: vn.example.enterprise.changed""",
    "send_and_receive_files": """\
        sent: available 3 parts
        cut; there is ['incoming.csv.part', …
        the same: True
        received: acknowledged""",
    "tokens_with_own_key": """\
        registered: active
        services: 4
        fails: key_known - …""",
}


@pytest.fixture(scope="module")
def hub(sockets_and_processes: None) -> Iterator[ServedHub]:
    """A hub as `ndxp-mocks hub` serves it."""
    with serve_hub() as served:
        yield served


@pytest.fixture(scope="module")
def gateway(sockets_and_processes: None) -> Iterator[ServedHub]:
    """One that plays a gateway."""
    with serve_hub(HubSettings(profile="gateway")) as served:
        yield served


def test_every_example_is_run() -> None:
    assert sorted(OUTPUT) == NAMES


@pytest.mark.usefixtures("sockets_and_processes")
@pytest.mark.parametrize("name", NAMES)
def test_an_example_prints_what_it_says(name: str, request: pytest.FixtureRequest) -> None:
    served: ServedHub = request.getfixturevalue("gateway" if name in ON_A_GATEWAY else "hub")
    served.world.faults |= {FAULTS[name]} if name in FAULTS else set()
    ran = python("-m", f"ndxp_sdk.examples.{name}", NDXP_EXAMPLES_URL=served.url)
    assert (ran.returncode, ran.stderr) == (0, "")
    lines = (re.escape(line.strip()).replace("…", ".*") for line in OUTPUT[name].splitlines())
    assert re.fullmatch(r"(?s)" + "\n".join(lines) + "\n", ran.stdout), ran.stdout


NEEDS_NO_HUB = {"own_tests", "handle_errors"}


@pytest.mark.usefixtures("sockets_and_processes")
@pytest.mark.parametrize("name", sorted(set(NAMES) - NEEDS_NO_HUB))
def test_an_example_at_a_hub_of_another_kind_ends_with_a_sentence(
    name: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    served: ServedHub = request.getfixturevalue("hub" if name in ON_A_GATEWAY else "gateway")
    fitting = "ndxp-mocks hub --profile gateway" if name in ON_A_GATEWAY else "ndxp-mocks hub"
    monkeypatch.setenv("NDXP_EXAMPLES_URL", served.url)
    status = ended(name)  # because any other exception than that of the end would be a traceback
    told = status if isinstance(status, str) else capsys.readouterr().err
    assert (status, told) == (0, "") or f"the hub for this: {fitting})" in told


@pytest.mark.usefixtures("sockets_and_processes")
@pytest.mark.parametrize("name", ["many_calls", "call_through_gateway"])
def test_an_example_without_a_hub_ends_with_a_sentence(name: str) -> None:
    ran = python("-m", f"ndxp_sdk.examples.{name}", NDXP_EXAMPLES_URL="http://127.0.0.1:9")
    assert (ran.returncode, ran.stdout, "Traceback" in ran.stderr) == (1, "", False)
    assert "nothing listens at this address" in ran.stderr
    assert "http://127.0.0.1:9; the hub for this: ndxp-mocks hub" in ran.stderr


@pytest.mark.parametrize("name", NAMES)
def test_an_example_says_what_it_does_in_both_languages(name: str) -> None:
    english, _, rest = (import_module(f"ndxp_sdk.examples.{name}").__doc__ or "").partition("\n\n")
    vietnamese = rest.partition("\n\n")[0]
    assert english.strip().endswith(".")
    assert vietnamese.strip().endswith(".")
    assert english.isascii()
    assert unicodedata.is_normalized("NFC", vietnamese)
    assert not vietnamese.isascii()


def test_a_profile_takes_the_place_of_the_mock(hub: ServedHub, tmp_path: Any) -> None:
    (tmp_path / "ndxp.toml").write_text(
        f'[profiles.own]\nbase_url = "{hub.url}"\nclient = "VN/GOV/EXAMPLE/portal"\n'
        '[profiles.own.credential]\nkind = "client-secret"\nclient_id = "example-portal"\nsecret = "env:OWN_SECRET"\n',
        "utf-8",
    )
    own = {
        "NDXP_PROFILE": "own",
        "NDXP_CONFIG": str(tmp_path / "ndxp.toml"),
        "OWN_SECRET": hub.secret("example-portal"),
    }
    ran = python("-m", "ndxp_sdk.examples.call_through_xroad", NDXP_EXAMPLES_URL="http://localhost:9", **own)
    assert (ran.returncode, ran.stderr) == (0, "")


def ended(name: str) -> str | int | None:
    """Run it in this process, as `python -m` does: with what it ended."""
    file = Path(str(examples.__file__)).with_name(f"{name}.py")
    try:
        run_path(str(file), run_name="__main__")
    except SystemExit as end:
        return end.code
    return 0


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", *arguments],
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
