"""Running platforms of documents, audited with all that may be tried and a credential of every kind."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from compliance import Dossier, Judging, NetworkSettings, Reading, Report, audit, collect
from compliance.probes.credential_reference import CredentialReference, read_reference
from compliance.probes.settings import Mode
from ndxp_mocks import TOKEN, ServedDocument
from ndxp_mocks.cli.token_files import keep_tokens

_READS: Final = 12
_RECORD: Final = """slug: example
environment: staging
owner: {{code: G12}}
services:
- id: example
  base_url: {base}
  plain_http_url: {plain}
  document: {document}
  registration: [{{catalogue: ndxp, description_url: '{url}/openapi.json'}}]
"""


def audited(served: ServedDocument, file: Path) -> Report:
    """Audit a running platform in staging mode, so that all is tried, with a credential of every kind."""
    reading, network = Reading(root=file.parent), _network(served, file.parent, Mode.STAGING)
    return audit(_record(served, file), reading=reading, network=network, judging=Judging(select=("endpoint.*",)))


def collected(served: ServedDocument, file: Path, mode: Mode) -> Dossier:
    """Look at a running platform with a credential of every kind."""
    reading, network = Reading(root=file.parent), _network(served, file.parent, mode)
    (dossier,) = collect(_record(served, file), reading=reading, network=network)
    return dossier


def _record(served: ServedDocument, file: Path) -> Path:
    record = file.parent / "record.yaml"
    told = _RECORD.format(base=served.base_url, plain=served.plain_base_url, url=served.url, document=file.name)
    record.write_text(told, encoding="utf-8")
    return record


def _network(served: ServedDocument, folder: Path, mode: Mode) -> NetworkSettings:
    return NetworkSettings(
        rate=2000,
        reads=_READS,
        allow_private=True,
        mode=mode,
        ca_file=served.ca_file,
        credentials=tuple(credentials(served, folder)),
    )


def credentials(served: ServedDocument, folder: Path) -> Iterator[CredentialReference]:
    """Keep a credential of every kind in a file, and refer to it."""
    for kind, secret in {"api-key": TOKEN, "session": TOKEN, "basic": f"simulated:{TOKEN}"}.items():
        (folder / kind).touch(mode=0o600)
        (folder / kind).write_text(secret, encoding="utf-8")
        yield read_reference(f"{kind}=file:{folder / kind}")
    for file in keep_tokens(served, folder):
        yield read_reference(f"{file.name}=file:{file}")


def found(report: Report, base: str) -> set[tuple[str, str, str]]:
    """Return what is found: rule, address below the base, message."""
    return {(each.rule, str(each.location).removeprefix(base), str(each.message)) for each in report.findings}
