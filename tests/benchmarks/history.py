"""How large a history of many runs is, and how long its overview takes: `python history.py [RUNS] [PLATFORMS]`.

By default 365 runs of 100 platforms by all rules. The reports are made of one judgement of the records of the registry:
each day every platform is looked at again at another moment, and one in twenty has other findings and verdicts. The
yardstick is the same rows read with nothing but the `sqlite3` of Python, in the same process.
"""

import random
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from sqlalchemy import event, insert, select, text

import compliance
from compliance.actions._targets import target_dossiers
from compliance.actions.settings import NetworkSettings, Reading
from compliance.history.runs import NewRun
from compliance.history.schema import METADATA
from compliance.history.store import History, history_at, history_in
from compliance.model.dataclass import replace
from compliance.model.inspection import Inspection
from compliance.model.report import Report
from compliance.model.verdict import SubjectReport
from tools import postgres

RUNS, PLATFORMS = 365, 100
CHANGED = 0.05
TRIED = 7
BEGUN = datetime(2026, 1, 1, 1, 0, tzinfo=UTC)


def reports(runs: int, platforms: int) -> Iterator[tuple[Report, datetime]]:
    """Yield the report of each day."""
    whole = compliance.judge(*target_dossiers(_records(platforms), Reading(), NetworkSettings()))
    chance = random.Random(2026)
    subjects = [replace(_subject(whole, number), id=f"platform-{number:03}") for number in range(platforms)]
    for day in range(runs):
        moment = BEGUN + timedelta(days=day)
        subjects = [changed(each, chance) if chance.random() < CHANGED else each for each in subjects]
        seen = Inspection(moment, "public", None)
        yield replace(whole, subjects=tuple(replace(each, inspection=seen) for each in subjects)), moment


def _records(platforms: int) -> list[str]:
    from compliance.loading.facts.platforms import slugs

    return list(slugs())[:platforms]


def _subject(report: Report, number: int) -> SubjectReport:
    return report.subjects[number % len(report.subjects)]


def changed(subject: SubjectReport, chance: random.Random) -> SubjectReport:
    """Return a platform at which something was mended or broken: one rule has another finding."""
    verdicts = list(subject.verdicts)
    index = chance.randrange(len(verdicts))
    mark = f"{chance.getrandbits(64):016x}"
    found = tuple(replace(finding, fingerprint=mark) for finding in verdicts[index].findings)
    verdicts[index] = replace(verdicts[index], findings=found, subjects=chance.randrange(9))
    return replace(subject, verdicts=tuple(verdicts))


def fill(history: History, runs: int, platforms: int) -> None:
    """Keep the runs."""
    for report, _ in reports(runs, platforms):
        number = history.begin(NewRun("0.1.0"), [subject.id for subject in report.subjects])
        for subject in report.subjects:
            history.keep_verdicts(number, subject, None)
        history.finish(number, report)


def prepared_without_waiting(history: History) -> None:
    """Make the tables of a history that does not wait for the disk, which would be measured otherwise."""
    event.listen(history._database.engine, "connect", lambda made, _: made.execute("PRAGMA synchronous=OFF"))
    history._database.engine.dispose()
    history.prepare()


def copy(source: History, target: History) -> None:
    """Write the rows of one history into another, which is empty."""
    for table in METADATA.sorted_tables:
        with source._database.reading() as reading, target._database.writing() as writing:
            rows = reading.execution_options(stream_results=True).execute(select(table)).mappings()
            while some := rows.fetchmany(2000):
                writing.execute(insert(table), [dict(row) for row in some])
    with target._database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def fastest(action: Callable[[], object]) -> float:
    """Return the least milliseconds of several calls."""
    times = []
    for _ in range(TRIED):
        before = time.perf_counter()
        action()
        times.append(1000 * (time.perf_counter() - before))
    return min(times)


def overview(history: History) -> None:
    """Read what the overview shows: the newest run platform by platform, and the trend over all runs."""
    run = history.runs()[-1]
    assert history.counts(run.number)
    assert history.trend()


def bare(file: Path) -> None:
    """Read the same rows with nothing between."""
    with closing(sqlite3.connect(file)) as database:
        database.execute("SELECT * FROM runs").fetchall()
        database.execute("SELECT * FROM looked WHERE run = (SELECT max(number) FROM runs)").fetchall()
        database.execute("SELECT run, stage, standing, failing FROM looked").fetchall()


def tell(name: str, history: History, yardstick: float) -> None:
    took = fastest(lambda: overview(history))
    print(f"{name}: overview and trend {took:.0f} ms, {took / yardstick:.1f} times the bare rows ({yardstick:.0f} ms)")
    last = history.runs()[-1]
    print(f"{name}: one whole report read back {fastest(lambda: history.report(last)):.0f} ms")


def main(runs: int = RUNS, platforms: int = PLATFORMS) -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        file = folder / "history.sqlite"
        in_file = history_in(file, 30.0)
        stack.callback(in_file.close)
        prepared_without_waiting(in_file)
        began = time.perf_counter()
        fill(in_file, runs, platforms)
        each = 1000 * (time.perf_counter() - began) / (runs * platforms)
        rules = len(in_file.report(in_file.runs()[-1]).subjects[0].verdicts)
        size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
        print(
            f"{runs} runs × {platforms} platforms × {rules} rules: SQLite {size:.0f} MB, "
            f"{each:.1f} ms a platform to write"
        )
        yardstick = fastest(lambda: bare(file))
        tell("SQLite", in_file, yardstick)
        with suppress(LookupError):
            server = stack.enter_context(postgres.serving())
            in_server = history_at(server.address, "PostgreSQL", 30.0)
            stack.callback(in_server.close)
            in_server.prepare()
            copy(in_file, in_server)
            with in_server._database.reading() as connection:
                size = connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one() / 1e6
            print(f"PostgreSQL {size:.0f} MB")
            tell("PostgreSQL", in_server, yardstick)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
