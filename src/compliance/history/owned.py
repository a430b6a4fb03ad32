"""Whose the platforms of runs are: how many of each run some owners may be told of."""

from collections.abc import Collection, Mapping
from unicodedata import normalize

from sqlalchemy import Connection, func, select, update

from compliance.history.contents import chunks
from compliance.history.overviews import briefs_of
from compliance.history.runs import JUDGED
from compliance.history.schema import LOOKED, PLATFORMS
from compliance.model.verdict import SubjectReport


def owner_of(subject: SubjectReport) -> str:
    """Return the code of the owner of a platform as it is kept, empty if it has none."""
    return plain_code(subject.owner_code or "")


def plain_code(code: str) -> str:
    """Return a code in the one form in which codes are compared."""
    return normalize("NFC", code).strip()


def judged_of(connection: Connection, owners: Collection[str]) -> Mapping[int, int]:
    """Return of each run how many platforms of these owners, by their codes, it judged; runs with none are left out."""
    found: dict[int, int] = {}
    for some in chunks(sorted({plain_code(code) for code in owners} - {""})):
        mine = LOOKED.c.owner.in_(some), LOOKED.c.state == JUDGED
        rows = connection.execute(select(LOOKED.c.run, func.count()).where(*mine).group_by(LOOKED.c.run))
        for run, count in rows:
            found[run] = found.get(run, 0) + count
    return found


def fill(connection: Connection) -> None:
    """Write down whose the platforms are that an earlier version judged, from what was kept of them."""
    unknown = LOOKED.c.owner.is_(None), LOOKED.c.state == JUDGED
    runs = connection.execute(select(LOOKED.c.run).where(*unknown).distinct()).scalars().all()
    for run in runs:
        for subject in briefs_of(connection, run):
            platform = select(PLATFORMS.c.id).where(PLATFORMS.c.slug == subject.id).scalar_subquery()
            row = LOOKED.c.run == run, LOOKED.c.platform_id == platform
            connection.execute(update(LOOKED).where(*row).values(owner=owner_of(subject)))
