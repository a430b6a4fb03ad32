"""Look at platforms and judge them."""

from pathlib import Path
from typing import Final

from compliance.actions._given import Given
from compliance.actions._keeping import keep
from compliance.actions._reporting import report_on
from compliance.actions.collect import collect
from compliance.actions.progress import Ending, OnProgress
from compliance.actions.settings import InHistory, Judging, NetworkSettings, Reading
from compliance.model.report import Report

_READING: Final = Reading()
_JUDGING: Final = Judging()
_NETWORK: Final = NetworkSettings()


def audit(  # noqa: PLR0913 - the circumstances of a run
    *targets: Given,
    reading: Reading = _READING,
    network: NetworkSettings = _NETWORK,
    judging: Judging = _JUDGING,
    keep_in: Path | None = None,
    history: InHistory | None = None,
    on_progress: OnProgress | None = None,
    ending: Ending | None = None,
) -> Report:
    """Collect the evidence on platforms and judge it in one go; `keep_in` is a folder for the dossiers.

    With `history` the run is kept platform by platform, and the report has what changed since the last run like it.
    Where `ending` is wanted while it looks, it judges what was seen by then.

        report = compliance.audit("record.yaml")
        report = compliance.audit("record.yaml", history=compliance.InHistory(place="history.sqlite"))

    Raises what `collect` and `judge` raise, and `kept_runs` where there is a history.
    """
    if history is not None:
        from compliance.actions._kept_audit import KeptAudit  # noqa: PLC0415 - because most runs are not kept

        return KeptAudit(history, reading, network, judging, keep_in).run(targets, on_progress, ending)
    dossiers = collect(*targets, reading=reading, network=network, on_progress=on_progress, ending=ending)
    files = keep(dossiers, keep_in) if keep_in is not None else ()
    return report_on(dossiers, judging, files=files)
