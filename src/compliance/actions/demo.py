"""The main job with nothing to configure, on a simulated fleet."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from compliance.actions._keeping import keep
from compliance.actions._reporting import report_on
from compliance.actions.collect import collect
from compliance.actions.errors import ActionError, UsageError
from compliance.actions.progress import OnProgress, Progress
from compliance.actions.settings import InHistory, Judging, NetworkSettings, Reading
from compliance.model.dataclass import replace
from compliance.model.dossier import Dossier
from compliance.model.report import Report
from compliance.model.text import Message
from compliance.probes.credential_reference import CredentialReference, Scheme, Variant
from compliance.probes.hub.access import HubAccess
from compliance.probes.hub.credential import HubCredential

if TYPE_CHECKING:  # because nothing else needs the mocks
    from ndxp_mocks import Fleet, Served, ServedHub
    from ndxp_mocks.specs import OfficialList

_NATIONAL: Final = "ndxp"
_OF_AGENCY: Final = "lgsp"
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
    """Audit a simulated fleet of the national platforms, through simulated hubs too; SIMULATED throughout.

    The fleet's records and documents are written to `folder/fleet`, the evidence to `folder/dossiers`, and the run is
    kept in `folder/history.sqlite` if the extra `history` is installed. `seed` chooses
    the mixture of connections and faults, `played` the list by its year, number or id, the one in force if none is
    given. Platforms that are registered at the hub of an agency are looked at through that hub, all others through
    NDXP.

    Raises:
        UsageError: there is no such list.
    """
    from ndxp_mocks import start_fleet  # noqa: PLC0415 - because nothing else needs the mocks

    played_list = _list_named(played)
    with (
        TemporaryDirectory(prefix="compliance-demo-") as secrets,
        start_fleet(folder / "fleet", seed=seed, played=played_list.id) as fleet,
        _hubs(fleet, Path(secrets)) as hubs,
    ):
        found: list[Dossier] = []
        for channel, access in hubs.items():
            chosen = [record for record in fleet.records if _hub_of(fleet, record) == channel]
            said = _of_all(on_progress, len(found), len(fleet.records))
            network = _network(fleet, access, Path(secrets))
            found += collect(*chosen, reading=Reading(root=fleet.directory), network=network, on_progress=said)
    order = list(fleet.platforms)
    dossiers = [_expected(each, fleet) for each in sorted(found, key=lambda dossier: order.index(dossier.id))]
    report = report_on(dossiers, judging, files=keep(dossiers, folder / "dossiers"))
    report = replace(report, notices=(_told_of(played_list), *report.notices))
    return _kept_run(report, dossiers, folder / "history.sqlite", judging, f"{played_list.id} {seed}")


def _kept_run(report: Report, dossiers: Sequence[Dossier], file: Path, judging: Judging, label: str) -> Report:
    """Return the report as a run in the history beside it, with what changed since the last run of the same fleet.

    Where the extra for histories is not installed it is kept in none.
    """
    if find_spec("sqlalchemy") is None:
        return report
    from compliance.actions._kept_audit import kept_whole  # noqa: PLC0415 - because of its libraries

    try:
        return kept_whole(report, dossiers, InHistory(place=file, label=label), judging)
    except ActionError as error:
        template = "this run is not kept whole: {problem}"
        said = tuple(Message.of(template, problem=fault) for _, fault in error.faults)
        return replace(report, notices=(*report.notices, *said))


@contextmanager
def _hubs(fleet: "Fleet", folder: Path) -> "Iterator[Mapping[str, HubAccess]]":
    """Serve a hub of each channel until the end of the block, and yield how each is called."""
    from ndxp_mocks import HubSettings, serve_hub  # noqa: PLC0415 - because nothing else needs the mocks

    with ExitStack() as stack:
        accesses = {}
        for channel in (_NATIONAL, _OF_AGENCY):
            settings = HubSettings(timestamping_interval=0.0, has_history=True, channel=channel)
            hub = stack.enter_context(serve_hub(settings, fleet=fleet))
            accesses[channel] = _access(hub, channel, folder)
        yield accesses


def _hub_of(fleet: "Fleet", record: Path) -> str:
    """Return the channel of the hub through which a platform is looked at: of NDXP unless it is at another one."""
    return fleet.platforms[record.stem].platform.linkage.hub or _NATIONAL


def _expected(dossier: Dossier, fleet: "Fleet") -> Dossier:
    """Return the evidence on a platform; of one that is out of reach on purpose no look has failed."""
    if not fleet.platforms[dossier.id].platform.linkage.is_remote:
        return dossier
    return replace(dossier, gaps=tuple(replace(gap, is_failure=False) for gap in dossier.gaps))


def _access(hub: "ServedHub", channel: str, folder: Path) -> HubAccess:
    secret = _kept(folder / f"hub.{channel}", f"{_CLIENT}:{hub.secret(_CLIENT)}")
    return HubAccess(
        hub.url,
        _SYSTEM,
        _STRANGER,
        credentials=(HubCredential(Scheme.CLIENT_CREDENTIALS, secret),),
        granted=_GRANTED,
        withdrawn=_WITHDRAWN,
        log_wait=_LOG_WAIT,
        channel=channel,
    )


def _network(fleet: "Fleet", hub: HubAccess, folder: Path) -> NetworkSettings:
    return NetworkSettings(
        timeout=60.0,  # because the whole fleet answers from one process
        allow_private=True,
        rate=_RATE,
        concurrency=8,
        ca_file=fleet.ca_file,
        hub=hub,
        credentials=tuple(_credentials(fleet.platforms, folder)),
    )


def _of_all(on_progress: OnProgress | None, before: int, total: int) -> OnProgress | None:
    """Return what tells the progress of a part as that of the whole."""
    if on_progress is None:
        return None
    return lambda said: on_progress(Progress(before + said.done, total, said.name))


def _list_named(given: str | None) -> "OfficialList":
    from ndxp_mocks.errors import UnknownList  # noqa: PLC0415 - because nothing else needs the mocks
    from ndxp_mocks.specs import LIST, list_named  # noqa: PLC0415

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
