"""The waivers that were approved, as the file that `--waivers` takes."""

import json
from typing import Final

from starlette.responses import Response

from compliance.model.waiver import Waiver
from compliance.model.waiver_request import approved_of
from compliance.server.access.identity import Action
from compliance.server.attachments import attachment
from compliance.server.visit import Visit
from compliance.server.waiver_rows import seen_requests

PATH: Final = "/waivers.yaml"
NEEDS: Final = Action.SEE_PAGES


def show(visit: Visit) -> Response:
    waivers = approved_of(seen_requests(visit))
    return attachment("".join(map(_entry, waivers)) or "[]\n", "waivers", "yaml")


def _entry(waiver: Waiver) -> str:
    """Return an entry of the file; texts in the notation of JSON, which is YAML too."""
    texts = ("rule", "scope", "platform", "reason", "legal_basis", "owner", "approver")
    lines = [f"{name}: {json.dumps(getattr(waiver, name), ensure_ascii=False)}" for name in texts]
    return "- " + "\n  ".join([*lines, f"expires: {waiver.expires}"]) + "\n"
