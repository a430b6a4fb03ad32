"""A new fault and a new operation are one file each: in a copy of the mocks nothing else is touched."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import ndxp_mocks
from ndxp_mocks.specs import specs_root

Run = Callable[..., str]
TEAPOT = '''"""A teapot stands where the hub should."""

from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.transport.answer import text_answer
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.points import ARRIVAL


def inject(exchange: Exchange, argument: str | None) -> Exchange:
    """Answer as a teapot does."""
    exchange.answer = text_answer(418, argument or "short and stout")
    return exchange


FAULT = Fault(ARRIVAL, inject, vi="Có một ấm trà đứng ở chỗ của trục.")
'''
LATE_CERTIFICATE = '''"""The provider's gateway finds that a certificate has ended."""

from ndxp_mocks.hub.xroad.fault import xroad_fault
from ndxp_mocks.hub.xroad.points import SIGNATURE

FAULT = xroad_fault("cert_validation", "{exchange.target} has none", at=SIGNATURE, vi="Chứng thư đã hết hạn.")
'''
SHOUTS = '''"""Every answer is shouted."""

from typing import Final

from ndxp_mocks.platform.misbehaviour import ObservedAnswer, ObservedRequest

RULE: Final = "endpoint.hsts_is_sent"
DESCRIPTION_VI: Final = "Mọi phản hồi đều viết hoa."


def amend_answer(_asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
    """Add a header that shouts."""
    return answer.with_headers([("X-Shout", "YES")])
'''
GREETING = '''"""Whoever comes is greeted."""

from ndxp_mocks.hub.handlers import answers
from ndxp_mocks.hub.http.messages import HubAnswer, HubRequest


@answers("catalog.greeting.get")
def greeting(request: HubRequest) -> HubAnswer:
    """Greet."""
    return HubAnswer(body={"said": "xin chào", "at": request.world.clock.stamp()})
'''
CONTRACT = """  /catalog/v1/greeting:
    get:
      operationId: catalog.greeting.get
      security: []
      responses:
        '200': {description: A greeting, content: {application/json: {schema: {type: object, required: [said]}}}}
"""
ASK = """
import asyncio, json, sys
import httpx
from ndxp_mocks import hub_application
hub = hub_application()
hub.world.faults |= set(sys.argv[2:])
async def ask():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(hub), base_url="https://hub.example") as client:
        answer = await client.get(sys.argv[1], headers={"X-Road-Client": "VN/GOV/EXAMPLE/portal"})
        print(json.dumps([answer.status_code, answer.text]))
asyncio.run(ask())
"""

VISIT = """
import json, ssl, urllib.request
from ndxp_mocks import flawless, serve
from dataclasses import replace
with serve(replace(flawless(), faults=frozenset({"shouts"}))) as served:
    context = ssl.create_default_context(cafile=served.ca_file)
    with urllib.request.urlopen(f"{served.base_url}/openapi.json", context=context) as answer:
        print(json.dumps(answer.headers["X-Shout"]))
"""


@pytest.fixture
def copied(tmp_path: Path, sockets_and_processes: None) -> Path:
    """A copy of the mocks and of the facts, as they lie in the repository."""
    left_out = shutil.ignore_patterns("__pycache__")
    shutil.copytree(Path(ndxp_mocks.__file__).parent, tmp_path / "mocks" / "ndxp_mocks", ignore=left_out)
    shutil.copytree(specs_root(), tmp_path / "specs")
    return tmp_path / "mocks" / "ndxp_mocks"


@pytest.fixture
def run(copied: Path) -> Run:
    def run_python(*arguments: str) -> str:
        environment = {**os.environ, "PYTHONPATH": str(copied.parent)}
        command = (sys.executable, *arguments)
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=copied.parent)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run_python


def listed(run: Run, *options: str) -> dict[str, dict[str, object]]:
    rows = json.loads(run("-m", "ndxp_mocks", "faults", "--format", "json", *options))
    return {row["name"]: row for row in rows}


def test_a_fault_of_the_hub_is_one_file_whose_folder_says_whose_failure_it_is(copied: Path, run: Run) -> None:
    (copied / "hub" / "faults" / "between" / "tea_pot.py").write_text(TEAPOT, encoding="utf-8")
    (copied / "hub" / "faults" / "provider_gateway" / "late_certificate.py").write_text(
        LATE_CERTIFICATE, encoding="utf-8"
    )
    known = listed(run, "--hub")
    assert (known["tea-pot"]["layer"], known["late-certificate"]["layer"]) == ("between", "provider-gateway")
    assert json.loads(run("-c", ASK, "/r1/any", "tea-pot:and a spout")) == [418, "and a spout"]
    assert known["tea-pot"]["description"] == {
        "en": "A teapot stands where the hub should.",
        "vi": "Có một ấm trà đứng ở chỗ của trục.",
    }


def test_a_fault_of_a_platform_is_one_file(copied: Path, run: Run) -> None:
    (copied / "platform" / "faults" / "shouts.py").write_text(SHOUTS, encoding="utf-8")
    assert listed(run)["shouts"]["description"] == {
        "en": "Every answer is shouted.",
        "vi": "Mọi phản hồi đều viết hoa.",
    }
    assert json.loads(run("-c", VISIT)) == "YES"


def test_an_operation_is_one_function_beside_its_contract(copied: Path, run: Run) -> None:
    (copied / "hub" / "operations" / "catalog" / "greeting.py").write_text(GREETING, encoding="utf-8")
    contract = copied.parents[1] / "specs" / "contracts" / "catalogue.yaml"
    described = contract.read_text(encoding="utf-8").replace("paths:\n", f"paths:\n{CONTRACT}", 1)
    contract.write_text(described, encoding="utf-8")
    status, body = json.loads(run("-c", ASK, "/catalog/v1/greeting"))
    assert (status, json.loads(body)["said"]) == (200, "xin chào")
