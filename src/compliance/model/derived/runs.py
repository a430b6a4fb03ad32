"""Dossiers of several runs on one platform: the latest, with what only looks on different days can show."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final

from compliance.model.dataclass import replace
from compliance.model.dossier import Dossier
from compliance.model.location import Place
from compliance.model.observation import LinkCheck, Sampling

_NEVER: Final = datetime.min.replace(tzinfo=UTC)


def runs_of(dossiers: Iterable[Dossier]) -> dict[str, list[Dossier]]:
    """Return the dossiers with evidence by their platform, each list in the order of time."""
    found = defaultdict[str, list[Dossier]](list)
    for dossier in dossiers:
        if dossier.record is not None and dossier.collected_at is not None:
            found[dossier.id].append(dossier)
    return {name: sorted(each, key=_time) for name, each in found.items()}


def latest(runs: Sequence[Dossier]) -> Dossier:
    """Return the last of the runs on one platform, its links with the answers of all, its samplings with all looks."""
    last = runs[-1]
    if len(runs) == 1:
        return last
    others = tuple(seen for seen in last.observations if not isinstance(seen, LinkCheck | Sampling))
    return replace(last, observations=(*others, *_links(runs), *_samplings(runs)))


def _time(dossier: Dossier) -> datetime:
    return dossier.collected_at or _NEVER


def _links(runs: Iterable[Dossier]) -> Iterable[LinkCheck]:
    """Yield the links of the last run, each with all answers at the same address, in the order of time."""
    checks = defaultdict[tuple[str, Place], list[LinkCheck]](list)
    last: list[tuple[str, Place]] = []
    for run in runs:
        found = [seen for seen in run.observations if isinstance(seen, LinkCheck)]
        last = [(check.url, check.field) for check in found]
        for check in found:
            checks[check.url, check.field].append(check)
    for url, field in last:
        answers = {answer for check in checks[url, field] for answer in check.answers}
        yield LinkCheck(url, field, tuple(sorted(answers, key=lambda answer: answer.looked_at)))


def _samplings(runs: Iterable[Dossier]) -> Iterable[Sampling]:
    """Yield the looks of all runs at each address of a service from each vantage, in the order of time."""
    joined = defaultdict[tuple[str, str, str | None], list[Sampling]](list)
    for run in runs:
        for seen in run.observations:
            if isinstance(seen, Sampling):
                joined[seen.service, seen.url, seen.vantage].append(seen)
    for each in joined.values():
        samples = {sample for sampling in each for sample in sampling.samples}
        yield replace(each[-1], samples=tuple(sorted(samples, key=lambda sample: sample.looked_at)))
