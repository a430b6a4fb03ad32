"""The demo judged from a history, platform by platform, is the report of all dossiers together, byte for byte."""

import threading
from pathlib import Path

import pytest

import compliance
from compliance.actions import order as orders
from compliance.actions import ordered_judgement
from compliance.actions._histories import unprepared_history
from compliance.actions._patience import Patience
from compliance.history.place import HistoryPlace
from compliance.history.runs import NewRun
from compliance.loading.archive import MANIFEST
from compliance.loading.dossiers import members_in
from compliance.model.version import VERSION
from tools.demonstration import AS_OF, USUAL, evidence

pytestmark = [pytest.mark.system, pytest.mark.usefixtures("sockets_and_processes")]


def test_the_demo_judged_from_a_history_is_the_report_on_its_dossiers(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    files = sorted((evidence(tmp_path_factory, USUAL) / "dossiers").glob("*.dossier"))
    judging = compliance.Judging(as_of=AS_OF)
    place = tmp_path / "history.sqlite"
    order = orders.Order(targets=("demo",), judging=judging)
    with unprepared_history(HistoryPlace(str(place))) as history:
        history.prepare()
        history.orders.add("demo", orders.written(order))
        run = history.orders.begin("demo", NewRun(VERSION, None, ("demo",)))
        for position, file in enumerate(files):
            held = members_in(file)
            assert MANIFEST in held
            history.orders.plan(run, position, file.stem, held)
            assert history.orders.keep_look(run, file.stem, held)
        kept = history.orders.find("demo")
        assert kept is not None
        ordered_judgement.judge(history, kept, run, Patience(threading.Event(), pytest.fail))
        # as a second worker does that goes on with what the first left
        again = history.orders.find("demo")
        assert again is not None
        ordered_judgement.judge(history, again, run, Patience(threading.Event(), pytest.fail))
    whole = compliance.judge(*files, judging=judging)
    assert len(whole.subjects) == len(files) > 50
    assert _json(compliance.kept_report(history=place)) == _json(whole)


def _json(report: compliance.Report) -> str:
    from dataclasses import replace

    subjects = tuple(replace(subject, dossier_file=None) for subject in report.subjects)
    shown = compliance.render(replace(report, run=None, changes=None, subjects=subjects), "json")
    assert isinstance(shown, str)
    return shown
