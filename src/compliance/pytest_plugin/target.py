"""A running service without a record: one is made of its address and its document, and says no more than these."""

import json
import re
from pathlib import Path
from typing import Final

import pytest

from compliance.model.address import web_address
from compliance.model.dataclass import dataclass
from compliance.model.source import SourceText
from compliance.options.toml_places import wrong

LIVE_RULES: Final = "endpoint.*"


@dataclass(frozen=True, slots=True)
class LiveTarget:
    """The record in memory, and the folder that holds the document, None if that lies at an address."""

    url: str
    record: SourceText
    folder: Path | None


def live_target(config: pytest.Config) -> LiveTarget | None:
    """Return what is to be looked at, None if nothing is; raises `ActionError` for what cannot be meant."""
    url, spec = config.getoption("compliance_target"), config.getoption("compliance_spec")
    if url is None and spec is None:
        return None
    if url is None or spec is None:
        raise wrong("--compliance-target and --compliance-spec are given together")
    address = web_address(url)
    if address is None:
        raise wrong("--compliance-target is not an http or https address without credentials: {url}", url=url[:200])
    if "://" not in spec and not Path(spec).is_file():
        raise wrong("there is no such file: {file}", file=spec[:200])
    folder = None if "://" in spec else Path(spec).parent
    slug = re.sub(r"[^a-z0-9]+", "-", f"{address.host}-{address.port}").strip("-")
    service = {"id": slug, "base_url": url, "document": spec if folder is None else Path(spec).name}
    record = {"slug": slug, "owner": None, "services": [service]}
    name = ((folder or Path()) / f"{slug}.json").as_posix()
    return LiveTarget(url, SourceText(name, json.dumps(record).encode()), folder)
