"""What holds for each kind of change, and for the one added next: its examples are its tests."""

import pytest

from compliance.locale import words
from compliance.model.changes.change import Level
from compliance.model.changes.discovery import all_kinds, heading, kind_named, kind_names
from compliance.model.changes.kind import Kind
from tools.comparing import compared, heavy

KINDS = pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.id)


@KINDS
def test_it_is_found_where_it_is_and_nothing_else_that_breaks_anybody(kind: Kind) -> None:
    assert kind.found
    for message, example in kind.found.items():
        found = compared(example.older, example.newer)
        own = [str(change.message) for change in found.found if change.kind == kind.id]
        assert own == [message]
        assert {change.kind for change in heavy(found)} <= {kind.id}
        assert found.uncompared == ()


@KINDS
def test_nothing_breaks_anybody_where_it_only_seems_so(kind: Kind) -> None:
    assert kind.harmless or kind.level is Level.HARMLESS
    for example in kind.harmless:
        found = compared(example.older, example.newer)
        assert [(change.kind, str(change.message)) for change in heavy(found)] == []
        assert found.uncompared == ()


@KINDS
def test_it_says_what_it_does_and_how_it_is_avoided(kind: Kind) -> None:
    assert kind.check.__name__ == kind.id
    assert len(kind.title) <= 120
    assert kind.title.endswith(".")
    assert kind.explanation
    assert (kind.remedy is None) is (kind.level is Level.HARMLESS)


@KINDS
def test_every_sentence_is_translated(kind: Kind) -> None:
    vietnamese = words("vi")
    for sentence in (heading(kind.family), kind.title, *kind.explanation, kind.remedy or ""):
        assert not sentence or vietnamese(sentence) != sentence
    for example in kind.found.values():
        for change in compared(example.older, example.newer).found:
            assert vietnamese(change.message.template) != change.message.template


def test_each_file_is_found_by_its_name_alone() -> None:
    assert [kind.id for kind in all_kinds()] == list(kind_names())
    assert kind_named("operation_removed") is not None
    assert kind_named("operation_blown_away") is None
