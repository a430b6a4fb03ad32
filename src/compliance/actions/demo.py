"""The main job with nothing to configure, on a simulated fleet."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from compliance.actions.audit import audit
from compliance.actions.errors import UsageError
from compliance.actions.progress import OnProgress
from compliance.actions.settings import Judging, NetworkSettings, Reading
from compliance.model.dataclass import replace
from compliance.model.report import Report
from compliance.model.text import Message
from compliance.probes.credential_reference import CredentialReference, Scheme, Variant
from compliance.probes.hub.access import HubAccess

if TYPE_CHECKING:  # because nothing else needs the mocks
    from ndxp_mocks import Served
    from ndxp_mocks.registry import OfficialList

_CLIENT: Final = "example-portal"
_SYSTEM: Final = "VN/GOV/EXAMPLE/portal"
_STRANGER: Final = "VN/GOV/EXAMPLE/stranger"
_GRANTED: Final = "VN/GOV/EXAMPLE/desk"
_WITHDRAWN: Final = "VN/GOV/EXAMPLE/suspended"
_LOG_WAIT: Final = 30.0
_RATE: Final = 200.0
_JUDGING: Final = Judging()


def demo(
    folder: Path,
    *,
    seed: int = 2026,
    played: str | None = None,
    judging: Judging = _JUDGING,
    on_progress: OnProgress | None = None,
) -> Report:
    """Audit a simulated fleet of the national platforms, through a simulated hub too; SIMULATED throughout.

    The fleet's records and documents are written to `folder/fleet`, the evidence to `folder/dossiers`. `seed` chooses
    the mixture of faults, `played` the list by its year, number or id, the one in force if none is given.

    Raises:
        UsageError: there is no such list.
    """
    from ndxp_mocks import HubSettings, serve_hub, start_fleet  # noqa: PLC0415 - because nothing else needs the mocks

    chosen = _list_named(played)
    fleet_folder = folder / "fleet"
    with (
        TemporaryDirectory(prefix="compliance-demo-") as secrets,
        start_fleet(fleet_folder, seed=seed, played=chosen.id) as fleet,
        serve_hub(HubSettings(timestamping_interval=0.0, has_history=True), fleet=fleet) as hub,
    ):
        secret = _kept(Path(secrets) / "hub", f"{_CLIENT}:{hub.secret(_CLIENT)}")
        access = HubAccess(
            hub.url,
            _SYSTEM,
            _STRANGER,
            "client-credentials",
            secret,
            granted=_GRANTED,
            withdrawn=_WITHDRAWN,
            log_wait=_LOG_WAIT,
        )
        network = NetworkSettings(
            timeout=60.0,  # because the whole fleet answers from one process
            allow_private=True,
            rate=_RATE,
            concurrency=8,
            ca_file=fleet.ca_file,
            hub=access,
            credentials=tuple(_credentials(fleet.platforms, Path(secrets))),
        )
        report = audit(
            *fleet.records,
            reading=Reading(root=fleet_folder),
            network=network,
            judging=judging,
            keep_in=folder / "dossiers",
            on_progress=on_progress,
        )
    return replace(report, notices=(_told_of(chosen), *report.notices))


def _list_named(given: str | None) -> "OfficialList":
    from ndxp_mocks.errors import UnknownList  # noqa: PLC0415 - because nothing else needs the mocks
    from ndxp_mocks.registry import LIST, list_named  # noqa: PLC0415

    try:
        return list_named(given or LIST)
    except UnknownList as error:
        template = "there is no list {id} that can be played; known: {known}"
        raise UsageError(Message.of(template, id=error.given, known=", ".join(error.known))) from error


def _told_of(played: "OfficialList") -> Message:
    return Message.of(
        "the simulated fleet plays the list {number} of {date}: {count} of its {size} platforms, those known by name",
        number=played.number,
        date=played.issued,
        count=len(played.places),
        size=played.size or "-",
    )


def _credentials(platforms: "Mapping[str, Served]", folder: Path) -> Iterator[CredentialReference]:
    """Yield where the tokens of each platform are, the good one and those that have to be refused."""
    for slug, served in platforms.items():
        tokens = {
            Variant.USUAL: served.tokens.good,
            Variant.EXPIRED: served.tokens.expired,
            Variant.FOREIGN_AUDIENCE: served.tokens.foreign_audience,
            Variant.MISSING_SCOPE: served.tokens.missing_scope,
            Variant.OTHER_CLIENT: served.tokens.other_client,
        }
        kept = {variant: _kept(folder / f"{slug}.{variant}", token) for variant, token in tokens.items()}
        for entity in served.platform.description.entities:
            for variant, place in kept.items():
                yield CredentialReference(Scheme.BEARER, place, variant, entity.path, slug)


def _kept(file: Path, secret: str) -> str:
    """Keep a made-up secret in a file and return the reference to it, because secrets are given by reference only."""
    file.touch(mode=0o600)
    file.write_text(secret, encoding="ascii")
    return f"file:{file}"
