"""The evidence of a dossier for other tools."""

from os import PathLike
from pathlib import Path
from typing import Final

from compliance.actions.errors import InputError
from compliance.actions.judge import judge
from compliance.actions.settings import Judging
from compliance.loading.errors import LoadError
from compliance.model.dossier import Dossier
from compliance.model.observation import HttpExchange
from compliance.model.report import Report

_JUDGING: Final = Judging()


def export(dossier: Dossier | str | PathLike[str], *, judging: Judging = _JUDGING) -> str:
    """Write the HTTP exchanges of a dossier as an HTTP archive (HAR 1.2), for the developer tools of browsers.

    No body and no secret stands in it: the dossier has none. Where a rule found something in an exchange, its comment
    names the rule and the fingerprint of the finding.

        Path("evidence.har").write_text(compliance.export("a.dossier"), encoding="utf-8")

    Raises:
        UsageError: a rule of `judging` is not known.
        InputError: the file is no dossier as it was kept.
    """
    from compliance.model.derived.exchanges import exchanges  # noqa: PLC0415 - because --help needs none
    from compliance.report.http_archive import archive  # noqa: PLC0415

    kept = dossier if isinstance(dossier, Dossier) else _read(Path(dossier))
    seen = tuple(exchanges(kept))
    return archive(seen, _remarks(seen, judge(kept, judging=judging)), kept.tool_version)


def _read(path: Path) -> Dossier:
    from compliance.loading.dossiers import unpack  # noqa: PLC0415 - because it brings zip and pydantic

    try:
        return unpack(path)
    except LoadError as error:
        raise InputError.of(error) from error


def _remarks(seen: tuple[HttpExchange, ...], report: Report) -> dict[HttpExchange, str]:
    """Return by exchange what was found in it: a finding rests on an exchange if its evidence holds all lines of it."""
    found = [
        (f"{each.rule} {each.finding.fingerprint}", frozenset(each.finding.evidence))
        for each in report.findings
        if each.finding.evidence is not None
    ]
    remarks = {}
    for exchange in seen:
        lines = frozenset(exchange.evidence())
        names = [name for name, evidence in found if lines <= evidence]
        if names:
            remarks[exchange] = "; ".join(names)
    return remarks
