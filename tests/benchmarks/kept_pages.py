"""How long what the pages of a server read of kept runs takes: `python kept_pages.py [RUNS×PLATFORMS …]`.

By default 365 runs of 100 platforms, and one run of 10,000, each by all rules, in SQLite and PostgreSQL. The reports
are made of the demonstration: its platforms again and again under other ids; every day all of them are looked at again
and one in twenty has other findings. They are written through the history as an audit writes them, and copied into
PostgreSQL. The first call is that of a reader that was just opened, the fastest of three; of further calls the fastest
of seven is told.
"""

import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from history import BEGUN, CHANGED, copy, prepared_without_waiting
from history import changed as changed_subject
from sqlalchemy import text

import compliance
from compliance.actions.kept_reader import KeptReader
from compliance.actions.kept_runs import Place
from compliance.actions.owner_view import of_owners
from compliance.history.runs import NewRun
from compliance.history.store import history_at, history_in
from compliance.model.dataclass import replace
from compliance.model.report import Report
from compliance.model.verdict import SubjectReport
from tools import postgres
from tools.demonstration import demonstrate

SIZES = ((365, 100), (1, 10_000))
OPENED, TRIED = 3, 7


def reports(demo: Report, runs: int, platforms: int) -> Iterator[Report]:
    """Yield the report of each day."""
    chance = random.Random(2026)
    subjects = [_named(demo.subjects[number % len(demo.subjects)], number) for number in range(platforms)]
    for day in range(runs):
        moment = BEGUN + timedelta(days=day)
        subjects = [changed_subject(each, chance) if chance.random() < CHANGED else each for each in subjects]
        yield replace(demo, subjects=tuple(_seen(each, moment, demo.as_of) for each in subjects), due=())


def _named(subject: SubjectReport, number: int) -> SubjectReport:
    return replace(subject, id=f"platform-{number:05}", name_vi=f"{subject.name_vi} {number}")


def _seen(subject: SubjectReport, moment: datetime, was: date) -> SubjectReport:
    """Return a platform as it was looked at on another day, on which the evidence of its stages is from."""
    look = replace(subject.inspection, at=moment) if subject.inspection is not None else None
    stages = (replace(each, seen_on=moment.date()) if each.seen_on == was else each for each in subject.ladder.stages)
    return replace(subject, inspection=look, ladder=replace(subject.ladder, stages=tuple(stages)))


def fill(file: Path, demo: Report, runs: int, platforms: int) -> None:
    with closing(history_in(file, 30.0)) as history:
        prepared_without_waiting(history)
        for report in reports(demo, runs, platforms):
            number = history.begin(NewRun("0.1.0"), [subject.id for subject in report.subjects])
            for subject in report.subjects:
                history.keep_verdicts(number, subject, None)
            history.finish(number, report)


def calls(report: Report, rules: Sequence[str], owner: str, slug: str) -> dict[str, Callable[[KeptReader], object]]:
    """Return by name what the pages read of the last run, whose overview is `report`."""
    run = report.run
    assert run is not None
    found: dict[str, Callable[[KeptReader], object]] = {
        "runs": lambda reader: reader.runs(),
        "run": lambda reader: reader.run("last"),
        "overview": lambda reader: reader.overview(run),
        "platform": lambda reader: reader.platform(run, slug),
        "stays": lambda reader: reader.stays(slug),
        "trend": lambda reader: reader.trend(),
        "findings_of one rule": lambda reader: reader.findings_of(run, rules[:1]),
        "findings_of ten rules": lambda reader: reader.findings_of(run, rules[:10]),
        "since": lambda reader: reader.since(run, slug),
        "of_owners": lambda _: of_owners(report, [owner]),
        "dossier": lambda reader: reader.dossier(run, slug),
        "progress": lambda reader: reader.progress(run),
    }
    return found if run.number == 1 else {**found, "compared": lambda reader: reader.compared(run, reader.runs()[0])}


def took(action: Callable[[], object]) -> float:
    """Return how many milliseconds a call takes."""
    before = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - before)


def measure(name: str, place: Place, demo: Report) -> None:
    """Print of each call how long the first takes, and those after it."""
    broken = {verdict.rule for subject in demo.subjects for verdict in subject.verdicts if verdict.findings}
    by_count = sorted(broken, key=lambda rule: -sum(each.rule == rule for each in demo.findings))
    owner, slug = demo.subjects[0].owner_code or "", "platform-00007"
    with KeptReader(place) as reader:
        report = reader.overview(reader.run("last"))
    for each, action in calls(report, by_count, owner, slug).items():
        first = min(first_took(place, action) for _ in range(OPENED))
        with KeptReader(place) as reader:
            action(reader)
            further = min(took(lambda: action(reader)) for _ in range(TRIED))  # noqa: B023 - called here
        print(f"{name:<10} {each:<22} first {first:8.1f} ms, further {further:8.1f} ms", flush=True)


def first_took(place: Place, action: Callable[[KeptReader], object]) -> float:
    """Return how many milliseconds the first call of a reader takes."""
    with KeptReader(place) as reader:
        return took(lambda: action(reader))


def demonstrated(folder: Path) -> Report:
    """Return the report of a demonstration."""
    demonstrate(folder, "--quiet")
    return compliance.kept_report(history=folder / "history.sqlite")


def main(sizes: Sequence[tuple[int, int]]) -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        demo = demonstrated(folder / "demo")
        rules = len(demo.subjects[0].verdicts)
        for runs, platforms in sizes:
            file = folder / f"{runs}-{platforms}.sqlite"
            seconds = took(lambda: fill(file, demo, runs, platforms)) / 1000  # noqa: B023 - called here
            each = 1000 * seconds / (runs * platforms)
            size = file.stat().st_size / 1e6
            print(
                f"{runs} runs × {platforms} platforms × {rules} rules: {size:.0f} MB, {each:.1f} ms a platform to write"
            )
            measure("SQLite", file, demo)
            with suppress(LookupError), postgres.serving() as server:
                with (
                    closing(history_in(file, 30.0)) as source,
                    closing(history_at(server.address, "-", 30.0)) as target,
                ):
                    target.prepare()
                    copy(source, target)
                    with target._database.reading() as connection:
                        size = (
                            connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one() / 1e6
                        )
                print(f"PostgreSQL {size:.0f} MB", flush=True)
                measure("PostgreSQL", server.address, demo)


if __name__ == "__main__":
    given = [tuple(map(int, each.replace("×", "x").split("x"))) for each in sys.argv[1:]]
    main([(runs, platforms) for runs, platforms in given] or SIZES)
