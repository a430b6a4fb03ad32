"""Whatever schemathesis makes of the document of the API, the dashboard answers as it says, for auditors and owners.

API_EXAMPLES=100 tries that many examples of each operation, and every boundary of its schemas besides.
"""

import os
from collections.abc import Iterator
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import FailureGroup
from schemathesis.generation.hypothesis.builder import HypothesisTestConfig, HypothesisTestMode, create_test
from starlette.responses import JSONResponse
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from compliance.actions.kept_access import KeptAccess
from compliance.actions.kept_reader import KeptReader
from compliance.actions.program_keys import add_key
from compliance.actions.settings import today
from compliance.model.dataclass import replace
from compliance.server.access.entrance import Entrance
from compliance.server.access.identity import Identity, Role
from compliance.server.access.keys import Keys
from compliance.server.access.log import AccessLog
from compliance.server.access.middleware import middleware
from compliance.server.access.tries import OwnTries
from compliance.server.api.walking import modules
from compliance.server.app import application
from tools.dashboard import HOST, oidc_access
from tools.properties import settings

from .conftest import HISTORY, OTHER

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("sockets_and_processes")]
ASKED = os.environ.get("API_EXAMPLES")
EXAMPLES = int(ASKED or 12)
MODES = tuple(HypothesisTestMode) if ASKED else (HypothesisTestMode.EXAMPLES, HypothesisTestMode.FUZZING)
OPERATIONS = [module.__name__.rpartition(".")[2] for module in modules()]
WHO = {
    "auditor": (Identity("lan", frozenset({Role.AUDITOR})), frozenset({"giam-sat"})),
    "owner": (Identity("minh", frozenset({Role.OWNER}), frozenset({"G12"})), frozenset({"bo-vi-du"})),
}
PROGRAM = "program"
"""Whoever has a key, in place of a session."""
# What is there to be asked for, so that not all that is made up leads nowhere.
PLACES = {
    "number": [1, 2],
    "run": [1, 2],
    "since": [1],
    "slug": ["an-toan", OTHER],
    "platform": ["an-toan", OTHER],
    "key": ["G12", "G18"],
    "owner": ["G12", "G18"],
    "id": ["openapi.operation_requires_security", "ND331-2026.D30.K4"],
    "rule": ["openapi.operation_requires_security"],
}


class Described:
    """A dashboard to which people log in, with the document that it gives of itself."""

    def __init__(self, reader: KeptReader, folder: Path, kept: KeptAccess) -> None:
        access = oidc_access(folder, "https://login.example")
        made = Entrance.of(access, AccessLog(folder / "access.jsonl"), kept=kept)
        entrance = replace(made, keys=Keys(kept, OwnTries(most=1_000_000)))  # because every try is to be answered
        self.app = application([], middleware(entrance), reader)
        self.cookies = {name: {entrance.cookie: entrance.sessions.begin(*who)} for name, who in WHO.items()}
        self.key = add_key("tried", "owner", ["G12"], until=today() + timedelta(days=1), history=reader.place)[1]

    @cached_property
    def document(self) -> dict[str, Any]:
        client = TestClient(self.app, base_url=f"https://{HOST}", cookies=self.cookies["auditor"])
        found: dict[str, Any] = client.get("/api/v1/openapi.json").json()
        return found

    def tried(self, operation_id: str, role: str, app: ASGIApp | None = None) -> None:
        """Every case of one operation, the same ones each time."""
        schema = schemathesis.openapi.from_dict(self.document, config=configuration())
        schema.app = app or self.app
        operation = schema.find_operation_by_id(operation_id)
        usual = schema.config.get_hypothesis_settings(operation=operation, phase="fuzzing")
        # explicit, because the number of examples of the profile that is loaded would count otherwise
        explicit = settings(usual, database=None)
        config = HypothesisTestConfig(
            project=schema.config, modes=list(MODES), settings=explicit, explicit_settings=explicit
        )

        def answered(case: Any) -> None:
            if role == PROGRAM:
                case.call_and_validate(headers={"Authorization": f"Bearer {self.key}"})
                return
            case.headers.pop("Authorization", None)  # because who has a session needs no key, as the document says
            case.call_and_validate(cookies=dict(self.cookies[role]))

        create_test(operation=operation, test_func=answered, config=config)()


def configuration() -> SchemathesisConfig:
    return SchemathesisConfig.from_dict(
        {
            "base-url": f"https://{HOST}/api/v1",
            "generation": {"deterministic": True, "max-examples": EXAMPLES, "no-shrink": not ASKED},
            "suppress-health-check": ["all"],
            "dictionaries": {name: {"values": values} for name, values in PLACES.items()},
            "parameters": {name: {"dictionary": name, "probability": 0.8} for name in PLACES},
        }
    )


@pytest.fixture(scope="module")
def described(looked_at: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Described]:
    folder = tmp_path_factory.mktemp("described")
    copytree(looked_at, folder, dirs_exist_ok=True)
    with KeptReader(folder / HISTORY) as reader, KeptAccess(folder / HISTORY) as kept:
        yield Described(reader, folder, kept)


@pytest.mark.parametrize("role", [*WHO, PROGRAM])
@pytest.mark.parametrize("operation_id", OPERATIONS)
def test_the_dashboard_answers_as_its_document_says(described: Described, operation_id: str, role: str) -> None:
    described.tried(operation_id, role)


async def careless(scope: Scope, receive: Receive, send: Send) -> None:
    """Every request is answered the same."""
    if scope["type"] == "http":
        await JSONResponse({"items": 1})(scope, receive, send)


def test_a_dashboard_that_answers_something_else_is_seen(described: Described) -> None:
    with pytest.raises(FailureGroup):
        described.tried("platforms", "auditor", careless)
