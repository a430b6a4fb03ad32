"""Look at platforms and judge them."""

from pathlib import Path
from typing import Final

from compliance.actions._given import Given
from compliance.actions._keeping import keep
from compliance.actions._reporting import report_on
from compliance.actions.collect import collect
from compliance.actions.progress import Ending, OnProgress
from compliance.actions.settings import Judging, NetworkSettings, Reading
from compliance.model.report import Report

_READING: Final = Reading()
_JUDGING: Final = Judging()
_NETWORK: Final = NetworkSettings()


def audit(
    *targets: Given,
    reading: Reading = _READING,
    network: NetworkSettings = _NETWORK,
    judging: Judging = _JUDGING,
    keep_in: Path | None = None,
    on_progress: OnProgress | None = None,
    ending: Ending | None = None,
) -> Report:
    """Collect the evidence on platforms and judge it in one go; `keep_in` is a folder for the dossiers.

    Where `ending` is wanted while it looks, it judges what was seen by then.

        report = compliance.audit("record.yaml")

    Raises what `collect` and `judge` raise.
    """
    dossiers = collect(*targets, reading=reading, network=network, on_progress=on_progress, ending=ending)
    files = keep(dossiers, keep_in) if keep_in is not None else ()
    return report_on(dossiers, judging, files=files)
