"""Whatever schemathesis makes of a contract, a hub in memory answers as the contract says."""

import os
from typing import Any

import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig
from starlette.types import Receive, Scope, Send

from contracts.furnishing import furnished
from contracts.reading import FOLDER, contracts, operations

EXAMPLES = int(os.environ.get("EX", "5"))
IDS = [(each.contract, each.id) for each in operations(contracts())]
WIRE = (
    "exchange.call.",
    "exchange.forward",
    "exchange.list_",
    "exchange.allowed",
    "exchange.openapi",
    "exchange.asic",
    "exchange.verif",
)
OWN = [(c, i) for c, i in IDS if not i.startswith(WIRE)]
CLIENTS = ("example-portal", "example-provider", "example-operator")


async def fresh(scope: Scope, receive: Receive, send: Send) -> None:
    await furnished().copy()(scope, receive, send)


def config() -> SchemathesisConfig:
    places = furnished().places
    return SchemathesisConfig.from_dict(
        {
            "generation": {"deterministic": True, "max-examples": EXAMPLES},
            "dictionaries": {name: {"values": list(values)} for name, values in places.items()}
            | {"any": {"values": ["*"]}},
            "parameters": {f"path.{name}": {"dictionary": name, "probability": 0.8} for name in places}
            | {"header.If-Match": {"dictionary": "any", "probability": 0.8}},
        }
    )


@pytest.fixture(params=OWN, ids=[i for _, i in OWN])
def contract(request: pytest.FixtureRequest) -> Any:
    name, operation_id = request.param
    schema = schemathesis.openapi.from_path(FOLDER / name, config=config())
    schema.app = fresh
    return schema.include(operation_id=operation_id)


hub = schemathesis.pytest.from_fixture("contract")


@hub.parametrize()
def test_own(case: schemathesis.Case) -> None:
    for client in CLIENTS:
        case.call_and_validate(headers={"Authorization": furnished().tokens[client]})
