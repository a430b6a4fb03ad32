"""The main job with nothing to configure, on a simulated fleet."""

from pathlib import Path
from typing import Final

from compliance.actions.audit import audit
from compliance.actions.progress import OnProgress
from compliance.actions.settings import Judging, NetworkSettings, Reading
from compliance.model.report import Report
from compliance.probes.hub.access import HubAccess

_CLIENT: Final = "example-portal"
_SYSTEM: Final = "VN/GOV/EXAMPLE/portal"
_STRANGER: Final = "VN/GOV/EXAMPLE/stranger"
_JUDGING: Final = Judging()


def demo(
    folder: Path, *, seed: int = 2026, judging: Judging = _JUDGING, on_progress: OnProgress | None = None
) -> Report:
    """Audit a simulated fleet of the national platforms, through a simulated hub too; SIMULATED throughout.

    The fleet's records and documents are written to `folder/fleet`, the evidence to `folder/dossiers`. `seed` chooses
    the mixture of faults.
    """
    from ndxp_mocks import serve_hub, start_fleet  # noqa: PLC0415 - because nothing else needs the mocks

    fleet_folder = folder / "fleet"
    with start_fleet(fleet_folder, seed=seed) as fleet, serve_hub(fleet=fleet) as hub:
        secret = _secret(folder, hub.secret(_CLIENT))
        access = HubAccess(hub.url, _SYSTEM, _STRANGER, "client-credentials", f"file:{secret}")
        network = NetworkSettings(allow_private=True, rate=50.0, concurrency=8, ca_file=fleet.ca_file, hub=access)
        return audit(
            *fleet.records,
            reading=Reading(root=fleet_folder),
            network=network,
            judging=judging,
            keep_in=folder / "dossiers",
            on_progress=on_progress,
        )


def _secret(folder: Path, secret: str) -> Path:
    """Keep the made-up secret in a file, because secrets are given by reference only."""
    file = folder / "hub-secret"
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)
    file.write_text(f"{_CLIENT}:{secret}", encoding="ascii")
    return file
