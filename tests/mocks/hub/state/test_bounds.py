"""A hub may run for weeks: what it keeps of calls has an end, and the last ones are kept."""

from types import SimpleNamespace
from typing import Any

from ndxp_mocks.hub.domain.identity import replay_guard
from ndxp_mocks.hub.state.evidence import EvidenceState
from ndxp_mocks.hub.state.table import Table


def test_the_oldest_rows_go_where_there_are_too_many() -> None:
    table = Table(most=100)
    for number in range(1_000):
        table.put({"id": str(number)})
        assert len(table) <= 100
    assert [row["id"] for row in table][-90:] == [str(number) for number in range(910, 1_000)]
    table.put({"id": "999", "changed": True})
    assert len(table) <= 100


def test_other_tables_keep_all() -> None:
    table = Table()
    for number in range(1_000):
        table.put({"id": str(number)})
    assert len(table) == 1_000


def test_logs_of_a_hub_have_an_end() -> None:
    state = EvidenceState()
    for log in (state.records, state.audit_events):
        log.rows.update({str(number): {} for number in range(60_000)})
        log.put({"id": "last"})
        assert len(log) < 60_000
        assert "last" in log


class Ids(dict[str, float]):
    """Ids that count how many of them were looked at."""

    looked_at = 0

    def items(self) -> Any:
        for each in super().items():
            self.looked_at += 1
            yield each


def test_remembering_used_ids_looks_at_those_only_whose_time_is_over() -> None:
    ids = Ids()
    clock = SimpleNamespace(time=0.0, now=lambda: clock.time)
    world: Any = SimpleNamespace(clock=clock, identity=SimpleNamespace(used_ids=ids))
    for number in range(100):
        replay_guard.use(world, "a", str(number), until=600.0)
    assert ids.looked_at < 200
    clock.time = 601.0
    replay_guard.use(world, "a", "new", until=900.0)
    assert len(ids) == 1
    assert replay_guard.is_used(world, "a", "new")
    assert not replay_guard.is_used(world, "a", "1")
