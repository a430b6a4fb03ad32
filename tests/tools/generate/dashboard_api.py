"""docs/dashboard.openapi.json: the API of the dashboard as one that has a made-up address describes it."""

import json
from collections.abc import Iterator
from typing import Final

from compliance.locale import words
from compliance.server.access.entrance import session_cookie
from compliance.server.api.document import document
from compliance.server.api.walking import modules
from tools.generate import Artefact

_ADDRESS: Final = "https://dashboard.example.gov.vn"


def artefacts() -> Iterator[Artefact]:
    made = document(modules(), _ADDRESS, session_cookie(is_tls=True), words("en"))
    text = json.dumps(made, ensure_ascii=False, indent=2) + "\n"
    yield Artefact("docs/dashboard.openapi.json", text.encode())
