"""Rules that can be mended by machine: their bad examples are, and nothing beside them changes."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from inspect import cleandoc

import pytest

from compliance.actions.mend import Mending, mend
from compliance.actions.settings import Judging, NetworkSettings, Reading
from compliance.loading.syntax.parse import parse
from compliance.model.example import MARK
from compliance.model.source import SourceText
from compliance.rules import all_rules

pytestmark = pytest.mark.long
MENDED = {
    "openapi.document_matches_its_specification",
    "openapi.examples_match_their_schema",
    "openapi.scalars_read_alike",
}
SUGGESTED = {"openapi.servers_use_https"}
Mendings = dict[tuple[str, str], Mending]


def examples() -> Iterator[tuple[str, str, bytes]]:
    """Yield rule, message and text of each bad example that is a document."""
    for rule in all_rules():
        for message, example in rule.bad.items() if rule.group == "openapi" else ():
            if isinstance(example, str):
                yield rule.id, message, cleandoc(example).encode() + b"\n"


def mending_of(rule: str, content: bytes) -> Mending:
    name = "openapi.json" if content.startswith(b"{") else "openapi.yaml"
    source = SourceText(name, content)
    return mend(source, reading=Reading(), judging=Judging(select=(rule,)), network=NetworkSettings())


@pytest.fixture(scope="module")
def mendings() -> Mendings:
    """What is made of each bad example, judged by its own rule."""
    return {(rule, message): mending_of(rule, content) for rule, message, content in examples()}


def test_these_rules_are_mended_and_those_are_suggested(mendings: Mendings) -> None:
    assert {rule for (rule, _), mending in mendings.items() if mending.files} == MENDED
    assert {rule for (rule, _), mending in mendings.items() if mending.suggested} - MENDED == SUGGESTED


def test_what_is_mended_is_found_no_more_and_mending_again_changes_nothing(mendings: Mendings) -> None:
    mended = {key: mending for key, mending in mendings.items() if mending.files}
    assert len(mended) > 8  # because a rule with none would pass
    for (rule, message), mending in mended.items():
        assert message in {str(each.message) for each in mending.found.findings}, rule
        assert message not in {str(each.message) for each in mending.remains.findings}, (rule, message)
        (file,) = mending.files
        assert mending_of(rule, file.after).files == (), (rule, message)


def test_only_lines_with_a_finding_change_and_they_keep_their_comments(mendings: Mendings) -> None:
    for (rule, message), mending in mendings.items():
        for file in (*mending.files, *mending.suggested):
            before, after = file.before.decode().splitlines(), file.after.decode().splitlines()
            for kind, start, end, _, _ in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
                changed = before[start:end] if kind != "equal" else []
                assert all(line.endswith(MARK) for line in changed), (rule, message)
            assert file.before.count(MARK.encode()) == file.after.count(MARK.encode()), (rule, message)


def test_a_value_in_quotation_marks_is_read_as_it_was(mendings: Mendings) -> None:
    for (rule, message), mending in mendings.items():
        for file in mending.files if rule == "openapi.scalars_read_alike" else ():
            assert parse("a.yaml", file.before).tree == parse("a.yaml", file.after).tree, message
