"""The waivers that were approved, as the file that `--waivers` takes."""

import json
from typing import Final

from starlette.responses import Response

from compliance.actions.waiver_requests import approved_waivers
from compliance.model.waiver import Waiver
from compliance.server.access.identity import Action
from compliance.server.attachments import attachment
from compliance.server.visit import Visit

PATH: Final = "/waivers.yaml"
NEEDS: Final = Action.SEE_PAGES


def show(visit: Visit) -> Response:
    known = frozenset(subject.id for subject in visit.report.subjects)
    waivers = [each for each in approved_waivers(visit.place) if each.platform in known]
    return attachment("".join(map(_entry, waivers)) or "[]\n", "waivers.yaml", "application/yaml")


def _entry(waiver: Waiver) -> str:
    """Return an entry of the file; texts in the notation of JSON, which is YAML too."""
    texts = ("rule", "scope", "platform", "reason", "legal_basis", "owner", "approver")
    lines = [f"{name}: {json.dumps(getattr(waiver, name), ensure_ascii=False)}" for name in texts]
    return "- " + "\n  ".join([*lines, f"expires: {waiver.expires}"]) + "\n"
