"""Records of a few platforms, and runs on them that are kept."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import compliance
from compliance import InHistory, Judging, Report

TODAY = date(2026, 11, 28)
NAMES = ("an-toan", "dat-dai", "ho-tich", "nha-o")
RULES = ("record.*", "openapi.operation_*")
OPERATION = "  /%s: {get: {responses: {'200': {description: OK}}}}\n"
SCHEMES = "components: {securitySchemes: {token: {type: http, scheme: bearer}}}\n"


def document(*paths: str) -> str:
    """Return a document whose operations anybody may call."""
    head = "openapi: 3.1.0\ninfo: {title: Nền tảng thử, version: 1.0.0}\npaths:\n"
    return head + "".join(OPERATION % path for path in paths) + SCHEMES


def record(name: str, owner: str = "G12") -> str:
    """Return the record of a made-up platform."""
    return (
        f"slug: {name}\nname_vi: Nền tảng {name}\nowner: {{code: {owner}, name_vi: Cơ quan thử}}\n"
        f"services:\n- {{id: api, name_vi: Dịch vụ, document: {name}.yaml}}\n"
    )


def write_platforms(folder: Path, names: tuple[str, ...] = NAMES) -> None:
    """Write the record and the document of each platform."""
    for name in names:
        (folder / f"{name}.record.yaml").write_text(record(name), "utf-8")
        (folder / f"{name}.yaml").write_text(document("a", "b"), "utf-8")


@dataclass(frozen=True)
class Runs:
    """Audits of the platforms in a folder, kept in one history."""

    folder: Path
    place: Path

    def audit(self, *names: str, day: date = TODAY, rules: tuple[str, ...] = RULES, **kept: Any) -> Report:
        """Audit platforms by the law of a day and keep the run."""
        chosen = names or NAMES
        given = () if "resume" in kept and not names else tuple(f"{name}.record.yaml" for name in chosen)
        settings = InHistory(**{"place": self.place, "patience": 5.0, **kept})
        return compliance.audit(*given, judging=Judging(as_of=day, select=rules), history=settings)

    def write(self, name: str, *paths: str) -> None:
        """Let a platform publish another document."""
        (self.folder / f"{name}.yaml").write_text(document(*paths), "utf-8")

    def read(self, run: str | int = "last", since: str | int | None = None) -> Report:
        """Return a kept report."""
        return compliance.kept_report(run, history=self.place, since=since)
