"""What a run saw of each platform and what came of it: written whole or not at all."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, delete, select, update

from compliance.history.briefs import packed_brief
from compliance.history.contents import added, chunks, ids_of, insert_missing, keep_contents, keep_dossier
from compliance.history.owned import owner_of
from compliance.history.parts import packed_parts
from compliance.history.runs import JUDGED, LOOKED_AT, PLANNED, now
from compliance.history.schema import FINDING_SETS, FINDINGS, LOOKED, PARTS, PLATFORMS, SET_MEMBERS
from compliance.model.finding_counts import finding_counts
from compliance.model.grades import Outcome
from compliance.model.stages import standing_of
from compliance.model.verdict import SubjectReport

MANIFEST: Final = "dossier.json"
Members = Mapping[str, bytes]
"""The files of a dossier by their names in it."""


def plan(connection: Connection, run: int, slugs: Sequence[str]) -> None:
    """Write down which platforms a run is to look at; those that are written down already stay as they are."""
    ids = platform_ids(connection, slugs)
    rows = [
        {"run": run, "platform_id": ids[slug], "position": position, "state": PLANNED}
        for position, slug in enumerate(slugs)
    ]
    insert_missing(connection, LOOKED, rows)


def keep_evidence(connection: Connection, run: int, slug: str, members: Members | None) -> None:
    """Write down that a platform was looked at, with its dossier; None if there is none."""
    dossier = keep_dossier(connection, members, MANIFEST) if members is not None else None
    set_looked(connection, run, slug, state=LOOKED_AT, looked_at=now(), dossier_id=dossier)


def keep_verdicts(connection: Connection, run: int, subject: SubjectReport, members: Members | None) -> None:
    """Write down what came of a platform, and the dossier that was judged, if it is not kept yet; twice is once."""
    dossier = {"dossier_id": keep_dossier(connection, members, MANIFEST)} if members is not None else {}
    counts = finding_counts([subject])
    brief = packed_brief(subject)
    parts = packed_parts(subject)
    contents = keep_contents(connection, {**parts, **dict((brief.brief, brief.rules))})
    row = set_looked(
        connection,
        run,
        subject.id,
        state=JUDGED,
        **dossier,
        set_id=_finding_set(connection, subject),
        stage=subject.ladder.rung.rank if subject.ladder.rung is not None else None,
        claimed=subject.ladder.claimed.rank if subject.ladder.claimed is not None else None,
        standing=standing_of(subject.ladder).value,
        failing=counts.fail,
        to_confirm=counts.to_confirm,
        warnings=counts.warn,
        advice=counts.advice,
        waived=counts.waived,
        not_observed=subject.count(Outcome.NOT_OBSERVED),
        errors=subject.count(Outcome.ERROR),
        brief_id=contents[brief.brief[0]],
        rules_id=contents[brief.rules[0]],
        seen_at=brief.seen_at,
        owner=owner_of(subject),
    )
    connection.execute(delete(PARTS).where(PARTS.c.looked_id == row))
    ids = sorted({contents[name] for name in parts})
    insert_missing(connection, PARTS, [{"looked_id": row, "content_id": part} for part in ids])


def set_looked(connection: Connection, run: int, slug: str, **values: Any) -> int:
    """Change the row of a platform in a run, which is added if it was not planned; returns its id."""
    platform = platform_ids(connection, [slug])[slug]
    found = select(LOOKED.c.id).where(LOOKED.c.run == run, LOOKED.c.platform_id == platform)
    row = connection.execute(found).scalar()
    if row is None:
        return added(connection, LOOKED, run=run, platform_id=platform, position=1_000_000, **values)
    connection.execute(update(LOOKED).where(LOOKED.c.id == row).values(**values))
    return int(row)


def platform_ids(connection: Connection, slugs: Iterable[str]) -> dict[str, int]:
    """Return the ids of platforms, which are added if they are in no run yet."""
    wanted = sorted(set(slugs))
    found = _known_platforms(connection, wanted)
    missing = [slug for slug in wanted if slug not in found]
    insert_missing(connection, PLATFORMS, [{"slug": slug} for slug in missing])
    return {**found, **_known_platforms(connection, missing)}


def _known_platforms(connection: Connection, slugs: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in chunks(slugs):
        rows = select(PLATFORMS.c.slug, PLATFORMS.c.id).where(PLATFORMS.c.slug.in_(some))
        found.update({row.slug: row.id for row in connection.execute(rows)})
    return found


def _finding_set(connection: Connection, subject: SubjectReport) -> int:
    """Return the id of the set of findings of a platform, which is kept once for all runs that found the same."""
    found = sorted(
        (each.rule, finding.fingerprint, finding.severity.value if finding.severity else "", finding.waiver is not None)
        for each in subject.verdicts
        for finding in each.findings
    )
    name = sha256(repr(found).encode()).digest()
    if known := ids_of(connection, FINDING_SETS, [name]):
        return known[name]
    insert_missing(connection, FINDINGS, [{"rule": rule, "fingerprint": mark} for rule, mark, _, _ in found])
    insert_missing(connection, FINDING_SETS, [{"name": name}])
    number = ids_of(connection, FINDING_SETS, [name])[name]
    ids = _finding_ids(connection, {mark for _, mark, _, _ in found})
    rows = [
        {"set_id": number, "finding_id": ids[rule, mark], "severity": weight or None, "is_waived": is_waived}
        for rule, mark, weight, is_waived in found
    ]
    insert_missing(connection, SET_MEMBERS, rows)
    return number


def _finding_ids(connection: Connection, fingerprints: Iterable[str]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for some in chunks(fingerprints):
        rows = select(FINDINGS.c.rule, FINDINGS.c.fingerprint, FINDINGS.c.id).where(FINDINGS.c.fingerprint.in_(some))
        found.update({(rule, mark): number for rule, mark, number in connection.execute(rows)})
    return found
