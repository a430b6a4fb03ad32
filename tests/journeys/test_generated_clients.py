"""What public generators make of the bundled contracts reads the hub: whole clients, and models of its answers.

Run by .ci/run; the generators come from the index of packages into an environment of their own.
"""

import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from joserfc.jwk import ECKey

from ndxp_mocks import serve_hub
from tools.fresh import call, empty_environment, install, python_in
from tools.once import once

pytestmark = pytest.mark.system
GENERATORS = ("openapi-python-client==0.29.1", "datamodel-code-generator==0.89.0")
NO_INDEX = re.compile(r"NewConnectionError|ConnectTimeoutError|NameResolutionError|No matching distribution found")
CONTRACTS = Path(__file__).parents[2] / "specs/contracts"
NAMES = ("audit", "catalogue", "exchange", "identity")
READING = Path(__file__).parents[1] / "tools/generated_reading.py"
METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}
PORTAL, SYSTEM = "VN/GOV/EXAMPLE/portal", "VN/GOV/G12/national-enterprise-management"
SERVICE = f"{SYSTEM}/enterprises"
CALLED = dict(zip(("instance", "member_class", "member_code", "subsystem_code"), SYSTEM.split("/"), strict=True))
NOTHING = {"size": 0, "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}
Reads = tuple[tuple[str, dict[str, Any]], ...]


@dataclass(frozen=True, slots=True)
class Generated:
    """A folder with a client and models for each contract, what the generator said, and who can import them."""

    python: Path
    folder: Path
    said: Mapping[str, str]


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Generated:
    folder = once(tmp_path_factory, "generated", _generate)
    said = json.loads((folder / "said.json").read_text("utf-8"))
    return Generated(python_in(folder), folder, said)


def _generate(folder: Path) -> None:
    python = empty_environment(folder)
    installing = install(python, *GENERATORS, folder=folder, check=False)
    client, models = (python.with_name(each + python.suffix) for each in ("openapi-python-client", "datamodel-codegen"))
    if not models.exists() and NO_INDEX.search(installing):
        pytest.skip("no index of packages has the generators")
    assert models.exists(), installing
    settings = folder / "settings.yaml"
    settings.write_text((CONTRACTS / "README.md").read_text("utf-8").split("```yaml\n")[1].split("```")[0], "utf-8")
    said = {}
    for name in NAMES:
        document = CONTRACTS / f"bundled/{name}.json"
        out = ("--meta", "none", "--output-path", f"{name}_client")
        said[name] = call(client, "generate", "--path", document, "--config", settings, *out, folder=folder)
        kind = (
            "--input-file-type",
            "openapi",
            "--output-model-type",
            "pydantic_v2.BaseModel",
            "--extra-fields",
            "allow",
        )
        call(models, "--input", document, *kind, "--output", f"{name}_models.py", folder=folder)
    (folder / "said.json").write_text(json.dumps(said), "utf-8")


@pytest.fixture(scope="module")
def hub() -> Iterator[tuple[str, str, Mapping[str, Reads]]]:
    """Address and token of a hub in which there is something to read, and what to read."""
    with serve_hub() as served, httpx.Client(base_url=served.url) as portal:
        who = ("example-portal", served.secret("example-portal"))
        token = portal.post("/oauth2/token", data={"grant_type": "client_credentials"}, auth=who).json()["access_token"]
        portal.headers["Authorization"] = f"Bearer {token}"
        yield served.url, token, reads(portal)


@pytest.mark.parametrize("name", NAMES)
def test_the_client_has_every_operation_of_the_contract(generated: Generated, name: str) -> None:
    items = json.loads((CONTRACTS / f"bundled/{name}.json").read_text("utf-8"))["paths"].values()
    named = {item[each]["operationId"].replace(".", "_") for item in items for each in item.keys() & METHODS}
    modules = {path.stem for path in (generated.folder / f"{name}_client/api").glob("*/*.py")} - {"__init__"}
    assert modules == named
    # because one body is enough to send anything, and bytes are one
    assert set(re.findall("Unsupported content.*", generated.said[name])) <= {
        "Unsupported content type */*",
        "Unsupported content type application/yaml",
        "Unsupported content type text/xml",
    }


@pytest.mark.parametrize("name", NAMES)
def test_the_client_and_the_models_read_the_answers_of_the_hub(
    generated: Generated, hub: tuple[str, str, Mapping[str, Reads]], name: str
) -> None:
    url, token, wanted = hub
    document = json.loads((CONTRACTS / f"bundled/{name}.json").read_text("utf-8"))
    rows = [{"operation": each, "arguments": given, **expected(document, each)} for each, given in wanted[name]]
    assert len([row for row in rows if row["model"]]) >= 10
    asked = json.dumps({"name": name, "url": url, "token": token, "reads": rows})
    command = (generated.python, "-X", "utf8", READING)
    result = subprocess.run(
        command, input=asked, cwd=generated.folder, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout) == []


def expected(document: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The schema of the answer where it is JSON, and whether a token is asked for."""
    found = next(item["get"] for item in document["paths"].values() if item.get("get", {}).get("operationId") == name)
    answer = found["responses"].get("200", {"content": {}})
    if "$ref" in answer:
        answer = document["components"]["responses"][answer["$ref"].rpartition("/")[2]]
    schema = answer["content"].get("application/json", {}).get("schema", {}).get("$ref", "")
    security = found.get("security", document.get("security", []))
    return {"model": schema.rpartition("/")[2] or None, "needs_token": any("oauth2" in way for way in security)}


def reads(portal: httpx.Client) -> Mapping[str, Reads]:
    """Ten reads and more of each contract, after making what they are of."""
    message = {"X-Road-Client": PORTAL, "X-Road-Id": "example-message"}
    portal.get(f"/r1/{SERVICE}/open/registration-summaries", headers=message)
    return {
        "audit": audit(portal),
        "catalogue": catalogue(portal),
        "exchange": exchange(portal),
        "identity": identity(portal),
    }


def audit(portal: httpx.Client) -> Reads:
    (transaction,) = portal.get("/audit/v1/transactions").json()["items"]
    known = {"transaction_id": transaction["transaction_id"]}
    days = {"from_": "2026-01-01", "to": "2026-12-31"}
    return (
        ("transactions.list", {}),
        ("transactions.list", {"limit": 1}),
        ("transactions.list", {"direction": "outgoing", "outcome": transaction["outcome"]}),
        ("transactions.list", {"service": SERVICE}),
        ("transactions.list", {"after": "2026-01-15T02:00:00+00:00"}),
        ("transactions.get", known),
        ("audit.events.list", {}),
        ("audit.events.list", {"limit": 1}),
        ("audit.statistics.exchange", days),
        ("audit.statistics.exchange", {**days, "group_by": "outcome"}),
    )


def catalogue(portal: httpx.Client) -> Reads:
    (agreement,) = portal.get("/catalog/v1/agreements", params={"service": SERVICE}).json()["items"]
    (purpose,) = portal.get(f"/catalog/v1/agreements/{agreement['id']}/purposes").json()["items"]
    service = {"service_id": SERVICE.replace("/", ":")}
    version = {**service, "version": "1.0.0"}
    return (
        ("catalog.organizations.list", {}),
        ("catalog.organizations.get", {"organization_id": "VN:GOV:G12"}),
        ("catalog.systems.list", {"limit": 2}),
        ("catalog.systems.get", {"system_id": SYSTEM.replace("/", ":")}),
        ("catalog.services.list", {"state": "published"}),
        ("catalog.services.get", service),
        ("catalog.services.health", service),
        ("catalog.services.access", {**service, "client_query": PORTAL}),
        ("catalog.versions.list", service),
        ("catalog.versions.get", version),
        ("catalog.versions.endpoints", version),
        ("catalog.documents.list", version),
        ("catalog.access_requests.list", {}),
        ("catalog.access_requests.get", {"access_request_id": agreement["access_request_id"]}),
        ("catalog.agreements.list", {}),
        ("catalog.agreements.get", {"agreement_id": agreement["id"]}),
        ("catalog.agreements.contract", {"agreement_id": agreement["id"]}),
        ("catalog.purposes.list", {"agreement_id": agreement["id"]}),
        ("catalog.purposes.get", {"purpose_id": purpose["id"]}),
        ("catalog.purposes.quota", {"purpose_id": purpose["id"]}),
        ("catalog.delegations.list", {}),
        ("catalog.events.list", {}),
        ("catalog.statistics.services", {"from_": "2026-01-01", "to": "2026-12-31"}),
        ("catalog.health.get", {}),
        ("catalog.snapshot.get", {}),
    )


def exchange(portal: httpx.Client) -> Reads:
    road = {**CALLED, "x_road_client": PORTAL}
    made = {
        "subscription": {"filter": {}, "delivery": {"mode": "pull"}},
        "interaction": {"service": SERVICE},
        "transfer": {"recipient": SYSTEM, "files": [{"name": "example.txt", **NOTHING}]},
    }
    ids = {
        kind: {f"{kind}_id": portal.post(f"/exchange/v1/{kind}s", json=body).json()["id"]}
        for kind, body in made.items()
    }
    return (
        ("exchange.list_clients", {}),
        ("exchange.list_clients", {"x_road_instance": "VN"}),
        ("exchange.list_methods", road),
        ("exchange.allowed_methods", road),
        ("exchange.subscriptions.list", {}),
        ("exchange.subscriptions.list", {"state": "active", "limit": 1}),
        ("exchange.subscriptions.get", ids["subscription"]),
        ("exchange.subscriptions.events", ids["subscription"]),
        ("exchange.interactions.get", ids["interaction"]),
        ("exchange.transfers.list", {"direction": "sent"}),
        ("exchange.transfers.get", ids["transfer"]),
        ("exchange.openapi", {**road, "service_code": "enterprises"}),
        ("exchange.call.get_path", {**road, "service_code": "enterprises", "path": "enterprises"}),
        ("exchange.verification_conf", {}),
    )


def identity(portal: httpx.Client) -> Reads:
    keys = "/oauth2/clients/example-portal/keys"
    drafts = ({"jwk": ECKey.generate_key("P-256").as_dict(private=False)} for _ in range(3))
    used, other, gone = (portal.post(keys, json=draft).json()["kid"] for draft in drafts)
    portal.delete(f"{keys}/{gone}")
    mine = {"client_id": "example-portal"}
    cursor = portal.get(keys, params={"limit": 1}).json()["next_cursor"]
    return (
        ("tokens.metadata", {}),
        ("tokens.jwks", {}),
        ("tokens.client_keys.list", mine),
        ("tokens.client_keys.list", {**mine, "limit": 1}),
        ("tokens.client_keys.list", {**mine, "cursor": cursor}),
        ("tokens.client_keys.get", {**mine, "kid": used}),
        ("tokens.client_keys.get", {**mine, "kid": other}),
        ("tokens.client_keys.get", {**mine, "kid": gone}),
        ("tokens.revocations.list", {}),
        ("tokens.revocations.list", {"after": "0" * 20}),
    )
