"""The overview of the last run is there before anybody asks for it, of a run that ends later too."""

import time

import pytest
from starlette.testclient import TestClient

from compliance.actions.kept_reader import KeptReader
from compliance.server import visit
from compliance.server.first_screens import make_first_screens
from compliance.server.memory import Memory
from compliance.server.reading_ahead import reading_ahead
from tools.kept_platforms import Runs


class Watched(KeptReader):
    """A reader that notes which overviews it was asked for."""

    def __init__(self, place: object) -> None:
        super().__init__(place)  # type: ignore[arg-type]
        self.asked: list[int] = []

    def overview(self, run):  # type: ignore[no-untyped-def]
        self.asked.append(run.number)
        return super().overview(run)

    def wait(self, asked: list[int]) -> None:
        until = time.monotonic() + 30
        while self.asked != asked and time.monotonic() < until:
            time.sleep(0.01)
        assert self.asked == asked


def test_each_last_run_is_read_once_before_anybody_asks(runs: Runs) -> None:
    runs.audit()
    with Watched(runs.place) as reader, reading_ahead(reader, Memory(), pause=0.01):
        reader.wait([1])
        runs.audit()
        reader.wait([1, 2])
        time.sleep(0.1)
        assert reader.asked == [1, 2]


def test_the_first_visitor_finds_the_overview_made_in_both_languages(
    visitor: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = visitor.app.state  # type: ignore[attr-defined]  # because it may be any application
    expected = [visitor.get(path).text for path in ("/vi/", "/en/")]
    state.memory = Memory()
    make_first_screens(state.reader, state.memory, state.reader.run("last"))
    monkeypatch.setattr(visit, "first_screen", None)
    assert [visitor.get(path).text for path in ("/vi/", "/en/")] == expected
